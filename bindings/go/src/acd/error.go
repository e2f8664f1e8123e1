// SPDX-License-Identifier: Apache-2.0

package acd

// Status is why something was refused: ErrStale, ErrState, …. It is an error by itself, for errors.Is:
//
//	if errors.Is(err, acd.ErrStale) { … }
type Status int

// Error is the library's text of the status.
func (s Status) Error() string { return StatusText(int(s)) }

// Error is what a function was refused with: errors.As finds it. What is wrong with an argument has ErrArgument.
type Error struct {
	Code     Status
	Function string // as it is called in Go
	Text     string // with the function, the status in words, and what it was about
}

func (e *Error) Error() string { return e.Text }

// Unwrap gives the code, so that errors.Is finds it.
func (e *Error) Unwrap() error { return e.Code }

func newError(function string, code int, about string) *Error {
	text := function + ": " + StatusText(code)
	if about != "" {
		text += ": " + about
	}
	return &Error{Status(code), function, text}
}

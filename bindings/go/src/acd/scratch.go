// SPDX-License-Identifier: Apache-2.0

package acd

// #include "shims.h"
import "C"

import (
	"math"
	"strings"
	"unsafe"
)

// StatusText is the English text of a status, "unknown status" for any other number.
func StatusText(status int) string { return C.GoString(C.acd_status_text(C.int(status))) }

// Scratch is what a call of C holds until it is over, and the first thing that is wrong with its arguments.
type scratch struct {
	function string
	refused  *Error
	held     [4]*object
	count    int
	memory   []unsafe.Pointer
}

func (c *scratch) done() {
	for _, memory := range c.memory {
		C.free(memory)
	}
	for _, o := range c.held[:c.count] {
		if o != nil {
			o.release()
		}
	}
}

func (c *scratch) refuse(text string) {
	if c.refused == nil {
		c.refused = newError(c.function, ERR_ARGUMENT, text)
	}
}

// Panics where the function has no error to give.
func (c *scratch) must() {
	if c.refused != nil {
		panic(c.refused)
	}
}

func (c *scratch) fail(status int, about *C.char) error {
	defer C.free(unsafe.Pointer(about))
	return newError(c.function, status, C.GoString(about))
}

// What C made, held until the call is over.
func (c *scratch) handle(what string, h *handle, mayMiss bool) unsafe.Pointer {
	var o *object
	if h != nil {
		if o = h.load(); o == nil || !o.hold() {
			c.refuse(what + ": it is closed")
			o = nil
		}
	} else if !mayMiss {
		c.refuse(what + ": nil where one is needed")
	}
	c.held[c.count] = o
	c.count++
	if o == nil {
		return nil
	}
	return o.pointer
}

// Never nil: without memory, cgo's malloc ends the program, as Go does by itself.
func (c *scratch) allocate(size int) unsafe.Pointer {
	memory := C.malloc(C.size_t(size))
	c.memory = append(c.memory, memory)
	return memory
}

// A NUL inside would cut the text short.
func (c *scratch) text(what, text string) *C.char {
	if strings.IndexByte(text, 0) >= 0 {
		c.refuse(what + ": a NUL inside the text")
		return nil
	}
	copied := C.CString(text)
	c.memory = append(c.memory, unsafe.Pointer(copied))
	return copied
}

// Where "" is none.
func (c *scratch) textOrNone(what, text string) *C.char {
	if text == "" {
		return nil
	}
	return c.text(what, text)
}

// Where nil is all together.
func (c *scratch) textOrTotal(what string, text *string) *C.char {
	if text == nil {
		return nil
	}
	return c.text(what, *text)
}

// None are NULL.
func (c *scratch) bytes(bytes []byte) unsafe.Pointer {
	if len(bytes) == 0 {
		return nil
	}
	memory := c.allocate(len(bytes))
	copy(unsafe.Slice((*byte)(memory), len(bytes)), bytes)
	return memory
}

// With its NULs, of whatever length.
func (c *scratch) string(text string) *C.char {
	memory := c.allocate(len(text) + 1)
	copy(unsafe.Slice((*byte)(memory), len(text)), text)
	return (*C.char)(memory)
}

func (c *scratch) ids(ids []int64) *C.acd_id {
	memory := c.allocate((len(ids) + 1) * 8)
	copy(unsafe.Slice((*int64)(memory), len(ids)), ids)
	return (*C.acd_id)(memory)
}

func (c *scratch) requirements(requirements []Requirement) *C.acd_requirement {
	memory := (*C.acd_requirement)(c.allocate((len(requirements) + 1) * C.sizeof_acd_requirement))
	for i, one := range requirements {
		unsafe.Slice(memory, len(requirements))[i] = C.acd_requirement{skill: C.acd_id(one.Skill), level_min: C.int64_t(one.LevelMin)}
	}
	return memory
}

func (c *scratch) int(what string, number int) C.int {
	if number < math.MinInt32 || number > math.MaxInt32 {
		c.refuse(what + ": out of range")
	}
	return C.int(number)
}

func (c *scratch) size(what string, number int) C.size_t {
	if number < 0 {
		c.refuse(what + ": it is negative")
	}
	return C.size_t(number)
}

// How many records are asked for.
func (c *scratch) some(what string, number int) C.size_t {
	if number < 0 || number > 1000000 {
		c.refuse(what + ": 0 to 1,000,000")
	}
	return C.size_t(number)
}

// A copy; of any size, unlike C.GoBytes.
func bytesOf(memory unsafe.Pointer, size C.size_t) []byte {
	return append([]byte(nil), unsafe.Slice((*byte)(memory), int(size))...)
}

func atMost(number, most int) int {
	if number > most {
		return most
	}
	return number
}

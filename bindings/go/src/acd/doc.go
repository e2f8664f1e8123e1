// SPDX-License-Identifier: Apache-2.0

// Package acd is libacd for Go: call flows, queues, routing, callbacks and their figures, without telephony.
//
// Functions and constants are those of the C headers, without the prefix: acd_call_arrive() is CallArrive, ACD_ACTION_RING is
// ACTION_RING; units and rules are theirs, too. Times are microseconds.
//
// What the library refuses is an *Error, the last result. Functions that cannot be refused have no error: they panic with
// an *Error where they are given nil, or what is closed.
//
// Records are structs without anything of C inside. Handles (Engine, History, …) have Close, and are closed when they are garbage;
// what one needs of others lives as long as it does. A handle is for one goroutine at a time, with those that speak to it: an engine
// with its feed, history, records, and metrics.
package acd

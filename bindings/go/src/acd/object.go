// SPDX-License-Identifier: Apache-2.0

package acd

import (
	"sync"
	"sync/atomic"
	"unsafe"
)

// An object is what C made. It is freed when nobody uses it any more: not the variable in Go, not a call that runs, not an object
// that needs it. So it does not matter in which order variables are closed, or collected.
type object struct {
	pointer unsafe.Pointer
	free    func(unsafe.Pointer) // nil: it is part of one that it needs
	users   atomic.Int64
	mutex   sync.Mutex
	needs   []*object
}

// One user more; false: it is freed, or about to be.
func (o *object) hold() bool {
	for {
		users := o.users.Load()
		if users == 0 {
			return false
		}
		if o.users.CompareAndSwap(users, users+1) {
			return true
		}
	}
}

func (o *object) release() {
	if o.users.Add(-1) > 0 {
		return
	}
	if o.free != nil {
		o.free(o.pointer)
	}
	for _, other := range o.needs {
		other.release()
	}
}

// From now on the other one, which the caller holds, lives at least as long.
func (o *object) need(other *object) {
	if o == nil || other == nil {
		return
	}
	o.mutex.Lock()
	defer o.mutex.Unlock()
	for _, known := range o.needs {
		if known == other {
			return
		}
	}
	if other.hold() {
		o.needs = append(o.needs, other)
	}
}

// A handle is one's variable for an object: nil inside once it is closed.
type handle struct {
	object atomic.Pointer[object]
}

func (h *handle) made(pointer unsafe.Pointer, free func(unsafe.Pointer), needs []*object) {
	o := &object{pointer: pointer, free: free}
	o.users.Store(1)
	for _, other := range needs {
		o.need(other)
	}
	h.object.Store(o)
}

func (h *handle) close() {
	if o := h.object.Swap(nil); o != nil {
		o.release()
	}
}

// SPDX-License-Identifier: Apache-2.0

package acd

import (
	"runtime"
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
	ones    map[string]*object // that it needs, too; one of a kind
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
	for _, other := range o.ones {
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

// As need, in place of the one of that kind that was needed before; nil leaves that.
func (o *object) needOne(kind string, other *object) {
	if o == nil || other == nil || !other.hold() {
		return
	}
	o.mutex.Lock()
	before := o.ones[kind]
	if o.ones == nil {
		o.ones = map[string]*object{}
	}
	o.ones[kind] = other
	o.mutex.Unlock()
	if before != nil {
		before.release()
	}
}

// A handle is one's variable for an object. Its copies have the same owner, and the object is closed with the first that is closed,
// or when all are garbage.
type handle struct {
	owner *owner
}

// An owner is one user of an object: nil inside once it is closed.
type owner struct {
	object atomic.Pointer[object]
}

func (h *handle) made(pointer unsafe.Pointer, free func(unsafe.Pointer), needs []*object) {
	o := &object{pointer: pointer, free: free}
	o.users.Store(1)
	for _, other := range needs {
		o.need(other)
	}
	h.owner = &owner{}
	h.owner.object.Store(o)
	runtime.SetFinalizer(h.owner, (*owner).close)
}

// Of a handle that is closed, or that the library has not made, nil.
func (h *handle) load() *object {
	if h.owner == nil {
		return nil
	}
	return h.owner.object.Load()
}

func (h *handle) close() {
	if h.owner != nil {
		h.owner.close()
	}
}

func (o *owner) close() {
	if object := o.object.Swap(nil); object != nil {
		runtime.SetFinalizer(o, nil)
		object.release()
	}
}

// SPDX-License-Identifier: Apache-2.0
using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;

namespace LibAcd {
  /// What an object of the library's is in C. Its memory goes when nothing that needs it is left, in whatever order things are disposed
  /// and collected.
  internal sealed class Handle {
    internal delegate void Free(HandleRef pointer);

    private readonly string name;
    private readonly IntPtr pointer;
    private readonly Free free; // null: somebody else's memory, whom it needs
    private readonly Dictionary<object, Handle> needed = new Dictionary<object, Handle>(); // by their roles, or by themselves
    private int holders = 1;
    private int closed;

    internal Handle(string name, IntPtr pointer, Free free) {
      this.name = name;
      this.pointer = pointer;
      this.free = free;
    }

    internal bool IsClosed {
      get { return Volatile.Read(ref closed) != 0; }
    }

    /// For a call: keeps the owner until it returns.
    internal HandleRef Reference(object owner) {
      if (IsClosed) throw new ObjectDisposedException(name);
      return new HandleRef(owner, pointer);
    }

    /// The other one's memory lives as long as this one's.
    internal void Needs(Handle other) {
      Needs(other, other);
    }

    /// As long as this one's, or until another one has the role.
    internal void Needs(object role, Handle other) {
      if (IsClosed) throw new ObjectDisposedException(name);
      if (other.IsClosed) throw new ObjectDisposedException(other.name);
      Handle replaced;
      Interlocked.Increment(ref other.holders);
      lock (needed) {
        needed.TryGetValue(role, out replaced);
        needed[role] = other;
      }
      if (replaced != null) replaced.Release();
    }

    internal void Close() {
      if (Interlocked.Exchange(ref closed, 1) == 0) Release();
    }

    /// One holder less.
    private void Release() {
      if (Interlocked.Decrement(ref holders) > 0) return;
      if (free != null && pointer != IntPtr.Zero) free(new HandleRef(null, pointer));
      foreach (Handle other in needed.Values) other.Release();
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.libacd;

import java.lang.ref.Cleaner;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** What an object of the library's is in C: closed by the program, or else when it is collected. Its memory goes when nothing that
 * needs it is left, in whatever order things are closed and collected. */
final class Handle {
  private static final Cleaner CLEANER = Cleaner.create();

  private final String name;
  private final Memory memory;
  private final Cleaner.Cleanable cleanable;
  private volatile boolean closed;

  /** Without `free` the memory is somebody else's, whom it needs. */
  Handle(Object owner, long pointer, LongConsumer free) {
    name = owner.getClass().getSimpleName();
    memory = new Memory(pointer, free);
    cleanable = CLEANER.register(owner, memory);
  }

  long pointer() {
    if (closed) throw new IllegalStateException("the " + name + " is closed");
    return memory.pointer;
  }

  boolean isClosed() {
    return closed;
  }

  /** The other one's memory lives as long as this one's. */
  void needs(Handle other) {
    if (other != null) needs(other.memory, other);
  }

  /** As long as this one's, or until another one has the role. */
  void needs(Object role, Handle other) {
    pointer();
    other.pointer();
    memory.needs(role, other.memory);
  }

  void close() {
    closed = true;
    cleanable.clean();
  }

  /** Knows nothing of the object in front of it, or that would never be collected. */
  private static final class Memory implements Runnable {
    final long pointer;
    private final LongConsumer free;
    private Map<Object, Memory> needed = Map.of(); // by their roles, or by themselves
    private int holders = 1;

    Memory(long pointer, LongConsumer free) {
      this.pointer = pointer;
      this.free = free;
    }

    void needs(Object role, Memory other) {
      Memory replaced;
      other.hold();
      synchronized (this) {
        if (needed.isEmpty()) needed = new HashMap<>();
        replaced = needed.put(role, other);
      }
      if (replaced != null) replaced.run();
    }

    private synchronized void hold() {
      holders++;
    }

    /** One holder less. */
    @Override public void run() {
      synchronized (this) {
        if (--holders > 0) return;
      }
      if (free != null) free.accept(pointer);
      needed.values().forEach(Memory::run);
    }
  }
}

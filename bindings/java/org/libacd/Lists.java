// SPDX-License-Identifier: Apache-2.0
package org.libacd;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Lists in and out. */
final class Lists {
  private Lists() {}

  static byte[] bytes(byte[] bytes) {
    return Objects.requireNonNull(bytes, "no bytes");
  }

  static long[] longs(long[] ids) {
    return Objects.requireNonNull(ids, "no list of ids");
  }

  /** Of how many there may be in a list that comes out. */
  static long count(long count) {
    if (count < 0 || count > 1_000_000) throw new IllegalArgumentException("not 0 to 1,000,000: " + count);
    return count;
  }

  static <T> List<T> of(long[] pointers, LongFunction<T> make) {
    return Arrays.stream(pointers).mapToObj(make).toList();
  }

  /** What an iterator has looked at and nobody has taken yet; it belongs to what it was pulled from. */
  static final class Ahead<T> {
    private T one;

    /** First what was looked at. */
    T take(Supplier<T> pull) {
      T given = one;
      one = null;
      return given == null ? pull.get() : given;
    }

    long count() {
      return one == null ? 0 : 1;
    }

    /** What `next` takes one by one until there is no more. */
    Iterable<T> until(Supplier<T> next) {
      return () -> new Iterator<>() {
        @Override public boolean hasNext() {
          one = next.get();
          return one != null;
        }

        @Override public T next() {
          T given = next.get();
          if (given == null) throw new NoSuchElementException();
          return given;
        }
      };
    }
  }

  /** The rows of a record, from 0 until there is none. */
  static <T> List<T> rows(LongFunction<T> at) {
    return java.util.stream.LongStream.iterate(0, i -> i + 1).mapToObj(at).takeWhile(Objects::nonNull).toList();
  }
}

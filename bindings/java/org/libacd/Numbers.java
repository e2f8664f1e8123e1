// SPDX-License-Identifier: Apache-2.0
package org.libacd;

/** Numbers that have no sign in C. */
final class Numbers {
  private Numbers() {}

  static long notNegative(long number) {
    if (number < 0) throw new IllegalArgumentException("a number below 0: " + number);
    return number;
  }

  static int notNegative(int number) {
    return (int) notNegative((long) number);
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.libacd;

/** A row of a list that is walked: its number, which is `after` for the next one, and its names; the second is "" where there is one
 * alone. */
public record Row(long number, String name, String second) {
  /** Called by the library. */
  static Row of(long number, byte[] name, byte[] second) {
    return new Row(number, Texts.of(name), Texts.of(second));
  }
}

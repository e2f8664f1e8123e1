// SPDX-License-Identifier: Apache-2.0
package org.libacd;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Texts are UTF-8 in C. JNI's own conversion knows another encoding only. */
final class Texts {
  private Texts() {}

  /** With a NUL at the end; null is none. */
  static byte[] bytes(String text) {
    if (text == null) return null;
    if (text.indexOf('\0') >= 0) throw new IllegalArgumentException("a NUL inside the text");
    ByteBuffer encoded = encoded(text);
    byte[] bytes = new byte[encoded.remaining() + 1];
    encoded.get(bytes, 0, bytes.length - 1);
    return bytes;
  }

  /** Without; NULs inside are the reader's to judge. */
  static byte[] encode(String text) {
    ByteBuffer encoded = encoded(text);
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }

  private static ByteBuffer encoded(String text) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    } catch (CharacterCodingException half) {
      throw new IllegalArgumentException("half a surrogate pair in the text", half);
    }
  }

  /** What is not UTF-8 comes as the replacement character. */
  static String of(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}

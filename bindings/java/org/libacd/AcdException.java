// SPDX-License-Identifier: Apache-2.0
package org.libacd;

/** What the library refuses. Nothing was changed. The classes are those of base.h's status codes. */
public class AcdException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int code;
  private final String function;

  AcdException(int code, String function, String message) {
    super(message);
    this.code = code;
    this.function = function;
  }

  /** The status, one of Acd.ERR_…; Acd.AGAIN: a portion of due work was done, make the same call again. */
  public int code() {
    return code;
  }

  /** The function of C that refused, as it would be written in Java: "callHangup". */
  public String function() {
    return function;
  }

  /** Called by the library; throws. */
  static void raise(int code, byte[] function, byte[] status, byte[] about) {
    String name = camel(Texts.of(function)), more = Texts.of(about);
    String message = name + ": " + Texts.of(status) + (more.isEmpty() ? "" : ": " + more);
    throw Refusal.of(code, name, message);
  }

  private static String camel(String name) {
    return java.util.regex.Pattern.compile("_(.)").matcher(name).replaceAll(found -> found.group(1).toUpperCase(java.util.Locale.ROOT));
  }
}

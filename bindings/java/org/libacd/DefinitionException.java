// SPDX-License-Identifier: Apache-2.0
package org.libacd;

import java.util.List;

/** A definition with mistakes; nothing was changed. */
public final class DefinitionException extends AcdException {
  private static final long serialVersionUID = 1;
  private transient List<JsonError> mistakes = List.of();

  DefinitionException(int code, String function, String message) {
    super(code, function, message);
  }

  /** All that is wrong, with line and column, of what {@link Engine#define(String)} was given. For definitions from elsewhere see
   * {@link Engine#errorAt(long)}. */
  public List<JsonError> mistakes() {
    return mistakes == null ? List.of() : mistakes;
  }

  DefinitionException with(List<JsonError> all) {
    mistakes = all;
    return this;
  }
}

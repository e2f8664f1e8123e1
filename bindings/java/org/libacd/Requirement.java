// SPDX-License-Identifier: Apache-2.0
package org.libacd;

import java.util.List;
import java.util.stream.LongStream;

/** What a call needs of an agent: a skill, by its id, at a level of at least `levelMin`. */
public record Requirement(long skill, long levelMin) {
  static long[] numbers(List<Requirement> requirements) {
    return requirements.stream().flatMapToLong(one -> LongStream.of(one.skill, one.levelMin)).toArray();
  }
}

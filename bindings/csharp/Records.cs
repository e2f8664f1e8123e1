// SPDX-License-Identifier: Apache-2.0
using System;
using System.Text;

namespace LibAcd {
  /// What a call needs of an agent: a skill, by its id, at a level of at least LevelMin.
  public struct Requirement {
    public Requirement(long skill, long levelMin) {
      Skill = skill;
      LevelMin = levelMin;
    }

    public readonly long Skill, LevelMin;
  }

  /// A row of a list that is walked: its number, which is `after` for the next one, and its names; the second is "" where there is one
  /// alone.
  public sealed class Row {
    private Row(long number, string[] names) {
      Number = number;
      Name = names[0];
      Second = names[1];
    }

    public readonly long Number;
    public readonly string Name, Second;

    internal static Row Of(IntPtr block) {
      if (block == IntPtr.Zero) return null;
      byte[] bytes = Blocks.Bytes(block);
      return new Row(BitConverter.ToInt64(bytes, 0), Encoding.UTF8.GetString(bytes, 8, bytes.Length - 8).Split('\0'));
    }
  }

  /// How far local time is ahead of UTC, and until when.
  public struct TzifOffset {
    internal TzifOffset(long[] numbers) {
      OffsetUs = numbers[0];
      UntilUs = numbers[1];
    }

    public readonly long OffsetUs, UntilUs;
  }

  /// A day, and the time on its clocks.
  public struct TzifLocal {
    internal TzifLocal(long[] numbers) {
      Date = numbers[0];
      ClockUs = numbers[1];
    }

    public readonly long Date, ClockUs;
  }

  /// How many instants have a local time, 0 to 2, and which; where there is none, that which stands for it.
  public struct TzifInstants {
    internal TzifInstants(long[] numbers) {
      Count = numbers[0];
      FirstUs = numbers[1];
      SecondUs = numbers[2];
    }

    public readonly long Count, FirstUs, SecondUs;
  }

  /// Shares of all callers.
  public struct ErlangWithin {
    internal ErlangWithin(double[] numbers) {
      Answered = numbers[0];
      Abandoned = numbers[1];
    }

    public readonly double Answered, Abandoned;
  }
}

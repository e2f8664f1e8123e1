// SPDX-License-Identifier: Apache-2.0
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

namespace LibAcd {
  /// Texts, bytes and lists on their way to C and back. A block is how many there are, then they; one that comes out is freed here.
  internal static class Blocks {
    private static readonly Encoding strict = new UTF8Encoding(false, true);

    [DllImport("acd_csharp")] private static extern void acd_csharp_free(IntPtr memory);

    internal static long NotNegative(long number) {
      if (number < 0) throw new ArgumentOutOfRangeException(null, "a number below 0: " + number);
      return number;
    }

    /// Of how many there may be in a list that comes out.
    internal static long Count(long count) {
      if (count < 0 || count > 1000000) throw new ArgumentOutOfRangeException(null, "not 0 to 1,000,000: " + count);
      return count;
    }

    /// A text with a NUL at its end; null is none.
    internal static byte[] Terminated(string text) {
      if (text == null) return null;
      if (text.IndexOf('\0') >= 0) throw new ArgumentException("a NUL inside the text");
      byte[] bytes = new byte[strict.GetByteCount(text) + 1];
      strict.GetBytes(text, 0, text.Length, bytes, 0);
      return bytes;
    }

    internal static byte[] Of(byte[] bytes) {
      if (bytes == null) throw new ArgumentNullException(null, "no bytes");
      byte[] block = new byte[8 + bytes.Length];
      BitConverter.GetBytes((long) bytes.Length).CopyTo(block, 0);
      bytes.CopyTo(block, 8);
      return block;
    }

    internal static byte[] Of(string text) {
      if (text == null) throw new ArgumentNullException(null, "no text");
      return Of(strict.GetBytes(text));
    }

    internal static long[] Of(long[] ids) {
      if (ids == null) throw new ArgumentNullException(null, "no list of ids");
      return new[] {(long) ids.Length}.Concat(ids).ToArray();
    }

    internal static long[] Of(IList<Requirement> requirements) {
      if (requirements == null) throw new ArgumentNullException(null, "no list of requirements");
      return new[] {(long) requirements.Count}.Concat(requirements.SelectMany(one => new[] {one.Skill, one.LevelMin})).ToArray();
    }

    /// A text that C lends; what is not UTF-8 comes as the replacement character.
    internal static string Lent(IntPtr text) {
      if (text == IntPtr.Zero) return null;
      int size = 0;
      while (Marshal.ReadByte(text, size) != 0) size++;
      byte[] bytes = new byte[size];
      Marshal.Copy(text, bytes, 0, size);
      return Encoding.UTF8.GetString(bytes);
    }

    private static T Taken<T>(IntPtr block, Func<IntPtr, int, T> copy) {
      if (block == IntPtr.Zero) throw new OutOfMemoryException();
      try {
        return copy(IntPtr.Add(block, 8), checked((int) Marshal.ReadInt64(block)));
      } finally {
        acd_csharp_free(block);
      }
    }

    internal static byte[] Bytes(IntPtr block) {
      return Taken(block, (at, count) => {
        byte[] bytes = new byte[count];
        Marshal.Copy(at, bytes, 0, count);
        return bytes;
      });
    }

    internal static long[] Longs(IntPtr block) {
      return Taken(block, (at, count) => {
        long[] numbers = new long[count];
        Marshal.Copy(at, numbers, 0, count);
        return numbers;
      });
    }

    internal static double[] Doubles(IntPtr block) {
      return Longs(block).Select(BitConverter.Int64BitsToDouble).ToArray();
    }

    internal static string Text(IntPtr block) {
      return Encoding.UTF8.GetString(Bytes(block));
    }

    internal static IList<T> Records<T>(IntPtr block, Func<IntPtr, T> make) {
      return Taken(block, (at, count) => {
        IntPtr[] pointers = new IntPtr[count];
        Marshal.Copy(at, pointers, 0, count);
        return pointers.Where(pointer => pointer != IntPtr.Zero).Select(make).ToArray();
      });
    }
  }
}

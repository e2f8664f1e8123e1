// SPDX-License-Identifier: Apache-2.0
using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace LibAcd {
  /// What the library refuses; nothing was changed.
  public class AcdException : Exception {
    internal AcdException(int code, string function, string message) : base(message) {
      Code = code;
      Function = function;
    }

    /// The status, one of Acd.ERR_…; Acd.AGAIN: a portion of due work was done, make the same call again.
    public int Code { get; private set; }

    /// The function that refused: "CallHangup".
    public string Function { get; private set; }
  }

  /// A definition with mistakes.
  public sealed class DefinitionException : AcdException {
    internal DefinitionException(int code, string function, string message) : base(code, function, message) {
      Mistakes = new JsonError[0];
    }

    /// All that is wrong, with line and column, of what Define() was given; for definitions from elsewhere see ErrorAt().
    public IList<JsonError> Mistakes { get; internal set; }
  }

  /// Makes exceptions of what C refuses.
  internal static class Refusals {
    private delegate void Raise(int code, IntPtr function, IntPtr status, IntPtr about);

    private static readonly Raise raise = OnRaise; // C has it as long as the program lasts

    [DllImport("acd_csharp")] private static extern void acd_csharp_set_raise(Raise raise);

    internal static bool Register() {
      acd_csharp_set_raise(raise);
      return true;
    }

    private static void OnRaise(int code, IntPtr function, IntPtr status, IntPtr about) {
      AcdPINVOKE.Raise(Of(code, Blocks.Lent(function), Blocks.Lent(status), Blocks.Lent(about)));
    }

    private static Exception Of(int code, string function, string status, string about) {
      if (function == "") return code == Acd.ERR_NOMEM ? (Exception) new OutOfMemoryException(about) : new ArgumentException(about);
      if (function.StartsWith("new_")) function = function.Substring(4);
      string message = function + ": " + status + (about == "" ? "" : ": " + about);
      if (code == Acd.ERR_DEFINITION) return new DefinitionException(code, function, message);
      return new AcdException(code, function, message);
    }
  }
}

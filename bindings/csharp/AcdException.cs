// SPDX-License-Identifier: Apache-2.0
using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Runtime.Serialization;

namespace LibAcd {
  /// What the library refuses; nothing was changed.
  [Serializable]
  public class AcdException : Exception {
    internal AcdException(int code, string function, string message) : base(message) {
      Code = code;
      Function = function;
    }

    protected AcdException(SerializationInfo info, StreamingContext context) : base(info, context) {
      Code = info.GetInt32("Code");
      Function = info.GetString("Function");
    }

    public override void GetObjectData(SerializationInfo info, StreamingContext context) {
      base.GetObjectData(info, context);
      info.AddValue("Code", Code);
      info.AddValue("Function", Function);
    }

    /// The status, one of Acd.ERR_…; Acd.AGAIN: a portion of due work was done, make the same call again.
    public int Code { get; private set; }

    /// The function that refused: "CallHangup".
    public string Function { get; private set; }
  }

  /// A definition with mistakes.
  [Serializable]
  public sealed class DefinitionException : AcdException {
    internal DefinitionException(int code, string function, string message) : base(code, function, message) {
      Mistakes = new JsonError[0];
    }

    private DefinitionException(SerializationInfo info, StreamingContext context) : base(info, context) {
      Mistakes = new JsonError[0];
    }

    /// All that is wrong, with line and column, of what Define() was given; for definitions from elsewhere see ErrorAt(). None where the
    /// exception comes from another application domain.
    public IList<JsonError> Mistakes { get; internal set; }
  }

  /// Makes exceptions of what C refuses.
  internal static class Refusals {
    [DllImport("acd_csharp")] private static extern int acd_csharp_pending();
    [DllImport("acd_csharp")] private static extern int acd_csharp_fetch(out IntPtr function, out IntPtr status, out IntPtr about);

    /// Whether the thread's last call was refused.
    internal static bool Pending {
      get { return acd_csharp_pending() != 0; }
    }

    internal static Exception Fetch() {
      IntPtr function, status, about;
      int code = acd_csharp_fetch(out function, out status, out about);
      return Of(code, Blocks.Lent(function), Blocks.Lent(status), Blocks.Lent(about));
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

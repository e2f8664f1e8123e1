// SPDX-License-Identifier: Apache-2.0
// Whatever is given to any method, property or constructor of the assembly for C#, at whatever time, it gives a result or an exception.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using LibAcd;

static class TestAnything {
  static readonly Random random = new Random(1);
  static readonly List<object> objects = new List<object>();
  static readonly HashSet<string> reached = new HashSet<string>();

  static Engine NewEngine() {
    Engine engine = new Engine();
    engine.Define("{\"agents\": {\"ann\": {}}, \"queues\": {\"q\": {\"members\": [\"ann\"], \"wrapup_s\": 0}}}");
    return engine;
  }

  /// A zone an hour ahead of UTC, as zic writes one.
  static byte[] Zone() {
    byte[] block = Encoding.ASCII.GetBytes("TZif2").Concat(new byte[15 + 4 * 4])
        .Concat(new byte[] {0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0x0e, 0x10, 0, 0}).Concat(Encoding.ASCII.GetBytes("CET\0")).ToArray();
    return block.Concat(block).Concat(Encoding.ASCII.GetBytes("\nCET-1\n")).ToArray();
  }

  static object OneOf(params object[] all) {
    return all[random.Next(all.Length)];
  }

  /// Nothing, numbers at the edge, texts and objects of every class.
  static object Anything(Type kind) {
    if (kind == typeof(long)) return OneOf(0L, 1L, 2L, 5L, -1L, 1L << 20, 1L << 53, long.MinValue, long.MaxValue);
    if (kind == typeof(int)) return OneOf(0, 1, 2, 5, -1, int.MinValue, int.MaxValue);
    if (kind == typeof(uint)) return OneOf(0u, 1u, 2u, 5u, uint.MaxValue);
    if (kind == typeof(double)) return OneOf(0.0, -1.0, 1e300, double.NaN, double.NegativeInfinity);
    if (random.Next(3) == 0) return null;
    if (kind == typeof(string)) return OneOf("", "q", "ann", "{", "\u20ac=", new string('x', 100000), "a\0");
    if (kind == typeof(byte[])) return OneOf(new byte[0], Zone());
    if (kind == typeof(long[])) return new long[random.Next(3)];
    if (kind == typeof(IList<Requirement>)) return new Requirement[random.Next(2)];
    return Object(kind);
  }

  static object Object(Type kind) {
    return objects.Where(kind.IsInstanceOfType).Skip(random.Next(2)).FirstOrDefault();
  }

  static void Try(MethodBase call) {
    object owner = call.IsStatic || call.IsConstructor ? null : Object(call.DeclaringType);
    if (!call.IsStatic && !call.IsConstructor && owner == null) return;
    if (call.Name == "Dispose" && (owner == objects[objects.Count - 1] || random.Next(20) > 0)) return;
    object[] given = call.GetParameters().Select(parameter => Anything(parameter.ParameterType)).ToArray();
    try {
      ConstructorInfo made = call as ConstructorInfo;
      object result = made != null ? made.Invoke(given) : call.Invoke(owner, given);
      reached.Add(call.DeclaringType.Name + "." + call);
      if (result != null && result.GetType().Namespace == "LibAcd") objects.Insert(random.Next(objects.Count), result);
    } catch (TargetInvocationException refused) {
      if (!(refused.InnerException is AcdException || refused.InnerException is ArgumentException ||
            refused.InnerException is ObjectDisposedException))
        throw;
    }
  }

  static void Main() {
    Engine last = NewEngine();
    objects.AddRange(new object[] {new Tzif(Zone()), NewEngine(), last});
    MethodBase[] calls = typeof(Acd).Assembly.GetExportedTypes().Where(one => one.Namespace == "LibAcd" && !typeof(Exception).IsAssignableFrom(one))
        .SelectMany(one => one.GetConstructors().Concat<MethodBase>(one.GetMethods(
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)))
        .OrderBy(call => call.DeclaringType.Name + call, StringComparer.Ordinal).ToArray();
    for (int round = 0; round < 40; round++)
      foreach (MethodBase call in calls) Try(call);
    if (reached.Count < 500) throw new Exception("only " + reached.Count + " methods gave a result");
    Console.WriteLine(reached.Count + " methods gave a result");
    last.Check(1);
  }
}

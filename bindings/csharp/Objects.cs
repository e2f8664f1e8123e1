// SPDX-License-Identifier: Apache-2.0
using System;
using System.Collections.Generic;
using System.Linq;

namespace LibAcd {
  // What the classes that SWIG writes have besides.

  public partial class Engine {
    /// An empty engine with all options at their defaults.
    public Engine() : this(null) {}

    /// The actions that wait, in order; what is not reached stays for the next time.
    public IEnumerable<Action> Actions() {
      for (Action action; (action = this.ActionNext()) != null;) yield return action;
    }

    /// A whole definition in JSON, now.
    public void Define(string text) {
      Define(text, this.Now(), Acd.DEFINE_WHOLE);
    }

    /// A definition in JSON; with Acd.DEFINE_CHANGE a change of what runs.
    public void Define(string text, long timeUs, int mode) {
      using (Json json = new Json()) {
        try {
          json.LoadText(text);
          json.Submit(this, timeUs, mode);
        } catch (DefinitionException problem) {
          problem.Mistakes = Enumerable.Range(0, (int) json.ErrorsCount()).Select(index => json.ErrorAt(index)).ToArray();
          throw;
        }
      }
    }
  }

  public partial class History {
    /// With all options at their defaults.
    public History() : this(null) {}
  }

  public partial class Feed {
    /// The events that were kept, the oldest first, until there are no more.
    public IEnumerable<Event> Events() {
      for (Event one; (one = Pull()) != null;) yield return one;
    }
  }

  public partial class RecordQueue {
    /// The records of calls, in the order in which they were complete, until there are no more.
    public IEnumerable<Record> Records() {
      for (Record one; (one = Pull()) != null;) yield return one;
    }
  }

  public partial class Record {
    public IList<RecordSegment> Segments() {
      return Rows(SegmentAt);
    }

    public IList<RecordVisit> Visits() {
      return Rows(VisitAt);
    }

    public IList<RecordConversation> Conversations() {
      return Rows(ConversationAt);
    }

    public IList<RecordStep> Path() {
      return Rows(StepAt);
    }

    private static IList<T> Rows<T>(Func<long, T> at) where T : class {
      List<T> rows = new List<T>();
      for (T row; (row = at(rows.Count)) != null;) rows.Add(row);
      return rows;
    }
  }

  public partial class Sim {
    private Engine engine;

    /// With all options at their defaults.
    public Sim() : this(null) {}

    /// The simulation's engine lives as long as it.
    internal Engine EngineAt(IntPtr pointer) {
      if (engine == null || engine.handle.IsClosed) {
        engine = new Engine(pointer, false);
        engine.handle.Needs(handle);
      }
      return engine;
    }
  }

  public partial class Outcomes {
    /// One figure of all callers, in the order in which they ended: "ref", "status", "call", "queue", "agent", "arrived_at_us",
    /// "queued_at_us", "answered_at_us", "ended_at_us", "wait_us", "talk_us", "end".
    public long[] Column(string name) {
      long[] values = new long[Count()];
      for (int i = 0; i < values.Length; i++) values[i] = At(name, i);
      return values;
    }
  }
}

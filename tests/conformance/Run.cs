// SPDX-License-Identifier: Apache-2.0
// Runs scripts.txt by the assembly for C#; has to print what run.c prints.
// usage: Run.exe SCRIPTS [--digests]
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using LibAcd;

class Run {
  // What a word of the scripts does with those behind it, and a command of the engine's to one call, agent or queue.
  delegate void Command(string[] words);
  delegate void To(long now, long whom, string[] words);

  struct Target {
    public long Kind, Id;
    public string Number;
  }

  readonly TextWriter output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) {NewLine = "\n"};
  readonly Dictionary<string, Command> commands = new Dictionary<string, Command>();
  Dictionary<string, long> labels;
  Dictionary<long, string> names;
  List<LibAcd.Action> pending;
  Engine engine;
  long now;

  static long Found(Func<string, long> find, string name) {
    try {
      return find(name);
    } catch (AcdException none) when (none.Code == Acd.ERR_NOT_FOUND) {
      return 0;
    }
  }

  long Call(string label) {
    long id;
    return labels.TryGetValue(label, out id) ? id : 0;
  }

  long Agent(string name) {
    return Found(engine.AgentFind, name);
  }

  long Queue(string name) {
    return Found(engine.QueueFind, name);
  }

  void Label(string name, long id) {
    labels[name] = id;
    if (!names.ContainsKey(id)) names[id] = name;
  }

  Target TargetOf(string kind, string name) {
    switch (kind) {
    case "agent": return new Target {Kind = Acd.TARGET_AGENT, Id = Agent(name)};
    case "queue": return new Target {Kind = Acd.TARGET_QUEUE, Id = Queue(name)};
    case "flow": return new Target {Kind = Acd.TARGET_FLOW, Id = Found(engine.FlowFind, name)};
    default: return new Target {Kind = Acd.TARGET_NUMBER, Number = name};
    }
  }

  void Arrive(string[] words) {
    Arrival arrival = new Arrival();
    for (int i = 1; i + 1 < words.Length; i += 2) {
      string value = words[i + 1];
      switch (words[i]) {
      case "number": arrival.Number = value; break;
      case "caller": arrival.Caller = value; break;
      case "queue": arrival.Queue = Queue(value); break;
      case "flow": arrival.Flow = Found(engine.FlowFind, value); break;
      case "priority": arrival.Priority = long.Parse(value); break;
      case "ref": arrival.HostRef = long.Parse(value); break;
      case "attributes": arrival.Attributes = value; break;
      case "waited_us": arrival.WaitedUs = long.Parse(value); break;
      case "skill": arrival.Require(Found(engine.SkillFind, value), 1); break;
      case "prefer": arrival.Prefer(Agent(value)); break;
      default: throw new ArgumentException(words[i]);
      }
    }
    Label(words[0], engine.CallArrive(now, arrival));
  }

  void Result(string[] words) {
    long id = 0, outcome = 1;
    foreach (LibAcd.Action action in pending)
      if (Acd.ActionKindStr(action.Kind) == words[0] && action.Call == Call(words[1]) &&
          (words[2] == "-" || action.Agent == Agent(words[2])))
        id = action.Id;
    while (Acd.OutcomeStr(outcome) != words[3]) outcome++;
    engine.ActionResult(now, id, outcome, words.Length > 4 ? words[4] : null);
  }

  void Add(Func<string, long> find, string name, To command) {
    commands[name] = words => command(now, find(words[0]), words.Skip(1).ToArray());
  }

  void AddCalls() {
    Add(Call, "hangup", (t, c, w) => engine.CallHangup(t, c));
    Add(Call, "hold", (t, c, w) => engine.CallHold(t, c));
    Add(Call, "resume", (t, c, w) => engine.CallResume(t, c));
    Add(Call, "complete", (t, c, w) => engine.CallComplete(t, c));
    Add(Call, "conference", (t, c, w) => engine.CallConference(t, c));
    Add(Call, "park", (t, c, w) => engine.CallPark(t, c));
    Add(Call, "record", (t, c, w) => engine.CallRecord(t, c, int.Parse(w[0])));
    Add(Call, "prioritize", (t, c, w) => engine.CallPrioritize(t, c, long.Parse(w[0])));
    Add(Call, "keys", (t, c, w) => engine.CallKeys(t, c, w[0]));
    Add(Call, "set", (t, c, w) => engine.CallSet(t, c, w[0], w[1]));
    Add(Call, "require",
        (t, c, w) => engine.CallRequire(t, c, new[] {new Requirement(Found(engine.SkillFind, w[0]), long.Parse(w[1]))}));
    Add(Call, "move", (t, c, w) => engine.CallMove(t, c, Queue(w[0]), int.Parse(w[1])));
    Add(Call, "also", (t, c, w) => engine.CallAlso(t, c, Queue(w[0])));
    Add(Call, "also_end", (t, c, w) => engine.CallAlsoEnd(t, c, Queue(w[0])));
    Add(Call, "pick_up", (t, c, w) => engine.CallPickUp(t, c, Agent(w[0]), 0));
    Add(Call, "cancel", (t, c, w) => engine.CallbackCancel(t, c));
    Add(Call, "transfer", (t, c, w) => {
      Target whom = TargetOf(w[0], w[1]);
      engine.CallTransfer(t, c, (int) whom.Kind, whom.Id, whom.Number);
    });
    Add(Call, "consult", (t, c, w) => {
      Target whom = TargetOf(w[1], w[2]);
      Label(w[0], engine.CallConsult(t, c, (int) whom.Kind, whom.Id, 0));
    });
  }

  void AddAgents() {
    Add(Agent, "login", (t, a, w) => engine.AgentLogin(t, a, long.Parse(w[0])));
    Add(Agent, "logout", (t, a, w) => engine.AgentLogout(t, a));
    Add(Agent, "ready", (t, a, w) => engine.AgentReady(t, a));
    Add(Agent, "not_ready", (t, a, w) => engine.AgentNotReady(t, a, long.Parse(w[0])));
    Add(Agent, "set_presence",
        (t, a, w) => engine.AgentSetPresence(t, a, long.Parse(w[0]), long.Parse(w[1]), long.Parse(w[2]), long.Parse(w[3])));
    Add(Agent, "elsewhere", (t, a, w) => engine.AgentElsewhere(t, a, 0, long.Parse(w[0])));
    Add(Agent, "end_wrapup", (t, a, w) => engine.AgentEndWrapup(t, a, 0));
    Add(Agent, "extend_wrapup", (t, a, w) => engine.AgentExtendWrapup(t, a, 0, long.Parse(w[0])));
    Add(Agent, "agent_hangup", (t, a, w) => engine.AgentHangup(t, a, 0));
    Add(Agent, "supervise", (t, a, w) => engine.AgentSupervise(t, a, Call(w[0]), int.Parse(w[1])));
  }

  void AddOthers() {
    Add(Queue, "open", (t, q, w) => engine.QueueOpen(t, q));
    Add(Queue, "drain", (t, q, w) => engine.QueueDrain(t, q));
    Add(Queue, "clear", (t, q, w) => engine.QueueClear(t, q));
    commands["tick"] = w => engine.Tick(now);
    commands["wall"] = w => engine.WallSet(now, long.Parse(w[0]));
    commands["arrive"] = Arrive;
    commands["result"] = Result;
    commands["toggle"] = w => engine.ToggleSet(now, Found(engine.ToggleFind, w[0]), int.Parse(w[1]));
    commands["reconcile"] = w => engine.Reconcile(now, w.Select(Call).ToArray());
    commands["callback"] = w => Label(w[0], engine.CallbackRequest(now,
        new CallbackWish {Number = w[1], Plan = Found(engine.CallbackPlanFind, w[2]), Queue = Queue(w[3])}));
  }

  void RunLine(string name, string[] words) {
    Command command;
    if (!commands.TryGetValue(name, out command)) {
      output.WriteLine("! no such command");
      return;
    }
    try {
      command(words);
    } catch (AcdException problem) {
      output.WriteLine("! " + Acd.StatusText(problem.Code));
    }
    foreach (LibAcd.Action action in engine.Actions()) {
      string agent = "-", call;
      try {
        agent = engine.AgentGet(action.Agent).Name;
      } catch (AcdException) {
        // of no agent
      }
      if (!names.TryGetValue(action.Call, out call)) call = "-";
      string text = action.Text == "" ? "" : " " + action.Text;
      output.WriteLine("> {0} {1} {2} {3}{4}", Acd.ActionKindStr(action.Kind), call, agent, action.DeadlineUs, text);
      pending.Add(action);
    }
  }

  void Figures(bool digests) {
    KpiQueue q = engine.KpiQueueGet(0);
    KpiAgent a = engine.KpiAgentGet(0);
    KpiCalls c = engine.KpiCallsGet();
    output.WriteLine("= offered {0} answered {1} abandoned {2} waiting {3} wait_us {4} talk_us {5} service_level_ppm {6}", q.Offered,
        q.Answered, q.Abandoned + q.AbandonedShort, q.Waiting, q.WaitUs, q.TalkUs, q.KpiServiceLevelPpm());
    output.WriteLine("= handled {0} no_answers {1} busy_us {2} arrived {3} live {4} completed {5}", a.Handled, a.NoAnswers, a.BusyUs,
        c.Arrived, c.Live, c.Ends[Acd.END_COMPLETED]);
    if (digests) output.WriteLine("= actions {0} state {1}", engine.DigestActions(), engine.DigestState());
  }

  void Define(string text) {
    engine = new Engine();
    labels = new Dictionary<string, long>();
    names = new Dictionary<long, string>();
    pending = new List<LibAcd.Action>();
    try {
      engine.Define(text, 0, Acd.DEFINE_WHOLE);
    } catch (DefinitionException problem) {
      JsonError first = problem.Mistakes[0];
      output.WriteLine("! {0}: {1}: {2}", Acd.StatusText(problem.Code), first.Path, first.Text);
    }
  }

  static void Main(string[] arguments) {
    Run it = new Run();
    it.AddCalls();
    it.AddAgents();
    it.AddOthers();
    foreach (string line in File.ReadAllLines(arguments[0])) {
      if (line != "" && "!>=".IndexOf(line[0]) >= 0) continue; // what is to come out
      it.output.WriteLine(line);
      string[] words = line.Split(new[] {' '}, StringSplitOptions.RemoveEmptyEntries);
      if (line.StartsWith("define ", StringComparison.Ordinal)) it.Define(line.Substring(7));
      else if (line == "figures") it.Figures(arguments.Length > 1);
      else if (line != "" && (line[0] == '-' || char.IsDigit(line[0]))) {
        it.now = long.Parse(words[0]);
        it.RunLine(words[1], words.Skip(2).ToArray());
      }
    }
    it.output.Flush();
  }
}

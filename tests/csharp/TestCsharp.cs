// SPDX-License-Identifier: Apache-2.0
// The assembly for C#: that all of the headers is there, exceptions, exact numbers, texts, lists, and that nothing is gone too early or
// used when it is disposed.
// usage: TestCsharp.exe INCLUDE (the folder of the headers)
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using LibAcd;

static class TestCsharp {
  const string Centre = @"{""agents"": {""ann"": {}}, ""queues"": {""q"": {""members"": [""ann""], ""wrapup_s"": 0}}}";
  static string headers;

  static void Check(bool holds, object said = null) {
    if (!holds) throw new Exception("not so: " + said);
  }

  static void Same(object expected, object found) {
    Check(Equals(expected, found), "expected " + expected + ", found " + found);
  }

  static T Fails<T>(System.Action wrong) where T : Exception {
    try {
      wrong();
    } catch (T problem) {
      return problem;
    }
    throw new Exception("nothing was refused: " + typeof(T));
  }

  static void Refused(int code, System.Action wrong) {
    Same(code, Fails<AcdException>(wrong).Code);
  }

  static Engine EngineOf(Options options = null) {
    Engine engine = new Engine(options);
    engine.Define(Centre);
    return engine;
  }

  /// A call of a second, answered at once; `now` of its arrival.
  static long OneCall(Engine engine, long now, Arrival arrival) {
    arrival.Queue = engine.QueueFind("q");
    long call = engine.CallArrive(now, arrival);
    engine.ActionResult(now, engine.ActionNext().Id, Acd.OUTCOME_BRIDGED, null);
    engine.CallHangup(now + Acd.SECOND, call);
    engine.ActionResult(now + Acd.SECOND, engine.ActionNext().Id, Acd.OUTCOME_DONE, null);
    Same(null, engine.ActionNext());
    return call;
  }

  /// Collects what nobody holds any more, and has it freed.
  static void Collect() {
    for (int i = 0; i < 3; i++) {
      GC.Collect();
      GC.WaitForPendingFinalizers();
    }
  }

  static string Pascal(string name) {
    return Regex.Replace("_" + name, "_(.)", found => found.Groups[1].Value.ToUpperInvariant());
  }

  /// By the header's name; with that of the class left out where it is the object's own.
  static void AllOfTheHeadersIsThere() {
    string[] leftOut = ("acd_engine_submit acd_engine_submit_batch acd_options_set_explain acd_options_set_log acd_options_set_score " +
        "acd_options_set_events acd_options_set_trace acd_definition_bytes acd_history_event acd_metrics_event acd_records_event " +
        "acd_records_set_hook acd_records_set_queue_log acd_sim_add_source acd_sim_set_outcome acd_sim_set_events " +
        "acd_json_error_print acd_tzif_check acd_event_print_json acd_erlang_day").Split(' ');
    HashSet<string> names = new HashSet<string>(typeof(Acd).GetMethods().Where(method => method.GetParameters().Length > 0)
        .SelectMany(method => new[] {method.Name, method.GetParameters()[0].ParameterType.Name + method.Name}));
    names.UnionWith(typeof(Acd).GetMethods().Select(method => method.Name));
    int seen = 0;
    foreach (string header in ("base action agent call callback campaign check definition difference engine erlang event explain flow " +
        "history json kpi mark metrics party queue record route schedule sim slot tzif zone").Split(' ')) {
      string text = File.ReadAllText(Path.Combine(headers, "acd", header + ".h"));
      foreach (Match found in Regex.Matches(text, @"ACD_API[^;(]*?(acd_\w+)\(")) {
        string name = found.Groups[1].Value;
        if (leftOut.Contains(name) || Regex.IsMatch(name, "acd_command_.*|acd_sim_stream_.*|.*_(new|free|init)$")) continue;
        Check(names.Contains(Pascal(name.Substring(4))), name);
        seen++;
      }
    }
    Check(seen > 200, seen);
  }

  static void ARefusalIsAnException() {
    Engine engine = EngineOf();
    AcdException gone = Fails<AcdException>(() => engine.CallHangup(0, 5));
    Same(Acd.ERR_NOT_FOUND, gone.Code);
    Same("CallHangup", gone.Function);
    Check(Regex.IsMatch(gone.Message, "^CallHangup: .*call 5$"), gone.Message);
    long ended = OneCall(engine, 0, new Arrival());
    Refused(Acd.ERR_STALE, () => engine.CallHangup(2 * Acd.SECOND, ended));
    Refused(Acd.ERR_STATE, () => engine.AgentEndWrapup(2 * Acd.SECOND, engine.AgentFind("ann"), 0));
    DefinitionException unknown = Fails<DefinitionException>(() => engine.Define("{\"queues\":\n {\"q\": {\"memmbers\": []}}}"));
    Check(unknown.Message.Contains("memmbers"), unknown.Message);
    Same("members", unknown.Mistakes.Single().Nearest);
    Check(unknown.Mistakes[0].Line == 2, unknown.Mistakes[0].Line);
    Refused(Acd.ERR_ENCODING, () => new Tzif(new byte[] {1, 2, 3}));
    Refused(Acd.ERR_ARGUMENT, () => new Options().Set(99, 0));
  }

  static void RefuseInThisDomain() {
    Refused(Acd.ERR_NOT_FOUND, () => EngineOf().CallHangup(0, 5));
  }

  static void ThrowOutOfThisDomain() {
    EngineOf().CallHangup(0, 5);
  }

  static void ThrowMistakesOutOfThisDomain() {
    new Engine().Define("{\"memmbers\": []}");
  }

  /// Each application domain has its own exceptions, whichever came last.
  static void ARefusalStaysInItsDomain() {
    AppDomain other = AppDomain.CreateDomain("other");
    other.DoCallBack(RefuseInThisDomain);
    RefuseInThisDomain();
    AcdException gone = Fails<AcdException>(() => other.DoCallBack(ThrowOutOfThisDomain));
    Same(Acd.ERR_NOT_FOUND, gone.Code);
    Same("CallHangup", gone.Function);
    Same(0, Fails<DefinitionException>(() => other.DoCallBack(ThrowMistakesOutOfThisDomain)).Mistakes.Count);
    AppDomain.Unload(other);
    RefuseInThisDomain();
  }

  static void WhatIsNoArgumentIsAnException() {
    Engine engine = EngineOf();
    Check(Fails<ArgumentException>(() => engine.QueueFind("q\0q")).Message.Contains("a NUL inside"));
    Fails<ArgumentException>(() => engine.QueueFind("q\ud83d"));
    Fails<ArgumentException>(() => new Arrival {Number = "1\0"});
    Fails<ArgumentOutOfRangeException>(() => engine.ErrorAt(-1));
    Fails<ArgumentOutOfRangeException>(() => engine.ExplainAgents(1, long.MaxValue));
    Fails<ArgumentNullException>(() => engine.CallArrive(0, null));
    Fails<ArgumentNullException>(() => Acd.Tick(null, 0));
    Fails<ArgumentNullException>(() => engine.Reconcile(0, null));
    Fails<ArgumentNullException>(() => engine.CallRequire(0, 1, null));
    Fails<ArgumentNullException>(() => engine.ZoneSet(0, "z", null));
    Fails<ArgumentNullException>(() => engine.Define(null));
    Fails<ArgumentNullException>(() => new Feed().Attach(null));
    Fails<ArgumentNullException>(() => new Feed().SetHistory(null));
    Fails<AcdException>(() => engine.QueueFind(null));
    Fails<AcdException>(() => engine.QueueFind(new string('x', 50000000)));
    Fails<AcdException>(() => engine.Tick(-1));
    Same(0L, engine.KpiCallsGet().Arrived);
  }

  static void NumbersAndTextsAreExact() {
    Engine engine = EngineOf();
    foreach (long number in new[] {long.MaxValue, long.MinValue, (1L << 53) + 1}) {
      long call = engine.CallArrive(0, new Arrival {Queue = engine.QueueFind("q"), HostRef = number});
      Same(number, engine.CallGet(call).HostRef);
    }
    Same(long.MaxValue, Acd.TIME_NEVER);
    const string name = "J\u00fcrgen \ud83d\ude00 \u4f60";
    engine.Define("{\"agents\": {\"" + name + "\": {}}}", engine.Now(), Acd.DEFINE_CHANGE);
    Same(name, engine.AgentGet(engine.AgentFind(name)).Name);
    Check(Fails<AcdException>(() => engine.AgentFind(name + "!")).Message.Contains(name + "!"));
  }

  static void WhatIsDisposedIsNotUsed() {
    Engine engine = EngineOf();
    long call = engine.CallArrive(0, new Arrival {Queue = engine.QueueFind("q")});
    LibAcd.Action action = engine.ActionNext();
    engine.Dispose();
    engine.Dispose();
    Fails<ObjectDisposedException>(() => engine.Tick(0));
    Fails<ObjectDisposedException>(() => engine.Actions().Count());
    Same(call, action.Call); // a copy
    action.Dispose();
    Fails<ObjectDisposedException>(() => Same(0L, action.Call));
    Options options = new Options();
    options.Dispose();
    Fails<ObjectDisposedException>(() => new Engine(options));
    History history = new History();
    history.Dispose();
    Fails<ObjectDisposedException>(() => new Feed().SetHistory(history));
  }

  static Engine EngineWith(History history, Records records, RecordQueue queue, Metrics metrics, Feed feed) {
    using (Options options = new Options()) {
      feed.SetHistory(history);
      feed.SetRecords(records);
      feed.SetMetrics(metrics);
      feed.KeepEvents();
      feed.Attach(options);
      records.Attach(queue);
      return EngineOf(options);
    }
  }

  /// What an engine speaks to goes on although the program has disposed or dropped it.
  static void AFeedOutlivesItsVariables() {
    History history = new History();
    Records records = new Records();
    RecordQueue queue = new RecordQueue();
    Metrics metrics = new Metrics();
    Feed feed = new Feed();
    Engine engine = EngineWith(history, records, queue, metrics, feed);
    Collect();
    for (int i = 0; i < 10; i++) OneCall(engine, i * 2 * Acd.SECOND, new Arrival {Caller = "+49" + i});
    records.Flush();
    Same("+490 +491 +492 +493 +494 +495 +496 +497 +498 +499", string.Join(" ",
        feed.Events().Where(one => one.Kind == Acd.EVENT_CALL_ARRIVED).Select(one => one.Caller)));
    int seen = 0;
    foreach (Record record in queue.Records()) {
      Same("+49" + seen++, record.Caller);
      Same("q", record.Visits()[0].QueueName);
      Same("ann", record.Conversations()[0].AgentName);
      Same(record.SegmentsCount, (long) record.Segments().Count);
      Same(null, record.SegmentAt(-1));
      Check(record.PrintJson().Contains("\"+49"), record.PrintJson());
    }
    Same(10, seen);
    Check(metrics.Print(engine, Acd.METRICS_OPENMETRICS).EndsWith("# EOF\n"));
    byte[] bytes = history.Save();
    Check(bytes.SequenceEqual(Acd.HistoryLoad(bytes, 0).Save()));
    Refused(Acd.ERR_ENCODING, () => Acd.HistoryLoad(bytes.Take(bytes.Length - 1).ToArray(), 0));
    Same(10L, history.QueueGet(new HistoryPeriod(Acd.PERIOD_ALL, 0, 0), "q").Answered);
    Row row = history.RowNext(Acd.HISTORY_QUEUES, 0);
    Same("q", row.Name);
    Same(null, history.RowNext(Acd.HISTORY_QUEUES, row.Number));
    foreach (IDisposable one in new IDisposable[] {feed, history, records, queue, metrics}) one.Dispose();
    Collect();
    OneCall(engine, 30 * Acd.SECOND, new Arrival()); // which all of them hear of still
    engine.Dispose();
    Fails<ObjectDisposedException>(() => feed.Pull());
  }

  /// In kB; 0 where there is no /proc.
  static long Resident() {
    if (!File.Exists("/proc/self/status")) return 0;
    return long.Parse(Regex.Match(File.ReadAllText("/proc/self/status"), @"VmRSS:\s*(\d+)").Groups[1].Value);
  }

  /// A feed holds the history it has, not those it had.
  static void WhatIsReplacedGoes() {
    Feed feed = new Feed();
    long before = Resident();
    for (int i = 0; i < 4000; i++)
      using (History history = new History()) {
        feed.SetHistory(history);
        feed.SetHistory(history);
      }
    Check(Resident() - before < 60000, Resident() - before);
    feed.KeepEvents();
    Options options = new Options();
    feed.Attach(options);
    OneCall(EngineOf(options), 0, new Arrival()); // the last one hears of it
    Check(feed.Count() > 0);
  }

  static void ListsAndSmallRecordsComeOut() {
    Engine engine = EngineOf();
    engine.Define("{\"skills\": [\"latin\"]}", 0, Acd.DEFINE_CHANGE);
    Arrival arrival = new Arrival {Queue = engine.QueueFind("q")};
    arrival.Require(engine.SkillFind("latin"), 1);
    long call = engine.CallArrive(0, arrival);
    Same(null, engine.ActionNext());
    Same(engine.AgentFind("ann"), engine.ExplainAgents(call, 10).Single().Agent);
    Same(0, engine.ExplainAgents(call, 0).Count);
    engine.CallRequire(0, call, new Requirement[0]);
    Same((uint) Acd.ACTION_RING, engine.ActionNext().Kind);
    engine.Reconcile(Acd.SECOND, new long[0]);
    engine.Tick(Acd.SECOND);
    Same((uint) Acd.ACTION_RING_STOP, engine.ActionNext().Kind);
    byte[] zone = CentralEuropeanTime();
    engine.ZoneSet(Acd.SECOND, "Winter", zone);
    Check(zone.SequenceEqual(engine.ZoneBytes(engine.ZoneFind("Winter"))));
    Same(0, engine.ZoneBytes(0).Length);
    Tzif tzif = new Tzif(zone);
    Same(3600 * Acd.SECOND, tzif.Offset(0).OffsetUs);
    Same(19700101L, tzif.Local(0).Date);
    TzifInstants instants = tzif.Instants(19700101, 3600 * Acd.SECOND);
    Same("1 0 0", instants.Count + " " + instants.FirstUs + " " + instants.SecondUs);
    ErlangSystem system = new ErlangSystem {CallsPerHour = 100, HandleS = 180, Agents = 8};
    ErlangWithin within = system.ErlangWithin(20);
    Check(within.Answered > 0.5 && within.Answered < 1 && within.Abandoned == 0, within.Answered);
  }

  /// A zone an hour ahead of UTC, as zic writes one.
  static byte[] CentralEuropeanTime() {
    byte[] block = Encoding.ASCII.GetBytes("TZif2").Concat(new byte[15 + 4 * 4])
        .Concat(new byte[] {0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0x0e, 0x10, 0, 0}).Concat(Encoding.ASCII.GetBytes("CET\0")).ToArray();
    return block.Concat(block).Concat(Encoding.ASCII.GetBytes("\nCET-1\n")).ToArray();
  }

  static Engine EngineOfDroppedSim(Outcomes outcomes) {
    Sim sim = new Sim();
    sim.Attach(new Feed(), outcomes);
    Engine engine = sim.Engine();
    Check(ReferenceEquals(engine, sim.Engine()));
    engine.Define(Centre);
    for (int i = 1; i <= 5; i++)
      sim.AddCaller(new SimCaller {ArrivesAtUs = i * Acd.SECOND, Queue = engine.QueueFind("q"), TalkUs = Acd.SECOND / 2, Ref = i});
    Same(Acd.OK, sim.Run(100 * Acd.SECOND));
    return engine;
  }

  static void ASimulationTellsItsColumns() {
    Outcomes outcomes = new Outcomes();
    Engine engine = EngineOfDroppedSim(outcomes);
    Collect();
    Same(5L, engine.KpiQueueGet(0).Answered);
    Same("1 2 3 4 5", string.Join(" ", outcomes.Column("ref")));
    Check(outcomes.Column("talk_us")[1] > 0);
    Sim sim = new Sim();
    Engine inside = sim.Engine();
    sim.Dispose();
    Fails<ObjectDisposedException>(() => inside.Now());
    Fails<ObjectDisposedException>(() => Same(null, sim.Engine()));
  }

  /// Many calls; what they come to.
  static long Digest() {
    Options options = new Options();
    Feed feed = new Feed();
    feed.SetHistory(new History());
    feed.KeepEvents();
    feed.Attach(options);
    Engine engine = EngineOf(options);
    for (int i = 0; i < 2000; i++) {
      OneCall(engine, i * 2 * Acd.SECOND, new Arrival {Caller = "+49" + i});
      if (i % 200 == 0) Check(feed.Events().All(one => one.TimeUs >= 0));
    }
    return engine.DigestActions();
  }

  static void ThreadsHaveAnEngineEach() {
    long expected = Digest();
    long[] found = new long[4];
    Thread[] threads = Enumerable.Range(0, found.Length).Select(i => new Thread(() => found[i] = Digest())).ToArray();
    foreach (Thread thread in threads) thread.Start();
    Collect();
    foreach (Thread thread in threads) thread.Join();
    Check(found.All(one => one == expected));
  }

  static void Main(string[] arguments) {
    headers = arguments[0];
    foreach (System.Action test in new System.Action[] {AllOfTheHeadersIsThere, ARefusalIsAnException, ARefusalStaysInItsDomain,
                 WhatIsNoArgumentIsAnException, NumbersAndTextsAreExact, WhatIsDisposedIsNotUsed,
                 AFeedOutlivesItsVariables, WhatIsReplacedGoes, ListsAndSmallRecordsComeOut, ASimulationTellsItsColumns,
                 ThreadsHaveAnEngineEach}) {
      test();
      Console.WriteLine("ok " + test.Method.Name);
    }
    EngineOf(); // the program ends with it
  }
}

// SPDX-License-Identifier: Apache-2.0
// The package for Java: that all of the headers is there, exceptions, exact numbers, texts, lists, and that nothing is gone too early
// or used when it is closed.
// usage: TestJava.java INCLUDE (the folder of the headers)
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.libacd.*;

class TestJava {
  static final String CENTRE = "{'agents': {'ann': {}}, 'queues': {'q': {'members': ['ann'], 'wrapup_s': 0}}}".replace('\'', '"');
  static Path headers;

  static void check(boolean holds, Object... said) {
    if (!holds) throw new AssertionError(Arrays.toString(said));
  }

  static void same(Object expected, Object found) {
    check(Objects.equals(expected, found), "expected", expected, "found", found);
  }

  static <T extends Throwable> T fails(Class<T> kind, Runnable wrong) {
    try {
      wrong.run();
    } catch (Throwable problem) {
      check(kind.isInstance(problem), problem);
      return kind.cast(problem);
    }
    throw new AssertionError("nothing was refused: " + kind);
  }

  static Engine engineOf(Options options) {
    Engine engine = new Engine(options);
    engine.define(CENTRE);
    return engine;
  }

  /** A call of a second, answered at once; `now` of its arrival. */
  static long oneCall(Engine engine, long now, Arrival arrival) {
    long call = engine.callArrive(now, arrival.setQueue(engine.queueFind("q")));
    engine.actionResult(now, engine.actionNext().getId(), Acd.OUTCOME_BRIDGED, null);
    engine.callHangup(now + Acd.SECOND, call);
    engine.actionResult(now + Acd.SECOND, engine.actionNext().getId(), Acd.OUTCOME_DONE, null);
    same(null, engine.actionNext());
    return call;
  }

  /** Collects what nobody holds any more, and has it freed. */
  static void collect() {
    for (int i = 0; i < 5; i++) {
      System.gc();
      try {
        Thread.sleep(20);
      } catch (InterruptedException stopped) {
        throw new AssertionError(stopped);
      }
    }
  }

  static String camel(String name) {
    return Pattern.compile("_(.)").matcher(name).replaceAll(found -> found.group(1).toUpperCase());
  }

  /** What takes an engine, a history, … first is a method of it, and what takes none is Acd's: by the header's name, but for what the
   * class says already. */
  static void allOfTheHeadersIsThere() throws Exception {
    Set<String> leftOut = Set.of("acd_engine_submit", "acd_engine_submit_batch", "acd_options_set_explain", "acd_options_set_log",
        "acd_options_set_score", "acd_options_set_events", "acd_options_set_trace", "acd_definition_bytes", "acd_history_event",
        "acd_metrics_event", "acd_records_event", "acd_records_set_hook", "acd_records_set_queue_log", "acd_sim_add_source",
        "acd_sim_set_outcome", "acd_sim_set_events", "acd_json_error_print", "acd_dispatcher_new", "acd_dispatcher_run",
        "acd_tzif_check", "acd_event_print_json", "acd_erlang_day");
    Set<String> classes = Set.of("Engine", "Options", "Definition", "Check", "Difference", "Json", "History", "Distribution", "Records",
        "Record", "Metrics", "Sim", "Tzif", "KpiQueue", "KpiAgent", "HistoryCallbacks", "HistoryWait", "ServiceLevelCounts",
        "ErlangSystem");
    // definition.getInt(), and static methods of History, Record and Metrics
    Set<String> elsewhere = Set.of("acd_definition_int", "acd_history_load", "acd_record_print_csv_head", "acd_metrics_count");
    int seen = 0;
    for (String header : List.of("base", "action", "agent", "call", "callback", "campaign", "check", "definition", "difference",
        "engine", "erlang", "event", "explain", "flow", "history", "json", "kpi", "mark", "metrics", "party", "queue", "record", "route",
        "schedule", "sim", "slot", "tzif", "zone")) {
      String text = Files.readString(headers.resolve("acd/" + header + ".h"));
      Matcher found = Pattern.compile("ACD_API[^;(]*?(acd_\\w+)\\(\\s*(?:const )?(\\w+) ?(\\*?)").matcher(text);
      while (found.find()) {
        String name = found.group(1), first = found.group(2);
        if (leftOut.contains(name) || name.matches("acd_command_.*|acd_sim_stream_.*|.*_(new|free|init)")) continue;
        String upper = camel("_" + first.replaceFirst("^acd_", "")), wanted = camel(name.substring(4));
        Class<?> in = Class.forName("org.libacd." + (classes.contains(upper) ? upper : "Acd"));
        Set<String> names = new HashSet<>();
        for (Method method : in.getMethods()) names.add(method.getName());
        boolean there = names.stream().anyMatch(one -> wanted.toLowerCase().endsWith(one.toLowerCase())
            && upper.toLowerCase().startsWith(wanted.substring(0, wanted.length() - one.length()).toLowerCase()))
            || elsewhere.contains(name);
        check(there, name, in);
        seen++;
      }
    }
    check(seen > 200, seen);
  }

  static void aRefusalIsAnExceptionOfItsKind() {
    Engine engine = engineOf(null);
    NotFoundException gone = fails(NotFoundException.class, () -> engine.callHangup(0, 5));
    same(Acd.ERR_NOT_FOUND, gone.code());
    same("callHangup", gone.function());
    check(gone.getMessage().matches("callHangup: .*call 5"), gone.getMessage());
    long ended = oneCall(engine, 0, new Arrival());
    fails(StaleException.class, () -> engine.callHangup(2 * Acd.SECOND, ended));
    check(fails(StateException.class, () -> engine.agentEndWrapup(2 * Acd.SECOND, engine.agentFind("ann"), 0)).getMessage()
        .contains("\"ann\" is ready"));
    DefinitionException unknown = fails(DefinitionException.class, () -> engine.define("{\"queues\":\n {\"q\": {\"memmbers\": []}}}"));
    check(unknown.getMessage().contains("memmbers"), unknown.getMessage());
    same(1, unknown.mistakes().size());
    same("members", unknown.mistakes().get(0).getNearest());
    check(unknown.mistakes().get(0).getLine() == 2, unknown.mistakes());
    fails(EncodingException.class, () -> new Tzif(new byte[] {1, 2, 3}));
    fails(ArgumentException.class, () -> new Options().set(99, 0));
    fails(LimitException.class, () -> {
      Options options = new Options();
      options.set(Acd.OPTION_CALLS_MAX, 1);
      Engine small = engineOf(options);
      for (int i = 0; i < 2; i++) small.callArrive(0, new Arrival().setQueue(small.queueFind("q")));
    });
  }

  static void whatIsNoArgumentIsAnException() {
    Engine engine = engineOf(null);
    check(fails(IllegalArgumentException.class, () -> engine.queueFind("q\0q")).getMessage().contains("a NUL inside"));
    check(fails(IllegalArgumentException.class, () -> engine.queueFind("q\ud83d")).getMessage().contains("surrogate"));
    fails(IllegalArgumentException.class, () -> new Arrival().setNumber("1\0"));
    fails(IllegalArgumentException.class, () -> engine.errorAt(-1));
    fails(IllegalArgumentException.class, () -> engine.explainAgents(1, -1));
    fails(IllegalArgumentException.class, () -> engine.explainAgents(1, Long.MAX_VALUE));
    fails(NullPointerException.class, () -> engine.callArrive(0, null));
    fails(NullPointerException.class, () -> engine.reconcile(0, null));
    fails(NullPointerException.class, () -> engine.callRequire(0, 1, null));
    fails(NullPointerException.class, () -> engine.zoneSet(0, "z", null));
    fails(NullPointerException.class, () -> new Feed().attach(null));
    fails(NullPointerException.class, () -> new Feed().setHistory(null));
    fails(NullPointerException.class, () -> engine.define(null));
    fails(AcdException.class, () -> engine.queueFind(null));
    fails(AcdException.class, () -> engine.queueFind("x".repeat(50_000_000)));
    fails(AcdException.class, () -> engine.tick(-1));
    same(0L, engine.kpiCallsGet().getArrived());
  }

  static void numbersAndTextsAreExact() {
    Engine engine = engineOf(null);
    for (long number : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, (1L << 53) + 1}) {
      long call = engine.callArrive(0, new Arrival().setQueue(engine.queueFind("q")).setHostRef(number));
      same(number, engine.callGet(call).getHostRef());
    }
    same(Long.MAX_VALUE, Acd.TIME_NEVER);
    String name = "J\u00fcrgen \ud83d\ude00 \u4f60";
    engine.define("{\"agents\": {\"" + name + "\": {}}}", engine.now(), Acd.DEFINE_CHANGE);
    same(name, engine.agentGet(engine.agentFind(name)).getName());
    check(fails(NotFoundException.class, () -> engine.agentFind(name + "!")).getMessage().contains(name + "!"));
  }

  static void whatIsClosedIsNotUsed() {
    Engine engine = engineOf(null);
    long call = engine.callArrive(0, new Arrival().setQueue(engine.queueFind("q")).setCaller("+49"));
    Action action = engine.actionNext();
    engine.close();
    engine.close();
    same("the Engine is closed", fails(IllegalStateException.class, () -> engine.tick(0)).getMessage());
    fails(IllegalStateException.class, () -> engine.define(CENTRE));
    fails(IllegalStateException.class, () -> engine.actions().iterator().next());
    same(call, action.getCall()); // a copy
    check(action.toString().startsWith("Action[kind=1, id="), action);
    try (Action closed = action) {
      same(call, closed.getCall());
    }
    fails(IllegalStateException.class, action::getCall);
    try (Arrival arrival = new Arrival().setCaller("+49")) {
      same("+49", arrival.getCaller());
    }
    Options options = new Options();
    options.close();
    fails(IllegalStateException.class, () -> new Engine(options));
    History history = new History();
    history.close();
    fails(IllegalStateException.class, () -> new Feed().setHistory(history));
  }

  /** What an engine speaks to goes on although the program has closed or dropped it. */
  static void aFeedOutlivesItsVariables() {
    History history = new History();
    Records records = new Records();
    RecordQueue queue = new RecordQueue();
    Metrics metrics = new Metrics();
    Feed feed = new Feed();
    Engine engine;
    try (Options options = new Options()) {
      feed.setHistory(history);
      feed.setRecords(records);
      feed.setMetrics(metrics);
      feed.keepEvents();
      feed.attach(options);
      records.attach(queue);
      engine = engineOf(options);
    }
    collect();
    for (int i = 0; i < 10; i++) oneCall(engine, i * 2 * Acd.SECOND, new Arrival().setCaller("+49" + i));
    records.flush();
    int arrived = 0;
    for (Event event : feed.events())
      if (event.getKind() == Acd.EVENT_CALL_ARRIVED) same("+49" + arrived++, event.getCaller());
    same(10, arrived);
    List<String> callers = new ArrayList<>();
    for (org.libacd.Record record : queue.records()) {
      callers.add(record.getCaller());
      same("q", record.visits().get(0).getQueueName());
      same("ann", record.conversations().get(0).getAgentName());
      same(record.getSegmentsCount(), (long) record.segments().size());
      same(null, record.segmentAt(-1));
      check(record.printJson().contains("\"+49"), record.printJson());
    }
    same("[+490, +491, +492, +493, +494, +495, +496, +497, +498, +499]", callers.toString());
    check(metrics.print(engine, Acd.METRICS_OPENMETRICS).endsWith("# EOF\n"));
    check(!engine.metricsPrint(Acd.METRICS_OPENMETRICS).isEmpty());
    byte[] bytes = history.save();
    check(Arrays.equals(bytes, History.load(bytes, 0).save()));
    same("historyLoad", fails(EncodingException.class, () -> History.load(Arrays.copyOf(bytes, bytes.length - 1), 0)).function());
    HistoryPeriod all = new HistoryPeriod(Acd.PERIOD_ALL, 0, 0);
    same(10L, history.queueGet(all, "q").getAnswered());
    Row row = history.rowNext(Acd.HISTORY_QUEUES, 0);
    same(new Row(row.number(), "q", ""), row);
    same(null, history.rowNext(Acd.HISTORY_QUEUES, row.number()));
    // All are closed, and the engine still speaks to them.
    for (AutoCloseable one : List.of(feed, history, records, queue, metrics)) fails(IllegalStateException.class, () -> {
      try {
        one.close();
        one.close();
      } catch (Exception problem) {
        throw new AssertionError(problem);
      }
      throw new IllegalStateException();
    });
    collect();
    oneCall(engine, 30 * Acd.SECOND, new Arrival());
    engine.close();
    fails(IllegalStateException.class, feed::pull);
  }

  /** In kB; 0 where there is no /proc. */
  static long resident() throws Exception {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) return 0;
    Matcher found = Pattern.compile("VmRSS:\\s*(\\d+)").matcher(Files.readString(status));
    check(found.find());
    return Long.parseLong(found.group(1));
  }

  /** A feed holds the history it has, not those it had. */
  static void whatIsReplacedGoes() throws Exception {
    Feed feed = new Feed();
    long before = resident();
    for (int i = 0; i < 4000; i++)
      try (History history = new History()) {
        feed.setHistory(history);
        feed.setHistory(history);
      }
    check(resident() - before < 60_000, resident() - before);
    feed.keepEvents();
    Options options = new Options();
    feed.attach(options);
    oneCall(engineOf(options), 0, new Arrival()); // the last one hears of it
    check(feed.count() > 0);
  }

  /** What an iterator has looked at is not taken away. */
  static void lookingTakesNothing() {
    Feed feed = new Feed();
    Records records = new Records();
    RecordQueue queue = new RecordQueue();
    feed.keepEvents();
    feed.setRecords(records);
    records.attach(queue);
    Options options = new Options();
    feed.attach(options);
    Engine engine = engineOf(options);
    long call = engine.callArrive(0, new Arrival().setQueue(engine.queueFind("q")));
    check(engine.actions().iterator().hasNext());
    check(engine.actions().iterator().hasNext());
    Action ring = engine.actionNext();
    same(call, ring.getCall());
    check(!engine.actions().iterator().hasNext());
    same(null, engine.actionNext());
    engine.actionResult(0, ring.getId(), Acd.OUTCOME_BRIDGED, null);
    engine.callHangup(0, call);
    check(engine.actions().iterator().hasNext());
    for (Action action : engine.actions()) engine.actionResult(0, action.getId(), Acd.OUTCOME_DONE, null);
    records.flush();
    long events = feed.count();
    check(feed.events().iterator().hasNext());
    same(events, feed.count());
    while (feed.pull() != null) events--;
    same(0L, events);
    check(queue.records().iterator().hasNext());
    same(1L, queue.count());
    same(call, queue.pull().getCall());
    same(0L, queue.count());
    fails(java.util.NoSuchElementException.class, () -> queue.records().iterator().next());
    engine.close();
    fails(IllegalStateException.class, engine::actionNext);
  }

  static void listsAndSmallRecordsComeOut() {
    Engine engine = engineOf(null);
    engine.define("{\"skills\": [\"latin\"]}", 0, Acd.DEFINE_CHANGE);
    long call = engine.callArrive(0, new Arrival().setQueue(engine.queueFind("q")).require(engine.skillFind("latin"), 1));
    same(null, engine.actionNext());
    List<Candidate> candidates = engine.explainAgents(call, 10);
    same(1, candidates.size());
    same(engine.agentFind("ann"), candidates.get(0).getAgent());
    same(List.of(), engine.explainAgents(call, 0));
    engine.callRequire(0, call, List.of());
    same(Acd.ACTION_RING, engine.actionNext().getKind());
    engine.reconcile(Acd.SECOND, new long[] {});
    engine.tick(Acd.SECOND);
    same(Acd.ACTION_RING_STOP, engine.actionNext().getKind());
    byte[] zone = centralEuropeanTime();
    engine.zoneSet(Acd.SECOND, "Winter", zone);
    check(Arrays.equals(zone, engine.zoneBytes(engine.zoneFind("Winter"))));
    same(0, engine.zoneBytes(0).length);
    Tzif tzif = new Tzif(zone);
    same(new Tzif.Offset(3600 * Acd.SECOND, Acd.TIME_NEVER), tzif.offset(0));
    same(new Tzif.Local(19700101, 3600 * Acd.SECOND), tzif.local(0));
    same(new Tzif.Instants(1, 0, 0), tzif.instants(19700101, 3600 * Acd.SECOND));
    ErlangSystem system = new ErlangSystem().setCallsPerHour(100).setHandleS(180).setAgents(8);
    ErlangSystem.Within within = system.within(20);
    check(within.answered() > 0.5 && within.answered() < 1 && within.abandoned() == 0, within);
    check(system.figuresGet().toString().contains("occupancy"), system.figuresGet());
  }

  /** A zone an hour ahead of UTC, as zic writes one. */
  static byte[] centralEuropeanTime() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int block = 0; block < 2; block++) {
      bytes.writeBytes("TZif2".getBytes(StandardCharsets.US_ASCII));
      bytes.writeBytes(new byte[15 + 4 * 4]);
      bytes.writeBytes(new byte[] {0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0x0e, 0x10, 0, 0, 'C', 'E', 'T', 0});
    }
    bytes.writeBytes("\nCET-1\n".getBytes(StandardCharsets.US_ASCII));
    return bytes.toByteArray();
  }

  static Engine engineOfDroppedSim(Outcomes outcomes) {
    Sim sim = new Sim();
    sim.attach(new Feed(), outcomes);
    Engine engine = sim.engine();
    check(engine == sim.engine());
    engine.define(CENTRE);
    for (int i = 1; i <= 5; i++)
      sim.addCaller(new SimCaller().setArrivesAtUs(i * Acd.SECOND).setQueue(engine.queueFind("q")).setTalkUs(Acd.SECOND / 2).setRef(i));
    same(Acd.OK, sim.run(100 * Acd.SECOND));
    return engine;
  }

  static void aSimulationTellsItsColumns() {
    Outcomes outcomes = new Outcomes();
    Engine engine = engineOfDroppedSim(outcomes);
    collect();
    same(5L, engine.kpiQueueGet(0).getAnswered());
    same("[1, 2, 3, 4, 5]", Arrays.toString(outcomes.column("ref")));
    check(outcomes.column("talk_us")[1] > 0);
    Sim sim = new Sim();
    Engine inside = sim.engine();
    sim.close();
    fails(IllegalStateException.class, inside::now);
    fails(IllegalStateException.class, sim::engine);
  }

  /** A day of calls; what it comes to. */
  static long digest() {
    Options options = new Options();
    Feed feed = new Feed();
    History history = new History();
    feed.setHistory(history);
    feed.keepEvents();
    feed.attach(options);
    Engine engine = engineOf(options);
    for (int i = 0; i < 2000; i++) {
      oneCall(engine, i * 2 * Acd.SECOND, new Arrival().setCaller("+49" + i));
      if (i % 200 == 0) for (Event event : feed.events()) check(event.getTimeUs() >= 0);
    }
    return engine.digestActions();
  }

  static void threadsHaveAnEngineEach() throws Exception {
    long expected = digest();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Long>> found = new ArrayList<>();
    for (int i = 0; i < 8; i++) found.add(threads.submit((Callable<Long>) TestJava::digest));
    for (Future<Long> one : found) {
      System.gc();
      same(expected, one.get());
    }
    threads.shutdown();
  }

  public static void main(String[] arguments) throws Exception {
    headers = Path.of(arguments[0]);
    for (Method test : TestJava.class.getDeclaredMethods()) {
      boolean is = Modifier.isStatic(test.getModifiers()) && test.getParameterCount() == 0 && test.getReturnType() == void.class
          && !test.isSynthetic() && !test.getName().equals("collect");
      if (!is) continue;
      try {
        test.invoke(null);
      } catch (java.lang.reflect.InvocationTargetException failed) {
        System.out.println("not ok " + test.getName());
        throw failed;
      }
      System.out.println("ok " + test.getName());
    }
    new Engine().define(CENTRE); // the program ends with it
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Methods of Java's own. */
%typemap(javacode) struct acd_engine %{
  /** An empty engine with all options at their defaults. */
  public Engine() {
    this(null);
  }

  private final Lists.Ahead<Action> ahead = new Lists.Ahead<>();

  /** The actions that wait, in order: for (Action action : engine.actions()) … What is not reached stays for the next time. */
  public Iterable<Action> actions() {
    return ahead.until(this::actionNext);
  }

  /** The engine's own figures, without those of {@link Metrics}. */
  public String metricsPrint(int format) {
    return Texts.of($imclassname.metrics_print(0, null, handle.pointer(), this, format));
  }
%}
%extend acd_engine {
%proxycode %{
  /** A whole definition in JSON, now. */
  public void define(String text) {
    define(text, now(), Acd.DEFINE_WHOLE);
  }

  /** A definition in JSON; with Acd.DEFINE_CHANGE a change of what runs. */
  public void define(String text, long timeUs, int mode) {
    Json.define(this, text, timeUs, mode);
  }
%}
}
%typemap(javacode) struct acd_json %{
  /** All mistakes of what was read or submitted last. */
  public java.util.List<JsonError> errors() {
    return java.util.stream.LongStream.range(0, errorsCount()).mapToObj(this::errorAt).toList();
  }

  /** For {@link Engine#define(String, long, int)}. */
  static void define(Engine engine, String text, long timeUs, int mode) {
    try (Json json = new Json()) {
      try {
        json.loadText(text);
        json.submit(engine, timeUs, mode);
      } catch (DefinitionException problem) {
        throw problem.with(json.errors());
      }
    }
  }
%}
%typemap(javacode) struct acd_history %{
  /** With all options at their defaults. */
  public History() {
    this(null);
  }
%}
%typemap(javacode) struct acd_feed %{
  private final Lists.Ahead<Event> ahead = new Lists.Ahead<>();

  /** The events that were kept, the oldest first, until there are no more. */
  public Iterable<Event> events() {
    return ahead.until(this::pull);
  }
%}
%typemap(javacode) struct acd_record_queue %{
  private final Lists.Ahead<Record> ahead = new Lists.Ahead<>();

  /** The records of calls, in the order in which they were complete, until there are no more. */
  public Iterable<Record> records() {
    return ahead.until(this::pull);
  }
%}
%typemap(javacode) struct acd_record %{
  public java.util.List<RecordSegment> segments() {
    return Lists.rows(this::segmentAt);
  }

  public java.util.List<RecordVisit> visits() {
    return Lists.rows(this::visitAt);
  }

  public java.util.List<RecordConversation> conversations() {
    return Lists.rows(this::conversationAt);
  }

  public java.util.List<RecordStep> path() {
    return Lists.rows(this::stepAt);
  }
%}
%typemap(javacode) struct acd_sim %{
  private Engine engine;

  /** With all options at their defaults. */
  public Sim() {
    this(null);
  }

  /* It is the simulation's, and lives as long. */
  private Engine engine(long pointer) {
    if (engine == null || engine.handle.isClosed()) {
      engine = new Engine(pointer, false);
      engine.handle.needs(handle);
    }
    return engine;
  }
%}
%typemap(javadestruct, methodname="close", methodmodifiers="@Override public") struct acd_sim {
    if (engine != null) engine.close();
    handle.close();
  }
%typemap(javacode) struct acd_outcomes %{
  /** One figure of all callers, in the order in which they ended: "ref", "status", "call", "queue", "agent", "arrived_at_us",
   * "queued_at_us", "answered_at_us", "ended_at_us", "wait_us", "talk_us", "end". */
  public long[] column(String name) {
    return java.util.stream.LongStream.range(0, count()).map(i -> at(name, i)).toArray();
  }
%}
/* Several results. */
%typemap(javacode) struct acd_tzif %{
  /** How far local time is ahead of UTC, and until when. */
  public record Offset(long offsetUs, long untilUs) {}

  /** A day, and the time on its clocks. */
  public record Local(long date, long clockUs) {}

  /** How many instants have a local time, 0 to 2, and which; where there is none, that which stands for it. */
  public record Instants(long count, long firstUs, long secondUs) {}
%}
%typemap(javacode) struct acd_erlang_system %{
  /** Shares of all callers. */
  public record Within(double answered, double abandoned) {}
%}

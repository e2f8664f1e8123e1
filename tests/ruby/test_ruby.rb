# SPDX-License-Identifier: Apache-2.0
# The module for Ruby: that all of the headers is there, errors, exact numbers, bytes, lists, and that nothing is gone too early.
# usage: test_ruby.rb INCLUDE (the folder of the headers)
require "acd"
require "weakref"

CENTRE = {agents: {ann: {}}, queues: {q: {members: ["ann"], wrapup_s: 0}}}.freeze

def check(holds, told = "it does not hold") = holds || raise("#{caller_locations(1, 1).first.lineno}: #{told}")

def equal(found, expected) = found == expected || raise("#{caller_locations(1, 1).first.lineno}: #{found.inspect}, not #{expected.inspect}")

# The exception that the block raises.
def refused(kind)
  yield
rescue kind => problem
  problem
else
  raise "#{caller_locations(1, 1).first.lineno}: nothing was refused"
end

def engine_of(options = nil) = Acd::Engine.new(options).tap { |engine| engine.define(CENTRE) }

# A call of a second, answered at once; `now` of its arrival.
def one_call(engine, now, **fields)
  call = engine.call_arrive(now, Acd::Arrival.new(queue: engine.queue_find("q"), **fields))
  engine.action_result(now, engine.action_next.id, Acd::OUTCOME_BRIDGED, nil)
  engine.call_hangup(now + Acd::SECOND, call)
  engine.action_result(now + Acd::SECOND, engine.action_next.id, Acd::OUTCOME_DONE, nil)
  equal engine.action_next, nil
end

# So that no forgotten value on the machine's stack keeps what is made within.
def collecting(&block)
  Thread.new(&block).join
  3.times { GC.start }
end

# Of the process, in KB; 0 where the system does not tell.
def memory
  GC.start
  File.exist?("/proc/self/statm") ? File.read("/proc/self/statm").split[1].to_i * 4 : 0
end

TESTS = {}
def test(name, &block) = TESTS[name] = block

LEFT_OUT = %w[
  acd_engine_submit acd_engine_submit_batch acd_options_set_explain acd_options_set_log acd_options_set_score acd_options_set_events
  acd_options_set_trace acd_definition_bytes acd_history_event acd_metrics_event acd_records_event acd_records_set_hook
  acd_records_set_queue_log acd_sim_add_source acd_sim_set_outcome acd_sim_set_events acd_json_error_print acd_dispatcher_new
].freeze
HANDLES = %w[Engine Options Definition Check Difference Json History Distribution Records Record Metrics Sim Tzif]
          .to_h { |name| ["acd_#{name.downcase}", name] }.freeze

test "what takes an engine, a history and so on first is a method of it" do
  seen = 0
  %w[action agent call callback campaign check definition difference engine explain flow history json kpi mark metrics party queue record
     route schedule sim slot tzif zone].each do |header|
    next if {"json" => :Json, "sim" => :Sim}.then { |parts| parts[header] && !Acd.const_defined?(parts[header]) }
    File.read("#{ARGV[0]}/acd/#{header}.h").scan(/ACD_API[^;]+;/) do |line|
      name, first = line.gsub(/\s+/, " ").match(/(acd_\w+)\((?:const )?(\w+) ?\*/)&.captures
      next if !HANDLES[first] || name.end_with?("_free", "_new") || LEFT_OUT.include?(name)
      short = name.delete_prefix("acd_")
      check Acd.const_get(HANDLES[first]).method_defined?(short.delete_prefix("#{HANDLES[first].downcase}_")), name
      check Acd.respond_to?(short), name
      seen += 1
    end
  end
  check seen > 150, "only #{seen} of them"
end

test "a refusal is an exception with a status" do
  engine = engine_of
  gone = refused(Acd::Error) { engine.call_hangup(0, 5) }
  equal [gone.code, gone.function], [Acd::ERR_NOT_FOUND, "call_hangup"]
  check gone.is_a?(StandardError) && gone.message.match?(/\Acall_hangup: .*call 5\z/), gone.message
  told = refused(Acd::Error) { engine.agent_end_wrapup(0, engine.agent_find("ann"), 0) }.message
  check told.match?(/agent \d+ "ann" is ready\z/), told
  unknown = refused(Acd::Error) { engine.define('{"queues": {"q": {"memmbers": []}}}') }
  equal unknown.code, Acd::ERR_DEFINITION
  check unknown.message.include?("memmbers"), unknown.message
end

test "what is no argument is an error" do
  engine = engine_of
  [
    [ArgumentError, /wrong # of arguments/, -> { engine.call_hangup(0) }],
    [TypeError, /call: expected an Integer, not String/, -> { engine.call_hangup(0, "5") }],
    [TypeError, /time_us: expected an Integer, not Float/, -> { engine.call_hangup(0.0, 5) }],
    [TypeError, /expected an Integer, not NilClass/, -> { engine.call_hangup(nil, 5) }],
    [RangeError, /out of range/, -> { engine.call_record(0, 5, 1 << 40) }],
    [RangeError, /bignum too big/, -> { engine.call_hangup(0, 1 << 63) }],
    [RangeError, /index: -1 is out of range/, -> { engine.error_at(-1) }],
    [RangeError, /count: 1000001 is out of range/, -> { engine.explain_agents(1, 1_000_001) }],
    [ArgumentError, /a NUL inside/, -> { engine.queue_find("q\0q") }],
    [ArgumentError, /a NUL inside/, -> { Acd::Arrival.new(caller: "4\0") }],
    [TypeError, /expected a String, not Integer/, -> { engine.queue_find(5) }],
    [ArgumentError, /nothing where a acd_engine/, -> { Acd.engine_tick(nil, 0) }],
    [TypeError, /acd_engine/, -> { Acd.engine_tick(Acd::History.new, 0) }],
    [TypeError, /acd_engine/, -> { Acd.engine_tick(Object.new, 0) }],
    [TypeError, /an Array of ids/, -> { engine.reconcile(0, 1) }],
    [TypeError, /calls: expected an Integer/, -> { engine.reconcile(0, [1, "x"]) }],
    [ArgumentError, /pairs: a skill's id, a level/, -> { engine.call_require(0, 5, [[1]]) }],
    [TypeError, /Array of pairs/, -> { engine.call_require(0, 5, [1]) }],
    [TypeError, /String of bytes/, -> { Acd::Tzif.new(1) }],
    [ArgumentError, /no field queeu/, -> { Acd::Arrival.new(queeu: 1) }],
    [NoMethodError, /commands=/, -> { engine.stats_get.commands = 1 }],
    [Acd::ClosedError, /Acd::Engine: it is closed, or was never made/, -> { Acd::Engine.allocate.tick(0) }],
    [TypeError, /can't copy Acd::Engine/, -> { engine.dup }],
    [TypeError, /can't copy Acd::Arrival/, -> { Acd::Arrival.new.clone }],
    [TypeError, /alloc/, -> { Acd::Action.allocate }],
    [TypeError, /acd_history/, -> { Acd::Feed.new.set_history(engine) }],
    [TypeError, /acd_options/, -> { Acd::Feed.new.attach(5) }],
    [TypeError, /acd_options/, -> { Acd::Engine.new("options") }],
    [Acd::Error, /queue_find/, -> { engine.queue_find("q" * 10_000_000) }],
    [Acd::Error, /json_load_text/, -> { engine.define("{" * 1_000_000) }],
  ].each do |kind, told, wrong|
    problem = refused(kind, &wrong)
    check problem.message.match?(told), "#{problem.message} is not #{told}"
  end
  equal engine.kpi_calls_get.arrived, 0
end

test "numbers are exact" do
  engine, most = engine_of, (1 << 63) - 1
  call = engine.call_arrive(0, Acd::Arrival.new(queue: engine.queue_find("q"), host_ref: most))
  equal engine.call_get(call).host_ref, most
  equal Acd::TIME_NEVER, most
  Acd.constants.each { |name| check !Acd.const_get(name).is_a?(Float), name }
end

test "texts are UTF-8, whatever they were" do
  engine = engine_of
  engine.define("{\"queues\": {\"Grüße\": {}}}".encode("ISO-8859-1"), mode: Acd::DEFINE_CHANGE)
  name = engine.queue_get(engine.queue_find("Grüße".encode("UTF-16LE"))).name
  equal [name, name.encoding], ["Grüße", Encoding::UTF_8]
  part = "xxGrüßexx"[2, 5] # a part of another string, which ends with no NUL
  check engine.queue_find(part).positive?
  problem = refused(Acd::Error) { engine.queue_find("Grüß") }
  check problem.message.include?("Grüß") && problem.message.valid_encoding?, problem.message
end

test "a record is a copy" do
  engine = engine_of
  arrival = Acd::Arrival.new(queue: engine.queue_find("q"), caller: "+49".dup, requirements: [], preferred: [engine.agent_find("ann")])
  call = engine.call_arrive(0, arrival)
  ring, info = engine.action_next, engine.call_get(call)
  engine = arrival = nil
  collecting {}
  equal [ring.call, info.caller, ring.text], [call, "+49", ""]
  check !info.respond_to?(:caller=)
  equal Acd::Arrival.new.caller, nil
end

test "what an engine speaks to goes on although the program has dropped it" do
  history, records, queue, engine = Acd::History.new, Acd::Records.new, Acd::RecordQueue.new, nil
  metrics = Acd::Metrics.new
  gone, feed = nil
  collecting do
    options, feed = Acd::Options.new, Acd::Feed.new
    feed.set_history(Acd::History.new) # one that another replaces
    feed.set_history(history)
    feed.set_records(records)
    feed.set_metrics(metrics)
    feed.keep_events
    feed.attach(options)
    records.attach(queue)
    Acd::Feed.new.attach(options) # hears nothing, so that the engine goes on with the other
    engine = engine_of(options)
    gone, feed = WeakRef.new(feed), nil
  end
  check gone.weakref_alive?, "the engine's feed is gone"
  10.times { |i| one_call(engine, i * 2 * Acd::SECOND, caller: "+49#{i}") }
  records.flush
  arrived = gone.each_event.select { |event| event.kind == Acd::EVENT_CALL_ARRIVED }
  equal arrived.map(&:caller), (0..9).map { |i| "+49#{i}" }
  equal [gone.count, gone.lost, gone.pull], [0, 0, nil]
  told = queue.each_record.to_a
  equal told.map(&:caller), (0..9).map { |i| "+49#{i}" }
  first = told.first
  told = nil
  equal [first.visits.map(&:queue_name), first.conversations.map(&:agent_name)], [["q"], ["ann"]]
  equal [first.segments.size, first.segment_at(-1)], [first.segments_count, nil]
  equal engine.kpi_calls_get.ends[Acd::END_COMPLETED], 10
  check metrics.print(engine, Acd::METRICS_OPENMETRICS).end_with?("# EOF\n")
  bytes = history.save
  check bytes.include?("\0") && bytes.encoding == Encoding::BINARY
  equal Acd.history_load(bytes, 0).save, bytes
  equal refused(Acd::Error) { Acd.history_load(bytes.chop, 0) }.function, "history_load"
end

test "an engine keeps its feed, and nothing else does" do
  engine, feeds = nil, []
  collecting do
    engine = Array.new(20) do
      options, feed = Acd::Options.new, Acd::Feed.new
      feed.keep_events
      feed.attach(options)
      feeds << WeakRef.new(feed)
      engine_of(options)
    end.last
  end
  check feeds.last.weakref_alive?
  one_call(engine, 0)
  check feeds.last.count.positive?
  engine = nil
  collecting {}
  check feeds.count(&:weakref_alive?) < 10, "feeds are kept although their engines are gone"
end

test "what an engine speaks to cannot be taken from it" do
  engine, feed = nil
  collecting do
    options, feed = Acd::Options.new, Acd::Feed.new
    feed.set_history(Acd::History.new)
    feed.keep_events
    feed.attach(options)
    engine = engine_of(options)
    feed.close
    options.close
  end
  equal [engine.instance_variables, feed.instance_variables], [[], []]
  check feed.closed?
  refused(Acd::ClosedError) { feed.count }
  one_call(engine, 0) # the feed is closed, but the engine speaks to it still
  engine.close
end

test "nothing of the program runs while arguments are read" do
  engine = engine_of
  text = "language".dup
  sly = Object.new
  sly.define_singleton_method(:to_str) { text.replace("x" * 100_000) && engine.close && "de" }
  sly.define_singleton_method(:to_ary) { engine.close && [] }
  call = engine.call_arrive(0, Acd::Arrival.new(queue: engine.queue_find("q")))
  refused(TypeError) { engine.call_set(0, call, text, sly) }
  refused(TypeError) { engine.call_require(0, call, sly) }
  refused(TypeError) { engine.reconcile(0, sly) }
  equal [text, engine.closed?], ["language", false]
end

test "what is closed is freed at once, and of no more use" do
  before = memory
  kept = Array.new(500) { engine_of.tap(&:close) } # as Ruby's objects they are there still
  check memory - before < 8_000, "#{memory - before} KB for #{kept.size} closed engines"
  engine = kept.last
  equal [engine.close, engine.closed?, engine.inspect], [nil, true, "#<Acd::Engine closed>"]
  equal refused(Acd::ClosedError) { engine.tick(0) }.message, "Acd::Engine: it is closed, or was never made"
  opened = nil
  equal Acd::Engine.open { |it| (opened = it).tick(0) }, Acd::OK
  check opened.closed?
  refused(RangeError) { Acd::History.open { |it| (opened = it) && raise(RangeError) } }
  check opened.closed? && Acd::Options.open.closed? == false
  next unless Acd.const_defined?(:Sim)
  sim = Acd::Sim.new
  inside = sim.engine
  sim.close
  equal [inside.now, inside.close, sim.closed?], [0, nil, true]
end

test "what is dropped is collected in time" do
  made = ->(many) { many.times { engine_of } }
  made.call(500)
  before = memory
  made.call(5000)
  check memory - before < 40_000, "#{memory - before} KB for 5000 engines, one after the other"
end

test "a simulation is not kept by its options" do
  next unless Acd.const_defined?(:Sim)
  options = Acd::Options.new
  before = memory
  300.times { Acd::Sim.new(options).engine.define(CENTRE) }
  sims = Array.new(20) { WeakRef.new(Acd::Sim.new(options)) }
  collecting {}
  check sims.count(&:weakref_alive?) < 10, "simulations are kept, #{memory - before} KB"
end

test "records show their fields, and frozen ones have none to set" do
  engine = engine_of
  shown = engine.agent_get(engine.agent_find("ann")).inspect
  check shown.match?(/\A#<Acd::AgentInfo .*name="ann"/), shown
  arrival = Acd::Arrival.new(caller: "+49").freeze
  check arrival.inspect.include?('caller="+49"'), arrival.inspect
  [-> { arrival.queue = 5 }, -> { arrival.require(1, 1) }, -> { arrival.prefer(1) }].each do |change|
    check refused(FrozenError, &change).receiver.equal?(arrival)
  end
  equal [engine.inspect, engine.instance_variables], ["#<Acd::Engine>", []]
  equal Object.constants.grep(/Deleted/), []
end

test "explanations are lists" do
  engine = engine_of
  call = engine.call_arrive(0, Acd::Arrival.new(queue: engine.queue_find("q")))
  count, candidates = engine.explain_agents(call, 10)
  equal [count, candidates.map(&:agent)], [1, [engine.agent_find("ann")]]
  equal engine.explain_agents(call, 0), [1, []]
end

test "a simulation tells its columns, and lives as long as its engine" do
  next unless Acd.const_defined?(:Sim)
  engine = outcomes = nil
  collecting do
    sim, outcomes = Acd::Sim.new, Acd::Outcomes.new
    sim.attach(Acd::Feed.new.tap(&:keep_events), outcomes)
    engine = sim.engine
    engine.define(CENTRE)
    5.times do |i|
      sim.add_caller(Acd::SimCaller.new(arrives_at_us: (i + 1) * Acd::SECOND, queue: engine.queue_find("q"), talk_us: Acd::SECOND / 2,
                                        ref: i + 1))
    end
    sim.run(100 * Acd::SECOND)
  end
  equal engine.kpi_calls_get.arrived, 5
  equal [outcomes.column(:ref), outcomes.column("talk_us").all?(&:positive?)], [[1, 2, 3, 4, 5], true]
end

test "Erlang's figures" do
  next unless Acd.const_defined?(:ErlangSystem)
  system = Acd::ErlangSystem.new(calls_per_hour: 100, handle_s: 180.0)
  target = Acd::ErlangTarget.new(service_level: 0.8, within_s: 20)
  system.agents = agents = Acd.erlang_agents(system, target)
  reached = ->(figures) { figures.wait_s.positive? && Acd.erlang_within(system, 20.0).first >= 0.8 }
  check reached.(Acd.erlang_figures_get(system))
  system.agents = agents - 1
  check !reached.(Acd.erlang_figures_get(system))
  equal refused(Acd::Error) { Acd.erlang_agents(system, Acd::ErlangTarget.new(service_level: Float::NAN)) }.code, Acd::ERR_ARGUMENT
end

TESTS.each do |name, block|
  block.call
  puts "ok #{name}"
rescue StandardError => problem
  abort "not ok #{name}: #{problem.full_message}"
end

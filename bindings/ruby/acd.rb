# SPDX-License-Identifier: Apache-2.0
# The library for Ruby: what acd.so has, and on top of it
#   - methods: engine.tick(now) is Acd.engine_tick(engine, now), engine.call_hangup(now, call) is Acd.call_hangup(engine, now, call),
#     history.queue_get(…) is Acd.history_queue_get(history, …);
#   - records that go in take their fields: Acd::Arrival.new(queue: queue, caller: "+4930123456");
#   - actions, events and records one by one, to a block or as an Enumerator;
#   - handles have `close`, and classes of handles `open` with a block;
#   - what has to live as long as something else does so.
# Names, units and rules are those of the headers, without the prefix acd_. Times are integers.
require "acd.so"

module Acd
  # Methods. An engine has the functions of all that lives in it, too.
  classes = %w[Engine Options Definition Check Difference Json History Distribution Record Records Metrics Feed Sim Tzif]
  nouns = classes.select { |name| const_defined?(name) }.to_h { |name| [name.downcase, const_get(name)] }
  within = %w[action agent call callback campaign channel device explain flow kpi queue schedule skill slot toggle zone]
  # Of no object, or of another than their name begins with.
  others = {definition_running: Engine, record_print_csv_head: nil, metrics_count: nil, history_load: nil, history_promise_ppm: nil,
            history_resolution_ppm: nil}
  singleton_methods(false).each do |function|
    noun, rest = function.to_s.split("_", 2)
    next if rest.nil? || function.end_with?("_str")
    owner, method = nouns[noun], rest
    owner, method = Engine, function if within.include?(noun) && (noun != "kpi" || function.end_with?("_get"))
    owner, method = others[function], function if others.key?(function)
    owner&.define_method(method) { |*given| Acd.public_send(function, self, *given) }
  end

  # Handles are closed, by hand or by the collector; what closes by itself at the end of a block is made by `open`.
  handles = nouns.values - [Record] + [RecordQueue, *(Outcomes if const_defined?(:Outcomes))]
  opened = Module.new do
    def open(...)
      handle = new(...)
      return handle unless block_given?
      begin
        yield handle
      ensure
        handle.close
      end
    end
  end
  close, closed, made = %i[_close _closed _made].map { |name| method(name) }
  handles.each do |handle|
    handle.extend(opened)
    handle.define_method(:close) { close.call(self) }
    handle.define_method(:closed?) { closed.call(self) }
    handle.define_method(:inspect) { "#<#{self.class}#{" closed" if closed.call(self)}>" }
    handle.prepend(Module.new { define_method(:initialize) { |*given| super(*given).tap { made.call(self) } } })
  end

  # What the library only points to must not be collected before what points to it. It is noted before the library hears of it, so
  # that nothing can be collected in between, and what was noted before goes only when the library has taken the new one.
  kept, keep = method(:_kept), method(:_keep)
  noting = lambda do |object, kind, name, other, &block|
    return block.call unless object.is_a?(kind)
    keep.call(object, name, [*kept.call(object, name), other])
    result = block.call
    keep.call(object, name, [other])
    result
  end
  # Where the library may go on with the one before.
  noting_more = lambda do |object, kind, name, other, &block|
    keep.call(object, name, (kept.call(object, name) || []) | [other]) if object.is_a?(kind)
    block.call
  end

  Feed.prepend(Module.new do
    %w[history records metrics].each do |name|
      define_method("set_#{name}") { |other| noting.call(self, Feed, name.to_sym, other) { super(other) } }
    end
  end)
  # Engines made with these options speak to their sinks.
  Engine.prepend(Module.new do
    define_method(:initialize) do |options = nil|
      keep.call(self, :sinks, kept.call(options, :sinks).dup) if options.is_a?(Options)
      super(options)
    end
  end)
  singleton_class.prepend(Module.new do
    define_method(:feed_attach) { |feed, options| noting_more.call(options, Options, :sinks, feed) { super(feed, options) } }
    define_method(:records_attach) { |records, queue| noting.call(records, Records, :queue, queue) { super(records, queue) } }
  end)
  if const_defined?(:Sim)
    singleton_class.prepend(Module.new do
      define_method(:sim_attach) do |sim, feed, outcomes|
        noting_more.call(sim, Sim, :feeds, feed) do
          noting.call(sim, Sim, :outcomes, outcomes) { super(sim, feed, outcomes) }
        end
      end

      define_method(:sim_engine) { |sim| super(sim).tap { |engine| keep.call(engine, :sim, [sim]) } }
    end)
  end
  singleton_class.send(:remove_method, :_close, :_closed, :_made, :_kept, :_keep)

  # Records show their fields; a frozen one has none to set. Neither they nor handles are copied.
  (constants.map { |name| const_get(name) }.grep(Class) - [Error, ClosedError]).each do |made_of|
    made_of.define_method(:initialize_copy) { |_| raise TypeError, "can't copy #{self.class}" }
    next if handles.include?(made_of)
    setters = made_of.public_instance_methods(false).grep(/=\z|\A(?:require|prefer|set_zone)\z/)
    fields = made_of.public_instance_methods(false).grep_v(/=\z|_at\z|\A(?:size|reserved|require|prefer|set_zone|print_.*)\z/)
    made_of.define_method(:inspect) do
      "#<#{self.class} #{fields.map { |field| "#{field}=#{public_send(field).inspect}" }.join(", ")}>"
    end
    made_of.prepend(Module.new do
      setters.each do |setter|
        define_method(setter) do |*given|
          raise FrozenError.new("can't modify frozen #{self.class}: #{inspect}", receiver: self) if frozen?
          super(*given)
        end
      end
    end)
  end

  # Records that go in, from their fields. `requirements` are pairs of a skill and a level, `preferred` agents, the best first.
  filling = Module.new do
    def initialize(*given, requirements: [], preferred: [], **fields)
      super(*given)
      requirements.each { |skill, level| require(skill, level) }
      preferred.each { |agent| prefer(agent) }
      fields.each do |field, value|
        raise ArgumentError, "#{self.class} has no field #{field} to set" unless respond_to?("#{field}=")
        public_send("#{field}=", value)
      end
    end
  end
  %w[Arrival CallbackWish SlotWish Mark ServiceLevel HistoryOptions SimCaller SimPoisson ErlangSystem ErlangTarget].each do |name|
    const_get(name).prepend(filling) if const_defined?(name)
  end

  class Engine
    # The actions that wait, in order.
    def each_action
      return to_enum(__method__) unless block_given?
      while (action = Acd.action_next(self)) do yield action end
      self
    end

    # A definition in JSON, or as a Hash; the whole of it, unless `mode` is Acd::DEFINE_CHANGE.
    def define(definition, now: Acd.engine_now(self), mode: DEFINE_WHOLE)
      if definition.is_a?(Hash)
        Kernel.require "json"
        definition = ::JSON.generate(definition)
      end
      Json.open do |json|
        Acd.json_load_text(json, definition)
        Acd.json_submit(json, self, now, mode)
      end
    end
  end

  class Feed
    # The events that were kept, the oldest first.
    def each_event
      return to_enum(__method__) unless block_given?
      while (event = pull) do yield event end
      self
    end
  end

  class RecordQueue
    # The records that are complete, the oldest first.
    def each_record
      return to_enum(__method__) unless block_given?
      while (record = pull) do yield record end
      self
    end
  end

  class Record
    {segments: :segment_at, visits: :visit_at, conversations: :conversation_at, path: :step_at}.each do |list, one|
      define_method(list) { (0..).lazy.map { |index| public_send(one, index) }.take_while(&:itself).to_a }
    end
  end

  if const_defined?(:Outcomes)
    class Outcomes
      # One figure of all callers of a simulation, in the order in which they ended.
      def column(name) = Array.new(count) { |index| at(name.to_s, index) }
    end
  end
end

# SPDX-License-Identifier: Apache-2.0
# Runs scripts.txt by the module for Ruby; has to print what run.c prints.
# usage: run.rb SCRIPTS [--digests]
require "acd"

# One centre, from a line `define` to the next.
class Centre
  def initialize(text)
    @engine, @calls, @names, @pending = Acd::Engine.new, Hash.new(0), {}, []
    json = Acd::Json.new
    json.load_text(text)
    json.submit(@engine, 0, Acd::DEFINE_WHOLE)
  rescue Acd::Error => problem
    first = json.error_at(0)
    puts "! #{Acd.status_text(problem.code)}: #{first.path}: #{first.text}"
  end

  def run(now, name, words)
    @now = now
    command = "do_#{name}"
    return puts "! no such command" unless respond_to?(command, true)
    begin
      send(command, *words)
    rescue Acd::Error => problem
      puts "! #{Acd.status_text(problem.code)}"
    end
    @engine.each_action { |action| tell(action) }
  end

  def figures(digests)
    q, a, c = @engine.kpi_queue_get(0), @engine.kpi_agent_get(0), @engine.kpi_calls_get
    puts "= offered #{q.offered} answered #{q.answered} abandoned #{q.abandoned + q.abandoned_short} waiting #{q.waiting} " \
         "wait_us #{q.wait_us} talk_us #{q.talk_us} service_level_ppm #{Acd.kpi_service_level_ppm(q)}"
    puts "= handled #{a.handled} no_answers #{a.no_answers} busy_us #{a.busy_us} arrived #{c.arrived} live #{c.live} " \
         "completed #{c.ends[Acd::END_COMPLETED]}"
    puts "= actions #{@engine.digest_actions} state #{@engine.digest_state}" if digests
  end

  private

  def tell(action)
    agent = begin
      @engine.agent_get(action.agent).name
    rescue Acd::Error
      "-"
    end
    text = action.text.empty? ? "" : " #{action.text}"
    puts "> #{Acd.action_kind_str(action.kind)} #{@names[action.call] || '-'} #{agent} #{action.deadline_us}#{text}"
    @pending << action
  end

  # The id of what has a name, 0: of nothing.
  def id(find, name)
    @engine.public_send("#{find}_find", name)
  rescue Acd::Error
    0
  end

  def label(name, call)
    @calls[name] = call
    @names[call] ||= name
  end

  def target(kind, name)
    return [Acd::TARGET_NUMBER, 0, name] unless %w[agent queue flow].include?(kind)
    [Acd.const_get("TARGET_#{kind.upcase}"), id(kind, name), nil]
  end

  def do_tick = @engine.tick(@now)
  def do_wall(offset) = @engine.wall_set(@now, Integer(offset))

  def do_arrive(name, *words)
    given = words.each_slice(2).to_h do |key, value|
      case key
      when "queue", "flow" then [key, id(key, value)]
      when "ref" then [:host_ref, Integer(value)]
      when "skill" then [:requirements, [[id("skill", value), 1]]]
      when "prefer" then [:preferred, [id("agent", value)]]
      when "priority", "waited_us" then [key, Integer(value)]
      else [key, value]
      end
    end
    label(name, @engine.call_arrive(@now, Acd::Arrival.new(**given.transform_keys(&:to_sym))))
  end

  def do_transfer(call, *whom) = @engine.call_transfer(@now, @calls[call], *target(*whom))

  def do_consult(call, made, *whom)
    kind, object, = target(*whom)
    label(made, @engine.call_consult(@now, @calls[call], kind, object, 0))
  end

  def do_callback(name, number, plan, queue)
    wish = Acd::CallbackWish.new(number: number, plan: id("callback_plan", plan), queue: id("queue", queue))
    label(name, @engine.callback_request(@now, wish))
  end

  def do_result(kind, call, agent, outcome, text = nil)
    meant = @pending.reverse.find do |action|
      Acd.action_kind_str(action.kind) == kind && action.call == @calls[call] && (agent == "-" || action.agent == id("agent", agent))
    end
    @engine.action_result(@now, meant ? meant.id : 0, (1..).find { |number| Acd.outcome_str(number) == outcome }, text)
  end

  def do_pick_up(call, agent) = @engine.call_pick_up(@now, @calls[call], id("agent", agent), 0)
  def do_keys(call, digits) = @engine.call_keys(@now, @calls[call], digits)
  def do_set(call, key, value) = @engine.call_set(@now, @calls[call], key, value)
  def do_require(call, skill, level) = @engine.call_require(@now, @calls[call], [[id("skill", skill), Integer(level)]])
  def do_move(call, queue, place) = @engine.call_move(@now, @calls[call], id("queue", queue), Integer(place))
  def do_also(call, queue) = @engine.call_also(@now, @calls[call], id("queue", queue))
  def do_also_end(call, queue) = @engine.call_also_end(@now, @calls[call], id("queue", queue))
  def do_supervise(agent, call, role) = @engine.agent_supervise(@now, id("agent", agent), @calls[call], Integer(role))
  def do_toggle(name, on) = @engine.toggle_set(@now, id("toggle", name), Integer(on))
  def do_cancel(call) = @engine.callback_cancel(@now, @calls[call])
  def do_reconcile(*calls) = @engine.reconcile(@now, @calls.values_at(*calls))
  def do_agent_hangup(agent) = @engine.agent_hangup(@now, id("agent", agent), 0)

  # Commands that hand on a call, an agent or a queue, a number if need be, and then numbers.
  {["call"] => %w[hangup hold resume complete conference park record prioritize],
   ["agent"] => %w[login logout ready not_ready set_presence],
   ["agent", 0] => %w[elsewhere end_wrapup extend_wrapup],
   ["queue"] => %w[open drain clear]}.each do |(noun, *before), names|
    names.each do |name|
      define_method("do_#{name}") do |who, *rest|
        of = noun == "call" ? @calls[who] : id(noun, who)
        @engine.public_send("#{noun}_#{name}", @now, of, *before, *rest.map { |word| Integer(word) })
      end
    end
  end
end

centre = nil
File.foreach(ARGV[0], encoding: "UTF-8", chomp: true) do |line|
  next if line.start_with?("!", ">", "=") # what is to come out
  puts line
  case line
  when /\Adefine (.*)/ then centre = Centre.new($1)
  when "figures" then centre.figures(ARGV[1])
  when /\A[-\d]/
    now, name, *words = line.split
    centre.run(Integer(now), name, words)
  end
end

# SPDX-License-Identifier: Apache-2.0
# A fake switch: one queue, two agents. Ann does not answer, Bob does, the caller hangs up.
require "acd"

engine = Acd::Engine.new
engine.define({agents: {ann: {}, bob: {}},
               queues: {support: {members: %w[ann bob], strategy: "linear", ring_timeout_s: 20}}})
support, ann = engine.queue_find("support"), engine.agent_find("ann")

# Says what it is asked to do, and claims to have done it. Gives the time at which there is more to do.
run = lambda do |now|
  loop do
    status = engine.tick(now)
    engine.each_action do |action|
      agent = engine.agent_get(action.agent)
      puts format("%3d s  %s %s", now / Acd::SECOND, Acd.action_kind_str(action.kind), agent.name)
      if action.kind != Acd::ACTION_RING
        engine.action_result(now, action.id, Acd::OUTCOME_DONE, nil)
      elsif action.agent != ann # hers rings until the engine's deadline
        engine.action_result(now, action.id, Acd::OUTCOME_ACCEPTED, nil)
      end
    end
    break unless status == Acd::AGAIN
  end
  engine.deadline
end

call, now = engine.call_arrive(0, Acd::Arrival.new(queue: support, caller: "+4930123456")), 0
now = run.(now) while now < 80 * Acd::SECOND
engine.call_hangup(80 * Acd::SECOND, call)
run.(80 * Acd::SECOND)
kpi = engine.kpi_queue_get(support)
puts format("offered %d, answered %d after %d s, ring no answer %d, talk %d s", kpi.offered, kpi.answered,
            Acd.kpi_asa_us(kpi) / Acd::SECOND, kpi.no_answers, kpi.talk_us / Acd::SECOND)

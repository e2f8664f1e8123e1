-- SPDX-License-Identifier: Apache-2.0
-- A fake switch: one queue, two agents. Ann does not answer, Bob does, the caller hangs up.
local acd = require "acd"

local engine = acd.Engine()
engine:define [[{"agents": {"ann": {}, "bob": {}},
  "queues": {"support": {"members": ["ann", "bob"], "strategy": "linear", "ring_timeout_s": 20}}}]]
local support, ann = engine:queue_find "support", engine:agent_find "ann"

-- Says what it is asked to do, and claims to have done it. Gives the time at which there is more to do.
local function run(now)
  repeat
    local status = engine:tick(now)
    for action in engine:actions() do
      local seconds, kind, agent = now // acd.SECOND, acd.action_kind_str(action.kind), engine:agent_get(action.agent)
      print(("%3d s  %s %s"):format(seconds, kind, agent.name))
      if action.kind ~= acd.ACTION_RING then
        engine:action_result(now, action.id, acd.OUTCOME_DONE, nil)
      elseif action.agent ~= ann then -- hers rings until the engine's deadline
        engine:action_result(now, action.id, acd.OUTCOME_ACCEPTED, nil)
      end
    end
  until status ~= acd.AGAIN
  return engine:deadline()
end

local call, now = engine:call_arrive(0, acd.Arrival {queue = support, caller = "+4930123456"}), 0
while now < 80 * acd.SECOND do now = run(now) end
engine:call_hangup(80 * acd.SECOND, call)
run(80 * acd.SECOND)
local kpi = engine:kpi_queue_get(support)
print(("offered %d, answered %d after %d s, ring no answer %d, talk %d s"):format(
  kpi.offered, kpi.answered, acd.kpi_asa_us(kpi) // acd.SECOND, kpi.no_answers, kpi.talk_us // acd.SECOND))

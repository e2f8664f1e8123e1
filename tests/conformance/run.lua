-- SPDX-License-Identifier: Apache-2.0
-- Runs scripts.txt by the module for Lua; has to print what run.c prints.
-- usage: run.lua SCRIPTS [--digests]
local acd = require "acd"

local engine, labels, names, pending, now

local function id_of(find)
  return function(name)
    local found, id = pcall(find, engine, name)
    return found and id or 0
  end
end
local agent, queue, skill = id_of(acd.agent_find), id_of(acd.queue_find), id_of(acd.skill_find)
local flow, toggle, plan = id_of(acd.flow_find), id_of(acd.toggle_find), id_of(acd.callback_plan_find)

local function call(label) return labels[label] or 0 end

local function label(name, id)
  labels[name] = id
  names[id] = names[id] or name
end

local function target(kind, name)
  if kind == "agent" then return acd.TARGET_AGENT, agent(name) end
  if kind == "queue" then return acd.TARGET_QUEUE, queue(name) end
  if kind == "flow" then return acd.TARGET_FLOW, flow(name) end
  return acd.TARGET_NUMBER, 0, name
end

local function outcome_of(word)
  local outcome = 1
  while acd.outcome_str(outcome) ~= word do outcome = outcome + 1 end
  return outcome
end

-- Commands that hand on a call or an agent, and then numbers or texts.
local function of(find, name, ...)
  local before = {...}
  return function(who, ...)
    local rest = table.pack(table.unpack(before))
    for _, word in ipairs {...} do rest[#rest + 1] = math.tointeger(tonumber(word)) or word end
    engine[name](engine, now, find(who), table.unpack(rest))
  end
end

local commands = {
  tick = function() engine:tick(now) end,
  wall = function(offset) engine:wall_set(now, math.tointeger(offset)) end,
  arrive = function(name, ...)
    local given, words = {}, {...}
    for i = 1, #words - 1, 2 do
      local key, value = words[i], words[i + 1]
      if key == "queue" then given.queue = queue(value)
      elseif key == "flow" then given.flow = flow(value)
      elseif key == "ref" then given.host_ref = math.tointeger(value)
      elseif key == "skill" then given.requirements = {{skill(value), 1}}
      elseif key == "prefer" then given.preferred = {agent(value)}
      else given[key] = (key == "priority" or key == "waited_us") and math.tointeger(value) or value end
    end
    label(name, engine:call_arrive(now, acd.Arrival(given)))
  end,
  transfer = function(c, kind, name)
    local what, id, number = target(kind, name)
    engine:call_transfer(now, call(c), what, id, number)
  end,
  consult = function(c, made, kind, name)
    local what, id = target(kind, name)
    label(made, engine:call_consult(now, call(c), what, id, 0))
  end,
  pick_up = function(c, a) engine:call_pick_up(now, call(c), agent(a), 0) end,
  keys = function(c, digits) engine:call_keys(now, call(c), digits) end,
  set = function(c, key, value) engine:call_set(now, call(c), key, value) end,
  require = function(c, what, level) engine:call_require(now, call(c), {{skill(what), math.tointeger(level)}}) end,
  move = function(c, where, place) engine:call_move(now, call(c), queue(where), math.tointeger(place)) end,
  also = function(c, where) engine:call_also(now, call(c), queue(where)) end,
  also_end = function(c, where) engine:call_also_end(now, call(c), queue(where)) end,
  supervise = function(a, c, role) engine:agent_supervise(now, agent(a), call(c), math.tointeger(role)) end,
  toggle = function(name, on) engine:toggle_set(now, toggle(name), math.tointeger(on)) end,
  callback = function(name, number, which, where)
    label(name, engine:callback_request(now, acd.CallbackWish {number = number, plan = plan(which), queue = queue(where)}))
  end,
  cancel = of(call, "callback_cancel"),
  result = function(kind, c, a, outcome, text)
    local id = 0
    for _, action in ipairs(pending) do
      if acd.action_kind_str(action.kind) == kind and action.call == call(c) and (a == "-" or action.agent == agent(a)) then
        id = action.id
      end
    end
    engine:action_result(now, id, outcome_of(outcome), text)
  end,
  reconcile = function(...)
    local known = {...}
    for i, name in ipairs(known) do known[i] = call(name) end
    engine:reconcile(now, known)
  end,
  agent_hangup = of(agent, "agent_hangup", 0),
}
for _, name in ipairs {"hangup", "hold", "resume", "complete", "conference", "park", "record", "prioritize"} do
  commands[name] = of(call, "call_" .. name)
end
for _, name in ipairs {"login", "logout", "ready", "not_ready", "set_presence"} do commands[name] = of(agent, "agent_" .. name) end
for _, name in ipairs {"elsewhere", "end_wrapup", "extend_wrapup"} do commands[name] = of(agent, "agent_" .. name, 0) end
for _, name in ipairs {"open", "drain", "clear"} do commands[name] = of(queue, "queue_" .. name) end

local function refused(worked, problem)
  if worked then return false end
  if getmetatable(problem) ~= acd.Error then error(problem, 0) end
  return true
end

local function run(name, words)
  local command = commands[name]
  if not command then return print("! no such command") end
  local worked, problem = pcall(command, table.unpack(words))
  if refused(worked, problem) then print("! " .. acd.status_text(problem.code)) end
  for action in engine:actions() do
    local known, who = pcall(acd.agent_get, engine, action.agent)
    print(("> %s %s %s %d%s"):format(acd.action_kind_str(action.kind), names[action.call] or "-", known and who.name or "-",
                                     action.deadline_us, action.text ~= "" and " " .. action.text or ""))
    pending[#pending + 1] = action
  end
end

local function figures(digests)
  local q, a, c = engine:kpi_queue_get(0), engine:kpi_agent_get(0), engine:kpi_calls_get()
  print(("= offered %d answered %d abandoned %d waiting %d wait_us %d talk_us %d service_level_ppm %d"):format(
    q.offered, q.answered, q.abandoned + q.abandoned_short, q.waiting, q.wait_us, q.talk_us, acd.kpi_service_level_ppm(q)))
  print(("= handled %d no_answers %d busy_us %d arrived %d live %d completed %d"):format(
    a.handled, a.no_answers, a.busy_us, c.arrived, c.live, c.ends[acd.END_COMPLETED]))
  if digests then print(("= actions %d state %d"):format(engine:digest_actions(), engine:digest_state())) end
end

local function define(text)
  engine, labels, names, pending = acd.Engine(), {}, {}, {}
  local json = acd.Json()
  local worked, problem = pcall(function()
    json:load_text(text)
    json:submit(engine, 0, acd.DEFINE_WHOLE)
  end)
  if refused(worked, problem) then
    local first = json:error_at(0)
    print(("! %s: %s: %s"):format(acd.status_text(problem.code), first.path, first.text))
  end
end

for line in io.lines(arg[1]) do
  local first = line:sub(1, 1)
  if not (first == "!" or first == ">" or first == "=") then
    print(line)
    if line:find "^define " then define(line:sub(8))
    elseif line == "figures" then figures(arg[2])
    elseif line:find "^[-%d]" then
      local words = {}
      for word in line:gmatch "[^ ]+" do words[#words + 1] = word end
      now = math.tointeger(table.remove(words, 1))
      run(table.remove(words, 1), words)
    end
  end
end

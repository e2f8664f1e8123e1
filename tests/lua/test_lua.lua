-- SPDX-License-Identifier: Apache-2.0
-- The module for Lua: that all of the headers is there, errors, exact numbers, bytes, lists, and that nothing is gone too early.
-- usage: test_lua.lua INCLUDE (the folder of the headers)
local acd = require "acd"

local CENTRE <const> = [[{"agents": {"ann": {}}, "queues": {"q": {"members": ["ann"], "wrapup_s": 0}}}]]

local function fails(f, ...)
  local worked, problem = pcall(f, ...)
  assert(not worked, "nothing was refused")
  return problem
end

local function engine_of(options)
  local engine = acd.Engine(options)
  engine:define(CENTRE)
  return engine
end

-- A call of a second, answered at once; `now` of its arrival.
local function one_call(engine, now, fields)
  fields.queue = engine:queue_find "q"
  local call = engine:call_arrive(now, acd.Arrival(fields))
  local ring = engine:action_next()
  engine:action_result(now, ring.id, acd.OUTCOME_BRIDGED, nil)
  engine:call_hangup(now + acd.SECOND, call)
  local release = engine:action_next()
  engine:action_result(now + acd.SECOND, release.id, acd.OUTCOME_DONE, nil)
  assert(engine:action_next() == nil)
  return call
end

local tests = {}

-- What takes an engine, a history, … first is a method of it, and has the header's name; and what the headers have is there, but
-- for what is left out.
function tests.all_of_the_headers_is_there()
  local classes = {
    acd_engine = "Engine", acd_options = "Options", acd_definition = "Definition", acd_check = "Check",
    acd_difference = "Difference", acd_json = "Json", acd_history = "History", acd_distribution = "Distribution",
    acd_records = "Records", acd_record = "Record", acd_metrics = "Metrics", acd_sim = "Sim", acd_tzif = "Tzif",
  }
  local raw, seen, left_out = require "acd.raw", 0, {}
  for name in ([[acd_engine_submit acd_engine_submit_batch acd_options_set_explain acd_options_set_log acd_options_set_score
      acd_options_set_events acd_options_set_trace acd_definition_bytes acd_history_event acd_metrics_event acd_records_event
      acd_records_set_hook acd_records_set_queue_log acd_sim_add_source acd_sim_set_outcome acd_sim_set_events
      acd_json_error_print acd_dispatcher_new]]):gmatch "%S+" do
    left_out[name] = true
  end
  for _, header in ipairs {"action", "agent", "call", "callback", "campaign", "check", "definition", "difference", "engine", "explain",
                           "flow", "history", "json", "kpi", "mark", "metrics", "party", "queue", "record", "route", "schedule",
                           "sim", "slot", "tzif", "zone"} do
    local text = assert(io.open(arg[1] .. "/acd/" .. header .. ".h")):read "a"
    local missing = {json = not raw.Json, sim = not raw.Sim}
    for line in (missing[header] and "" or text):gmatch "ACD_API[^;]+;" do
      local name, first = line:gsub("%s+", " "):match "(acd_[%w_]+)%((.-) ?%*"
      local class = name and classes[first:gsub("^const ", ""):gsub(" $", "")]
      local lifetime = name and (name:find "_free$" or name:find "_new$")
      if class and not lifetime and not left_out[name] then
        local short = name:gsub("^acd_", "")
        local own = class:lower() .. "_"
        local method = short:sub(1, #own) == own and short:sub(#own + 1) or short
        assert(raw.class_metatable(class)[".fn"][method] == acd[short] and acd[short], class .. ":" .. method)
        seen = seen + 1
      end
    end
  end
  assert(seen > 150, seen)
end

function tests.a_refusal_is_an_error_with_a_status()
  local engine = engine_of()
  local gone = fails(function() engine:call_hangup(0, 5) end)
  assert(getmetatable(gone) == acd.Error and gone.code == acd.ERR_NOT_FOUND and gone.func == "call_hangup")
  assert(tostring(gone):find "test_lua.lua:%d+: call_hangup: .*call 5", tostring(gone))
  local unknown = fails(engine.define, engine, '{"queues": {"q": {"memmbers": []}}}')
  assert(unknown.code == acd.ERR_DEFINITION and unknown.text:find "memmbers", unknown.text)
  assert(unknown.where:find "test_lua.lua:%d+: $", unknown.where)
end

function tests.what_is_no_argument_is_an_error()
  local engine = engine_of()
  for told, wrong in pairs {
    ["expected 3%.%.3 args"] = function() engine:call_hangup(0) end,
    ["expected 'acd_id'"] = function() engine:call_hangup(0, "5") end,
    ["arg 2%), expected 'acd_time'"] = function() engine:call_hangup(0.5, 5) end,
    ["out of range"] = function() engine:call_record(0, 5, 1 << 40) end,
    ["a NUL inside"] = function() engine:queue_find "q\0q" end,
    ["nothing where a acd_engine"] = function() acd.engine_tick(nil, 0) end,
    ["expected 'acd_engine"] = function() acd.engine_tick(acd.History(), 0) end,
    ["expected a list of ids"] = function() engine:reconcile(0, {1, "x"}) end,
    ["pairs: a skill's id"] = function() engine:call_require(0, 5, {{1}}) end,
    ["Arrival has no field 'queeu'"] = function() acd.Arrival {queeu = 1} end,
    ["KpiCalls: field 'arrived' is read%-only"] = function() engine:kpi_calls_get().arrived = 1 end,
    ["Arrival: expected a table, got a number"] = function() acd.Arrival(5) end,
    ["preferred: expected a list, got a number"] = function() acd.Arrival {preferred = 5} end,
    ["requirements: expected pairs"] = function() acd.Arrival {requirements = {5}} end,
    ["expected 'acd_options.*got 'userdata'"] = function() acd.Engine(io.stdout) end,
    ["expected 'acd_arrival.*got 'userdata'"] = function() engine:call_arrive(0, io.stdout) end,
    ["expected 'acd_engine.*got 'userdata'"] = function() acd.engine_now(io.stdout) end,
    ["expected 'acd_history.*got 'userdata'"] = function() acd.Feed():set_history(io.stdout) end,
    ["close: expected 'Engine', got 'userdata'"] = function() engine.close(acd.Feed()) end,
  } do
    local text = fails(wrong)
    assert(type(text) == "string" and text:find(told), ("%s: %s"):format(told, tostring(text)))
    assert(text:find "test_lua.lua:%d+: ", text)
  end
  assert(engine:kpi_calls_get().arrived == 0)
end

-- Nothing of SWIG's that trusts its caller is within reach, and what is, asks what it is given.
function tests.userdata_of_others_is_none_of_ours()
  local engine = acd.Engine()
  assert(engine ~= io.stdout and io.stdout ~= engine and getmetatable(engine) == "Engine")
  assert(swig_type == nil and swig_equals == nil and engine.__disown == nil)
  local metatable = debug.getmetatable(engine)
  for _, name in ipairs {"__gc", "__index", "__newindex", "__tostring"} do
    for _, wrong in ipairs {io.stdout, false, 5} do
      assert(fails(metatable[name], wrong, "now", 1):find "expected an object of acd", name)
    end
  end
  metatable.__gc(engine)
  metatable.__gc(engine)
  assert(tostring(engine) == "Engine (closed)" and fails(engine.now, engine):find "a closed Engine")
end

-- Whatever a function or a method is given, it is an error or a result.
function tests.anything_may_be_given_to_everything()
  local raw, functions, closed = require "acd.raw", {}, acd.History()
  closed:close()
  local things = {false, -1, 1 << 62, 0.5, "x\0", {}, {{}}, print, coroutine.create(print), io.stdout, acd.Engine(), acd.Feed(),
                  acd.Arrival(), acd.Options(), closed}
  for name, value in pairs(acd) do
    if type(value) == "function" and name ~= "sim_run" then functions[#functions + 1] = value end
  end
  for name, value in pairs(raw) do
    local metatable = type(value) == "table" and raw.class_metatable(name)
    for _, kind in ipairs(metatable and {".fn", ".get", ".set"} or {}) do
      for key, method in pairs(metatable[kind]) do
        if key ~= "run" then functions[#functions + 1] = method end
      end
    end
  end
  for i, f in ipairs(functions) do
    for count = 0, #things do -- as the first, and behind another
      pcall(f, things[count])
      pcall(f, things[(count + i) % #things + 1], things[count], things[(count + 3 * i) % #things + 1], things[(i + 7) % #things + 1])
    end
  end
  assert(#functions > 1000, #functions)
end

function tests.what_is_closed_is_an_error()
  local options, feed, history = acd.Options(), acd.Feed(), acd.History()
  feed:set_history(history)
  feed:attach(options)
  local engine = engine_of(options)
  options:close()
  assert(fails(acd.Engine, options):find "a closed Options", "closed options are no defaults")
  -- What is needed stays with what needs it.
  feed:close()
  assert(fails(feed.count, feed):find "a closed Feed")
  one_call(engine, 0, {})
  local row <const> = history:get()
  assert(row.bytes > 0)
  history:close()
  for _ = 1, 3 do collectgarbage() end
  one_call(engine, 10 * acd.SECOND, {})
  do
    local scoped <close> = engine
    assert(scoped:now() == 11 * acd.SECOND)
  end
  assert(fails(engine.now, engine):find "a closed Engine")
  engine:close()
  if not acd.Sim then return end
  local sim = acd.Sim()
  local inner = sim:engine()
  assert(rawequal(inner, sim:engine()))
  assert(fails(inner.close, inner):find "goes with the simulation")
  sim:close()
  assert(fails(inner.now, inner):find "a closed Engine" and fails(sim.run, sim, 1):find "a closed Sim")
end

-- What has another in its place is gone, and the collector knows what engines and histories weigh.
function tests.memory_is_given_back()
  local feed, options, kept = acd.Feed(), acd.Options(), setmetatable({}, {__mode = "v"})
  for i = 1, 20 do
    kept[i] = acd.History()
    feed:set_history(kept[i])
    kept[100 + i] = acd.Feed()
    kept[100 + i]:keep_events()
    kept[100 + i]:attach(options)
  end
  local deaf, engine = acd.Feed(), acd.Engine(options)
  deaf:attach(options) -- which leaves the one before
  feed:attach(options)
  for _ = 1, 3 do collectgarbage() end
  for i = 1, 19 do assert(not kept[i] and not kept[100 + i], i) end
  assert(kept[20] and kept[120], "what is in use is gone")
  engine:define(CENTRE)
  one_call(engine, 0, {})
  assert(kept[120]:count() > 0 and deaf:count() == 0)

  -- Small to the collector, which by itself would come by after thousands of them.
  local last = setmetatable({}, {__mode = "v"})
  for i = 1, 1000 do last[i] = i % 2 == 0 and engine_of() or acd.History() end
  local left = 0
  for _ in pairs(last) do left = left + 1 end
  assert(left < 200, left)
end

function tests.records_that_go_in_are_made_of_tables()
  local history = acd.History(acd.HistoryOptions {interval_us = 3600 * acd.SECOND, days_max = 3, zone = ""})
  local level = acd.ServiceLevel {formula = acd.SERVICE_LEVEL_GENESYS, name = "80/20", threshold_us = 20 * acd.SECOND}
  local plain = acd.ServiceLevel(acd.SERVICE_LEVEL_GENESYS)
  assert(level.threshold_us == 20 * acd.SECOND and level.name == "80/20" and level.formula == plain.formula and plain.name ~= level.name)
  assert(history:get().interval_us == 3600 * acd.SECOND)
  local period = acd.HistoryPeriod {kind = 1, from_wall_us = 2, to_wall_us = 3}
  assert(period.kind == 1 and period.from_wall_us == 2 and period.to_wall_us == 3)
end

function tests.numbers_are_exact()
  local engine = engine_of()
  local call = engine:call_arrive(0, acd.Arrival {queue = engine:queue_find "q", host_ref = math.maxinteger})
  assert(engine:call_get(call).host_ref == math.maxinteger)
  assert(math.type(acd.TIME_NEVER) == "integer" and acd.TIME_NEVER == math.maxinteger)
  for name, value in pairs(acd) do assert(math.type(value) ~= "float", name) end
end

-- What an engine speaks to goes on although the program has dropped it; bytes, lists and figures come out whole.
function tests.a_feed_outlives_its_variables()
  local history, records, metrics, queue = acd.History(), acd.Records(), acd.Metrics(), acd.RecordQueue()
  local engine, watch
  do
    local options, feed = acd.Options(), acd.Feed()
    feed:set_history(history)
    feed:set_records(records)
    feed:set_metrics(metrics)
    feed:keep_events()
    feed:attach(options)
    records:attach(queue)
    engine = engine_of(options)
    watch = setmetatable({feed}, {__mode = "v"})
  end
  for _ = 1, 3 do collectgarbage() end
  assert(watch[1], "the engine's feed is gone")
  for i = 0, 9 do one_call(engine, i * 2 * acd.SECOND, {caller = "+49" .. i}) end
  records:flush()
  local arrived, callers = 0, {}
  for event in watch[1]:events() do
    if event.kind == acd.EVENT_CALL_ARRIVED then
      arrived = arrived + 1
      assert(event.caller == "+49" .. arrived - 1 and event.queue_name ~= nil)
    end
  end
  for record in queue:records() do
    callers[#callers + 1] = record.caller
    local visits, talks = record:visits(), record:conversations()
    assert(#visits == 1 and visits[1].queue_name == "q" and #talks == 1 and talks[1].agent_name == "ann")
    assert(#record:segments() == record.segments_count and record.segment_at(record, -1) == nil)
    assert(math.type(record.end_) == "integer" and record["end"] == record.end_)
  end
  assert(arrived == 10 and table.concat(callers, " "):sub(1, 9) == "+490 +491" and #callers == 10)
  assert(metrics:print(engine, acd.METRICS_OPENMETRICS):find "# EOF\n$")
  local bytes = history:save()
  assert(bytes:find "\0")
  assert(acd.history_load(bytes, 0):save() == bytes)
  assert(fails(acd.history_load, bytes:sub(1, -2), 0).func == "history_load")
  -- And nothing outlives them all.
  engine = nil
  for _ = 1, 3 do collectgarbage() end
  assert(not watch[1], "the feed of an engine that is gone is kept")
end

function tests.a_simulation_tells_its_columns()
  if not acd.Sim then return end
  local feed, outcomes = acd.Feed(), acd.Outcomes()
  local sim = acd.Sim()
  sim:attach(feed, outcomes)
  local engine = sim:engine()
  engine:define(CENTRE)
  for i = 1, 5 do
    sim:add_caller(acd.SimCaller {arrives_at_us = i * acd.SECOND, queue = engine:queue_find "q", talk_us = acd.SECOND // 2, ref = i})
  end
  sim:run(acd.SECOND * 100)
  local refs = outcomes:column "ref"
  assert(#refs == 5 and refs[5] == 5 and outcomes:column "talk_us"[1] > 0)
  for _, wrong in ipairs {{"talk", 0}, {"ref", 5}, {"ref", -1}} do
    local found, problem = pcall(outcomes.at, outcomes, wrong[1], wrong[2])
    assert(not found and problem.code == acd.ERR_NOT_FOUND)
  end
end

local names = {}
for name in pairs(tests) do names[#names + 1] = name end
table.sort(names)
for _, name in ipairs(names) do
  tests[name]()
  print("ok " .. name)
end

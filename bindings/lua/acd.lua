-- SPDX-License-Identifier: Apache-2.0
-- The library for Lua: what acd/raw.so has, and on top of it
--   - colon calls: engine:tick(now) is engine_tick(engine, now), engine:call_hangup(now, call) is call_hangup(engine, now, call),
--     history:queue_get(…) is history_queue_get(history, …);
--   - errors of the library are tables with code (acd.ERR_…), func, text and where, which print as other errors do;
--   - records that go in are made of tables: acd.Arrival{queue = q, caller = "+4930123456"};
--   - what has to live as long as something else does so.
-- Names, units and rules are those of the headers, without the prefix acd_. Times are integers.
local raw = require "acd.raw"
raw.binding()
local acd = {}
local private = {class_metatable = true, error_metatable = true, binding = true, close = true, move = true}
for name, value in pairs(raw) do
  local class = type(value) == "table" and not private[name] and getmetatable(value)
  if class then
    acd[name] = class.__call and function(...) return value(...) end
  elseif not private[name] then
    acd[name] = value
  end
end

local function methods(class) return raw.class_metatable(class)[".fn"] end

-- The metatable of errors that the library gave.
acd.Error = raw.error_metatable
function acd.Error:__tostring() return self.where .. self.text end

-- What an object needs until it is gone, by what it needs it for.
local needed = setmetatable({}, {__mode = "k"})
local function needs(object, what, other)
  needed[object] = needed[object] or {}
  needed[object][what] = other
end
-- Whom a feed tells of nothing does not take it.
local function hears(feed) return needed[feed] and next(needed[feed]) end

-- `also` comes behind what a function does, with its result and what it was given.
local function behind(functions, name, also)
  local plain = functions[name]
  functions[name] = plain and function(...)
    local result = plain(...)
    also(result, ...)
    return result
  end
end

-- The collector sees a few bytes of an object that takes far more.
local function weigh(bytes)
  if collectgarbage "isrunning" and bytes > 0 then collectgarbage("step", bytes // 1024 + 1) end
end
local function bytes_of(engine) return raw.engine_stats_get(engine).memory_bytes end

local feed = methods "Feed"
for _, name in ipairs {"history", "records", "metrics"} do
  behind(feed, "set_" .. name, function(_, self, other) needs(self, name, other) end)
end
behind(feed, "keep_events", function(_, self) needs(self, "keeps", true) end)
behind(acd, "feed_attach", function(_, self, options) if hears(self) then needs(options, "feed", self) end end)
behind(acd, "records_attach", function(_, self, queue) needs(self, "queue", queue) end)
behind(acd, "Engine", function(engine, options)
  if options then needs(engine, "feed", needed[options] and needed[options].feed) end
  weigh(bytes_of(engine))
end)
for _, name in ipairs {"History", "history_load"} do behind(acd, name, function(history) weigh(raw.history_get(history).bytes) end) end

-- A simulation's engine is always the same object, since it has to go with the simulation.
local engines = setmetatable({}, {__mode = "k"})
if raw.Sim then
  behind(acd, "Sim", function(sim) weigh(bytes_of(raw.sim_engine(sim))) end)
  behind(acd, "sim_attach", function(_, sim, told, outcomes)
    if hears(told) then needs(sim, "feed", told) end
    if outcomes then needs(sim, "outcomes", outcomes) end
  end)
  function acd.sim_engine(sim)
    local engine = raw.sim_engine(sim)
    if not engines[sim] then
      engines[sim] = engine
      needs(engine, "sim", sim)
    end
    return engines[sim]
  end
end

-- Frees an object at once, or, while something else needs it, with that; from now on it is an error to use it.
local function close(self)
  if engines[self] then
    needed[engines[self]] = nil
    raw.close(engines[self])
  end
  local heir
  for _, parts in pairs(needed) do
    for what, part in pairs(parts) do
      if rawequal(part, self) then
        heir = heir or raw.move(self)
        parts[what] = heir
      end
    end
  end
  if heir then needed[heir] = needed[self] else raw.close(self) end
  needed[self], engines[self] = nil, nil
end
for name, make in pairs(acd) do
  local metatable = type(make) == "function" and name:find "^%u%l" and raw.class_metatable(name)
  if metatable then
    local function closing(self)
      if getmetatable(self) ~= name then error(("close: expected '%s', got '%s'"):format(name, type(self)), 2) end
      if needed[self] and needed[self].sim then error("close: a simulation's engine goes with the simulation", 2) end
      close(self)
    end
    metatable[".fn"].close, metatable.__close = closing, closing
  end
end

-- Colon calls. An engine has the functions of all that lives in it, too.
local classes = {
  engine = "Engine", options = "Options", definition = "Definition", check = "Check", difference = "Difference", json = "Json",
  history = "History", distribution = "Distribution", record = "Record", records = "Records", metrics = "Metrics",
  feed = "Feed", sim = "Sim", tzif = "Tzif",
}
local within = {}
for noun in ("action agent call callback campaign channel device explain flow kpi queue schedule skill slot toggle zone"):gmatch "%a+" do
  within[noun] = true
end
-- Of no object, or of another than their name begins with.
local functions = {definition_running = "Engine", record_print_csv_head = false, metrics_count = false, history_load = false, history_promise_ppm = false,
                   history_resolution_ppm = false}

local function class_of(name)
  local noun, rest = name:match "^(%a+)_(.+)$"
  if not noun or name:find "_str$" then return end
  if functions[name] ~= nil then return functions[name], name end
  if classes[noun] then return classes[noun], rest end
  if within[noun] and (noun ~= "kpi" or rest:find "_get$") then return "Engine", name end
end

for name, value in pairs(acd) do
  local class, method = class_of(name)
  if class and type(value) == "function" then methods(class)[method] = value end
end

-- Records that go in, from tables; `requirements` are pairs of a skill and a level, `preferred` agents, the best first.
local lists = {
  requirements = function(record, pair)
    if type(pair) ~= "table" then error("requirements: expected pairs: a skill's id, a level", 4) end
    record:require(pair[1], pair[2])
  end,
  preferred = function(record, agent) record:prefer(agent) end,
}
local function fill(record, fields)
  if fields ~= nil and type(fields) ~= "table" then
    error(("%s: expected a table, got a %s"):format(getmetatable(record), type(fields)), 3)
  end
  for field, value in pairs(fields or {}) do
    if field == "zone" and record.set_zone then
      record:set_zone(value)
    elseif lists[field] and record.require then
      if type(value) ~= "table" then error(("%s: expected a list, got a %s"):format(field, type(value)), 3) end
      for _, item in ipairs(value) do lists[field](record, item) end
    else
      record[field] = value
    end
  end
  return record
end
for _, name in ipairs {"Arrival", "CallbackWish", "SlotWish", "Mark", "HistoryOptions", "SimCaller", "SimPoisson", "ErlangSystem",
                       "ErlangTarget"} do
  local make = raw[name]
  acd[name] = make and function(fields)
    local record = fill(make(), fields)
    return record
  end
end
-- What a service level is without more depends on its formula.
function acd.ServiceLevel(given)
  local fields = type(given) == "table" and given or {formula = given}
  local level = fill(raw.ServiceLevel(fields.formula), fields)
  return level
end
-- Not to be written to behind that.
function acd.HistoryPeriod(kind, from, to)
  if type(kind) == "table" then kind, from, to = kind.kind, kind.from_wall_us, kind.to_wall_us end
  local period = raw.HistoryPeriod(kind, from, to)
  return period
end

-- The actions that wait, in order: for action in engine:actions() do … end
local engine = methods "Engine"
function engine.actions(self) return function() return raw.action_next(self) end end

-- The events that were kept, the oldest first, and the records of a queue.
function feed.events(self) return function() return self:pull() end end
local queue = methods "RecordQueue"
function queue.records(self) return function() return self:pull() end end

-- A definition in JSON; the whole of it, unless `mode` is acd.DEFINE_CHANGE.
if raw.Json then
  function engine.define(self, text, now, mode)
    local before = bytes_of(self)
    local json <close> = acd.Json()
    raw.json_load_text(json, text)
    raw.json_submit(json, self, now or raw.engine_now(self), mode or raw.DEFINE_WHOLE)
    weigh(bytes_of(self) - before)
  end
end

-- A word of Lua: record.end_ or record["end"].
local fields = raw.class_metatable "Record" [".get"]
fields["end"] = fields.end_

-- The lists of a record, from 1.
local record = methods "Record"
for list, one in pairs {segments = "segment_at", visits = "visit_at", conversations = "conversation_at", path = "step_at"} do
  local at = record[one]
  record[list] = function(self)
    local items, item = {}, at(self, 0)
    while item do
      items[#items + 1] = item
      item = at(self, #items)
    end
    return items
  end
end

-- One figure of all callers of a simulation, in the order in which they ended.
if raw.Outcomes then
  local outcomes = methods "Outcomes"
  function outcomes.column(self, name)
    local values = {}
    for i = 1, self:count() do values[i] = self:at(name, i - 1) end
    return values
  end
end

return acd

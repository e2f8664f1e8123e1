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

-- What an object needs, until it is gone.
local needed = setmetatable({}, {__mode = "k"})

-- What a function is given at the places behind `whom` lives as long as what it is given there; 0: as its result.
local function keeping(functions, name, whom, ...)
  local plain, others = functions[name], {...}
  functions[name] = plain and function(...)
    local given, result = {...}, plain(...)
    local object = whom == 0 and result or given[whom]
    needed[object] = needed[object] or {}
    for _, other in ipairs(others) do table.insert(needed[object], given[other]) end
    return result
  end
end
local feed = methods "Feed"
for _, name in ipairs {"set_history", "set_records", "set_metrics"} do keeping(feed, name, 1, 2) end
keeping(acd, "feed_attach", 2, 1)
keeping(acd, "records_attach", 1, 2)
keeping(acd, "Engine", 0, 1)
keeping(acd, "Sim", 0, 1)
keeping(acd, "sim_attach", 1, 2, 3)
keeping(acd, "sim_engine", 0, 1)

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
for _, name in ipairs {"Arrival", "CallbackWish", "SlotWish", "Mark", "SimCaller", "SimPoisson", "ErlangSystem", "ErlangTarget"} do
  local make = raw[name]
  acd[name] = make and function(fields)
    local record = make()
    for field, value in pairs(fields or {}) do
      if field == "requirements" then
        for _, pair in ipairs(value) do record:require(pair[1], pair[2]) end
      elseif field == "preferred" then
        for _, agent in ipairs(value) do record:prefer(agent) end
      else
        record[field] = value
      end
    end
    return record
  end
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
    local json = raw.Json()
    raw.json_load_text(json, text)
    raw.json_submit(json, self, now or raw.engine_now(self), mode or raw.DEFINE_WHOLE)
  end
end

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

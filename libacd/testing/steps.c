/* SPDX-License-Identifier: Apache-2.0 */
/* Callers, agents and definitions by name. What is due is done before each command, so that none has to be made again
 * (ACD_AGAIN). */
#include "testing.h"

#include <acd/json.h>

#include <stdio.h>
#include <string.h>

/* What is due is done; an engine is there. */
static int begin(acd_testing *of)
{
  if (!acd_testing_engine(of)) return acd__testing_fail(of, ACD_ERR_NOMEM, "%s", acd_status_text(ACD_ERR_NOMEM));
  int status = acd_testing_settle(of);
  of->own = status == ACD_OK;
  return status;
}

static int end(acd_testing *of, int status, const char *what, const char *about)
{
  of->own = 0;
  return acd__testing_after(of, status, what, about ? about : "NULL");
}

/* ---- calls ---- */

int acd_testing_arrive_as(acd_testing *testing, const char *call, const acd_arrival *arrival)
{
  if (!testing || !call || !*call || !arrival) return ACD_ERR_ARGUMENT;
  if (acd__testing_call_find(testing, call))
    return acd__testing_fail(testing, ACD_ERR_STATE, "there is a call %s already", call);
  int status = begin(testing);
  if (status) return status;
  acd_id id = 0;
  status = acd_call_arrive(testing->engine, testing->now_us, arrival, &id);
  if (status >= 0) {
    testing->own = 0;
    status = acd_testing_name_call(testing, id, call);
    if (status) return status;
  }
  return end(testing, status, "the arrival of", call);
}

int acd_testing_arrive(acd_testing *testing, const char *call, const char *entry)
{
  if (!testing || !entry) return ACD_ERR_ARGUMENT;
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  acd_engine *engine = acd_testing_engine(testing);
  int status = ACD_OK;
  if (engine && strncmp(entry, "queue:", 6) == 0)
    status = acd_queue_find(engine, entry + 6, &arrival.queue);
  else if (engine && strncmp(entry, "flow:", 5) == 0)
    status = acd_flow_find(engine, entry + 5, &arrival.flow);
  else
    arrival.number = entry;
  if (status) return acd__testing_fail(testing, status, "there is no %s", entry);
  return acd_testing_arrive_as(testing, call, &arrival);
}

int acd_testing_hangup(acd_testing *testing, const char *call)
{
  if (!testing) return ACD_ERR_ARGUMENT;
  int status = begin(testing);
  if (status) return status;
  acd_id id = acd_testing_call_id(testing, call);
  status = id ? acd_call_hangup(testing->engine, testing->now_us, id) : ACD_ERR_NOT_FOUND;
  return end(testing, status, "hang-up of", call);
}

/* ---- agents ---- */

int acd_testing_set_presence(acd_testing *testing, const char *agent, int64_t presence)
{
  if (!testing) return ACD_ERR_ARGUMENT;
  int status = begin(testing);
  if (status) return status;
  acd_id id = acd_testing_agent_id(testing, agent);
  status = id ? acd_agent_set_presence(testing->engine, testing->now_us, id, presence, 0, ACD_WHEN_NOW, 0)
              : ACD_ERR_NOT_FOUND;
  return end(testing, status, "presence of", agent);
}

int acd_testing_agent_hangup(acd_testing *testing, const char *agent)
{
  if (!testing) return ACD_ERR_ARGUMENT;
  int status = begin(testing);
  if (status) return status;
  acd_id id = acd_testing_agent_id(testing, agent);
  status = id ? acd_agent_hangup(testing->engine, testing->now_us, id, 0) : ACD_ERR_NOT_FOUND;
  return end(testing, status, "hang-up of", agent);
}

/* ---- the wall clock ---- */

/* Days from 1970-01-01 to a day of the Gregorian calendar. */
static int64_t days_to(int64_t year, int64_t month, int64_t day)
{
  static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
  int64_t leap_day = month > 2 && (year % 4 == 0 && (year % 100 || year % 400 == 0));
  int64_t last = year - 1;
  return year * 365 + last / 4 - last / 100 + last / 400 + before[month - 1] + leap_day + day - 1 - 719527;
}

int acd_testing_set_wall(acd_testing *testing, const char *moment)
{
  if (!testing || !moment) return ACD_ERR_ARGUMENT;
  int year, month, day, hour, minute, second = 0, size = 0;
  int fields =
      sscanf(moment, "%4d-%2d-%2d %2d:%2d%n:%2d%n", &year, &month, &day, &hour, &minute, &size, &second, &size);
  if (fields < 5 || moment[size] || year < 1970 || month < 1 || month > 12 || day < 1 || hour < 0 || hour > 23 ||
      minute < 0 || minute > 59 || second < 0 || second > 59 ||
      days_to(year, month, day) >= days_to(year + month / 12, month % 12 + 1, 1))
    return acd__testing_fail(testing, ACD_ERR_ARGUMENT, "\"%s\" is no moment such as \"2026-11-23 09:30\"", moment);
  int status = begin(testing);
  if (status) return status;
  int64_t seconds = ((days_to(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
  status = acd_engine_wall_set(testing->engine, testing->now_us, seconds * ACD_SECOND - testing->now_us);
  return end(testing, status, "it is", moment);
}

/* ---- definitions ---- */

/* What the reader and the engine say of it. */
static int tell_errors(acd_testing *of, const acd_json *json, int status, const char *what)
{
  (void)acd__testing_fail(of, status, "%s: %s", what, acd_status_text(status));
  char line[500];
  for (size_t i = 0; acd_json_error_print(json, i, line, sizeof line, NULL) != ACD_ERR_NOT_FOUND; i++)
    acd__testing_text_add(&of->failure, "\n%s", line);
  return status;
}

/* `path` or `text`. */
static int define(acd_testing *testing, const char *path, const char *text, int mode)
{
  if (!testing || (!path && !text)) return ACD_ERR_ARGUMENT;
  int status = begin(testing);
  if (status) return status;
  const char *what = path ? path : "the definition";
  acd_json *json;
  status = acd_json_new(NULL, &json);
  if (status) return end(testing, status, what, "is not read");
  int read = path ? acd_json_load_file(json, path) : acd_json_load_text(json, text, strlen(text));
  status = read && read != ACD_ERR_DEFINITION ? read : acd_json_submit(json, testing->engine, testing->now_us, mode);
  testing->own = 0;
  status = status < 0 ? tell_errors(testing, json, status, what) : acd_testing_settle(testing);
  acd_json_free(json);
  return status;
}

int acd_testing_define_text(acd_testing *testing, const char *json)
{
  return define(testing, NULL, json, ACD_DEFINE_WHOLE);
}

int acd_testing_define_file(acd_testing *testing, const char *path)
{
  return define(testing, path, NULL, ACD_DEFINE_WHOLE);
}

int acd_testing_change_text(acd_testing *testing, const char *json)
{
  return define(testing, NULL, json, ACD_DEFINE_CHANGE);
}

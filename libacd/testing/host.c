/* SPDX-License-Identifier: Apache-2.0 */
/* The kit as a host: it pulls, and answers by rules. */
#include "testing.h"

#include <stdlib.h>
#include <string.h>

static void rule_free(acd__testing_rule *rule)
{
  free(rule->what);
  free(rule->text);
}

static int add_rule(acd_testing *testing, int once, uint32_t kind, const char *what, int64_t outcome, const char *text,
                    double seconds)
{
  acd_time after = acd__testing_us(seconds);
  if (!testing) return ACD_ERR_ARGUMENT;
  if (strcmp(acd_action_kind_str(kind), "?") == 0 || after < 0 ||
      (outcome && strcmp(acd_outcome_str(outcome), "?") == 0) || outcome == ACD_OUTCOME_TIMEOUT)
    return acd__testing_fail(testing, ACD_ERR_ARGUMENT, "an answer with kind %u, outcome %d, after %g seconds", kind,
                             (int)outcome, seconds);
  acd__testing_rule rule = {kind, once, outcome, after, acd__testing_copy(what), acd__testing_copy(text)};
  acd__testing_rule *more = acd__testing_grown(testing->rules, testing->rules_count, sizeof *more);
  if (more) testing->rules = more;
  if (!more || (what && !rule.what) || (text && !rule.text)) {
    rule_free(&rule);
    return acd__testing_fail(testing, ACD_ERR_NOMEM, "%s", acd_status_text(ACD_ERR_NOMEM));
  }
  testing->rules[testing->rules_count++] = rule;
  return ACD_OK;
}

int acd_testing_answer(acd_testing *testing, uint32_t kind, const char *what, int64_t outcome, const char *text,
                       double seconds)
{
  return add_rule(testing, 0, kind, what, outcome, text, seconds);
}

int acd_testing_answer_once(acd_testing *testing, uint32_t kind, const char *what, int64_t outcome, const char *text,
                            double seconds)
{
  return add_rule(testing, 1, kind, what, outcome, text, seconds);
}

/* The first of those for one time, else the last of the others; NULL: none fits. */
static acd__testing_rule *rule_for(acd_testing *of, const acd__testing_line *line)
{
  acd__testing_rule *found = NULL;
  for (size_t i = 0; i < of->rules_count; i++) {
    acd__testing_rule *rule = &of->rules[i];
    if (rule->kind != line->kind || !acd__testing_is_about(line, rule->what)) continue;
    if (rule->once) return rule;
    found = rule;
  }
  return found;
}

/* A rule for one time is used up: it fits nothing any more. */
static void use_up(acd__testing_rule *rule)
{
  if (rule->once) rule->kind = 0;
}

/* What was just asked gets its answer, now or later. */
static int respond(acd_testing *of, const acd_action *action)
{
  if (of->lost) return ACD_OK; /* perhaps its line, and settling tells of that */
  const acd__testing_line *line = &of->lines[of->lines_count - 1];
  acd__testing_later answer = {.action = action->id, .time_us = of->now_us, .outcome = ACD_OUTCOME_DONE};
  const char *text = NULL;
  acd__testing_rule *rule = rule_for(of, line);
  if (rule) {
    answer.outcome = rule->outcome;
    answer.time_us += rule->after_us;
    text = rule->text;
    use_up(rule);
  } else if (action->kind == ACD_ACTION_RING || action->kind == ACD_ACTION_DIAL) {
    answer.outcome = 0;
  } else if (action->kind == ACD_ACTION_COLLECT) {
    answer.outcome = ACD_OUTCOME_DIGITS;
    answer.time_us += action->input_timeout_us;
  }
  if (!answer.outcome) return ACD_OK;
  acd__testing_later *later = malloc(sizeof *later);
  answer.text = acd__testing_copy(text);
  if (!later || (text && !answer.text)) {
    free(later);
    free(answer.text);
    return acd__testing_fail(of, ACD_ERR_NOMEM, "%s", acd_status_text(ACD_ERR_NOMEM));
  }
  *later = answer;
  acd__testing_later_add(of, later);
  return ACD_OK;
}

int acd__testing_host_run(acd_testing *of)
{
  acd_action action = {.size = sizeof action};
  int ticked, pulled;
  do {
    ticked = acd_engine_tick(of->engine, of->now_us);
    if (ticked < 0) return acd__testing_fail(of, ticked, "time passes: %s", acd_status_text(ticked));
    while ((pulled = acd_action_next(of->engine, &action)) == 1) {
      int status = respond(of, &action);
      if (status) return status;
    }
  } while (ticked == ACD_AGAIN || acd_engine_deadline(of->engine) <= of->now_us);
  return pulled < 0 ? acd__testing_fail(of, pulled, "pulling: %s", acd_status_text(pulled)) : ACD_OK;
}

/* The result of an action, which may be over: ACD_ERR_STALE, which is for the caller to judge. */
static int give(acd_testing *of, acd_id action, int64_t outcome, const char *text)
{
  of->own = 1;
  int status = acd_action_result(of->engine, of->now_us, action, outcome, text);
  of->own = 0;
  return status;
}

int acd__testing_host_answer(acd_testing *of, const acd__testing_later *answer)
{
  int status = give(of, answer->action, answer->outcome, answer->text);
  if (status >= 0 || status == ACD_ERR_STALE) return ACD_OK;
  acd__testing_text_clear(&of->failure);
  acd__testing_text_add(&of->failure, "what was said to be answered is refused: ");
  for (size_t i = of->lines_count; i-- > 0;) {
    if (of->lines[i].sort != ACD__TESTING_ASKED || of->lines[i].action != answer->action) continue;
    acd__testing_add_line(&of->failure, of, &of->lines[i]);
    break;
  }
  acd__testing_text_add(&of->failure, ": %s: %s", acd_outcome_str(answer->outcome), acd_status_text(status));
  return status;
}

/* The latest action of this kind. */
static const acd__testing_line *latest(const acd_testing *of, uint32_t kind, const char *call, const char *what)
{
  for (size_t i = of->lines_count; i-- > 0;) {
    const acd__testing_line *line = &of->lines[i];
    if (line->sort == ACD__TESTING_ASKED && line->kind == kind && acd__testing_is_called(of, line->call, call) &&
        acd__testing_is_about(line, what))
      return line;
  }
  return NULL;
}

int acd_testing_result(acd_testing *testing, uint32_t kind, const char *call, const char *what, int64_t outcome,
                       const char *text)
{
  if (!testing || !acd_testing_engine(testing)) return ACD_ERR_ARGUMENT;
  int status = acd_testing_settle(testing);
  if (status) return status;
  const acd__testing_line *line = latest(testing, kind, call, what);
  const char *name = acd_action_kind_str(kind);
  if (!line) return acd__testing_fail(testing, ACD_ERR_NOT_FOUND, "there was no action %s %s", name, what ? what : "");
  return acd__testing_after(testing, give(testing, line->action, outcome, text), name, acd_outcome_str(outcome));
}

int acd_testing_press(acd_testing *testing, const char *call, const char *keys)
{
  if (!testing || !keys || !acd_testing_engine(testing)) return ACD_ERR_ARGUMENT;
  int status = acd_testing_settle(testing);
  if (status) return status;
  acd_id id = acd_testing_call_id(testing, call);
  if (!id) return ACD_ERR_NOT_FOUND;
  const acd__testing_line *collect = latest(testing, ACD_ACTION_COLLECT, call, NULL);
  status = collect ? give(testing, collect->action, ACD_OUTCOME_DIGITS, keys) : ACD_ERR_STALE;
  if (status == ACD_ERR_STALE) {
    testing->own = 1;
    status = acd_call_keys(testing->engine, testing->now_us, id, keys);
    testing->own = 0;
  }
  return acd__testing_after(testing, status, "keys of", call);
}

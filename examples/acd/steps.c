/* SPDX-License-Identifier: Apache-2.0 */
#include "steps.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "tool.h"

#define TEXT_MAX 300

/* The moment at which a call is to come, −1: now. A time of day is of the walk's present day. */
static int64_t moment_of(const walk *of, const step *todo)
{
  int64_t local_us = tool_zone_local(of->zone, of->wall_us + of->now_us);
  if (todo->clock_us < 0) return todo->us;
  return tool_zone_instant(of->zone, local_us - local_us % TOOL_DAY_US + todo->clock_us);
}

static int do_once(walk *of, const step *todo)
{
  switch (todo->verb) {
  case STEP_CALL:
    return walk_call_in(of, todo->text, todo->more, moment_of(of, todo), todo->label ? todo->label : "",
                        todo->attributes);
  case STEP_PRESS: return walk_press(of, todo->text);
  case STEP_SAY: return walk_say(of, todo->text);
  case STEP_SILENCE: return walk_silence(of);
  case STEP_HANG_UP: return walk_hang_up(of);
  case STEP_WAIT: return walk_pass(of, todo->us);
  case STEP_WAIT_UNTIL: return walk_pass_until(of, moment_of(of, todo));
  case STEP_ANSWER: return walk_answer(of, todo->text, todo->value);
  case STEP_RESULT: return walk_result(of, todo->value);
  case STEP_PICK_UP: return walk_pick_up(of, todo->value);
  case STEP_FINISH: return walk_finish(of, todo->text);
  case STEP_HOLD: return walk_hold(of, (int)todo->value);
  case STEP_PRESENCE: return walk_presence(of, todo->text, (int)todo->value, todo->number);
  case STEP_LET: return walk_rule_add(of, (uint32_t)todo->kind, todo->text ? todo->text : "", todo->value, "");
  case STEP_SET: return walk_attribute_set(of, todo->text, todo->more);
  case STEP_HOST: return walk_host_answer(of, todo->text, todo->more);
  case STEP_TOGGLE: return walk_toggle(of, todo->text, (int)todo->value);
  case STEP_GATE: return walk_gate(of, todo->text, todo->value);
  case STEP_SKIP: return walk_skip(of);
  default: return 1;
  }
}

int step_do(walk *of, const step *todo)
{
  of->complaint[0] = '\0';
  if (todo->verb == STEP_ON) return walk_on(of, todo->text);
  /* what nobody has asked about before a step is passed over */
  for (size_t i = 0; i < of->calls_count; i++) of->calls[i].seen = of->happenings_count;
  for (int64_t i = 0; i < todo->times; i++)
    if (!do_once(of, todo)) return 0;
  return 1;
}

static const char *name_of(int kind)
{
  static const char *const names[] = {"?",        "play", "ask",     "music",     "queue",     "turned-away",
                                      "ring",     "rung", "talk",    "apart",     "voicemail", "transfer",
                                      "host",     "exit", "late",    "recording", "whisper",   "whisper-ask",
                                      "released", "dial", "message", "callback",  "slot",      "end"};
  return kind <= HAPPENING_END ? names[kind] : kind == EXPECT_PROMPT ? "prompt" : "?";
}

/* What was expected, as it was written. */
static void write_expected(const step *expected, char *text_out, size_t size)
{
  char wait[48];
  int used = snprintf(text_out, size, "%s", name_of(expected->kind));
  int is_word = expected->kind == HAPPENING_LATE || expected->kind == HAPPENING_RECORDING ||
                expected->kind == HAPPENING_CALLBACK || expected->kind == HAPPENING_SLOT ||
                expected->kind == HAPPENING_END;
  const char *mark = is_word ? "" : "\"";
  if (expected->text) used += snprintf(text_out + used, size - (size_t)used, " %s%.80s%s", mark, expected->text, mark);
  if (expected->more) used += snprintf(text_out + used, size - (size_t)used, " \"%.80s\"", expected->more);
  if (expected->attributes) snprintf(text_out + used, size - (size_t)used, " with %.80s", expected->attributes);
  if (expected->says == ACD_SAYS_POSITION)
    snprintf(text_out + used, size - (size_t)used, " saying position %" PRId64, expected->number);
  if (expected->says == ACD_SAYS_ESTIMATED_WAIT)
    snprintf(text_out + used, size - (size_t)used, " saying wait %s", duration_text(expected->us, wait));
  if (expected->says == ACD_SAYS_WAITED)
    snprintf(text_out + used, size - (size_t)used, " saying waited %s", duration_text(expected->us, wait));
}

/* Is each of these lines one of those? */
static int has_lines(const char *those, const char *lines)
{
  for (size_t size; *lines; lines += size + (lines[size] == '\n')) {
    const char *at = those;
    size_t other;
    size = strcspn(lines, "\n");
    for (; *at; at += other + (at[other] == '\n')) {
      other = strcspn(at, "\n");
      if (other == size && memcmp(at, lines, size) == 0) break;
    }
    if (!*at) return 0;
  }
  return 1;
}

static int is_what(const happening *it, const step *expected)
{
  if (expected->kind == EXPECT_PROMPT ? it->kind != HAPPENING_PLAY && it->kind != HAPPENING_ASK
                                      : it->kind != expected->kind)
    return 0;
  if (expected->text && strcmp(it->text, expected->text) != 0) return 0;
  if (expected->more && strcmp(it->more, expected->more) != 0) return 0;
  if (expected->attributes && !has_lines(it->more, expected->attributes)) return 0;
  if (!expected->says) return 1;
  return it->says == expected->says &&
         it->value == (expected->says == ACD_SAYS_POSITION ? expected->number : expected->us);
}

/* What has happened to the current call since it was last looked at, in words: the loud things, or all if they are what
 * was asked for. */
static void write_happened(const walk *of, int all, char *text_out, size_t size)
{
  size_t used = 0, more = 0;
  text_out[0] = '\0';
  for (size_t i = of->calls[of->current].seen; i < of->happenings_count; i++) {
    const happening *it = &of->happenings[i];
    char text[TEXT_MAX];
    if (it->call != of->current || !(all || happening_is_loud(it))) continue;
    happening_text(it, text, sizeof(text));
    if (used + strlen(text) + 24 > size) {
      more++;
      continue;
    }
    used += (size_t)snprintf(text_out + used, size - used, "%s%s", used ? ", " : "", text);
  }
  if (more) snprintf(text_out + used, size - used, " and %zu more", more);
}

static int differs(walk *of, const char *expected, const char *happened)
{
  char state[TEXT_MAX];
  if (happened[0]) return walk_fail(of, "expected %.120s, happened %.250s", expected, happened);
  return walk_fail(of, "expected %.120s, but %.250s", expected, walk_state_text(of, state, sizeof(state)));
}

static int expect_happening(walk *of, const step *expected)
{
  walk_call *call = &of->calls[of->current];
  happening as = {.kind = expected->kind};
  int is_loud = expected->kind == EXPECT_PROMPT || happening_is_loud(&as);
  char words[TEXT_MAX], happened[TEXT_MAX];
  for (size_t i = call->seen; i < of->happenings_count; i++) {
    const happening *it = &of->happenings[i];
    if (it->call != of->current) continue;
    if (is_what(it, expected)) {
      /* a quiet thing may be asked about in any order between two loud ones */
      if (is_loud || expected->verb == STEP_UNTIL) call->seen = i + 1;
      return 1;
    }
    if (expected->verb == STEP_EXPECT && is_loud && happening_is_loud(it)) break;
  }
  write_expected(expected, words, sizeof(words));
  write_happened(of, !is_loud, happened, sizeof(happened));
  return differs(of, words, happened);
}

static int expect_nothing(walk *of)
{
  char happened[TEXT_MAX];
  write_happened(of, 0, happened, sizeof(happened));
  return happened[0] ? walk_fail(of, "expected nothing, happened %.250s", happened) : 1;
}

static int expect_attribute(walk *of, const step *expected, acd_id call)
{
  const char *value = acd_call_attribute(of->engine, call, expected->text);
  if (!value && !expected->more) return 1;
  if (value && expected->more && strcmp(value, expected->more) == 0) return 1;
  if (!expected->more)
    return walk_fail(of, "expected attribute \"%.60s\" unset, it is \"%.100s\"", expected->text, value);
  if (!value)
    return walk_fail(of, "expected attribute \"%.60s\" = \"%.100s\", it is unset", expected->text, expected->more);
  return walk_fail(of, "expected attribute \"%.60s\" = \"%.100s\", it is \"%.100s\"", expected->text, expected->more,
                   value);
}

static int expect_number(walk *of, const char *what, int64_t expected, int64_t found)
{
  if (expected == found) return 1;
  return walk_fail(of, "expected %s %" PRId64 ", it is %" PRId64, what, expected, found);
}

static int expect_state(walk *of, const step *expected)
{
  acd_call_info info = {.size = sizeof(info)};
  const walk_call *call = &of->calls[of->current];
  const char *node;
  char state[TEXT_MAX];
  if (call->end || acd_call_get(of->engine, call->id, &info) != ACD_OK)
    return walk_fail(of, "expected a live call, but %s", walk_state_text(of, state, sizeof(state)));
  switch (expected->kind) {
  case EXPECT_ATTRIBUTE: return expect_attribute(of, expected, call->id);
  case EXPECT_POSITION: return expect_number(of, "position", expected->number, acd_call_position(of->engine, call->id));
  case EXPECT_PRIORITY: return expect_number(of, "priority", expected->number, info.priority);
  default: break;
  }
  node = info.flow ? acd_flow_node_name(of->engine, info.flow, info.node) : NULL;
  if (node && strcmp(node, expected->text) == 0) return 1;
  if (!node) return walk_fail(of, "expected node \"%.100s\", but the call is in no flow", expected->text);
  return walk_fail(of, "expected node \"%.100s\", the call is at \"%.100s\"", expected->text, node);
}

/* Are the names known? What is expected under another one can never happen. */
static int find_names(walk *of, const step *expected)
{
  acd_id id;
  if (!expected->text || !expected->text[0]) return 1;
  switch (expected->kind) {
  case HAPPENING_PLAY:
  case HAPPENING_ASK:
  case EXPECT_PROMPT: return walk_find_text(of, ACD_ACTION_PLAY, expected->text);
  case HAPPENING_MUSIC: return walk_find_text(of, ACD_ACTION_MUSIC, expected->text);
  case HAPPENING_VOICEMAIL: return walk_find_text(of, ACD_ACTION_VOICEMAIL, expected->text);
  case HAPPENING_TRANSFER: return walk_find_text(of, ACD_ACTION_TRANSFER, expected->text);
  case HAPPENING_HOST: return walk_find_text(of, ACD_ACTION_HOST, expected->text);
  case HAPPENING_MESSAGE: return walk_find_text(of, ACD_ACTION_MESSAGE, expected->text);
  case HAPPENING_QUEUE:
  case HAPPENING_TURNED_AWAY: return walk_find_queue(of, expected->text, &id);
  case HAPPENING_RING:
  case HAPPENING_TALK:
  case HAPPENING_APART: return walk_find_agent(of, expected->text, &id);
  case HAPPENING_EXIT: return walk_find_exit(of, expected->text, expected->more);
  case EXPECT_NODE: return walk_find_node(of, expected->text);
  default: return 1;
  }
}

static int expect(walk *of, const step *expected)
{
  switch (expected->kind) {
  case EXPECT_NOTHING: return expect_nothing(of);
  case EXPECT_ATTRIBUTE:
  case EXPECT_NODE:
  case EXPECT_POSITION:
  case EXPECT_PRIORITY: return expect_state(of, expected);
  default: return expect_happening(of, expected);
  }
}

int step_expect(walk *of, const step *expected)
{
  of->complaint[0] = '\0';
  if (!of->calls_count) return walk_fail(of, "there is no call yet");
  if (expect(of, expected)) return 1;
  (void)find_names(of, expected); /* a misspelt name is a better reason */
  return 0;
}

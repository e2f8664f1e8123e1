/* SPDX-License-Identifier: Apache-2.0 */
/* The host's scores: whom it is asked about, what its answers do, and journals that replay without it (acd/score.h). */
#include <acd/journal.h>

#include <stdio.h>
#include <stdlib.h>

#include "../model/outline.h"
#include "base/bytes.h"
#include "centre.h"
#include "random.h"

/* ---- stories ---- */

/* "ann=3 bob=7", what agents not named get is 0; "!": fails. */
typedef struct story {
  test_host host;
  const char *scores;
  char asked[200]; /* names of the candidates of the latest question */
  int questions;
  acd_question latest;
  char told[200]; /* by the explain hook: who was compared, and by what */
} story;

static const char *name_of(const acd_engine *engine, acd_id agent)
{
  acd_agent_info info = {.size = sizeof info};
  assert_int_equal(acd_agent_get(engine, agent, &info), ACD_OK);
  return info.name;
}

static int64_t score_in(const char *scores, const char *name)
{
  char key[32];
  snprintf(key, sizeof key, "%s=", name);
  const char *at = strstr(scores, key);
  return at ? strtoll(at + strlen(key), NULL, 10) : 0;
}

static int on_question(void *user, const acd_engine *engine, const acd_question *question,
                       const acd_candidate *candidates, int64_t *scores_out)
{
  story *of = user;
  of->questions++;
  of->latest = *question;
  of->asked[0] = '\0';
  assert_int_equal(question->size, sizeof *question);
  assert_int_equal(question->stride, sizeof *candidates);
  for (uint32_t i = 0; i < question->count; i++) {
    assert_int_equal(candidates[i].place, i + 1);
    assert_int_equal(candidates[i].size, sizeof *candidates);
    const char *name = name_of(engine, candidates[i].agent);
    snprintf(of->asked + strlen(of->asked), sizeof of->asked - strlen(of->asked), "%s%s", i ? " " : "", name);
    scores_out[i] = score_in(of->scores, name);
    acd_agent_info info = {.size = sizeof info};
    assert_int_equal(acd_agent_get(engine, candidates[i].agent, &info), ACD_OK);
    assert_int_equal(candidates[i].value, info.idle_since_us);
  }
  assert_int_equal(acd_engine_tick((acd_engine *)(uintptr_t)engine, question->time_us), ACD_ERR_REENTRY);
  return of->scores[0] == '!' ? ACD_ERR_HOOK : ACD_OK;
}

static void on_decision(void *user, const acd_engine *engine, const acd_decision *decision)
{
  story *of = user;
  acd_candidate agents[8] = {{0}};
  of->told[0] = '\0';
  if (decision->side != ACD_SIDE_CALL) return;
  int64_t count = acd_explain_agents(engine, decision->call, 8, sizeof *agents, agents);
  if (decision->agent) assert_int_equal(agents[0].agent, decision->agent);
  for (int64_t i = 0; i < count && agents[i].place; i++)
    snprintf(of->told + strlen(of->told), sizeof of->told - strlen(of->told), "%s%s%s%s%s", i ? " " : "",
             name_of(engine, agents[i].agent), i ? "(" : "", i ? acd_key_str(agents[i].key) : "", i ? ")" : "");
}

static void begin(story *of, int has_hook, const char *queue)
{
  char text[600];
  memset(of, 0, sizeof *of);
  of->scores = "";
  of->host.score = has_hook ? on_question : NULL;
  of->host.score_user = of;
  of->host.explain = on_decision;
  of->host.explain_user = of;
  assert_int_equal(host_try_begin(&of->host, NULL), ACD_OK);
  snprintf(text, sizeof text,
           "skill tax\nagent ann presence=not_ready\nagent bob presence=not_ready\nagent cat presence=not_ready\n"
           "agent dan presence=not_ready\n  agent_skill tax level=1\n"
           "queue desk strategy=host_score retry_delay=0 %s\nnumber 100 queue=desk\n",
           queue);
  host_define(&of->host, text);
  static const char *const names[] = {"cat", "bob", "ann", "dan"}; /* in the order of their idle clocks */
  for (size_t i = 0; i < COUNT(names); i++) {
    host_pass(&of->host, SECOND);
    centre_ready(&of->host, names[i]);
  }
}

#define ALL "\n  member ann\n  member bob\n  member cat\n  member dan"

static void the_greatest_score_gets_the_call(void **state)
{
  static const struct {
    const char *queue, *scores, *rings, *asked, *told;
  } rows[] = {
      {ALL, "ann=1 bob=3 cat=2", "bob", "cat bob ann dan", "bob cat(host_score) ann(host_score) dan(host_score)"},
      {ALL, "ann=-5 bob=-3 cat=-4 dan=-4", "bob", "cat bob ann dan",
       "bob cat(host_score) dan(idle_since) ann(host_score)"},
      {ALL, "", "cat", "cat bob ann dan", "cat bob(idle_since) ann(idle_since) dan(idle_since)"}, /* all equal */
      {ALL, "ann=9 dan=9", "ann", "cat bob ann dan", "ann dan(idle_since) cat(host_score) bob(idle_since)"},
      {ALL, "dan=4503599627370496 ann=-4503599627370496", "dan", "cat bob ann dan",
       "dan cat(host_score) bob(idle_since) ann(host_score)"},
      {"score_candidates=2" ALL, "ann=9 bob=1", "bob", "cat bob",
       "bob cat(host_score) ann(host_score) dan(idle_since)"},
      {"score_candidates=3" ALL, "ann=9 dan=10", "ann", "cat bob ann",
       "ann cat(host_score) bob(idle_since) dan(host_score)"},
      {"\n  queue_skill tax level=1" ALL, "ann=9", "dan", NULL, "dan"}, /* who else? */
      {"\n  member ann tier=2\n  member bob tier=1\n  member cat tier=2\n  member dan tier=1", "ann=9 dan=1", "dan",
       "bob dan", "dan bob(host_score) cat(tier) ann(host_score)"},
      {"tiers=equal\n  member ann tier=2\n  member bob tier=1\n  member cat tier=2\n  member dan tier=1", "ann=9 dan=1",
       "ann", "cat bob ann dan", "ann dan(host_score) cat(host_score) bob(idle_since)"},
      {"\n  member ann tier=2\n  member bob tier=1\n  member cat tier=2", "ann=9", "bob", NULL,
       "bob cat(tier) ann(idle_since)"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    story of;
    begin(&of, 1, rows[i].queue);
    of.scores = rows[i].scores;
    acd_id call = host_arrive(&of.host, "100");
    centre_rings(&of.host, call, rows[i].rings);
    assert_int_equal(of.questions, rows[i].asked != NULL);
    assert_string_equal(of.asked, rows[i].asked ? rows[i].asked : "");
    if (rows[i].asked) assert_int_equal(of.latest.call, call);
    if (i != 8 && i != 10) assert_string_equal(of.told, rows[i].told);
    assert_int_equal(host_stats(&of.host).scores_failed, 0);
    char ring[40];
    snprintf(ring, sizeof ring, "ring %s", rows[i].rings);
    if (rows[i].asked) assert_int_equal(host_action_of(&of.host, ring)->sequence, of.latest.number);
    host_end(&of.host);
  }
}

static void without_an_answer_the_longest_idle_gets_it(void **state)
{
  static const char *const scores[] = {"!bob=3", "bob=3 ann=4503599627370497", "bob=3 ann=-4503599627370497", NULL};
  (void)state;
  for (size_t i = 0; i < COUNT(scores); i++) {
    story of;
    begin(&of, scores[i] != NULL, ALL);
    of.scores = scores[i];
    centre_rings(&of.host, host_arrive(&of.host, "100"), "cat");
    assert_string_equal(of.told, "cat bob(idle_since) ann(idle_since) dan(idle_since)");
    assert_int_equal(host_stats(&of.host).scores_failed, scores[i] != NULL);
    host_end(&of.host);
  }
}

static void several_at_once_are_several_questions(void **state)
{
  story of;
  (void)state;
  begin(&of, 1, "ring_count=2" ALL);
  of.scores = "ann=1 bob=3 cat=2";
  host_arrive(&of.host, "100");
  host_told(&of.host, "ring bob, ring cat");
  assert_int_equal(of.questions, 2);
  assert_string_equal(of.asked, "cat ann dan");
  assert_int_equal(host_action_of(&of.host, "ring cat")->sequence, of.latest.number);
  centre_offer(&of.host, "bob", ACD_OUTCOME_REJECTED); /* who is not asked about any more: it still rings cat */
  host_told(&of.host, "ring ann");
  assert_string_equal(of.asked, "ann dan");
  host_end(&of.host);
}

static void who_missed_the_call_is_asked_about_last(void **state)
{
  story of;
  (void)state;
  begin(&of, 1, ALL);
  of.scores = "ann=1 bob=4 cat=3 dan=2";
  acd_id call = host_arrive(&of.host, "100");
  static const char *const order[] = {"bob", "cat", "dan", "ann", "bob"};
  for (size_t i = 0; i < COUNT(order); i++) {
    centre_rings(&of.host, call, order[i]);
    centre_offer(&of.host, order[i], ACD_OUTCOME_NO_ANSWER);
  }
  assert_string_equal(of.asked, "cat ann dan"); /* of the second round */
  assert_int_equal(of.questions, 5);            /* not where ann alone was left */
  host_end(&of.host);
}

static void a_preferred_agent_needs_no_score(void **state)
{
  story of;
  (void)state;
  begin(&of, 1, ALL);
  of.scores = "bob=4";
  acd_id call, ann = host_agent(&of.host, "ann");
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.number = "100";
  arrival.preferred = &ann;
  arrival.preferred_count = 1;
  for (int i = 0; i < 2; i++) {
    assert_int_equal(acd_call_arrive(of.host.engine, of.host.now, &arrival, &call), ACD_OK);
    centre_rings(&of.host, call, i ? "bob" : "ann");
    assert_int_equal(of.questions, i);
  }
  host_end(&of.host);
}

static void a_freed_agent_is_not_scored(void **state)
{
  story of;
  (void)state;
  begin(&of, 1, "\n  member ann\n  member bob");
  of.scores = "bob=4";
  host_arrive(&of.host, "100");
  host_arrive(&of.host, "100");
  acd_id third = host_arrive(&of.host, "100");
  assert_int_equal(of.questions, 1);
  host_connect(&of.host, "ann");
  host_hangup(&of.host, centre_agent(&of.host, "ann").call);
  centre_rings(&of.host, third, "ann");
  assert_int_equal(of.questions, 1);
  host_end(&of.host);
}

static int lay_by(test_host *host, acd_time time_us, int64_t number, const int64_t *scores, uint32_t size,
                  acd_result *result);

/* It is asked about the call, in whichever of its queues. */
static void a_call_in_two_queues(void **state)
{
  story of;
  acd_result result;
  (void)state;
  begin(&of, 1, "\nqueue other strategy=host_score music=waltz" ALL);
  of.scores = "bob=4";
  for (int i = 0; i < 4; i++) centre_not_ready(&of.host, i == 0 ? "ann" : i == 1 ? "bob" : i == 2 ? "cat" : "dan");
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.number = "100";
  arrival.host_ref = 77;
  acd_id call;
  assert_int_equal(acd_call_arrive(of.host.engine, of.host.now, &arrival, &call), ACD_OK);
  assert_int_equal(acd_call_also(of.host.engine, of.host.now, call, host_queue(&of.host, "other")), ACD_OK);
  centre_ready(&of.host, "cat"); /* who takes it, without a question */
  assert_int_equal(of.questions, 0);
  centre_ready(&of.host, "ann");
  centre_ready(&of.host, "bob");
  int64_t to_ann[] = {9, 1};
  centre_offer(&of.host, "cat", ACD_OUTCOME_NO_ANSWER);
  centre_rings(&of.host, call, "bob");
  assert_int_equal(of.questions, 1);
  assert_int_equal(of.latest.call, call);
  assert_int_equal(of.latest.call_ref, 77);
  assert_int_equal(of.latest.queue, host_queue(&of.host, "other"));
  assert_int_equal(lay_by(&of.host, 0, of.latest.number, to_ann, sizeof to_ann, &result), ACD_ERR_STALE);
  host_end(&of.host);
}

/* ---- answers laid by ---- */

static int lay_by(test_host *host, acd_time time_us, int64_t number, const int64_t *scores, uint32_t size,
                  acd_result *result)
{
  unsigned char payload[80 * 8];
  acd_command command;
  for (uint32_t i = 0; i * 8 < size && i < 80; i++) acd__bytes_put(payload + 8 * (size_t)i, scores[i]);
  acd_command_init(&command, ACD_COMMAND_SCORES, time_us, number);
  command.body.scores.scores.size = size;
  *result = (acd_result){.size = sizeof *result};
  return acd_engine_submit(host->engine, &command, payload, sizeof payload, result);
}

static void an_answer_is_laid_by(void **state)
{
  static const int64_t to_ann[] = {1, 2, 9, 3}, to_bob[] = {1, 9}, high[] = {1, ACD_SCORE_MAX + 1}, many[65] = {0};
  static const struct {
    const int64_t *scores;
    uint32_t size;
    int64_t number;
    int code;
    uint32_t fault, index;
  } refused[] = {
      {to_ann, 32, 0, ACD_ERR_STALE, ACD_FAULT_SUBJECT, 0},
      {to_ann, 32, -1, ACD_ERR_STALE, ACD_FAULT_SUBJECT, 0},
      {to_ann, 31, 1, ACD_ERR_ENCODING, ACD_FAULT_BODY, 0},
      {to_ann, 648, 1, ACD_ERR_ENCODING, ACD_FAULT_BODY, 0},
      {to_ann, 8, 1, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 0},
      {to_ann, 0, 1, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 0},
      {many, sizeof many, 1, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 0},
      {high, 16, 1, ACD_ERR_ARGUMENT, ACD_FAULT_PAYLOAD, 8},
  };
  story of;
  acd_result result;
  (void)state;
  begin(&of, 1, ALL);
  of.scores = "bob=5";
  acd_time now = acd_engine_now(of.host.engine);
  int64_t next = host_stats(&of.host).actions + 1;
  int64_t before = acd_engine_digest_state(of.host.engine);
  for (size_t i = 0; i < COUNT(refused); i++) {
    int64_t number = refused[i].number == 1 ? next : refused[i].number;
    uint32_t size = refused[i].size;
    int64_t words[81] = {0};
    memcpy(words, refused[i].scores, size < 4 * 8 ? (size + 7) / 8 * 8 : 4 * 8);
    if (refused[i].scores == high) words[1] = high[1];
    assert_int_equal(lay_by(&of.host, now + SECOND, number, words, size, &result), refused[i].code);
    assert_int_equal(result.fault, refused[i].fault);
    assert_int_equal(result.fault_index, refused[i].index);
    assert_int_equal(acd_engine_now(of.host.engine), now);
    assert_true(acd_engine_digest_state(of.host.engine) == before);
  }
  assert_int_equal(lay_by(&of.host, now + SECOND, next, to_ann, 32, &result), ACD_OK);
  assert_int_equal(lay_by(&of.host, 0, next, to_ann, 32, &result), ACD_ERR_STALE);
  assert_int_equal(lay_by(&of.host, 0, next + 1, to_bob, 16, &result), ACD_OK);  /* for three: does not suit */
  assert_int_equal(lay_by(&of.host, 0, next + 50, to_bob, 16, &result), ACD_OK); /* never asked */
  assert_int_equal(acd_engine_now(of.host.engine), now);
  assert_true(acd_engine_digest_state(of.host.engine) != before);
  centre_rings(&of.host, host_arrive(&of.host, "100"), "ann");
  assert_int_equal(of.questions, 0);
  assert_string_equal(of.told, "ann dan(host_score) bob(host_score) cat(host_score)");
  centre_rings(&of.host, host_arrive(&of.host, "100"), "bob"); /* the hook is asked instead */
  assert_int_equal(of.questions, 1);
  assert_int_equal(host_stats(&of.host).scores_failed, 0);
  host_end(&of.host);
}

/* No timer fires before an answer is laid by, though it be due. */
static void an_answer_takes_no_time(void **state)
{
  story of;
  acd_result result;
  (void)state;
  begin(&of, 0, "ring_timeout=10s" ALL);
  acd_id call = host_arrive(&of.host, "100");
  centre_rings(&of.host, call, "cat");
  int64_t number = host_action_of(&of.host, "ring cat")->sequence + 2; /* cat is told to stop before */
  acd_time due = acd_engine_deadline(of.host.engine);
  static const int64_t to_dan[] = {0, 0, 1};
  assert_int_equal(lay_by(&of.host, due + SECOND, number, to_dan, sizeof to_dan, &result), ACD_OK);
  assert_int_equal(acd_engine_deadline(of.host.engine), due);
  centre_rings(&of.host, call, "cat");
  host_pass(&of.host, 10 * SECOND);
  centre_rings(&of.host, call, "dan");
  host_end(&of.host);
}

/* ---- journals ---- */

typedef struct entry {
  unsigned char *bytes;
  size_t size;
  int64_t actions, state; /* digests after the command; 0 for answers */
} entry;

enum { ENTRIES = 6000, STEPS = 400, AGENTS = 40 };

/* A random life, written down. */
typedef struct life {
  dice dice;
  acd_engine *engine;
  acd_time now;
  entry journal[ENTRIES];
  size_t count;
  int64_t answers, in_portions, failures;
  int again; /* the command was sent back: what is asked now, is asked in a portion */
  acd_id rings[32];
  uint32_t rings_count;
  acd_id calls[32];
} life;

static void write_down(life *of, const acd_command *command, const void *payload, size_t payload_size)
{
  assert_true(of->count < ENTRIES);
  entry *to = &of->journal[of->count++];
  assert_int_equal(acd_command_encode(command, payload, payload_size, NULL, 0, &to->size), ACD_ERR_LIMIT);
  to->bytes = malloc(to->size);
  assert_non_null(to->bytes);
  assert_int_equal(acd_command_encode(command, payload, payload_size, to->bytes, to->size, &to->size), ACD_OK);
}

static int on_life_question(void *user, const acd_engine *engine, const acd_question *question,
                            const acd_candidate *candidates, int64_t *scores_out)
{
  life *of = user;
  unsigned char payload[ACD_SCORE_CANDIDATES_MAX * 8];
  (void)engine;
  if (question->number % 13 == 0) {
    of->failures++;
    return ACD_ERR_HOOK;
  }
  for (uint32_t i = 0; i < question->count; i++) {
    dice from = {(uint64_t)(candidates[i].agent ^ question->number)};
    scores_out[i] = dice_below(&from, 5) - 2;
    acd__bytes_put(payload + 8 * (size_t)i, scores_out[i]);
  }
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_SCORES, question->time_us, question->number);
  command.body.scores.scores.size = question->count * 8;
  write_down(of, &command, payload, sizeof payload);
  of->answers++;
  of->in_portions += of->again;
  return ACD_OK;
}

static acd_engine *make_engine(int work_max, acd_score_fn score, void *user)
{
  acd_options *options;
  acd_engine *engine;
  assert_int_equal(acd_options_new(NULL, &options), ACD_OK);
  acd_options_set(options, ACD_OPTION_WORK_MAX, work_max);
  acd_options_set_score(options, score, user);
  assert_int_equal(acd_engine_new(options, &engine), ACD_OK);
  acd_options_free(options);
  return engine;
}

static void pull(life *of)
{
  acd_action action = {.size = sizeof action};
  while (acd_action_next(of->engine, &action) == 1)
    if (action.kind == ACD_ACTION_RING || action.kind == ACD_ACTION_BRIDGE)
      of->rings[of->rings_count++ % 32] = action.id;
}

static void submit(life *of, acd_command *command, const void *payload, size_t size)
{
  acd_result result = {.size = sizeof result};
  int status;
  command->time_us = of->now;
  of->again = 0;
  while ((status = acd_engine_submit(of->engine, command, payload, size, &result)) == ACD_AGAIN) {
    of->again = 1;
    pull(of);
  }
  pull(of);
  if (status < 0) acd_command_init(command, ACD_COMMAND_TICK, of->now, 0); /* which it was */
  write_down(of, command, payload, size);
  of->journal[of->count - 1].actions = acd_engine_digest_actions(of->engine);
  of->journal[of->count - 1].state = acd_engine_digest_state(of->engine);
  if (result.id) of->calls[dice_below(&of->dice, 32)] = result.id;
}

static void define(life *of, int tiers)
{
  outline text = {.size = 0};
  for (int i = 0; i < AGENTS; i++) outline_write(&text, "agent a%d\n", i);
  outline_write(&text, "queue few strategy=host_score ring_timeout=3000000 retry_delay=2000000 wrapup=4000000 "
                       "score_candidates=4\n");
  for (int i = 0; i < 8; i++) outline_write(&text, "  member a%d tier=%d\n", i, tiers ? i % 3 : 0);
  outline_write(&text, "queue many strategy=host_score ring_count=0 ring_timeout=5000000 score_candidates=64\n");
  for (int i = 4; i < AGENTS; i++) outline_write(&text, "  member a%d tier=%d\n", i, tiers ? i % 2 : 0);
  outline_write(&text, "number 0 queue=few\nnumber 1 queue=many\n");
  acd_definition *definition = outline_build(NULL, text.text);
  size_t size;
  const void *bytes = acd_definition_bytes(definition, &size);
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_DEFINE, 0, 0);
  command.body.define.document.size = (uint32_t)size;
  submit(of, &command, bytes, size);
  acd_definition_free(definition);
}

static void do_something(life *of)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_CALL_ARRIVE, 0, 0);
  int64_t what = dice_below(&of->dice, 100);
  char number = (char)('0' + dice_chance(&of->dice, 20));
  of->now += dice_below(&of->dice, dice_chance(&of->dice, 3) ? 60 * SECOND : SECOND);
  if (what < 30) {
    command.body.arrive.number.size = 1;
  } else if (what < 75) {
    command.kind = ACD_COMMAND_RESULT;
    command.subject = of->rings[dice_below(&of->dice, 32)];
    command.body.result.outcome = dice_chance(&of->dice, 60) ? ACD_OUTCOME_BRIDGED : ACD_OUTCOME_REJECTED;
  } else if (what < 98) {
    command.kind = ACD_COMMAND_CALL_HANGUP;
    command.subject = of->calls[dice_below(&of->dice, 32)];
  } else {
    define(of, (int)dice_below(&of->dice, 2));
    return;
  }
  submit(of, &command, &number, 1);
}

static int never(void *user, const acd_engine *engine, const acd_question *question, const acd_candidate *candidates,
                 int64_t *scores_out)
{
  (void)engine, (void)candidates, (void)scores_out;
  if (question->number % 13 == 0) return ACD_ERR_HOOK; /* its failures were not kept */
  ++*(int *)user;
  return ACD_ERR_HOOK;
}

/* Submits the journal to an engine that has no hook, or one that is not to be asked. */
static void replay(const life *of, int work_max, int has_hook)
{
  int asked = 0;
  life again = {.engine = make_engine(work_max, has_hook ? never : NULL, &asked)};
  for (size_t i = 0; i < of->count; i++) {
    acd_command command;
    size_t size;
    const entry *at = &of->journal[i];
    assert_int_equal(acd_command_decode(at->bytes, at->size, &command, &size), ACD_OK);
    assert_int_equal(size, at->size);
    int status;
    while ((status = acd_engine_submit(again.engine, &command, at->bytes, size, NULL)) == ACD_AGAIN) pull(&again);
    assert_int_equal(status, ACD_OK);
    pull(&again);
    if (command.kind == ACD_COMMAND_SCORES) continue;
    if (acd_engine_digest_actions(again.engine) != at->actions) fail_msg("entry %zu: other actions", i);
    if (acd_engine_digest_state(again.engine) != at->state) fail_msg("entry %zu: another state", i);
  }
  assert_int_equal(asked, 0);
  assert_int_equal(acd_engine_check(again.engine, 1), ACD_OK);
  acd_engine_free(again.engine);
}

static void a_journal_replays_without_the_host(void **state)
{
  int64_t answers = 0, in_portions = 0, failures = 0;
  (void)state;
  for (uint64_t seed = 1; seed <= 20; seed++) {
    static life of;
    int work_max = seed % 2 ? 2 : 1024;
    memset(&of, 0, sizeof of);
    of.dice.state = seed;
    of.engine = make_engine(work_max, on_life_question, &of);
    define(&of, 0);
    for (int i = 0; i < STEPS; i++) do_something(&of);
    assert_int_equal(acd_engine_check(of.engine, 1), ACD_OK);
    acd_engine_free(of.engine);
    replay(&of, work_max, 0);
    replay(&of, work_max == 2 ? 7 : 2, 1); /* other portions ask the same questions */
    for (size_t i = 0; i < of.count; i++) free(of.journal[i].bytes);
    answers += of.answers;
    in_portions += of.in_portions;
    failures += of.failures;
  }
  assert_true(answers > 5000 && in_portions > 100 && failures > 100);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_greatest_score_gets_the_call),
      cmocka_unit_test(without_an_answer_the_longest_idle_gets_it),
      cmocka_unit_test(several_at_once_are_several_questions),
      cmocka_unit_test(who_missed_the_call_is_asked_about_last),
      cmocka_unit_test(a_preferred_agent_needs_no_score),
      cmocka_unit_test(a_freed_agent_is_not_scored),
      cmocka_unit_test(a_call_in_two_queues),
      cmocka_unit_test(an_answer_is_laid_by),
      cmocka_unit_test(an_answer_takes_no_time),
      cmocka_unit_test(a_journal_replays_without_the_host),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

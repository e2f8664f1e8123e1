/* SPDX-License-Identifier: Apache-2.0 */
/* One recorded stream of random commands, submitted again in other ways: in portions of another size, with idle ticks in between,
 * a deadline at a time, with actions pulled at other times, with other hash keys and capacities. The actions and the state are
 * the same after every command. */
#include <stdlib.h>

#include "host.h"
#include "random.h"

enum { STEPS = 500, KNOWN = 32, SEEDS = 30 };

typedef struct entry {
  acd_command command;
  unsigned char *payload;
  size_t payload_size;
  int code;
  int64_t actions, state; /* digests afterwards */
} entry;

typedef struct recording {
  dice dice;
  entry entries[STEPS];
  size_t count;
  acd_id calls[KNOWN];
  size_t answered; /* of the host's actions: those before were looked at */
} recording;

enum { PULL_AT_ONCE, PULL_WHEN_ANSWERED };
enum { TICKS_NONE, TICKS_RANDOM, TICKS_DEADLINES };

static int submit(test_host *host, const entry *of, acd_result *result)
{
  int status;
  while ((status = acd_engine_submit(host->engine, &of->command, of->payload, of->payload_size, result)) == ACD_AGAIN)
    host_pull(host);
  return status;
}

/* ---- recording ---- */

static entry *begin(recording *to, uint32_t kind, acd_time now, acd_id subject)
{
  entry *next = &to->entries[to->count++];
  acd_command_init(&next->command, kind, now, subject);
  return next;
}

static void add_payload(entry *to, acd_slice *slice, const void *bytes, size_t size)
{
  if (!size) return;
  unsigned char *more = realloc(to->payload, to->payload_size + size);
  if (!more) abort();
  memcpy(more + to->payload_size, bytes, size);
  *slice = (acd_slice){(uint32_t)to->payload_size, (uint32_t)size};
  to->payload = more;
  to->payload_size += size;
}

static void record_arrival(recording *to, test_host *host)
{
  entry *next = begin(to, ACD_COMMAND_CALL_ARRIVE, host->now, 0);
  acd_command_arrive *body = &next->command.body.arrive;
  char digit = (char)('0' + dice_below(&to->dice, 6));
  char skill[3] = {'s', (char)('0' + dice_below(&to->dice, RANDOM_SKILLS)), '\0'};
  add_payload(next, &body->number, &digit, 1);
  add_payload(next, &body->caller, "+4930", (size_t)dice_below(&to->dice, 6));
  body->priority = dice_below(&to->dice, 3);
  if (dice_chance(&to->dice, 30))
    add_payload(next, &body->attributes,
                "tier\0"
                "12\0tone\0x",
                13);
  acd_requirement need = {0, 1 + dice_below(&to->dice, 3)};
  if (dice_chance(&to->dice, 40) && acd_skill_find(host->engine, skill, &need.skill) == ACD_OK)
    add_payload(next, &body->requirements, &need, sizeof need);
}

static void record_definition(recording *to, test_host *host)
{
  acd_definition *definition = random_definition(&to->dice);
  size_t size;
  const void *bytes = acd_definition_bytes(definition, &size);
  uint32_t kind = dice_chance(&to->dice, 70) ? ACD_COMMAND_DEFINE : ACD_COMMAND_CHANGE;
  entry *next = begin(to, kind, host->now, 0);
  add_payload(next, &next->command.body.define.document, bytes, size);
  acd_definition_free(definition);
}

/* Answers one of the latest actions, most often sensibly. */
static void record_answer(recording *to, test_host *host)
{
  if (!host->actions_count) {
    begin(to, ACD_COMMAND_TICK, host->now, 0);
    return;
  }
  int64_t back = dice_below(&to->dice, host->actions_count < 8 ? (int64_t)host->actions_count : 8);
  const acd_action *action = &host->actions[host->actions_count - 1 - (size_t)back].action;
  entry *next = begin(to, ACD_COMMAND_RESULT, host->now, action->id);
  acd_command_result *body = &next->command.body.result;
  body->outcome = action->kind == ACD_ACTION_COLLECT                                   ? ACD_OUTCOME_DIGITS
                  : action->kind == ACD_ACTION_RING || action->kind == ACD_ACTION_DIAL ? ACD_OUTCOME_ACCEPTED
                                                                                       : ACD_OUTCOME_DONE;
  if (dice_chance(&to->dice, 25)) body->outcome = 1 + dice_below(&to->dice, 8);
  if (body->outcome == ACD_OUTCOME_DIGITS) add_payload(next, &body->text, "123", (size_t)dice_below(&to->dice, 4));
}

static void record_presence(recording *to, test_host *host)
{
  static const uint32_t kinds[] = {ACD_COMMAND_AGENT_READY,     ACD_COMMAND_AGENT_READY,  ACD_COMMAND_AGENT_LOGIN,
                                   ACD_COMMAND_AGENT_LOGIN,     ACD_COMMAND_AGENT_HANGUP, ACD_COMMAND_AGENT_HANGUP,
                                   ACD_COMMAND_AGENT_NOT_READY, ACD_COMMAND_AGENT_LOGOUT};
  acd_id agent = 0;
  for (int64_t skip = dice_below(&to->dice, RANDOM_AGENTS); skip >= 0; skip--)
    agent = acd_agent_next(host->engine, agent);
  begin(to, kinds[dice_below(&to->dice, (int64_t)COUNT(kinds))], host->now, agent);
}

static void record_on_call(recording *to, test_host *host)
{
  static const uint32_t kinds[] = {ACD_COMMAND_CALL_HANGUP, ACD_COMMAND_CALL_HOLD, ACD_COMMAND_CALL_RESUME,
                                   ACD_COMMAND_CALL_KEYS,   ACD_COMMAND_CALL_SET,  ACD_COMMAND_CALL_TRANSFER};
  uint32_t kind = kinds[dice_below(&to->dice, (int64_t)COUNT(kinds))];
  entry *next = begin(to, kind, host->now, to->calls[dice_below(&to->dice, KNOWN)]);
  if (kind == ACD_COMMAND_CALL_KEYS) add_payload(next, &next->command.body.keys.digits, "9", 1);
  if (kind == ACD_COMMAND_CALL_SET) {
    add_payload(next, &next->command.body.attribute.key, dice_chance(&to->dice, 50) ? "tier" : "hue?", 4);
    add_payload(next, &next->command.body.attribute.value, "12345678", (size_t)dice_below(&to->dice, 9));
  }
  if (kind != ACD_COMMAND_CALL_TRANSFER) return;
  acd_command_transfer *body = &next->command.body.transfer;
  body->target_kind = 1 + dice_below(&to->dice, 4);
  int64_t skip = dice_below(&to->dice, 4);
  if (body->target_kind == ACD_TARGET_NUMBER)
    add_payload(next, &body->number, "+49301", 6);
  else if (body->target_kind == ACD_TARGET_FLOW)
    acd_flow_find(host->engine, "f1", &body->target);
  for (; skip >= 0 && body->target_kind == ACD_TARGET_AGENT; skip--)
    body->target = acd_agent_next(host->engine, body->target);
  for (; skip >= 0 && body->target_kind == ACD_TARGET_QUEUE; skip--)
    body->target = acd_queue_next(host->engine, body->target);
}

/* Some of the agents are there. */
static void record_agents(recording *to, const test_host *host)
{
  acd_id known[8];
  size_t count = 0;
  entry *next = begin(to, ACD_COMMAND_RECONCILE_AGENTS, host->now, 0);
  for (acd_id at = 0; (at = acd_agent_next(host->engine, at)) != 0;)
    if (dice_chance(&to->dice, 70) && count < COUNT(known)) known[count++] = at;
  add_payload(next, &next->command.body.reconcile_agents.known, known, count * sizeof *known);
}

static void record(recording *to, uint64_t seed)
{
  test_host host;
  host_begin(&host, NULL);
  memset(to, 0, sizeof *to);
  to->dice.state = seed;
  while (to->count < STEPS) {
    int64_t what = dice_below(&to->dice, 100);
    if (dice_chance(&to->dice, 60)) host.now += dice_below(&to->dice, 4 * SECOND);
    if (to->count == 0 || what == 0)
      record_definition(to, &host);
    else if (what < 20)
      record_arrival(to, &host);
    else if (what < 60)
      record_answer(to, &host);
    else if (what < 75)
      record_presence(to, &host);
    else if (what < 90)
      record_on_call(to, &host);
    else
      begin(to, ACD_COMMAND_TICK, host.now, 0);
    if (what == 95) to->entries[to->count - 1].command.time_us /= 2;
    if (what == 96) begin(to, ACD_COMMAND_RECONCILE, host.now, 0);
    if (what == 97) record_agents(to, &host);
    for (entry *last = &to->entries[to->count - 1 - (what == 96 || what == 97)]; last < &to->entries[to->count];
         last++) {
      acd_result result = {.size = sizeof result};
      last->code = submit(&host, last, &result);
      host_pull(&host);
      last->actions = acd_engine_digest_actions(host.engine);
      last->state = acd_engine_digest_state(host.engine);
      if (result.id) to->calls[dice_below(&to->dice, KNOWN)] = result.id;
    }
    if (to->count >= STEPS - 1) break;
  }
  /* A stream in which nothing happens would show nothing. */
  assert_true(host_stats(&host).actions > 40);
  host_end(&host);
}

/* ---- again, in another way ---- */

typedef struct variant {
  const char *name;
  int64_t options[7];
  int pull;
  int ticks;
} variant;

static void ticks_before(test_host *host, const variant *how, dice *chance, acd_time until)
{
  acd_time now = acd_engine_now(host->engine);
  if (until <= now) return;
  if (how->ticks == TICKS_RANDOM) {
    for (int64_t i = dice_below(chance, 4); i > 0; i--) {
      now += dice_below(chance, until - now + 1);
      host_pass(host, now - host->now);
    }
  }
  while (how->ticks == TICKS_DEADLINES && acd_engine_deadline(host->engine) <= until) host_pass_deadline(host);
}

static void replay(const recording *of, const variant *how, uint64_t seed)
{
  test_host host;
  dice chance = {seed};
  host_begin(&host, how->options);
  for (size_t i = 0; i < of->count; i++) {
    const entry *next = &of->entries[i];
    acd_result result = {.size = sizeof result};
    host.now = acd_engine_now(host.engine);
    ticks_before(&host, how, &chance, next->command.time_us);
    if (how->pull == PULL_AT_ONCE || next->command.kind == ACD_COMMAND_RESULT) host_pull(&host);
    int code = submit(&host, next, &result);
    const char *what = code != next->code                                        ? "status"
                       : acd_engine_digest_actions(host.engine) != next->actions ? "actions"
                       : acd_engine_digest_state(host.engine) != next->state     ? "state"
                                                                                 : NULL;
    if (what)
      fail_msg("%s, seed %u: the %s after command %zu of kind %u", how->name, (unsigned)seed, what, i,
               next->command.kind);
  }
  host_end(&host);
}

static const variant variants[] = {
    {.name = "as recorded"},
    {.name = "a tick at random times", .ticks = TICKS_RANDOM},
    {.name = "a deadline at a time", .ticks = TICKS_DEADLINES},
    {.name = "one timer a portion", .options = {ACD_OPTION_WORK_MAX, 1}},
    {.name = "three timers a portion", .options = {ACD_OPTION_WORK_MAX, 3}},
    {.name = "one timer a portion and ticks", .options = {ACD_OPTION_WORK_MAX, 1}, .ticks = TICKS_RANDOM},
    {.name = "another hash key", .options = {ACD_OPTION_HASH_KEY, -77}},
    {.name = "no class to spare", .options = {ACD_OPTION_CLASSES_MAX, 1}},
    {.name = "a class to spare", .options = {ACD_OPTION_CLASSES_MAX, 4}},
    {.name = "pulled when answered", .pull = PULL_WHEN_ANSWERED},
};

static void the_same(void **state)
{
  static recording stream;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    record(&stream, seed);
    replay(&stream, *state, seed);
    for (size_t i = 0; i < stream.count; i++) free(stream.entries[i].payload);
  }
}

int main(void)
{
  struct CMUnitTest tests[COUNT(variants)] = {{0}};
  for (size_t i = 0; i < COUNT(variants); i++)
    tests[i] = (struct CMUnitTest){variants[i].name, the_same, NULL, NULL, (void *)(uintptr_t)&variants[i]};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Law: whatever a flow without circles is made of, and however badly the host answers, every call in it ends, by deadlines if
 * need be, and nothing is left behind. */
#include "walk.h"

#include "../engine/random.h"

enum { FLOWS = 3, NODES = 9, CALLS = 6 };

static const char *const kinds[] = {"play prompt=p",
                                    "menu prompt=p",
                                    "collect digits_min=2 digits_max=3",
                                    "hours schedule=office",
                                    "metric queue=desk metric=ready threshold=1",
                                    "compare attribute=digits value=12",
                                    "set attribute=tier value=12",
                                    "skills",
                                    "priority priority=2",
                                    "queue queue=desk wait_max=40s",
                                    "queue queue=full",
                                    "queue queue=spill",
                                    "agent agent=ann",
                                    "agent agent=bob wait_max=15s",
                                    "agent",
                                    "voicemail mailbox=box",
                                    "transfer number=+49",
                                    "hangup"};

static const char centre[] =
    "centre steps_max=100\nskill s\nagent ann extension=12\n  agent_skill s\nagent bob\nagent cat presence=not_ready\n"
    "queue desk ring_timeout=10s retry_delay=3s misses_max=4 exit_key=* music=waltz\n  member ann\n  member bob\n  "
    "member cat\n"
    "queue full length_max=0\n  member cat\nqueue spill wait_max=20s overflow=last strategy=ring_all\n  member ann\n  "
    "member cat\n"
    "queue last wait_max=30s\n  member bob\nschedule office\n  hours h days=24 from=0 to=43200000000\n";

/* Exits lead to later nodes only, or nowhere; the catch node is the last. */
static void add_exits(dice *from, outline *to, const char *kind, int node)
{
  static const char *const names[] = {"next",      "error",       "timeout",   "no_input", "no_match",
                                      "match",     "open",        "closed",    "busy",     "key",
                                      "rejected",  "unreachable", "not_found", "limit",    "at_capacity",
                                      "no_answer", "no_agents",   "1",         "2"};
  int64_t number = 0;
  static const char *const words[] = {"play",    "menu",      "collect",  "hours",    "metric",
                                      "compare", "set",       "skills",   "priority", "queue",
                                      "agent",   "voicemail", "transfer", "flow",     "hangup"};
  for (size_t i = 0; i < COUNT(words); i++)
    if (strncmp(kind, words[i], strlen(words[i])) == 0) number = (int64_t)i + 1;
  const char *exits = acd_node_exits(number);
  for (size_t i = 0; i < COUNT(names); i++) {
    const char *at = strstr(exits, names[i]);
    int has = i >= 17 ? number == ACD_NODE_KIND_MENU
                      : at && (at == exits || at[-1] == ' ') && strchr(" ", at[strlen(names[i])]) != NULL;
    if (has && dice_chance(from, 65))
      outline_write(to, "    exit %s to=n%d\n", names[i], node + 1 + (int)dice_below(from, NODES - node));
  }
}

static void begin(test_host *host, dice *from)
{
  static outline text;
  text.size = 0;
  outline_write(&text, "%s", centre);
  for (int f = 0; f < FLOWS; f++) {
    outline_write(&text, "flow f%d start=n0%s\n", f, dice_chance(from, 50) ? " catch=n9" : "");
    for (int n = 0; n < NODES; n++) {
      const char *kind = kinds[dice_below(from, (int64_t)COUNT(kinds))];
      if (f + 1 < FLOWS && dice_chance(from, 10)) {
        outline_write(&text, "  node n%d kind=flow flow=f%d\n", n, f + 1);
        continue;
      }
      outline_write(&text, "  node n%d kind=%s\n", n, kind);
      if (strcmp(kind, "skills") == 0 && dice_chance(from, 70)) outline_write(&text, "    node_skill s\n");
      add_exits(from, &text, kind, n);
    }
    outline_write(&text, "  node n%d kind=play prompt=end\nnumber %d flow=f%d\n", NODES, f, f);
  }
  host_begin(host, NULL);
  host_define(host, text.text);
}

/* Answers some of what was asked, rightly or wrongly, sometimes twice. */
static void answer_some(test_host *host, dice *from, int chance)
{
  host_pull(host);
  for (; host->told < host->actions_count; host->told++) {
    if (!dice_chance(from, chance)) continue;
    const acd_action *action = &host->actions[host->told].action;
    int64_t outcome = 1 + dice_below(from, 8);
    if (action->kind == ACD_ACTION_COLLECT && dice_chance(from, 80)) outcome = ACD_OUTCOME_DIGITS;
    const char *digits = outcome == ACD_OUTCOME_DIGITS ? (dice_chance(from, 50) ? "1" : "") : NULL;
    acd_id id = action->id;
    for (int times = 1 + dice_chance(from, 10); times-- > 0;)
      (void)acd_action_result(host->engine, host->now, id, outcome, digits);
    host_pull(host);
  }
}

/* Callers who talk hang up: a conversation has no deadline. */
static void end_talks(test_host *host)
{
  for (acd_id call = acd_call_next(host->engine, 0); call;) {
    if (centre_call(host, call).state == ACD_CALL_STATE_TALKING) {
      host_hangup(host, call);
      call = 0; /* from the beginning */
    }
    call = acd_call_next(host->engine, call);
  }
}

static int64_t run(uint64_t seed, int chance)
{
  test_host host;
  dice from = {seed};
  begin(&host, &from);
  for (int i = 0; i < CALLS; i++) {
    static const char *const numbers[FLOWS] = {"0", "1", "2"};
    host_arrive(&host, numbers[dice_below(&from, FLOWS)]);
    answer_some(&host, &from, chance);
    acd_id call = acd_call_next(host.engine, 0);
    if (call && dice_chance(&from, 30)) assert_int_equal(acd_call_keys(host.engine, host.now, call, "*"), ACD_OK);
    host_pass(&host, dice_below(&from, 5 * SECOND));
    int64_t wall_us = dice_below(&from, INT64_C(7) * 24 * 3600) * SECOND;
    assert_int_equal(acd_engine_wall_set(host.engine, host.now, wall_us), ACD_OK);
  }
  for (int deadlines = 0; host_stats(&host).calls > 0; deadlines++) {
    assert_true(deadlines < 2000);
    answer_some(&host, &from, chance);
    end_talks(&host);
    if (host_stats(&host).calls == 0) break;
    host_pass_deadline(&host);
    assert_int_equal(acd_engine_check(host.engine, 1), ACD_OK);
  }
  host_pull(&host);
  host_pass(&host, 1000 * SECOND);
  assert_int_equal(host_stats(&host).actions_pending, 0);
  assert_int_equal(acd_engine_deadline(host.engine), ACD_TIME_NEVER);
  assert_int_equal(host_kpi_calls(&host).ended, CALLS);
  assert_int_equal(host_events(&host, ACD_EVENT_CALL_ENDED, -1), CALLS);
  int64_t digest = acd_engine_digest_state(host.engine);
  host_end(&host);
  return digest;
}

static void every_call_ends(void **state)
{
  static const int chances[] = {0, 30, 70, 100}; /* of an answer */
  (void)state;
  for (uint64_t seed = 1; seed <= 100; seed++)
    for (size_t i = 0; i < COUNT(chances); i++) assert_int_equal(run(seed, chances[i]), run(seed, chances[i]));
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_call_ends)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The idle clock: what starts it anew under which setting (acd/agent.h), and to whom the call goes then. */
#include "centre.h"

#include <stdio.h>

#define CENTRE                                                                                                         \
  "agent ann wrapup=30s\nqueue desk ring_timeout=20s\n  member ann\n"                                                  \
  "flow direct start=to\n  node to kind=agent agent=ann\nnumber 100 queue=desk\nnumber 500 flow=direct\n"

/* One letter of a story. What is not said ends in the instant in which it began. */
static void happen(test_host *host, char what, const char *number)
{
  acd_id ann = host_agent(host, "ann"), call = 0;
  if (strchr("taocmrlbx", what)) call = host_arrive(host, number);
  switch (what) {
  case 't': /* a conversation of 10 s; wrap-up is over before the next letter */
  case 'a': /* and the agent ends wrap-up after 7 s */
    host_connect(host, "ann");
    host_pass(host, 10 * SECOND);
    host_hangup(host, call);
    if (what == 't') return;
    host_pass(host, 7 * SECOND);
    centre_ready(host, "ann");
    return;
  case 'o': /* rung for 8 s, then the caller is gone */
    host_pull(host);
    host_pass(host, 8 * SECOND);
    break;
  case 'c': centre_not_ready(host, "ann"); break; /* an offer cancelled; she stays not ready */
  case 'm': host_pass(host, 20 * SECOND); break;  /* nobody answers */
  case 'r': centre_offer(host, "ann", ACD_OUTCOME_REJECTED); break;
  case 'l': /* her leg is lost 2 s after she accepted */
  case 'b': /* the bridge fails */
  case 'x': /* the caller is gone */
    centre_offer(host, "ann", ACD_OUTCOME_ACCEPTED);
    host_pass(host, 2 * SECOND);
    if (what == 'l') assert_int_equal(acd_agent_hangup(host->engine, host->now, ann, 0), ACD_OK);
    if (what == 'b') host_answer(host, "bridge ann", ACD_OUTCOME_FAILED);
    break;
  case 'n': centre_not_ready(host, "ann"); break;
  case 'y': centre_ready(host, "ann"); break;
  case 'i': /* logs out and in again, not ready yet */
    assert_int_equal(acd_agent_logout(host->engine, host->now, ann), ACD_OK);
    assert_int_equal(acd_agent_login(host->engine, host->now, ann, 0), ACD_OK);
    break;
  default: fail_msg("no such letter: %c", what);
  }
  if (call && host_call_state(host, call)) host_hangup(host, call);
}

/* Letters begin 100 s apart, the first at 100 s. The clock's start in seconds, looked at 90 s after the last. */
static int64_t tell(const char *story, const char *settings, const char *number)
{
  test_host host;
  char text[600];
  snprintf(text, sizeof text, "centre %s\n" CENTRE, settings);
  host_begin(&host, NULL);
  host_define(&host, text);
  for (int64_t i = 0; story[i]; i++) {
    host_pass(&host, (i + 1) * 100 * SECOND - host.now);
    happen(&host, story[i], number);
    host_check(&host);
  }
  host_pass(&host, 90 * SECOND);
  int64_t since_us = centre_agent(&host, "ann").idle_since_us;
  host_end(&host);
  return since_us / SECOND;
}

static void what_starts_the_idle_clock(void **state)
{
  /* Its start after each story: of queue calls, of direct calls, and of those where `idle_direct` is keep. */
  static const struct {
    const char *settings;
    const char *story;
    int64_t queue, direct, direct_kept;
  } rows[] = {
      {"idle_from=wrapup_end", "t", 140, 140, 0},
      {"idle_from=wrapup_end", "a", 117, 117, 0},
      {"idle_from=conversation_end", "t", 110, 110, 0},
      {"idle_from=conversation_end", "a", 110, 110, 0},
      {"idle_from=conversation_end", "ttt", 310, 310, 0},
      {"idle_not_ready=restart", "ny", 200, 200, 200},
      {"idle_not_ready=keep", "ny", 0, 0, 0},
      {"idle_not_ready=keep", "tny", 140, 140, 0},
      {"idle_not_ready=keep", "iy", 100, 100, 100}, /* since log-in */
      {"idle_not_ready=restart", "iy", 200, 200, 200},
      {"idle_not_ready=keep", "cy", 0, 0, 0},
      {"idle_miss=keep", "m", 0, 0, 0},
      {"idle_miss=keep", "rl", 0, 0, 0},
      {"idle_miss=restart", "m", 120, 120, 0},
      {"idle_miss=restart", "r", 100, 100, 0},
      {"idle_miss=restart", "l", 102, 102, 0},
      {"idle_miss=restart", "b", 0, 0, 0},
      {"idle_miss=restart", "x", 0, 0, 0},
      {"idle_miss=restart", "o", 0, 0, 0},
      {"idle_offer=keep", "o", 0, 0, 0},
      {"idle_offer=keep", "bx", 0, 0, 0},
      {"idle_offer=restart", "o", 100, 100, 0},
      {"idle_offer=restart", "x", 100, 100, 0},
      {"idle_offer=restart", "b", 100, 100, 0},
      {"idle_offer=restart", "m", 100, 100, 0},
      {"idle_offer=restart idle_miss=restart", "m", 120, 120, 0},
      {"idle_offer=restart idle_not_ready=keep", "cy", 100, 100, 0},
      {"idle_offer=restart", "to", 200, 200, 0},
      {"idle_offer=restart", "ot", 240, 240, 0},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    char kept[100];
    snprintf(kept, sizeof kept, "%s idle_direct=keep", rows[i].settings);
    int64_t of_queue = tell(rows[i].story, rows[i].settings, "100");
    int64_t of_queue_kept = tell(rows[i].story, kept, "100");
    int64_t of_direct = tell(rows[i].story, rows[i].settings, "500");
    int64_t of_direct_kept = tell(rows[i].story, kept, "500");
    if (of_queue != rows[i].queue || of_queue_kept != rows[i].queue || of_direct != rows[i].direct ||
        of_direct_kept != rows[i].direct_kept)
      fail_msg("%s, %s: %d %d, direct %d %d", rows[i].settings, rows[i].story, (int)of_queue, (int)of_queue_kept,
               (int)of_direct, (int)of_direct_kept);
  }
}

/* Ann's clock starts before bob's, unless what happens to her starts hers anew. */
static void the_first_clock_is_offered_first(void **state)
{
  static const struct {
    const char *settings;
    const char *next;
  } rows[] = {{"idle_offer=keep", "ann"}, {"idle_offer=restart", "bob"}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    char text[300];
    snprintf(text, sizeof text, "centre %s\nagent ann\nagent bob\nqueue desk\n  member ann\n  member bob\n%s",
             rows[i].settings, "number 100 queue=desk\n");
    host_begin(&host, NULL);
    host_define(&host, text);
    host_pass(&host, SECOND);
    acd_id call = host_arrive(&host, "100");
    centre_rings(&host, call, "ann");
    host_hangup(&host, call);
    centre_rings(&host, host_arrive(&host, "100"), rows[i].next);
    host_end(&host);
  }
}

/* A setting that is changed counts from then on: here between the end of a conversation and that of its wrap-up. */
static void a_setting_counts_from_its_change_on(void **state)
{
  static const struct {
    const char *before, *after;
    acd_time since_us;
  } rows[] = {{"wrapup_end", "conversation_end", 0}, {"conversation_end", "wrapup_end", 140 * SECOND}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    char text[600];
    snprintf(text, sizeof text, "centre idle_from=%s\n" CENTRE, rows[i].before);
    host_begin(&host, NULL);
    host_define(&host, text);
    host_pass(&host, 100 * SECOND);
    happen(&host, 't', "100");
    snprintf(text, sizeof text, "centre idle_from=%s\n", rows[i].after);
    host_change(&host, text);
    host_pass(&host, 50 * SECOND);
    assert_int_equal(centre_agent(&host, "ann").idle_since_us, rows[i].since_us);
    host_end(&host);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_starts_the_idle_clock),
      cmocka_unit_test(the_first_clock_is_offered_first),
      cmocka_unit_test(a_setting_counts_from_its_change_on),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

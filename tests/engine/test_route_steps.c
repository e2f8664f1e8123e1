/* SPDX-License-Identifier: Apache-2.0 */
/* Requirements that relax while a call waits, setting by setting: acd/route.h, "Steps" and "Expressions". */
#include "story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NUMBER "number 1 queue=desk\n"
#define THREE                                                                                                          \
  "skill french\nskill sales\nagent ann\n  agent_skill french level=5\nagent bob\n  agent_skill french level=2\n"      \
  "  agent_skill sales level=3\nagent cat\n"
#define MEMBERS            "  member ann\n  member bob tier=1\n  member cat tier=2\n"
#define DESK(queue, steps) THREE "queue desk strategy=linear tiers=equal " queue "\n" MEMBERS steps NUMBER

static void tiers(void **state)
{
  (void)state;
  static const story rows[] = {
      {"no steps: all", DESK("wrapup=0s", ""), "1 1 1", "ann1 | bob2 | cat3", 0},
      {"tier_max", DESK("wrapup=0s", "  step one tier_max=0\n"), "1 1", "ann1", 0},
      {"tier_min", DESK("wrapup=0s", "  step one tier_min=1\n"), "1 1 1", "bob1 | cat2", 0},
      {"both", DESK("wrapup=0s", "  step one tier_min=1 tier_max=1\n"), "1 1", "bob1", 0},
      {"widens with time",
       DESK("ring_timeout=60s", "  step one lasts=5s tier_max=0\n  step two lasts=5s tier_max=1\n"
                                "  step three\n"),
       "ann- bob- cat- 1 cat+ bob+ +4.9 +0.1", "bob1", 0},
      {"and further",
       DESK("ring_timeout=60s", "  step one lasts=5s tier_max=0\n  step two lasts=5s tier_max=1\n"
                                "  step three\n"),
       "ann- bob- cat- 1 cat+ +5 +4.9 +0.1", "cat1", 0},
      {"a ring goes on when its step ends",
       DESK("ring_timeout=60s", "  step one lasts=5s tier_max=0\n"
                                "  step two tier_min=1\n"),
       "1 +10 ann:rejected", "ann1 | bob1", 0},
      {"who missed it in a step before is passed over",
       DESK("ring_timeout=60s retry_delay=0s", "  step one lasts=5s tier_max=0\n  step two\n"), "1 +4 ann:rejected +1",
       "ann1 | ann1", 0},
  };
  story_tell(rows, COUNT(rows));
}

static void clocks(void **state)
{
  (void)state;
#define STEPS(clock, a, b)                                                                                             \
  DESK("steps_clock=" clock, "  step one lasts=" a " tier_max=0\n  step two lasts=" b " tier_max=1\n  step three\n")
  static const story rows[] = {
      {"each of its own", STEPS("step", "5s", "3s"), "ann- bob- cat- 1 cat+ +7.9 +0.1", "cat1", 0},
      {"step is the default",
       DESK("wrapup=0s", "  step one lasts=5s tier_max=0\n  step two lasts=3s tier_max=1\n  step 3\n"),
       "ann- bob- cat- 1 cat+ +7.9 +0.1", "cat1", 0},
      {"since the entry", STEPS("wait", "3s", "8s"), "ann- bob- cat- 1 cat+ +7.9 +0.1", "cat1", 0},
      {"since the entry: the second begins at its time", STEPS("wait", "3s", "8s"), "ann- bob- cat- 1 bob+ +2.9 +0.1",
       "bob1", 0},
      {"credit does not count", STEPS("wait", "3s", "8s"), "ann- bob- cat- 1/w60 cat+ +7.9 +0.1", "cat1", 0},
      {"kept when a bridge fails", STEPS("step", "5s", "3s"), "bob- cat- 1 +4 ann:accepted +1 ann- bob+", "ann1", 0},
      {"anew in each queue",
       "agent ann\nagent bob presence=not_ready\nqueue desk strategy=linear\n  member ann tier=1\n"
       "  step one lasts=5s tier_max=0\n  step two\nqueue first\n  member bob\nflow f start=q\n"
       "  node q kind=queue queue=first wait_max=9s\n    exit timeout to=n\n  node n kind=queue queue=desk\n"
       "number 1 flow=f\n",
       "1 +9 +4.9 +0.1", "ann1", 0},
  };
  story_tell(rows, COUNT(rows));
}

static void drops(void **state)
{
  (void)state;
#define FRENCH "  queue_skill french level=4\n"
  static const story rows[] = {
      {"a lower level suffices",
       DESK("wrapup=0s", FRENCH "  step one lasts=5s\n  step two\n    step_skill french level=2\n"), "ann- 1 +4.9 +0.1",
       "bob1", 0},
      {"0: no longer needed",
       DESK("wrapup=0s", FRENCH "  step one lasts=5s\n  step two\n    step_skill french level!0\n"),
       "ann- bob- 1 +4.9 +0.1", "cat1", 0},
      {"for what the call needs, too",
       DESK("wrapup=0s", "  step one lasts=5s\n  step two\n    step_skill french level=2\n"), "ann- 1/french5 +5",
       "bob1", 0},
      {"it never asks for more", DESK("wrapup=0s", "  step one\n    step_skill french level=5\n"), "ann- bob- 1",
       "cat1", 0},
      {"it holds for the steps after",
       DESK("wrapup=0s",
            FRENCH "  step one lasts=5s\n    step_skill french level=2\n  step two\n    step_skill sales\n"),
       "ann- bob- 1 +6 bob+", "bob1", 0},
      {"until it is named again",
       DESK("wrapup=0s", FRENCH "  step one lasts=5s\n    step_skill french level!0\n  step two\n"
                                "    step_skill french level=9\n"),
       "ann- bob- cat- 1 +6 cat+ bob+ ann+", "ann1", 0},
      {"also of a step that is passed over",
       DESK("wrapup=0s", FRENCH "  step one lasts=5s skip_if=unstaffed tier_min=9\n    step_skill french level=2\n"
                                "  step two\n"),
       "ann- 1", "bob1", 0},
  };
#undef FRENCH
  story_tell(rows, COUNT(rows));
}

static void priorities(void **state)
{
  (void)state;
  static const story rows[] = {
      {"added in its step", DESK("wrapup=0s", "  step one lasts=5s\n  step two priority=3\n"),
       "ann- bob- cat- 1 +4 1/p2 +2 ann+ x1", "ann1 | ann- ann2", 0},
      {"not before", DESK("wrapup=0s", "  step one lasts=5s\n  step two priority=3\n"),
       "ann- bob- cat- 1 +3 1/p2 +1 ann+", "ann2", 0},
      {"only in its step", DESK("wrapup=0s", "  step one lasts=5s priority=3\n  step two\n"),
       "ann- bob- cat- 1 +6 1/p-1 ann+ x2", "ann2 | ann- ann1", 0},
      {"below zero", DESK("wrapup=0s", "  step one lasts=5s priority!-3\n  step two\n"),
       "ann- bob- cat- 1 +4 1/p-2 ann+ x1 +1", "ann1 | ann- ann2", 0},
  };
  story_tell(rows, COUNT(rows));
}

/* Who is there when the step would begin. */
static void skips(void **state)
{
  (void)state;
#define SKIP(word) DESK("wrapup=0s", "  step one lasts=5s tier_max=0 skip_if=" word "\n  step two\n")
#define LEFT(word)                                                                                                     \
  "skill french\nskill sales\nagent ann presence=logged_out\nagent bob\nqueue desk strategy=linear\n  member ann\n"    \
  "  member bob tier=1\n  step one lasts=5s tier_max=0 skip_if=" word "\n  step two\n" NUMBER
  static const story rows[] = {
      {"never", SKIP("never"), "ann- 1 +4.9 +0.1", "bob1", 0},
      {"never is the default", DESK("wrapup=0s", "  step one lasts=5s tier_max=0\n  step two\n"), "ann- 1 +4.9 +0.1",
       "bob1", 0},
      {"never, nobody there", LEFT("never"), "1 +4.9 +0.1", "bob1", 0},
      {"unstaffed: logged out", LEFT("unstaffed"), "1", "bob1", 0},
      {"unstaffed: not ready is staffed", SKIP("unstaffed"), "ann- 1 +4.9 +0.1", "bob1", 0},
      {"unavailable: logged out", LEFT("unavailable"), "1", "bob1", 0},
      {"unavailable: not ready", SKIP("unavailable"), "ann- 1", "bob1", 0},
      {"unavailable: a ringing one is available", SKIP("unavailable"), "1 1 +4.9 +0.1", "ann1 | bob2", 0},
      {"not_ready: a ringing one is not", SKIP("not_ready"), "1 1", "ann1 | bob2", 0},
      {"not_ready: a resting one is not",
       DESK("retry_delay=60s", "  step one lasts=5s tier_max=0 skip_if=not_ready\n  step two\n"), "1 ann:rejected 1",
       "ann1 | bob2", 0},
      {"not_ready: one who is ready", SKIP("not_ready"), "1", "ann1", 0},
      {"looked at when it would begin", SKIP("not_ready"), "ann- bob- cat- 1 ann+ bob+", "ann1", 0},
      {"the last one is never skipped", DESK("wrapup=0s", "  step one tier_max=0 skip_if=unavailable\n"), "ann- 1 ann+",
       "ann1", 0},
      {"who could not serve the call does not count",
       DESK("wrapup=0s",
            "  step one lasts=5s tier_max=1 skip_if=not_ready\n  step two\n    step_skill french level!0\n"),
       "ann- 1/french3", "bob1", 0},
      {"several in a row",
       DESK("wrapup=0s", "  step one lasts=5s tier_max=0 skip_if=not_ready\n"
                         "  step two lasts=5s tier_max=1 skip_if=not_ready\n  step three\n"),
       "ann- bob- 1", "cat1", 0},
  };
#undef SKIP
#undef LEFT
  story_tell(rows, COUNT(rows));
}

static void live_changes(void **state)
{
  (void)state;
#define CHANGE(steps) "queue desk strategy=linear tiers=equal\n" MEMBERS steps
  static const story rows[] = {
      {"steps for a queue without: the first begins", DESK("wrapup=0s", ""), "ann- bob- cat- 1 +60 ! cat+ +4.9 +0.1",
       "cat1", CHANGE("  step one lasts=5s tier_max=0\n  step two\n")},
      {"the step of the same number", DESK("wrapup=0s", "  step one lasts=5s tier_max=0\n  step two tier_max=0\n"),
       "ann- bob- cat- 1 +6 cat+ bob+ !", "bob1", CHANGE("  step one lasts=60s\n  step two tier_max=1\n")},
      {"or the last one", DESK("wrapup=0s", "  step one lasts=5s tier_max=0\n  step two tier_max=0\n"),
       "ann- bob- cat- 1 +6 cat+ bob+ !", "bob1", CHANGE("  step one tier_max=1\n")},
      {"its time runs on", DESK("wrapup=0s", "  step one lasts=5s tier_max=0\n  step two\n"),
       "ann- bob- cat- 1 +4 cat+ ! +0.9 +0.1", "cat1", CHANGE("  step one lasts=60s tier_max=0\n  step two\n")},
      {"no steps any more", DESK("wrapup=0s", "  step one lasts=5s tier_max=0\n  step two\n"),
       "ann- bob- cat- 1 cat+ !", "cat1", CHANGE("")},
  };
#undef CHANGE
  story_tell(rows, COUNT(rows));
}

/* What ann (french 5), bob (french 2, sales 3) and cat (nothing) make of it. */
static void expressions(void **state)
{
  static const struct {
    const char *expression;
    const char *who;
  } rows[] = {
      {"french", "ann bob"},
      {"french >= 3", "ann"},
      {"french>=2", "ann bob"},
      {"french > 2", "ann"},
      {"french < 5", "bob cat"},
      {"french <= 5", "ann bob cat"},
      {"french = 0", "cat"},
      {"french != 0", "ann bob"},
      {"not french", "cat"},
      {"not not french", "ann bob"},
      {"french and sales", "bob"},
      {"french or sales", "ann bob"},
      {"french and not sales", "ann"},
      {"not french and not sales", "cat"},
      {"not (french and sales)", "ann cat"},
      {"not french or sales", "bob cat"},
      {"sales or french and french > 2", "ann bob"},
      {"(sales or french) and french > 2", "ann"},
      {"not french = 5", "bob cat"},
      {"french >= 3 and (sales or sales = 0) and not sales > 0", "ann"},
      {"\"french\" = 2 or \"after sales\" < 1 and french = 0", "bob cat"},
      {"((((((((french))))))))", "ann bob"},
      {"french >= 1000", ""},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    static outline text;
    char heard[40] = "";
    text.size = 0;
    outline_write(&text, "skill 'after sales'\n" THREE "queue desk strategy=ring_all\n" MEMBERS);
    outline_write(&text, "  step one expression='%s'\n" NUMBER, rows[i].expression);
    host_begin(&host, NULL);
    host_define(&host, text.text);
    acd_id call = host_arrive(&host, "1");
    static const char *const names[] = {"ann", "bob", "cat"};
    for (size_t a = 0; a < COUNT(names); a++) {
      if (centre_agent(&host, names[a]).call != call) continue;
      size_t used = strlen(heard);
      snprintf(heard + used, sizeof heard - used, "%s%s", used ? " " : "", names[a]);
    }
    if (strcmp(heard, rows[i].who) != 0) fail_msg("%s: %s, not %s", rows[i].expression, heard, rows[i].who);
    host_end(&host);
  }
}

/* Refused, with the place. */
static void expressions_that_are_none(void **state)
{
  static const char *const rows[] = {"french and",
                                     "and french",
                                     "french sales",
                                     "(french",
                                     "french)",
                                     "not",
                                     "french >",
                                     "french => 1",
                                     "french > x",
                                     "french > 1001",
                                     "french > -1",
                                     "unknown",
                                     "()",
                                     "french == 2",
                                     "\"french",
                                     "french or or sales",
                                     "french & sales",
                                     "((((((((((((((((((french))))))))))))))))))"};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    static outline text;
    text.size = 0;
    outline_write(&text, THREE "queue desk\n" MEMBERS "  step one expression='%s'\n" NUMBER, rows[i]);
    host_begin(&host, NULL);
    int status = host_submit(&host, ACD_DEFINE_WHOLE, text.text);
    if (status != ACD_ERR_DEFINITION) fail_msg("%s: %s", rows[i], acd_status_text(status));
    acd_error error = {.size = sizeof error};
    assert_int_equal(acd_engine_errors_count(host.engine), 1);
    assert_int_equal(acd_engine_error_at(host.engine, 0, &error), ACD_OK);
    assert_int_equal(error.property_id, ACD_STEP_EXPRESSION);
    assert_string_equal(error.path, "queue \"desk\" / step \"one\"");
    host_end(&host);
  }
}

/* Joined in the step in which the agent was rung, whatever its time; expired ones one by one; what is passed over is neither. */
static void what_is_counted(void **state)
{
  (void)state;
  static const struct {
    const char *centre, *calls;
    int64_t joined, relaxed, expired;
  } rows[] = {
      {DESK("wrapup=0s", ""), "1", 0, 0, 0}, /* without steps there is nothing to count */
      {DESK("ring_timeout=60s", "  step one lasts=5s tier_max=0\n  step two lasts=5s tier_max=1\n  step three\n"), "1",
       1, 0, 0},
      {DESK("ring_timeout=60s", "  step one lasts=5s tier_max=0\n  step two lasts=5s tier_max=1\n  step three\n"),
       "ann- bob- 1 +11", 1, 1, 2},
      {DESK("ring_timeout=60s", "  step one lasts=5s tier_max=0\n  step two\n"), "1 +6", 1, 0, 1}, /* rung before */
      {DESK("ring_timeout=60s", "  step one lasts=5s tier_max=0 skip_if=unavailable\n  step two\n"), "ann- 1", 1, 1, 0},
      {DESK("wrapup=0s", "  step one lasts=5s tier_min=9\n  step two tier_min=9\n"), "1 +9 x1", 0, 0, 1},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    acd_id call = 0;
    char words[60];
    host_begin(&host, NULL);
    host_define(&host, rows[i].centre);
    strcpy(words, rows[i].calls);
    for (char *word = strtok(words, " "); word; word = strtok(NULL, " ")) {
      if (strcmp(word, "1") == 0) call = host_arrive(&host, "1");
      if (word[0] == '+') host_pass(&host, atoi(word + 1) * SECOND);
      if (word[0] == 'x') host_hangup(&host, call);
      if (strcmp(word, "ann-") == 0) acd_agent_not_ready(host.engine, host.now, host_agent(&host, "ann"), 0);
      if (strcmp(word, "bob-") == 0) acd_agent_not_ready(host.engine, host.now, host_agent(&host, "bob"), 0);
    }
    static const char *const agents[] = {"ann", "bob", "cat"};
    for (size_t k = 0; k < COUNT(agents); k++)
      if (host_agent_state(&host, agents[k]) == ACD_AGENT_STATE_RESERVED) host_connect(&host, agents[k]);
    acd_kpi_queue kpi = host_kpi(&host, "desk");
    if (kpi.steps_joined != rows[i].joined || kpi.steps_relaxed != rows[i].relaxed ||
        kpi.steps_expired != rows[i].expired)
      fail_msg("row %d: %d joined, %d relaxed, %d expired", (int)i, (int)kpi.steps_joined, (int)kpi.steps_relaxed,
               (int)kpi.steps_expired);
    assert_int_equal(host_events(&host, ACD_EVENT_STEP, ACD_STEP_JOINED), rows[i].joined);
    host_end(&host);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_counted), cmocka_unit_test(tiers),       cmocka_unit_test(clocks),
      cmocka_unit_test(drops),           cmocka_unit_test(priorities),  cmocka_unit_test(skips),
      cmocka_unit_test(live_changes),    cmocka_unit_test(expressions), cmocka_unit_test(expressions_that_are_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Agents with several calls in hand: each rings, talks and is wrapped up by itself; and two laws of queueing theory: room
 * for n chats is n servers, and calls that interrupt others do not notice them. The seeds are fixed, so the tests are not
 * ones of chance. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "centre.h"

#define CALLS 200000

/* A channel whose calls weigh so much; `interrupts` NULL: none. */
static void add_channel(acd_definition *definition, const char *name, int64_t weight, const char *interrupts)
{
  int32_t channel = acd_definition_add(definition, ACD_NOUN_CHANNEL, 0, name);
  acd_definition_set(definition, channel, ACD_CHANNEL_WEIGHT, weight);
  if (interrupts) acd_definition_add(definition, ACD_NOUN_INTERRUPT, channel, interrupts);
}

/* A queue of that name for calls of the channel of that name, with "agent-1" … as add_team(). */
static int32_t add_queue(acd_definition *definition, const char *name, int agents)
{
  int32_t queue = add_team(definition, name, agents);
  acd_definition_set_text(definition, queue, ACD_QUEUE_CHANNEL, name);
  return queue;
}

/* Queues "voice" and "mail" of one agent, whose mails give way to calls. */
static void add_phone_and_mail(acd_definition *definition)
{
  int32_t mail;
  add_channel(definition, "voice", 100, "mail");
  add_channel(definition, "mail", 100, NULL);
  acd_definition_set(definition, add_queue(definition, "voice", 1), ACD_QUEUE_PRIORITY, 10);
  mail = acd_definition_add(definition, ACD_NOUN_QUEUE, 0, "mail");
  acd_definition_set_text(definition, mail, ACD_QUEUE_CHANNEL, "mail");
  acd_definition_add(definition, ACD_NOUN_MEMBER, mail, "agent-1");
}

static void add_to(acd_sim *sim, const char *queue, int64_t arrival_s, int64_t talk_s, int64_t wrapup_s, int64_t ref)
{
  acd_sim_caller caller = caller_to(find_queue(sim, queue), arrival_s * S, talk_s * S, ref);
  caller.wrapup_us = wrapup_s < 0 ? -1 : wrapup_s * S;
  assert_int_equal(acd_sim_add_caller(sim, &caller), ACD_OK);
}

static void run_to_end(acd_sim *sim)
{
  acd_sim_stats stats = {.size = sizeof(stats)};
  acd_kpi_calls calls = {.size = sizeof(calls)};
  assert_int_equal(acd_sim_run(sim, ACD_TIME_NEVER), ACD_OK);
  assert_int_equal(acd_sim_stats_get(sim, &stats), ACD_OK);
  assert_int_equal(stats.late, 0);
  assert_int_equal(acd_kpi_calls_get(acd_sim_engine(sim), &calls), ACD_OK);
  assert_int_equal(calls.live, 0);
  assert_int_equal(calls.action_timeouts, 0);
}

/* Room for two chats, and wrap-up of at most 15 s: each is over by its own time, whatever else is in hand. */
static void test_wrapup_of_each(void **state)
{
  static const struct {
    int64_t arrival_s, talk_s, wrapup_s, answered_s;
  } chats[] = {
      {0, 10, 4, 0},   /* in hand until 14 */
      {1, 20, -1, 1},  /* until 36: talk, then the queue's wrap-up */
      {2, 5, 0, 14},   /* until 19 */
      {3, 30, 90, 19}, /* until 64 */
      {4, 6, 2, 36},   /* until 44 */
      {5, 1, 1, 44},
  };
  const size_t count = sizeof(chats) / sizeof(chats[0]);
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_definition *definition = new_definition();
  acd_kpi_agent kpi = {.size = sizeof(kpi)};
  (void)state;
  add_channel(definition, "chat", 50, NULL);
  acd_definition_set(definition, add_queue(definition, "chat", 1), ACD_QUEUE_WRAPUP_US, 15 * S);
  submit(sim, definition);
  for (size_t i = 0; i < count; i++)
    add_to(sim, "chat", chats[i].arrival_s, chats[i].talk_s, chats[i].wrapup_s, (int64_t)i);
  run_to_end(sim);
  for (size_t i = 0; i < count; i++) {
    const acd_sim_outcome *got = outcome_of(&kept, (int64_t)i);
    assert_int_equal(got->answered_at_us, chats[i].answered_s * S);
    assert_int_equal(got->ended_at_us, (chats[i].answered_s + chats[i].talk_s) * S);
  }
  assert_int_equal(acd_kpi_agent_get(acd_sim_engine(sim), find_agent(sim, "agent-1"), &kpi), ACD_OK);
  assert_int_equal(kpi.wrapup_us, (4 + 15 + 0 + 15 + 2 + 1) * S);
  acd_sim_free(sim);
  outcomes_free(&kept);
}

/* An agent who pauses while on a call, and ends the wrap-up after it early, pauses. */
static void test_pause_after_wrapup(void **state)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_definition *definition = new_definition();
  (void)state;
  acd_definition_set(definition, add_team(definition, "team", 1), ACD_QUEUE_WRAPUP_US, 15 * S);
  submit(sim, definition);
  add_to(sim, "team", 0, 10, 5, 1);
  add_to(sim, "team", 1, 10, 5, 2);
  assert_int_equal(acd_sim_add_presence(sim, 2 * S, find_agent(sim, "agent-1"), ACD_PRESENCE_NOT_READY, 7), ACD_OK);
  assert_int_equal(acd_sim_add_presence(sim, 60 * S, find_agent(sim, "agent-1"), ACD_PRESENCE_AVAILABLE, 0), ACD_OK);
  run_to_end(sim);
  assert_int_equal(outcome_of(&kept, 2)->answered_at_us, 60 * S);
  acd_sim_free(sim);
  outcomes_free(&kept);
}

/* Two chats ring at once, for three seconds each. */
static void test_rings_at_once(void **state)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_definition *definition = new_definition();
  (void)state;
  add_channel(definition, "chat", 50, NULL);
  add_queue(definition, "chat", 1);
  submit(sim, definition);
  assert_int_equal(acd_sim_set_delay(sim, ACD_ACTION_RING, 3 * S), ACD_OK);
  for (int64_t i = 0; i < 4; i++) add_to(sim, "chat", i, 10, -1, i);
  run_to_end(sim);
  assert_int_equal(outcome_of(&kept, 0)->answered_at_us, 3 * S);
  assert_int_equal(outcome_of(&kept, 1)->answered_at_us, 4 * S);
  assert_int_equal(outcome_of(&kept, 2)->answered_at_us, 16 * S);
  assert_int_equal(outcome_of(&kept, 3)->answered_at_us, 17 * S);
  acd_sim_free(sim);
  outcomes_free(&kept);
}

/* A talk stands still while it is interrupted, once or more often, and the host's answers take their time. */
static void test_interrupted_talk(void **state)
{
  for (int slowly = 0; slowly < 2; slowly++) {
    outcomes kept;
    acd_sim *sim = new_sim(&kept);
    acd_definition *definition = new_definition();
    const acd_sim_outcome *mail;
    (void)state;
    add_phone_and_mail(definition);
    submit(sim, definition);
    if (slowly) {
      assert_int_equal(acd_sim_set_delay(sim, ACD_ACTION_HOLD, 2 * S), ACD_OK);
      assert_int_equal(acd_sim_set_delay(sim, ACD_ACTION_RESUME, 2 * S), ACD_OK);
    }
    add_to(sim, "mail", 0, 60, -1, 1);
    add_to(sim, "voice", 10, 20, -1, 2);
    add_to(sim, "voice", 31, 1, -1, 3);
    add_to(sim, "mail", 40, 5, -1, 4);
    run_to_end(sim);
    mail = outcome_of(&kept, 1);
    assert_int_equal(outcome_of(&kept, 2)->answered_at_us, 10 * S);
    assert_int_equal(outcome_of(&kept, 3)->answered_at_us, 31 * S);
    assert_int_equal(mail->ended_at_us, 81 * S);
    assert_int_equal(mail->talk_us, 60 * S);
    assert_int_equal(mail->end, ACD_END_COMPLETED);
    assert_int_equal(outcome_of(&kept, 4)->answered_at_us, 81 * S);
    acd_sim_free(sim);
    outcomes_free(&kept);
  }
}

/* A host's own hold: the talk goes on where it was. */
static void test_held_talk(void **state)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_engine *engine = acd_sim_engine(sim);
  acd_definition *definition = new_definition();
  acd_agent_info agent = {.size = sizeof(agent)};
  (void)state;
  add_team(definition, "team", 1);
  submit(sim, definition);
  add_to(sim, "team", 0, 60, -1, 1);
  assert_int_equal(acd_sim_run(sim, 10 * S), ACD_AGAIN);
  assert_int_equal(acd_agent_get(engine, find_agent(sim, "agent-1"), &agent), ACD_OK);
  assert_int_equal(acd_call_hold(engine, 10 * S, agent.call), ACD_OK);
  assert_int_equal(acd_sim_run(sim, 300 * S), ACD_OK); /* waits for another command for ever */
  assert_int_equal(acd_call_resume(engine, 300 * S, agent.call), ACD_OK);
  run_to_end(sim);
  assert_int_equal(outcome_of(&kept, 1)->ended_at_us, 350 * S);
  assert_int_equal(outcome_of(&kept, 1)->talk_us, 60 * S);
  acd_sim_free(sim);
  outcomes_free(&kept);
}

/* After a consultation: the caller talks to the other agent from the beginning, or goes on with both until the end, though
 * one of them may leave. Whoever hangs up first then, the call has ended. */
static void test_talk_of_several(void **state)
{
  (void)state;
  for (int i = 0; i < 6; i++) {
    int together = i % 3 > 0, leaves = i % 3 == 1;
    outcomes kept;
    acd_sim *sim = new_sim(&kept);
    acd_engine *engine = acd_sim_engine(sim);
    acd_definition *definition = new_definition();
    acd_agent_info agent = {.size = sizeof(agent)};
    acd_id first, second, consultation;
    add_team(definition, "team", 2);
    submit(sim, definition);
    first = find_agent(sim, "agent-1");
    second = find_agent(sim, "agent-2");
    acd_sim_caller caller = caller_to(find_queue(sim, "team"), 0, 60 * S, 1);
    caller.ended_by = i < 3 ? ACD_SIM_ENDED_BY_CALLER : ACD_SIM_ENDED_BY_AGENT;
    assert_int_equal(acd_sim_add_caller(sim, &caller), ACD_OK);
    assert_int_equal(acd_sim_run(sim, 10 * S), ACD_AGAIN);
    assert_int_equal(acd_agent_get(engine, first, &agent), ACD_OK);
    assert_int_equal(acd_call_consult(engine, 10 * S, agent.call, ACD_TARGET_AGENT, second, 0, &consultation), ACD_OK);
    assert_int_equal(acd_sim_run(sim, 15 * S), ACD_OK); /* on hold */
    if (together) {
      assert_int_equal(acd_call_conference(engine, 20 * S, agent.call), ACD_OK);
      assert_int_equal(acd_sim_run(sim, 30 * S), ACD_AGAIN);
      if (leaves) assert_int_equal(acd_agent_hangup(engine, 30 * S, first, 0), ACD_OK);
    } else {
      assert_int_equal(acd_call_complete(engine, 20 * S, agent.call), ACD_OK);
    }
    run_to_end(sim);
    assert_int_equal(outcome_of(&kept, 1)->ended_at_us, (together ? 70 : 80) * S);
    acd_sim_free(sim);
    outcomes_free(&kept);
  }
}

static void near(double found, double expected, double tolerance, const char *what)
{
  double off = found / expected - 1;
  if (off > tolerance || off < -tolerance) fail_msg("%s: %.5f, expected %.5f", what, found, expected);
}

static void add_poisson(acd_sim *sim, const char *queue, int64_t interval_us, int64_t talk_us, acd_time until_us)
{
  acd_sim_poisson poisson;
  acd_sim_poisson_init(&poisson);
  poisson.name = queue;
  poisson.queue = find_queue(sim, queue);
  poisson.interval_us_mean = interval_us;
  poisson.talk_us_mean = talk_us;
  poisson.until_us = until_us;
  if (until_us == ACD_TIME_NEVER) poisson.calls_max = CALLS;
  assert_int_equal(acd_sim_add_poisson(sim, &poisson), ACD_OK);
}

static int count_waits(void *user, const acd_sim_outcome *outcome)
{
  if (outcome->wait_us > 0) ++*(int64_t *)user;
  return 0;
}

/* Agents with room for some chats each, and the load of each place: as many servers as there are places. Of one agent, the
 * share of time in which nothing is in hand is theirs, too. Tolerances as in test_erlang.c. */
static void test_places_are_servers(void **state)
{
  static const struct {
    int agents, chats;
    int64_t interval_s, talk_s;
  } cases[] = {{1, 3, 100, 240}, {1, 10, 12, 84}, {2, 4, 20, 136}, {5, 4, 10, 180}};
  (void)state;
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    int servers = cases[i].agents * cases[i].chats;
    double erlangs = (double)cases[i].talk_s / (double)cases[i].interval_s, term = 1, sum = 1, share;
    int64_t waits = 0;
    outcomes kept;
    acd_sim *sim = new_sim(&kept);
    acd_definition *definition = new_definition();
    acd_kpi_queue kpi = {.size = sizeof(kpi)};
    acd_kpi_agent agent = {.size = sizeof(agent)};
    add_channel(definition, "chat", 100 / cases[i].chats, NULL);
    add_queue(definition, "chat", cases[i].agents);
    submit(sim, definition);
    acd_sim_set_outcome(sim, count_waits, &waits);
    acd_sim_set(sim, ACD_SIM_OPTION_CHECK, 0);
    add_poisson(sim, "chat", cases[i].interval_s * S, cases[i].talk_s * S, ACD_TIME_NEVER);
    run_to_end(sim);
    for (int busy = 1; busy < servers; busy++) sum += term *= erlangs / busy;
    term *= erlangs / servers * servers / (servers - erlangs); /* all are busy */
    share = term / (sum + term);
    assert_int_equal(acd_kpi_queue_get(acd_sim_engine(sim), find_queue(sim, "chat"), &kpi), ACD_OK);
    assert_int_equal(kpi.answered, CALLS);
    near((double)waits / CALLS, share, 0.07, "share that waits");
    near((double)acd_kpi_asa_us(&kpi), share * (double)cases[i].talk_s * S / (servers - erlangs), 0.12, "mean wait");
    assert_int_equal(acd_kpi_agent_get(acd_sim_engine(sim), find_agent(sim, "agent-1"), &agent), ACD_OK);
    assert_in_range(acd_kpi_occupancy_ppm(&agent), 0, 1000000);
    if (cases[i].agents == 1)
      near((double)acd_kpi_occupancy_ppm(&agent), (1 - 1 / (sum + term)) * 1e6, 0.01, "occupancy");
    acd_sim_free(sim);
    outcomes_free(&kept);
  }
}

/* Sums over the callers of each queue. */
typedef struct stays {
  acd_id voice;
  int64_t voices, mails, voice_us, mail_us;
} stays;

static int add_stay(void *user, const acd_sim_outcome *outcome)
{
  stays *sums = user;
  int is_voice = outcome->queue == sums->voice;
  ++*(is_voice ? &sums->voices : &sums->mails);
  *(is_voice ? &sums->voice_us : &sums->mail_us) += outcome->ended_at_us - outcome->arrived_at_us;
  return 0;
}

/* Voice interrupts mail, which goes on where it was: of one server the mean stay of voice is what it would be alone, that of
 * mail is (s (1 - a - b) + R) / ((1 - a) (1 - a - b)), with the loads a and b, the mean talk s of mail, and R = a times the
 * mean talk of voice + b times s. */
static void test_interrupting_is_priority(void **state)
{
  static const struct {
    int64_t voice_interval_s, voice_s, mail_interval_s, mail_s;
  } cases[] = {{100, 30, 200, 80}, {300, 120, 100, 30}, {60, 6, 60, 42}};
  (void)state;
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    double voice_s = (double)cases[i].voice_s, mail_s = (double)cases[i].mail_s;
    double a = voice_s / (double)cases[i].voice_interval_s, b = mail_s / (double)cases[i].mail_interval_s;
    outcomes kept;
    acd_sim *sim = new_sim(&kept);
    acd_definition *definition = new_definition();
    acd_kpi_agent agent = {.size = sizeof(agent)};
    acd_time until_us;
    stays sums = {0};
    add_phone_and_mail(definition);
    submit(sim, definition);
    sums.voice = find_queue(sim, "voice");
    acd_sim_set_outcome(sim, add_stay, &sums);
    acd_sim_set(sim, ACD_SIM_OPTION_CHECK, 0);
    until_us = CALLS / 2 * (cases[i].voice_interval_s + cases[i].mail_interval_s) * S; /* both come until the end */
    add_poisson(sim, "voice", cases[i].voice_interval_s * S, cases[i].voice_s * S, until_us);
    add_poisson(sim, "mail", cases[i].mail_interval_s * S, cases[i].mail_s * S, until_us);
    run_to_end(sim);
    near((double)sums.voice_us / (double)sums.voices / S, voice_s / (1 - a), 0.03, "mean stay of voice");
    near((double)sums.mail_us / (double)sums.mails / S,
         (mail_s * (1 - a - b) + a * voice_s + b * mail_s) / ((1 - a) * (1 - a - b)), 0.08, "mean stay of mail");
    assert_int_equal(acd_kpi_agent_get(acd_sim_engine(sim), find_agent(sim, "agent-1"), &agent), ACD_OK);
    near((double)acd_kpi_occupancy_ppm(&agent), (a + b) * 1e6, 0.02, "occupancy");
    acd_sim_free(sim);
    outcomes_free(&kept);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_wrapup_of_each),     cmocka_unit_test(test_pause_after_wrapup),
      cmocka_unit_test(test_rings_at_once),      cmocka_unit_test(test_interrupted_talk),
      cmocka_unit_test(test_held_talk),          cmocka_unit_test(test_talk_of_several),
      cmocka_unit_test(test_places_are_servers), cmocka_unit_test(test_interrupting_is_priority),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

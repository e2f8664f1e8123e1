/* SPDX-License-Identifier: Apache-2.0 */
/* The random strategy: uniform over those who may be offered the call, from the engine's seed alone. */
#include "centre.h"

enum { AGENTS = 10, DRAWS = 4000 };

static const char *const names[AGENTS] = {"a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9"};

/* Half of the agents have another skill, so that the draw goes over several profiles. */
static void begin(test_host *host, int64_t seed)
{
  static outline text;
  const int64_t options[] = {ACD_OPTION_SEED, seed, 0};
  text.size = 0;
  outline_write(&text, "skill french\n");
  for (int a = 0; a < AGENTS; a++)
    outline_write(&text, "agent %s\n%s", names[a], a % 3 == 0 ? "  agent_skill french\n" : "");
  outline_write(&text, "queue desk strategy=random retry_delay=0s\n");
  for (int a = 0; a < AGENTS; a++) outline_write(&text, "  member %s\n", names[a]);
  outline_write(&text, "number 100 queue=desk\n");
  host_begin(host, options);
  host_define(host, text.text);
  host->keeps_events = 0;
}

static int who_rings(const test_host *host, acd_id call)
{
  for (int a = 0; a < AGENTS; a++) {
    acd_agent_info info = centre_agent(host, names[a]);
    if (info.state == ACD_AGENT_STATE_RESERVED && info.call == call) return a;
  }
  fail_msg("the call rings nowhere");
  return -1;
}

/* Sum of squares against the uniform distribution, times the expected count: chi-square × expected. */
static int64_t unevenness(const int *counts, int cells, int total)
{
  int64_t sum = 0;
  for (int i = 0; i < cells; i++) {
    int64_t off = (int64_t)counts[i] * cells - total;
    sum += off * off;
  }
  return sum;
}

/* Below the 99.99 % quantile of chi-square with so many cells less one: sum of (n − e)² / e, e = total / cells. */
static void assert_uniform(const int *counts, int cells, int total, int64_t quantile)
{
  assert_true(unevenness(counts, cells, total) < quantile * total * cells);
  assert_true(unevenness(counts, cells, total) > 0); /* chance is never as even as a rota */
}

static void draws_are_uniform(void **state)
{
  (void)state;
  test_host host;
  int counts[AGENTS] = {0}, pairs[AGENTS * AGENTS] = {0}, last = 0;
  begin(&host, 12345);
  for (int i = 0; i < DRAWS; i++) {
    acd_id call = host_arrive(&host, "100");
    int a = who_rings(&host, call);
    counts[a]++;
    pairs[last * AGENTS + a]++;
    last = a;
    host_hangup(&host, call);
    host_pull(&host);
  }
  assert_uniform(counts, AGENTS, DRAWS, 34);          /* 9 degrees of freedom */
  assert_uniform(pairs, AGENTS * AGENTS, DRAWS, 160); /* 99: one draw says nothing about the next */
  host_end(&host);
}

/* Among those who have not missed the call, each is as likely to be next, too. */
static void the_next_is_uniform_among_the_others(void **state)
{
  (void)state;
  test_host host;
  int counts[AGENTS] = {0}, total = 0;
  begin(&host, 99);
  for (int i = 0; i < DRAWS; i++) {
    acd_id call = host_arrive(&host, "100");
    int first = who_rings(&host, call);
    centre_offer(&host, names[first], ACD_OUTCOME_REJECTED);
    int second = who_rings(&host, call);
    assert_int_not_equal(first, second);
    counts[(second - first + AGENTS) % AGENTS]++;
    total++;
    host_hangup(&host, call);
  }
  assert_int_equal(counts[0], 0);
  assert_uniform(counts + 1, AGENTS - 1, total, 32); /* 8 degrees of freedom */
  host_end(&host);
}

/* Those with the skill alone are drawn from. */
static void only_those_who_may(void **state)
{
  (void)state;
  test_host host;
  int counts[AGENTS] = {0};
  begin(&host, 7);
  for (int i = 0; i < 1000; i++) {
    acd_id call = host_arrive_skill(&host, "100", "french", 1);
    counts[who_rings(&host, call)]++;
    host_hangup(&host, call);
  }
  for (int a = 0; a < AGENTS; a++) assert_int_equal(counts[a] > 0, a % 3 == 0);
  host_end(&host);
}

static int64_t digest_of_run(int64_t seed)
{
  test_host host;
  begin(&host, seed);
  for (int i = 0; i < 50; i++) host_hangup(&host, host_arrive(&host, "100"));
  int64_t digest = acd_engine_digest_actions(host.engine);
  host_end(&host);
  return digest;
}

static void the_seed_decides(void **state)
{
  (void)state;
  static const int64_t seeds[] = {0, 1, 2, INT64_C(1) << 53};
  for (size_t i = 0; i < COUNT(seeds); i++) {
    int64_t digest = digest_of_run(seeds[i]);
    assert_int_equal(digest, digest_of_run(seeds[i]));
    for (size_t k = 0; k < i; k++) assert_int_not_equal(digest, digest_of_run(seeds[k]));
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(draws_are_uniform),
      cmocka_unit_test(the_next_is_uniform_among_the_others),
      cmocka_unit_test(only_those_who_may),
      cmocka_unit_test(the_seed_decides),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

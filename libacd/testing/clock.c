/* SPDX-License-Identifier: Apache-2.0 */
#include "testing.h"

#include <stdlib.h>

/* At one instant, before the definition or the host must be going in circles. */
enum { STEPS_MAX = 100000 };

acd_time acd_testing_now(const acd_testing *testing)
{
  return testing ? testing->now_us : 0;
}

acd_time acd__testing_us(double seconds)
{
  double us = seconds * 1e6;
  return !(us >= 0) ? -1 : us > 4e15 ? ACD_TIME_MAX : (acd_time)(us + 0.5); /* NaN is no time either */
}

void acd__testing_later_add(acd_testing *of, acd__testing_later *later)
{
  acd__testing_later **at = &of->later;
  while (*at && (*at)->time_us <= later->time_us) at = &(*at)->next;
  later->next = *at;
  *at = later;
}

void acd__testing_later_free(acd__testing_later *later)
{
  if (later) free(later->text);
  free(later);
}

int acd_testing_later(acd_testing *testing, double seconds, acd_testing_fn what, void *user)
{
  acd_time after = acd__testing_us(seconds);
  if (!testing || !what) return ACD_ERR_ARGUMENT;
  if (after < 0) return acd__testing_fail(testing, ACD_ERR_ARGUMENT, "later: %g seconds", seconds);
  acd__testing_later *later = calloc(1, sizeof *later);
  if (!later) return acd__testing_fail(testing, ACD_ERR_NOMEM, "%s", acd_status_text(ACD_ERR_NOMEM));
  later->time_us = testing->now_us + after;
  later->what = what;
  later->user = user;
  acd__testing_later_add(testing, later);
  return ACD_OK;
}

/* The host does what is due now. */
static int run(acd_testing *of)
{
  if (!of->attached) return of->engine ? acd__testing_host_run(of) : ACD_OK;
  int status = of->run ? of->run(of->run_user, of->now_us) : ACD_OK;
  if (status < 0) return acd__testing_fail(of, status, "the host failed: %s", acd_status_text(status));
  return ACD_OK;
}

static int is_due(const acd_testing *of)
{
  return of->engine && acd_engine_deadline(of->engine) <= of->now_us;
}

int acd_testing_settle(acd_testing *testing)
{
  if (!testing) return ACD_ERR_ARGUMENT;
  int status = run(testing);
  int steps = 0;
  while (!status && ((testing->later && testing->later->time_us <= testing->now_us) || is_due(testing))) {
    if (++steps == STEPS_MAX)
      return acd__testing_fail(testing, ACD_ERR_LIMIT,
                               is_due(testing)
                                   ? "the host has run, and does not do what the engine has due"
                                   : "at one instant there is no end of things to do: a flow goes in circles");
    acd__testing_later *later = testing->later;
    if (later && later->time_us <= testing->now_us) {
      testing->later = later->next;
      if (later->what)
        later->what(later->user, testing->now_us);
      else
        status = acd__testing_host_answer(testing, later);
      acd__testing_later_free(later);
    }
    if (!status) status = run(testing);
  }
  if (!status && testing->lost) return acd__testing_fail(testing, ACD_ERR_NOMEM, "there is no memory for the story");
  return status;
}

int acd_testing_pass(acd_testing *testing, double seconds)
{
  acd_time after = acd__testing_us(seconds);
  if (!testing) return ACD_ERR_ARGUMENT;
  if (after < 0 || after > ACD_TIME_MAX - testing->now_us)
    return acd__testing_fail(testing, ACD_ERR_ARGUMENT, "pass: %g seconds", seconds);
  acd_time end = testing->now_us + after;
  int status = acd_testing_settle(testing);
  while (!status) {
    acd_time next = testing->engine ? acd_engine_deadline(testing->engine) : ACD_TIME_NEVER;
    if (testing->later && testing->later->time_us < next) next = testing->later->time_us;
    if (next > end) break;
    testing->now_us = next;
    status = acd_testing_settle(testing);
  }
  if (status) return status;
  testing->now_us = end;
  return acd_testing_settle(testing);
}

int acd__testing_after(acd_testing *of, int status, const char *what, const char *about)
{
  if (status >= 0) return acd_testing_settle(of);
  return acd__testing_fail(of, status, "%s %s: %s", what, about, acd_status_text(status));
}

int acd_testing_expect_ok(acd_testing *testing, int64_t status)
{
  if (!testing) return ACD_ERR_ARGUMENT;
  if (status < 0) {
    testing->unmet = 1;
    return acd__testing_fail(testing, (int)status, "expected: ok\nbut was:  %s", acd_status_text((int)status));
  }
  return acd_testing_settle(testing);
}

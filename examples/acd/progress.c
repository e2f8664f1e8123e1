/* SPDX-License-Identifier: Apache-2.0 */
#define _POSIX_C_SOURCE 200809L

#include "progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define BAR_WIDTH   40
#define PERIOD_MS   100
#define STEPS_APART 256

static int64_t now_ms(void)
{
  struct timespec now;
  if (clock_gettime(CLOCK_MONOTONIC, &now)) return 0;
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_begin(progress *bar, int quiet)
{
  bar->shown = !quiet && isatty(STDERR_FILENO);
  bar->steps = 0;
  bar->drawn = 0;
  bar->next_ms = bar->shown ? now_ms() + PERIOD_MS : 0;
}

void progress_step(progress *bar, int thousandths, int64_t count)
{
  int64_t now;
  if (!bar->shown || ++bar->steps % STEPS_APART) return;
  now = now_ms();
  if (now < bar->next_ms) return;
  bar->next_ms = now + PERIOD_MS;
  bar->drawn = 1;
  fputs("\r[", stderr);
  for (int i = 0; i < BAR_WIDTH; i++) fputc(thousandths >= 0 && i < thousandths * BAR_WIDTH / 1000 ? '#' : ' ', stderr);
  if (thousandths >= 0)
    fprintf(stderr, "] %3d %%  %" PRId64 " calls", thousandths / 10, count);
  else
    fprintf(stderr, "] %" PRId64 " calls", count);
  fflush(stderr);
}

void progress_end(progress *bar)
{
  if (bar->drawn) fputs("\r\033[K", stderr);
}

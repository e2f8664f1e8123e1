/* SPDX-License-Identifier: Apache-2.0 */
/* Slots: what it costs to book one, and to find the next that can be booked, when few and when many are. */
#include <inttypes.h>
#include <stdio.h>

#include <acd/slot.h>

#include "measure.h"
#include "scenario_inside.h"

#define MINUTE_US (60 * ACD_SECOND)

enum { TIMES = 1000, SLOT_DAYS = 400, SLOT_MINUTES = 5, NUMBER_MAX = 24 };

static const size_t sizes[] = {1000, 100000};
enum { SIZES = sizeof sizes / sizeof *sizes };

typedef struct centre {
  acd_engine *engine;
  acd_id plan;
  uint64_t state;
  int64_t numbers;
} centre;

/* What is asked for, laid out beforehand. */
typedef struct asked {
  acd_slot_wish wishes[TIMES];
  char numbers[TIMES][NUMBER_MAX];
  int64_t after_us[TIMES];
} asked;

/* Open at all hours: slots of five minutes, as many days ahead as there may be. */
static acd_definition *define(void)
{
  acd_definition *to = NULL;
  if (acd_definition_new(NULL, &to)) return NULL;
  (void)acd_definition_add(to, ACD_NOUN_QUEUE, 0, "desk");
  (void)acd_definition_add(to, ACD_NOUN_CALLBACK, 0, "back");
  int32_t hours = acd_definition_add(to, ACD_NOUN_HOURS, acd_definition_add(to, ACD_NOUN_SCHEDULE, 0, "always"), "all");
  acd_definition_set(to, hours, ACD_HOURS_DAYS, 127);
  acd_definition_set(to, hours, ACD_HOURS_FROM_US, 0);
  acd_definition_set(to, hours, ACD_HOURS_TO_US, 24 * 60 * MINUTE_US);
  int32_t plan = acd_definition_add(to, ACD_NOUN_SLOT_PLAN, 0, "visit");
  acd_definition_set_text(to, plan, ACD_SLOT_PLAN_CALLBACK, "back");
  acd_definition_set_text(to, plan, ACD_SLOT_PLAN_QUEUE, "desk");
  acd_definition_set_text(to, plan, ACD_SLOT_PLAN_SCHEDULE, "always");
  acd_definition_set(to, plan, ACD_SLOT_PLAN_LENGTH_US, SLOT_MINUTES * MINUTE_US);
  acd_definition_set(to, plan, ACD_SLOT_PLAN_HORIZON_US, SLOT_DAYS * 24 * 60 * MINUTE_US);
  acd_definition_set(to, plan, ACD_SLOT_PLAN_CAPACITY, 10000);
  return to;
}

static int begin(centre *of)
{
  acd_definition *definition = define();
  *of = (centre){.state = 1};
  int status = definition ? acd_engine_new(NULL, &of->engine) : ACD_ERR_NOMEM;
  if (!status) status = acd_definition_submit(definition, of->engine, 0, ACD_DEFINE_WHOLE);
  acd_definition_free(definition);
  return status ? status : acd_slot_plan_find(of->engine, "visit", &of->plan);
}

/* For slots in no order. */
static int ask(centre *of, asked *to)
{
  for (size_t i = 0; i < TIMES; i++) {
    acd_slot_info slot = {.size = sizeof slot};
    of->state = of->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    to->after_us[i] = (int64_t)(of->state >> 11) % ((SLOT_DAYS - 1) * 24 * 60 * MINUTE_US);
    if (acd_slot_next(of->engine, of->plan, to->after_us[i], ACD_SLOT_NEXT_ALL, &slot) != 1) return -1;
    acd_slot_wish_init(&to->wishes[i]);
    snprintf(to->numbers[i], NUMBER_MAX, "%" PRId64, of->numbers++);
    to->wishes[i].number = to->numbers[i];
    to->wishes[i].plan = of->plan;
    to->wishes[i].date = slot.date;
    to->wishes[i].clock_us = slot.clock_us;
  }
  return 0;
}

static int64_t book_all(acd_engine *engine, const asked *of)
{
  int64_t booked = 0;
  for (size_t i = 0; i < TIMES; i++) booked += acd_slot_book(engine, 0, &of->wishes[i], NULL) == ACD_OK;
  return booked;
}

/* Apart, so that instructions can be counted inside of them. */
__attribute__((noinline)) static int64_t timed_bookings(acd_engine *engine, const asked *of)
{
  return book_all(engine, of);
}

__attribute__((noinline)) static int64_t timed_nexts(acd_engine *engine, const asked *of)
{
  int64_t found = 0;
  acd_slot_info slot = {.size = sizeof slot};
  for (size_t i = 0; i < TIMES; i++)
    found += acd_slot_next(engine, of->wishes[i].plan, of->after_us[i], ACD_SLOT_NEXT_FREE, &slot) == 1;
  return found;
}

typedef int64_t (*act_fn)(acd_engine *engine, const asked *of);
static const act_fn kinds[] = {timed_bookings, timed_nexts};
static const char *const kind_names[] = {"book", "next"};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* All but the last of so many bookings. */
static int prepare(centre *of, size_t size, asked *to)
{
  int status = begin(of);
  for (size_t booked = 0; !status && booked + TIMES <= size; booked += TIMES) {
    status = ask(of, to);
    if (!status && booked + 2 * TIMES <= size && book_all(of->engine, to) != TIMES) status = ACD_ERR_LIMIT;
  }
  return status;
}

int print_slots(void)
{
  static asked of;
  printf("\na booking among so many, and a look for the next slot that can be booked; %d days of slots of %d minutes\n"
         " bookings    a booking       a look\n",
         SLOT_DAYS, SLOT_MINUTES);
  for (size_t i = 0; i < SIZES; i++) {
    centre at;
    double ns[KINDS];
    if (prepare(&at, sizes[i], &of)) return bench_failed("slots", ACD_ERR_LIMIT);
    for (size_t kind = 0; kind < KINDS; kind++) {
      int64_t begun = now_ns();
      if (kinds[kind](at.engine, &of) != TIMES) return bench_failed("slots", ACD_ERR_LIMIT);
      ns[kind] = (double)(now_ns() - begun) / TIMES;
    }
    printf("%9zu %9.0f ns %9.0f ns\n", sizes[i], ns[0], ns[1]);
    acd_engine_free(at.engine);
  }
  return 0;
}

const char *slot_name(size_t index)
{
  static char name[40];
  if (index >= SIZES * KINDS) return NULL;
  snprintf(name, sizeof name, "%s-%zu", kind_names[index % KINDS], sizes[index / KINDS]);
  return name;
}

int64_t count_slots(size_t index)
{
  static asked of;
  centre at;
  if (prepare(&at, sizes[index / KINDS], &of)) return bench_failed("slots", ACD_ERR_LIMIT);
  int64_t count = kinds[index % KINDS](at.engine, &of);
  acd_engine_free(at.engine);
  return count == TIMES ? TIMES : bench_failed("slots", ACD_ERR_LIMIT);
}

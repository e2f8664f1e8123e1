/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/digest.h"

void acd__digest_pace(acd__digest_walk *to, const acd__pace *pace)
{
  acd__digest_timer(to, pace ? &pace->slice : NULL);
  acd__digest_timer(to, pace ? &pace->more : NULL);
  acd__digest_timer(to, pace ? &pace->step : NULL);
}

void acd__digest_booking(acd__digest_walk *to, const acd__booking *at)
{
  const int64_t values[] = {
      acd__digest_id_of(at->plan),
      at->local.day,
      at->local.clock_us,
      at->starts_us,
      at->held,
      at->judged,
      at->time != NULL,
  };
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) acd__digest_add(to, values[i]);
}

/* Times for which something is booked, and for whom. */
void acd__digest_slots(acd__digest_walk *to, const acd__slots *slots)
{
  acd__digest_timer(to, &slots->timer.timer);
  acd__digest_add(to, slots->shifts);
  if (slots->shifts) acd__digest_add(to, slots->shifted.key_a ^ slots->shifted.key_b);
  if (slots->told) acd__digest_add(to, slots->told->call->slot.id);
  for (const acd__order_node *node = acd__order_first(&slots->due); node; node = acd__order_next(&slots->due, node)) {
    const acd__slot_time *at =
        (const acd__slot_time *)(const void *)((const char *)node - offsetof(acd__slot_time, due));
    acd__digest_add(to, at->due.key_a);
    acd__digest_add(to, (int64_t)at->due.sequence);
    acd__digest_add(to, at->limit);
    for (const acd__callback *of = at->first; of; of = of->booking.after) acd__digest_add(to, of->call->slot.id);
  }
}

void acd__digest_callback(acd__digest_walk *to, const acd__callback *at)
{
  if (!at || (!at->was && !at->booking.plan)) return;
  const int64_t values[] = {
      at->stage,      acd__digest_id_of(at->plan),
      at->attempts,   at->expired,
      at->machine,    at->taken_us,
      at->place_us,   at->queue,
      at->reached_us, at->dialled_us,
      at->no_zone,
  };
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) acd__digest_add(to, values[i]);
  acd__digest_add(to, acd__digest_id_of(at->campaign));
  acd__digest_add(to, at->abandoned);
  acd__digest_add(to, at->place);
  acd__digest_add(to, at->refused);
  acd__digest_string(to, at->number);
  acd__digest_timer(to, &at->due.timer);
  acd__digest_timer(to, &at->expires.timer);
  if (at->booking.plan) acd__digest_booking(to, &at->booking);
  acd__digest_add(to, at->given_up);
}

/* Counts in no order: their places in the table tell of those before. */
void acd__digest_plan(acd__digest_walk *to, const acd__callback_plan *at)
{
  const acd__callback_day *day = &at->day;
  uint64_t counts = 0;
  for (uint32_t i = 0; i < day->size && day->taken; i++)
    if (day->table[i].day == day->number)
      counts += acd__digest(acd__digest(0, (uint64_t)day->table[i].key), day->table[i].count);
  acd__digest_add(to, at->slot.id);
  acd__digest_add(to, (int64_t)at->holders);
  acd__digest_add(to, day->date);
  acd__digest_add(to, day->since_us);
  acd__digest_add(to, day->taken);
  acd__digest_add(to, (int64_t)counts);
}

void acd__digest_campaign(acd__digest_walk *to, const acd__campaign *at)
{
  const int64_t values[] = {at->slot.id, at->closed, (int64_t)at->holders, at->taken,
                            at->look,    at->passed, at->goes_on};
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) acd__digest_add(to, values[i]);
  for (size_t i = 0; i < sizeof at->ended / sizeof *at->ended; i++) acd__digest_add(to, at->ended[i]);
  acd__digest_timer(to, &at->timer.timer);
  if (at->goes_on) {
    acd__digest_add(to, at->behind.key_a);
    acd__digest_add(to, at->behind.key_b);
    acd__digest_add(to, (int64_t)at->behind.sequence);
  }
  if (at->look == ACD__LOOK_OVER) return;
  acd__digest_add(to, at->look_at_us);
  acd__digest_add(to, at->seen.key_a);
  acd__digest_add(to, at->seen.key_b);
  acd__digest_add(to, (int64_t)at->seen.sequence);
}

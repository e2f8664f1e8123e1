/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/digest.h"

static void add_line(acd__digest_walk *to, const acd__line *at)
{
  const int64_t values[] = {
      acd__digest_id_of(at->call),
      acd__digest_id_of(at->queue),
      acd__digest_action_id(at->request),
      acd__digest_action_id(at->notice),
      at->state,
      at->stopping,
      at->accepted,
      at->role,
      at->state_since_us,
      at->offered_us,
      at->talk_since_us,
      at->party_since_us,
      at->hold_before_us,
      at->wrapup_extended_us,
      at->channel,
      at->interrupted,
      at->held,
      at->call_id,
      at->marks,
      at->step,
  };
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) acd__digest_add(to, values[i]);
  if (at->device) {
    acd__digest_add(to, at->device->slot.id);
    acd__digest_add(to, at->device->seen);
    acd__digest_add(to, at->offer_until_us);
  }
  acd__digest_timer(to, &at->wrapup);
  acd__digest_timer(to, &at->wrapup_until.timer);
}

/* What the definition says of an agent stands here, so that it is the same however she came to be so. */
static void add_agent_config(acd__digest_walk *to, const acd__agent_config *at)
{
  acd__digest_add(to, at->ring_lane ? at->ring_lane->delay_us : -1);
  acd__digest_add(to, at->wrapup_lane ? at->wrapup_lane->delay_us : -1);
  acd__digest_add(to, at->wrapup_extension_max_us);
  acd__digest_add(to, at->offers.max);
  acd__digest_add(to, at->offers.window_us);
  to->digest = acd__digest_bytes(to->digest, at->extension, at->extension_size);
  acd__digest_add(to, at->capacity);
  to->digest = acd__digest_bytes(to->digest, at->channel_max, sizeof at->channel_max);
  acd__digest_add(to, at->channels);
  acd__digest_add(to, at->lines_max);
  acd__digest_add(to, at->skills_count);
  for (uint32_t i = 0; i < at->skills_count; i++) {
    acd__digest_add(to, at->skills[i].skill);
    acd__digest_add(to, at->skills[i].level_min);
  }
  for (uint32_t i = 0; i < at->memberships_count; i++) {
    const acd__membership *member = &at->memberships[i];
    acd__digest_add(to, member->queue_id);
    acd__digest_add(to, member->position);
    acd__digest_add(to, member->tier);
    acd__digest_add(to, member->rank);
    acd__digest_add(to, member->weight);
    acd__digest_add(to, member->group);
    acd__digest_add(to, member->calls_count);
  }
}

void acd__digest_agent(acd__digest_walk *to, const acd__agent *at)
{
  const int64_t values[] = {
      at->slot.id,
      (int64_t)at->sequence,
      at->host_ref,
      at->presence,
      at->state,
      at->reason,
      at->state_since_us,
      at->idle_since_us,
      at->rest_until_us,
      at->calls_count,
      at->talk_us,
      at->misses_count,
      at->finishing,
      at->elsewhere,
      at->limit_until_us,
      at->occupancy_ppm,
      at->load,
      at->occupancy.since_us,
      at->config->offers.count,
      at->missed_call,
      at->missed_round,
      at->gone,
      at->seen,
      at->idle,
      (int64_t)at->own.count,
      at->lines_count,
      at->lines_room,
  };
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) acd__digest_add(to, values[i]);
  for (const acd__device *device = at->devices; device; device = device->next) {
    acd__digest_add(to, device->slot.id);
    acd__digest_add(to, device->busy);
    acd__digest_add(to, device->seen);
    acd__digest_string(to, device->name);
    acd__digest_add(to, device->channel);
    acd__digest_add(to, device->ring_lane ? device->ring_lane->delay_us : -1);
  }
  for (const acd__line *line = &at->line; line; line = line->next) add_line(to, line);
  acd__digest_timer(to, &at->look);
  acd__digest_timer(to, &at->rest);
  for (uint32_t i = 0; i < at->config->offers.count; i++) acd__digest_add(to, acd__limit_offer(&at->config->offers, i));
  for (size_t i = 0; i <= ACD__PARTS; i++) { /* the oldest first */
    size_t slot = (at->occupancy.slot + 1 + i) % (ACD__PARTS + 1);
    acd__digest_add(to, at->occupancy.parts[slot].worked_us);
    acd__digest_add(to, at->occupancy.parts[slot].there_us);
  }
  acd__digest_timer(to, &at->limit.timer);
  acd__digest_timer(to, &at->own_timer);
  acd__digest_string(to, at->name);
  acd__digest_kpi(to, &at->kpi.sums, sizeof at->kpi.sums);
  add_agent_config(to, at->config);
}

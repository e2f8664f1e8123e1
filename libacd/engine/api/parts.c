/* SPDX-License-Identifier: Apache-2.0 */
/* Questions about channels, and about groups of members. Nothing here changes the engine. */
#include "engine/engine.h"
#include "model/record.h"

static const acd__channel *find_channel(const acd_engine *engine, acd_id channel, int *status_out)
{
  *status_out = ACD_ERR_ARGUMENT;
  return engine ? acd__pool_find(&engine->channels, channel, status_out) : NULL;
}

int acd_channel_get(const acd_engine *engine, acd_id channel, acd_channel_info *info_out)
{
  int status;
  const acd__channel *found = find_channel(engine, channel, &status);
  if (!found) return status;
  acd_channel_info info = {
      .closed = found->gone,
      .name = found->name->text,
      .weight = engine->world.centre.channels.weights[found->number],
      .lines_count = (int64_t)found->lines,
  };
  for (const acd__queue *at = engine->queues_head; at; at = at->defined_next)
    if (at->route->channel == found->number) info.waiting_count += at->waiting_count;
  return acd__record_put(info_out, &info, sizeof info, sizeof info);
}

/* They are few, and in no order but that of their numbers, which are used again. */
acd_id acd_channel_next(const acd_engine *engine, acd_id after)
{
  int status;
  const acd__channel *before = after ? find_channel(engine, after, &status) : NULL;
  const acd__channel *next = NULL;
  if (!engine || (after && !before)) return 0;
  for (uint32_t i = 1; i < ACD__CHANNELS; i++) {
    const acd__channel *at = engine->channels_at[i];
    if (!at || (before && at->sequence <= before->sequence)) continue;
    if (!next || at->sequence < next->sequence) next = at;
  }
  return next ? next->slot.id : 0;
}

int acd_channel_interrupts(const acd_engine *engine, acd_id channel, acd_id other)
{
  int status;
  const acd__channel *found = find_channel(engine, channel, &status);
  const acd__channel *interrupted = found ? find_channel(engine, other, &status) : NULL;
  if (!interrupted) return status;
  return (int)(engine->world.centre.channels.interrupts[found->number] >> interrupted->number & 1);
}

/* Members of the same profile are of the same group. */
static void count_members(const acd__queue_route *route, uint32_t group, acd_group_info *info)
{
  for (size_t i = 0; i < route->profiles_count; i++) {
    const acd__profile_ref *ref = &route->profiles[i];
    if (!ref->profile || ref->group != group) continue;
    info->members_count += (int64_t)ref->profile->agents_count;
    if (acd__profile_in(ref->profile, route)->strange) continue;
    info->staffed_count += ref->profile->staffed;
    info->available_count += ref->profile->available;
    info->ready_count += (int64_t)acd__idle_count(ref);
  }
}

int acd_queue_group(const acd_engine *engine, acd_id queue, size_t index, acd_group_info *info_out)
{
  int status = ACD_ERR_ARGUMENT;
  const acd__queue *found = engine ? acd__pool_find(&engine->queues, queue, &status) : NULL;
  if (!found) return status;
  const acd__queue_config *config = found->config;
  if (index >= config->groups_count) return ACD_ERR_NOT_FOUND;
  const acd__group *group = &config->groups[index];
  acd_group_info info = {
      .name = group->name->text,
      .percentage = group->percentage,
      .share_ppm = config->groups_calls ? group->calls * 1000000 / config->groups_calls : 0,
  };
  count_members(found->route, (uint32_t)index, &info);
  return acd__record_put(info_out, &info, sizeof info, sizeof info);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Channels, and what they make of agents: how many calls each can have in hand. */
#include "engine/define/plan.h"
#include "model/path.h"

/* A number that no channel has, neither one that is defined nor one that is gone but for its last calls; 0: there is none. */
static uint32_t free_number(const acd__plan *plan)
{
  uint32_t used = ACD__CHANNEL_NONE;
  for (uint32_t i = 1; i < ACD__CHANNELS; i++)
    if (plan->engine->channels_at[i]) used |= ACD__CHANNEL_BIT(i);
  for (size_t i = 0; i < plan->channels_count; i++) used |= ACD__CHANNEL_BIT(plan->channels[i].channel->number);
  return used == UINT32_MAX ? 0 : (uint32_t)__builtin_ctz(~used);
}

int acd__plan_channels_fit(acd_engine *engine, const acd__document *document)
{
  uint32_t left = ACD__CHANNELS - 1;
  int status = ACD_OK;
  for (uint32_t i = 1; i < ACD__CHANNELS; i++) left -= engine->channels_at[i] != NULL;
  for (const acd__object *at = NULL; (at = acd__plan_next(document, at, ACD_NOUN_CHANNEL));) {
    char path[ACD__PATH_SIZE];
    if (acd__dictionary_find(&engine->world.channels, at->name, at->name_size)) continue;
    if (left > 0) {
      left--;
      continue;
    }
    acd__path_write(path, document, (int32_t)(at - document->objects));
    acd__errors_add(&engine->errors, ACD_ERR_LIMIT, at->origin, 0, path,
                    "has no place while channels that are gone have their last calls",
                    "at most 31 channels, those included that are gone but for their last calls", NULL);
    status = ACD_ERR_DEFINITION;
  }
  return engine->errors.nomem ? ACD_ERR_NOMEM : status;
}

static int plan_channel(acd__plan *plan, const acd__object *object)
{
  acd_engine *engine = plan->engine;
  if (ACD__PLAN_GROW(plan, channels)) return ACD_ERR_NOMEM;
  uint32_t number = free_number(plan);
  acd__plan_channel entry = {.object = object};
  acd__string *name = NULL;
  int status = acd__plan_keep_or_take(plan, &engine->channels, &engine->world.channels, &plan->world.channels, object,
                                      (void **)&entry.channel, &name, &entry.is_new);
  if (entry.channel && entry.is_new) {
    entry.channel->name = name;
    entry.channel->number = number;
    entry.channel->sequence = ++plan->sequence;
  }
  if (entry.channel) plan->channels[plan->channels_count++] = entry;
  if (status) return status;
  if (entry.channel->number == 0) return ACD_ERR_LIMIT;
  plan->world.centre.channels.weights[entry.channel->number] =
      acd__document_int(&plan->document, object, ACD_CHANNEL_WEIGHT);
  return ACD_OK;
}

static uint32_t number_of(const acd__plan *plan, const char *name, size_t size)
{
  const acd__channel *channel = acd__dictionary_find(&plan->world.channels, name, size);
  return channel ? channel->number : 0;
}

int acd__plan_channels(acd__plan *plan)
{
  const acd__object *all = plan->document.objects;
  acd__channels *channels = &plan->world.centre.channels;
  for (const acd__object *at = NULL; (at = acd__plan_next(&plan->document, at, ACD_NOUN_CHANNEL));) {
    int status = plan_channel(plan, at);
    if (status) return status;
  }
  for (size_t i = 0; i < plan->channels_count; i++) {
    uint32_t *interrupts = &channels->interrupts[plan->channels[i].channel->number];
    for (int32_t k = plan->channels[i].object->first_child; k >= 0; k = all[k].next)
      if (all[k].noun == ACD_NOUN_INTERRUPT)
        *interrupts |= ACD__CHANNEL_BIT(number_of(plan, all[k].name, all[k].name_size));
  }
  for (uint32_t i = 1; i < ACD__CHANNELS; i++) /* what is gone weighs what it did */
    if (plan->engine->channels_at[i] && !channels->weights[i])
      channels->weights[i] = plan->engine->world.centre.channels.weights[i];
  return ACD_OK;
}

uint32_t acd__plan_channel_of(const acd__plan *plan, const acd__object *object, uint32_t property)
{
  const char *name = acd__document_text(&plan->document, object, property);
  return number_of(plan, name, strlen(name));
}

/* 1 if the channel is no longer defined, and has its last calls. */
static int has_last_calls(const acd__plan *plan, const acd__channel *channel)
{
  return channel && channel->holders > 0 && !acd__dictionary_leads(&plan->world.channels, channel->name, channel);
}

/* Bits of the channels of which a device takes calls. */
static uint32_t taken_by_devices(const acd__plan *plan, const acd__object *agent)
{
  const acd__object *all = plan->document.objects;
  uint32_t taken = 0, count = 0;
  for (int32_t i = agent->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_DEVICE) continue;
    uint32_t channel = acd__plan_channel_of(plan, &all[i], ACD_DEVICE_CHANNEL);
    taken |= channel ? ACD__CHANNEL_BIT(channel) : UINT32_MAX;
    count++;
  }
  return count ? taken : UINT32_MAX;
}

/* An agent can have so many in hand at once as fit of each channel, interrupted ones included, or one without a channel. */
void acd__plan_capacity(const acd__plan *plan, const acd__object *agent, const acd__agent_config *before,
                        acd__agent_config *config)
{
  const acd__object *all = plan->document.objects;
  config->capacity = acd__document_int(&plan->document, agent, ACD_AGENT_CAPACITY);
  memset(config->channel_max, ACD__LINES_MAX, sizeof config->channel_max);
  for (int32_t i = agent->first_child; i >= 0; i = all[i].next)
    if (all[i].noun == ACD_NOUN_AGENT_CHANNEL)
      config->channel_max[number_of(plan, all[i].name, all[i].name_size)] =
          (uint8_t)acd__document_int(&plan->document, &all[i], ACD_AGENT_CHANNEL_MAX);
  uint32_t defined = 0;
  for (size_t i = 0; i < plan->channels_count; i++) defined |= ACD__CHANNEL_BIT(plan->channels[i].channel->number);
  for (uint32_t i = 1; i < ACD__CHANNELS; i++) {
    if (!has_last_calls(plan, plan->engine->channels_at[i])) continue;
    if (before) config->channel_max[i] = before->channel_max[i];
    defined |= ACD__CHANNEL_BIT(i);
  }
  acd__plan_room(config, &plan->world.centre.channels, defined);
  config->takes = config->channels & taken_by_devices(plan, agent);
}

void acd__plan_room(acd__agent_config *config, const acd__channels *channels, uint32_t defined)
{
  int64_t lines = 0;
  config->channels = ACD__CHANNEL_NONE;
  for (uint32_t number = 1; number < ACD__CHANNELS; number++) {
    if (!(defined >> number & 1)) continue;
    int64_t most = config->capacity / channels->weights[number];
    if (most > config->channel_max[number]) most = config->channel_max[number];
    if (most > 0) config->channels |= ACD__CHANNEL_BIT(number);
    lines += most;
  }
  config->lines_max = lines > ACD__LINES_MAX ? ACD__LINES_MAX : lines < 1 ? 1 : (uint32_t)lines;
}

size_t acd__plan_lines_more(const acd__agent *agent, const acd__agent_config *config)
{
  uint32_t there = 1 + agent->lines_room;
  return config->lines_max > there ? config->lines_max - there : 0;
}

void acd__commit_lines_more(acd_engine *engine, acd__agent *agent, const acd__agent_config *config)
{
  for (size_t more = acd__plan_lines_more(agent, config); more > 0; more--) {
    acd__line *line = acd__pool_take(&engine->lines);
    acd__line_init(line, agent);
    line->next = agent->line.next;
    agent->line.next = line;
    agent->lines_room++;
  }
}

int acd__plan_lines(acd__plan *plan)
{
  size_t more = 0;
  for (size_t i = 0; i < plan->agents_count; i++)
    more += acd__plan_lines_more(plan->agents[i].agent, plan->agents[i].config);
  int status = acd__pool_reserve(&plan->engine->lines, more);
  size_t recorders = plan->provided.recorders - plan->engine->provided.recorders;
  return status ? status : acd__reserve_actions(plan->engine, recorders, plan->agents_count + more);
}

void acd__commit_lines(acd__plan *plan)
{
  for (size_t i = 0; i < plan->agents_count; i++)
    acd__commit_lines_more(plan->engine, plan->agents[i].agent, plan->agents[i].config);
}

void acd__commit_channels(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (size_t i = 0; i < plan->channels_count; i++)
    engine->channels_at[plan->channels[i].channel->number] = plan->channels[i].channel;
  for (uint32_t i = 1; i < ACD__CHANNELS; i++) {
    acd__channel *at = engine->channels_at[i];
    if (!at || acd__dictionary_leads(&plan->world.channels, at->name, at)) continue;
    at->gone = 1;
    if (at->holders == 0) acd__channel_free(engine, at);
  }
}

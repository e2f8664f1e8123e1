/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* What an agent has room for, and what gives way to what: acd/agent.h, "Channels and capacity". */

/* Values of a line's `interrupted`. */
enum { ACD__INTERRUPTED = 1, ACD__GOES_ON = 2 /* just while it is seen what gives way */ };

/* What agents are configured for still has its bit, and they may stand idle for it: until the next definition, which makes all
 * configurations anew (a change in place leaves it to that: part.c), no queue and no call is of this channel, and its number is
 * given to no other. Nor do the lines meant for it let anybody have more in hand: room is counted by channel. */
void acd__channel_free(acd_engine *engine, acd__channel *channel)
{
  engine->channels_at[channel->number] = NULL;
  acd__string_drop(&engine->memory, channel->name);
  acd__pool_give(&engine->channels, channel);
}

void acd__channel_drop(acd_engine *engine, uint32_t number)
{
  acd__channel *channel = number ? engine->channels_at[number] : NULL;
  if (channel && --channel->holders == 0 && channel->gone) acd__channel_free(engine, channel);
}

void acd__call_channel(acd_engine *engine, acd__call *call, uint32_t number)
{
  if (call->channel == number) return;
  acd__channel_hold(engine, number);
  acd__channel_drop(engine, call->channel);
  call->channel = (uint8_t)number;
}

int64_t acd__line_weight(const acd_engine *engine, const acd__line *line)
{
  if (line->interrupted == ACD__INTERRUPTED) return 0;
  return line->channel ? engine->world.centre.channels.weights[line->channel] : line->agent->config->capacity;
}

/* A conversation of two that is not on hold, nor about to begin (bridge, join) or to end (no call any more). */
static int may_give_way(const acd__line *line)
{
  const acd__call *call = line->call;
  return line->state == ACD_AGENT_STATE_BUSY && call && !line->request && !line->interrupted && call->line == line &&
         call->state == ACD_CALL_STATE_TALKING && !call->consult && !call->parties;
}

int64_t acd__agent_load(const acd_engine *engine, const acd__agent *agent)
{
  int64_t load = 0;
  for (const acd__line *line = &agent->line; line; line = line->next)
    if (line->state) load += acd__line_weight(engine, line);
  return load;
}

/* The agent has something in hand, and lines left. */
static uint32_t room_beside(const acd_engine *engine, const acd__agent *agent)
{
  const acd__channels *channels = &engine->world.centre.channels;
  const acd__agent_config *config = agent->config;
  int64_t load = 0, gives_way[ACD__CHANNELS] = {0};
  uint32_t counts[ACD__CHANNELS] = {0}, room = 0;
  for (const acd__line *line = &agent->line; line; line = line->next) {
    if (!line->state) continue;
    if (!line->channel) return 0;
    int64_t weight = acd__line_weight(engine, line);
    counts[line->channel]++;
    load += weight;
    if (may_give_way(line)) gives_way[line->channel] += weight;
  }
  for (uint32_t bits = config->channels & ~ACD__CHANNEL_NONE; bits; bits &= bits - 1) {
    uint32_t number = (uint32_t)__builtin_ctz(bits);
    int64_t left = load;
    for (uint32_t others = channels->interrupts[number]; others; others &= others - 1)
      left -= gives_way[__builtin_ctz(others)];
    if (counts[number] < config->channel_max[number] && left + channels->weights[number] <= config->capacity)
      room |= ACD__CHANNEL_BIT(number);
  }
  return room;
}

uint32_t acd__agent_space(const acd_engine *engine, const acd__agent *agent)
{
  if (!agent->lines_count) return agent->config->channels;
  if (agent->lines_count >= agent->config->lines_max) return 0;
  return room_beside(engine, agent);
}

/* 1 if the first conversation began before the other. */
static int began_before(const acd__line *line, const acd__line *other)
{
  if (line->talk_since_us != other->talk_since_us) return line->talk_since_us < other->talk_since_us;
  return line->call->node.sequence < other->call->node.sequence;
}

/* The conversation to give way next: of those of the channels the one that began last. NULL: none. */
static acd__line *next_to_give_way(acd__agent *agent, uint32_t channels)
{
  acd__line *best = NULL;
  for (acd__line *line = &agent->line; line; line = line->next)
    if (line->state && (channels >> line->channel & 1) && may_give_way(line) && (!best || began_before(best, line)))
      best = line;
  return best;
}

/* The interrupted conversation that began first and has room again. NULL: none. */
static acd__line *next_to_resume(const acd_engine *engine, acd__agent *agent)
{
  acd__line *best = NULL;
  int64_t left = agent->config->capacity - acd__agent_load(engine, agent);
  for (acd__line *line = &agent->line; line; line = line->next)
    if (line->interrupted == ACD__INTERRUPTED && line->state == ACD_AGENT_STATE_BUSY &&
        engine->world.centre.channels.weights[line->channel] <= left && (!best || began_before(line, best)))
      best = line;
  return best;
}

/* A command has the media actions of all calls in hand; of a timer, in which sixteen agents may get room, each action counts
 * (ACD__ACTIONS_PER_TIMER). */
int acd__agent_resume(acd_engine *engine, acd__agent *agent)
{
  acd__line *line = next_to_resume(engine, agent);
  for (int resumed = 0; line && !(resumed && engine->in_timer); resumed++) {
    line->interrupted = 0;
    acd__conversation_resume(engine, line->call);
    line = next_to_resume(engine, agent);
  }
  return line != NULL;
}

/* They are chosen first, and those for which there is room after all are let go, before anybody is put on hold; others that had
 * given way to them go on. */
int acd__agent_interrupt(acd_engine *engine, const acd__line *by)
{
  acd__agent *agent = by->agent;
  uint32_t channels = engine->world.centre.channels.interrupts[by->channel];
  int count = 0;
  while (channels && acd__agent_load(engine, agent) > agent->config->capacity) {
    acd__line *line = next_to_give_way(agent, channels);
    if (!line) break;
    line->interrupted = 1;
    count++;
  }
  if (!count) return 0;
  for (acd__line *line; (line = next_to_resume(engine, agent));) line->interrupted = ACD__GOES_ON;
  for (acd__line *line = &agent->line; line; line = line->next)
    if (line->interrupted == ACD__INTERRUPTED && line->state == ACD_AGENT_STATE_BUSY &&
        line->call->state == ACD_CALL_STATE_TALKING)
      acd__conversation_hold(engine, line->call, by->call);
  for (acd__line *line = &agent->line; line; line = line->next) {
    if (line->interrupted != ACD__GOES_ON) continue;
    line->interrupted = 0;
    if (line->call->state == ACD_CALL_STATE_HELD) acd__conversation_resume(engine, line->call);
  }
  return count;
}

/* ---- Laws */

/* Who gave way is on hold, or wraps up. */
static int line_check(const acd_engine *engine, const acd__line *at)
{
  if (at->channel && !engine->channels_at[at->channel]) return 0;
  if (at->interrupted && at->state == ACD_AGENT_STATE_BUSY)
    return at->call->line == at && at->call->state == ACD_CALL_STATE_HELD && !(at->call->consult);
  return !at->interrupted || at->state == ACD_AGENT_STATE_WRAPUP;
}

int acd__room_check(const acd_engine *engine, acd__agent *agent)
{
  int settled = !agent->look.lane;
  for (acd__line *at = &agent->line; at; at = at->next) {
    settled = settled && !at->stopping;
    if (!at->state) continue;
    if (!line_check(engine, at)) return 0;
    for (const acd__line *other = at->next; other && at->call; other = other->next)
      if (other->state && other->call == at->call) return 0; /* twice in one call */
  }
  if (agent->idle && agent->load != acd__agent_load(engine, agent)) return 0;
  return !settled || !next_to_resume(engine, agent);
}

int acd__channels_check(const acd_engine *engine)
{
  const acd__channels *channels = &engine->world.centre.channels;
  size_t holders[ACD__CHANNELS] = {0}, lines[ACD__CHANNELS] = {0};
  for (const acd__call *at = NULL; (at = acd__pool_after(&engine->calls, at));) holders[at->channel]++;
  for (const acd__call *at = NULL; (at = acd__pool_after(&engine->proxies, at));) holders[at->channel]++;
  for (const acd__agent *at = engine->agents_head; at; at = at->defined_next)
    for (const acd__line *line = &at->line; line; line = line->next) lines[line->channel]++;
  for (uint32_t i = 1; i < ACD__CHANNELS; i++) {
    const acd__channel *at = engine->channels_at[i];
    if (holders[i] + lines[i] != (at ? at->holders : 0) || lines[i] != (at ? at->lines : 0)) return 0;
    if (!at) continue;
    if (at->number != i || (at->gone && at->holders == 0) || channels->weights[i] <= 0) return 0;
    if ((at->gone == 0) != acd__dictionary_leads(&engine->world.channels, at->name, at)) return 0;
  }
  return 1;
}

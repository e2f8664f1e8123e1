/* SPDX-License-Identifier: Apache-2.0 */
/* What is said of conversations (acd/mark.h). */
#include "engine/mark.h"

#include "base/text.h"
#include "engine/engine.h"
#include "engine/flow/node.h"

#define WORD(member) ((uint32_t)(offsetof(acd_command_mark, member) / sizeof(int64_t)))

/* Whose a mark is. What a conversation has been marked with stands with the agent's line as long as there is one, and with the
 * call when it has ended; where there are both, both are kept. */
typedef struct whose {
  acd__call *call; /* NULL: it has ended */
  acd_id call_id;
  acd__queue *queue; /* NULL: none, or gone; likewise the agent */
  acd__agent *agent;
  uint8_t *marks[2]; /* NULL: nothing is known of the conversation, or no second one */
} whose;

static void whose_line(acd__line *line, whose *of)
{
  of->queue = line->queue;
  of->agent = line->agent;
  of->marks[0] = &line->marks;
}

static int talks(const acd__line *line)
{
  return line->state == ACD_AGENT_STATE_BUSY && !line->accepted;
}

static int is_later(const acd__line *line, const acd__line *other)
{
  if (!other || talks(line) != talks(other)) return !other || talks(line);
  return line->state_since_us > other->state_since_us;
}

/* What an agent has in hand of a call, in a queue or in any (NULL): the conversation, or else the wrap-up after the last one. The
 * same call may have come to the agent twice. */
static acd__line *line_of(acd__agent *agent, acd_id call, const acd__queue *queue)
{
  acd__line *last = NULL;
  for (acd__line *line = &agent->line; line; line = line->next) {
    if (line->call_id != call || (queue && line->queue != queue)) continue;
    if ((talks(line) || line->state == ACD_AGENT_STATE_WRAPUP) && is_later(line, last)) last = line;
  }
  return last;
}

static void whose_last(const acd_engine *engine, acd__call *call, whose *of)
{
  int status;
  if (acd__call_talks(call)) {
    whose_line(call->line, of);
    return;
  }
  of->queue = acd__queue_find(engine, call->last_queue);
  of->agent = acd__pool_find(&engine->agents, call->last_agent, &status);
  acd__line *line = of->agent ? line_of(of->agent, call->slot.id, of->queue) : NULL;
  of->marks[0] = &call->marks;
  of->marks[1] = line ? &line->marks : NULL;
}

/* Whether an agent, and a queue if it is named, are those of a call's last conversation. */
static int is_of_last(const acd__call *call, const acd__agent *agent, const acd__queue *queue)
{
  if (acd__call_talks(call)) return call->line->agent == agent && (!queue || call->line->queue == queue);
  return call->last_agent == agent->slot.id && (!queue || call->last_queue == queue->slot.id);
}

/* The agent and the queue that a command names; NULL: 0. */
static int find_named(const acd_engine *engine, acd__apply *apply, acd__agent **agent_out, acd__queue **queue_out)
{
  const acd_command_mark *body = &apply->command->body.mark;
  int status;
  *agent_out = body->agent ? acd__pool_find(&engine->agents, body->agent, &status) : NULL;
  if (body->agent && !*agent_out) return acd__refuse(apply, status, ACD_FAULT_BODY, WORD(agent));
  *queue_out = body->queue ? acd__pool_find(&engine->queues, body->queue, &status) : NULL;
  if (body->queue && !*queue_out) return acd__refuse(apply, status, ACD_FAULT_BODY, WORD(queue));
  return ACD_OK;
}

static int find_whose(const acd_engine *engine, acd__apply *apply, whose *of)
{
  const acd_command_mark *body = &apply->command->body.mark;
  acd_id id = apply->command->subject;
  acd__agent *agent;
  acd__queue *queue;
  int status = ACD_OK;
  acd__call *call = id ? acd__pool_find(&engine->calls, id, &status) : NULL;
  int is_named = body->agent || body->queue;
  if (!call && (status == ACD_ERR_NOT_FOUND || !is_named))
    return acd__refuse(apply, id ? status : ACD_ERR_NOT_FOUND, ACD_FAULT_SUBJECT, 0);
  if (call && (call->is_consult || (!is_named && !acd__mark_takes(call))))
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, call->state);
  status = find_named(engine, apply, &agent, &queue);
  if (status) return status;
  *of = (whose){.call = call, .call_id = id, .queue = queue, .agent = agent};
  acd__line *line = agent && id ? line_of(agent, id, queue) : NULL;
  if (agent && id && !line) line = line_of(agent, id, NULL); /* a queue that is not its own is refused below */
  if (call && (!is_named || (agent && is_of_last(call, agent, queue))))
    whose_last(engine, call, of);
  else if (line)
    whose_line(line, of);
  if (queue && of->queue != queue) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, WORD(queue));
  return ACD_OK;
}

static int on_scale(const acd_engine *engine, int64_t rating)
{
  return rating >= engine->world.centre.rating_min && rating <= engine->world.centre.rating_max;
}

static int check_fields(const acd_engine *engine, acd__apply *apply)
{
  const acd_command_mark *body = &apply->command->body.mark;
  const int64_t all = ACD_MARK_RATING | ACD_MARK_RESOLVED | ACD_MARK_RESPONSE;
  int named = body->agent || body->queue;
  if (body->fields < 1 || body->fields > all || (named && body->fields & ACD_MARK_RESPONSE))
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, WORD(fields));
  if (body->fields & ACD_MARK_RATING ? !on_scale(engine, body->rating) : body->rating != 0)
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, WORD(rating));
  if (body->resolved < 0 || body->resolved > (body->fields & ACD_MARK_RESOLVED ? 1 : 0))
    return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, WORD(resolved));
  return ACD_OK;
}

static int is_marked(const whose *of, int64_t fields)
{
  return of->marks[0] && *of->marks[0] & fields;
}

static void note(const whose *of, int64_t fields)
{
  for (size_t i = 0; i < sizeof of->marks / sizeof *of->marks; i++)
    if (of->marks[i]) *of->marks[i] |= (uint8_t)fields;
}

static void rate(acd_engine *engine, const whose *of, int64_t rating)
{
  acd__event(engine, ACD_EVENT_RATED, of->call, of->queue, of->agent, 0, rating,
             rating >= engine->world.centre.rating_satisfied, of->call_id);
}

static void resolve(acd_engine *engine, const whose *of, int64_t resolved)
{
  acd__event(engine, ACD_EVENT_RESOLVED, of->call, of->queue, of->agent, 0, 0, resolved, of->call_id);
}

static void respond(acd_engine *engine, const whose *of)
{
  if (of->call->responded) return;
  of->call->responded = 1;
  acd__event(engine, ACD_EVENT_RESPONDED, of->call, of->queue, of->agent, engine->now_us - of->call->arrived_us, 0, 0,
             0);
}

int acd__do_call_mark(acd_engine *engine, acd__apply *apply)
{
  const acd_command_mark *body = &apply->command->body.mark;
  const int64_t once = body->fields & (ACD_MARK_RATING | ACD_MARK_RESOLVED);
  whose of;
  int status = check_fields(engine, apply);
  if (!status) status = find_whose(engine, apply, &of);
  if (status) return status;
  if (is_marked(&of, once) || (body->fields & ACD_MARK_RESPONSE && !acd__call_talks(of.call)))
    return acd__refuse(apply, ACD_ERR_STATE, ACD_FAULT_STATE, of.call ? of.call->state : 0);
  note(&of, once);
  if (body->fields & ACD_MARK_RATING) rate(engine, &of, body->rating);
  if (body->fields & ACD_MARK_RESOLVED) resolve(engine, &of, body->resolved);
  if (body->fields & ACD_MARK_RESPONSE) respond(engine, &of);
  return ACD_OK;
}

int acd__mark_takes(const acd__call *call)
{
  return acd__call_talks(call) || call->last_agent;
}

int32_t acd__node_mark(acd_engine *engine, acd__call *call, const acd__flow_node *node)
{
  int64_t value;
  if (!acd__node_number(engine, call, node->expression, &value)) return ACD_EXIT_NO_MATCH;
  int is_rating = node->mark == ACD_MARK_RATING;
  if (is_rating ? !on_scale(engine, value) : value != 0 && value != 1) return ACD_EXIT_NO_MATCH;
  whose of = {.call = call, .call_id = call->slot.id};
  if (!acd__mark_takes(call)) return ACD_EXIT_REFUSED;
  whose_last(engine, call, &of);
  if (is_marked(&of, node->mark)) return ACD_EXIT_REFUSED;
  note(&of, node->mark);
  if (is_rating)
    rate(engine, &of, value);
  else
    resolve(engine, &of, value);
  return ACD_EXIT_NEXT;
}

void acd__mark_leave(acd__call *call, const acd__line *line)
{
  call->marks = line->marks;
  call->last_agent = line->agent->slot.id;
  call->last_queue = line->queue ? line->queue->slot.id : 0;
}

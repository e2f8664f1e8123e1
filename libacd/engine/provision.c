/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* A call needs what the flows and queues where it stands need, each wherever it leads. Those that it came to by way of another one of
 * its own, and that are still what that one leads to, are in that one's. */

typedef struct sum {
  const acd_engine *engine;
  int planned;
  acd__provision *need;
} sum;

static const acd__provision *of_flow(const sum *of, const acd__flow *flow)
{
  return of->planned ? &flow->planned : &flow->provision;
}

static void add_queue(const sum *of, const acd__queue *queue)
{
  if (queue) acd__provision_add(of->need, of->planned ? &queue->planned : &queue->provision);
}

/* 1 if the node of a frame, in that frame's version, still leads to this one. */
static int leads_to(const sum *of, const acd__frame *frame, const acd__flow *flow)
{
  const acd__string *name = frame->flow->nodes[frame->node].flow;
  return (of->planned ? flow->planned_in_force : flow->in_force) && name && name->size == flow->name->size &&
         memcmp(name->text, flow->name->text, name->size) == 0;
}

static void add_flows(const sum *of, const acd__call *call)
{
  uint32_t count = call->frames ? call->frames->count : 0;
  for (uint32_t i = 0; i <= count; i++) {
    const acd__flow *flow = i < count ? call->frames->items[i].flow : call->flow;
    const acd__frame *frame = i > 0 ? &call->frames->items[i - 1] : NULL;
    int returns = frame && frame->kind == ACD__FRAME_SUBFLOW;
    if (!flow || (returns && leads_to(of, frame, flow))) continue;
    acd__provision_add(of->need, of_flow(of, flow));
    const acd__string *to = returns ? frame->flow->nodes[frame->node].attribute : NULL;
    if (to) of->need->text_bytes += (uint32_t)to->size + 2 + of_flow(of, flow)->returned;
  }
}

/* 1 if the node at which the call waits, or has waited, leads to the queue. */
static int node_leads_to(const acd__call *call, acd_id queue)
{
  const acd__flow *flow = call->flow;
  int32_t at = call->flow_node;
  for (uint32_t i = call->frames ? call->frames->count : 0; i-- > 0 && call->frames->beside;) {
    flow = call->frames->items[i].flow;
    at = call->frames->items[i].node;
    if (call->frames->items[i].kind == call->frames->beside) break;
  }
  if (!flow || (flow->nodes[at].kind != ACD_NODE_KIND_QUEUE && flow->nodes[at].kind != ACD_NODE_KIND_CALLBACK))
    return 0;
  if (flow->nodes[at].queue == queue) return 1;
  for (uint32_t i = 0; i < flow->nodes[at].also_count; i++)
    if (flow->nodes[at].also[i] == queue) return 1;
  return 0;
}

static void add_queues(const sum *of, const acd__call *call, const acd__call *waits)
{
  for (const acd__call *wait = waits; wait; wait = acd__wait_after(wait))
    if (wait->queue && !node_leads_to(call, wait->queue->slot.id)) add_queue(of, wait->queue);
  if (waits->origin && !node_leads_to(call, waits->origin)) add_queue(of, acd__queue_find(of->engine, waits->origin));
}

/* Where it waits again, or when its slot begins. */
static void add_callback(const sum *of, const acd__call *call)
{
  const acd__booking *booking = &call->callback->booking;
  acd_id queue = booking->time ? acd__booking_queue(booking, of->planned) : call->callback->queue;
  if (!node_leads_to(call, queue)) add_queue(of, acd__queue_find(of->engine, queue));
  if (of->planned && booking->time && queue != acd__booking_queue(booking, 0)) of->need->changed = 1;
}

/* The queue that a task will be let into. */
static void add_campaign(const sum *of, const acd__call *call)
{
  const acd__campaign *campaign = call->callback->campaign;
  const acd__queue *queue = campaign->closed ? NULL : campaign->config.queue;
  if (of->planned && campaign->planned != queue) {
    queue = campaign->planned;
    of->need->changed = 1;
  }
  if (queue != call->queue) add_queue(of, queue);
}

void acd__provision_of(const acd_engine *engine, const acd__call *call, int planned, acd__provision *need_out)
{
  const sum of = {engine, planned, need_out};
  memset(need_out, 0, sizeof *need_out);
  if (call->is_consult) return; /* it is in no flow, but who is consulted may bring the caller to one */
  add_flows(&of, call);
  add_queues(&of, call, call);
  if (call->consult) add_queues(&of, call, call->consult);
  if (call->is_task && acd__call_absent(call))
    add_campaign(&of, call);
  else if (call->state == ACD_CALL_STATE_CALLBACK)
    add_callback(&of, call);
}

int64_t acd__provision_texts(const acd_engine *engine, int64_t used, int64_t text_bytes)
{
  int64_t most = engine->options[ACD_OPTION_TEXT_MAX] + 2 - used; /* an empty number and caller take two */
  return text_bytes < most ? text_bytes : most > 0 ? most : 0;
}

int acd__provision_lay_in(acd_engine *engine, acd__call *call, const acd__provision *need)
{
  if (need->calls_back && acd__callback_make(engine, call)) return ACD_ERR_NOMEM;
  acd__provided before = engine->provided;
  uint8_t also = need->also > call->proxies_provided ? need->also : call->proxies_provided;
  uint8_t nests = call->frames_provided | need->nests, records = call->recorder_provided | need->records;
  if (also == call->proxies_provided && nests == call->frames_provided && records == call->recorder_provided)
    return ACD_OK;
  engine->provided.proxies += also - call->proxies_provided;
  engine->provided.frames += nests - call->frames_provided;
  engine->provided.recorders += records - call->recorder_provided;
  int status = acd__sides_make(engine, &engine->world, &engine->provided, 0, 0);
  if (!status) status = acd__reserve_actions(engine, 0, 0);
  if (status) {
    engine->provided = before;
    return status;
  }
  call->proxies_provided = also;
  call->frames_provided = nests;
  call->recorder_provided = records;
  return ACD_OK;
}

int acd__provision_take(acd_engine *engine, acd__call *call, const acd__provision *more, int64_t growth)
{
  acd__provision need;
  if (more && call->is_consult) call = call->consult;
  acd__provision_of(engine, call, 0, &need);
  if (more) acd__provision_add(&need, more);
  if (growth < 0) growth = 0;
  growth += acd__provision_texts(engine, call->texts.used + growth, need.text_bytes);
  int status = acd__texts_reserve(&call->texts, &engine->memory, growth);
  return status ? status : acd__provision_lay_in(engine, call, &need);
}

void acd__provision_give(acd_engine *engine, const acd__call *call)
{
  engine->provided.proxies -= call->proxies_provided;
  engine->provided.frames -= call->frames_provided;
  engine->provided.recorders -= call->recorder_provided;
}

/* ---- Laws */

/* What a flow or queue should need: by itself, and by each that it leads to. */
typedef struct should {
  const acd_engine *engine;
  acd__provision joined; /* all but texts */
  int64_t text_least;    /* what one of them needs, or the flow's own texts together */
  int64_t text_most;     /* all of them, each with its own */
  int lost;              /* 1: it leads to a queue that has gone since */
} should;

static void add_own(should *of, const acd__provision *own, int64_t text_least, int64_t text_most)
{
  acd__provision_join(&of->joined, own);
  if (text_least > of->text_least) of->text_least = text_least;
  of->text_most += text_most;
}

static void add_next(should *of, const acd__provision *next)
{
  add_own(of, next, next->text_bytes, next->text_bytes);
}

static void add_next_flow(should *of, const acd__string *name)
{
  const acd__flow *flow = acd__dictionary_named(&of->engine->world.flows, name);
  if (flow) add_next(of, &flow->provision);
}

static int is_met(const should *of, const acd__provision *is)
{
  const acd__provision *all = &of->joined;
  if (is->text_bytes < acd__provision_texts(of->engine, 0, of->text_least)) return 0;
  if (of->lost)
    return is->also >= all->also && is->nests >= all->nests && is->records >= all->records &&
           is->calls_back >= all->calls_back;
  return is->text_bytes <= acd__provision_texts(of->engine, 0, of->text_most) && is->returned == all->returned &&
         is->also == all->also && is->nests == all->nests && is->records == all->records &&
         is->calls_back == all->calls_back;
}

static int check_queue(const acd_engine *engine, const acd__queue *at)
{
  const acd__queue_config *config = at->config;
  const acd__string *names[ACD__QUEUE_FLOWS];
  acd__provision own = {.nests = config->wait_flow || config->after_flow || config->hold_flow || config->whisper_flow};
  should of = {.engine = engine};
  add_own(&of, &own, 0, 0);
  acd__queue_flows(config, names);
  for (int i = 0; i < ACD__QUEUE_FLOWS; i++) add_next_flow(&of, names[i]);
  if (!at->closed && config->overflow) add_next(&of, &config->overflow->provision);
  return is_met(&of, &at->provision);
}

/* Bytes of one of a flow's texts. */
static int64_t text_bytes(const acd_engine *engine, const acd__flow_text *text)
{
  const acd__flow *from = NULL;
  if (text->flow) from = acd__dictionary_find(&engine->world.flows, text->flow->text, text->flow->size);
  int64_t size = from ? from->provision.returned : text->size;
  return size ? (int64_t)text->name->size + 2 + size : 0;
}

static int same_name(const acd__flow_text *a, const acd__flow_text *b)
{
  return a->name->size == b->name->size && memcmp(a->name->text, b->name->text, a->name->size) == 0;
}

/* A version that is not in force counts its texts by themselves, and adds. */
static void add_texts(should *of, const acd__flow *at)
{
  int64_t least = 0, most = 0;
  for (size_t i = 0; i < at->texts_count; i++) {
    int64_t longest = text_bytes(of->engine, &at->texts[i]);
    int again = 0;
    most += longest;
    for (size_t k = 0; k < at->texts_count && !again; k++) {
      if (k == i || !same_name(&at->texts[i], &at->texts[k])) continue;
      int64_t bytes = text_bytes(of->engine, &at->texts[k]);
      again = k < i;
      if (bytes > longest) longest = bytes;
    }
    if (!again) least += longest;
  }
  add_own(of, &at->own, least, most);
}

static int check_flow(const acd_engine *engine, const acd__flow *at)
{
  should of = {.engine = engine};
  add_texts(&of, at);
  for (size_t i = 0; i < at->flows_count; i++) add_next_flow(&of, at->flows[i]);
  for (size_t i = 0; i < at->queues_count; i++) {
    const acd__queue *queue = acd__queue_find(engine, at->queues[i]);
    if (queue)
      add_next(&of, &queue->provision);
    else
      of.lost |= at->queues[i] != 0;
  }
  for (size_t i = 0; i < at->slot_plans_count; i++) {
    int status;
    const acd__slot_plan *plan = acd__pool_find(&engine->slot_plans, at->slot_plans[i], &status);
    const acd__queue *queue = plan ? acd__queue_find(engine, plan->config.queue) : NULL;
    if (queue)
      add_next(&of, &queue->provision);
    else
      of.lost = 1;
  }
  return is_met(&of, &at->provision);
}

const char *acd__provision_check(const acd_engine *engine)
{
  acd__provided all = {0, 0, 0};
  for (const acd__flow *at = NULL; (at = acd__pool_after(&engine->flows, at));) {
    if (!check_flow(engine, at)) return "a flow needs what it does and those need that it leads to, and no more";
    if ((int)at->in_force != acd__dictionary_leads(&engine->world.flows, at->name, at))
      return "a version knows that it is in force";
  }
  for (const acd__queue *at = engine->queues_head; at; at = at->defined_next)
    if (!check_queue(engine, at)) return "a queue needs what its flows and its overflow need, and no more";
  for (const acd__call *at = NULL; (at = acd__pool_after(&engine->calls, at));) {
    acd__provision need;
    acd__provision_of(engine, at, 0, &need);
    if (need.also > at->proxies_provided || need.nests > at->frames_provided || need.records > at->recorder_provided ||
        (need.calls_back && !at->callback) || (at->frames && !at->frames_provided) ||
        (at->recording && !at->recorder_provided))
      return "what a call needs is laid in for it";
    all.proxies += at->proxies_provided;
    all.frames += at->frames_provided;
    all.recorders += at->recorder_provided;
  }
  if (memcmp(&all, &engine->provided, sizeof all) != 0) return "what is laid in for calls is counted";
  if ((size_t)engine->frames.live + engine->frames.free < all.frames ||
      (size_t)engine->proxies.live + engine->proxies.free < all.proxies + engine->proxies_asked)
    return "what is laid in for calls is there";
  return NULL;
}

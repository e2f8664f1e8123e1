/* SPDX-License-Identifier: Apache-2.0 */
/* What happens, and what a call waits for, in the words that flow tests use. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "tool.h"
#include "walk.h"

/* ".25" for 250,000 microseconds, "" for none. */
static void write_fraction(int64_t us, char text_out[24])
{
  size_t size;
  snprintf(text_out, 24, ".%06d", (int)us);
  for (size = strlen(text_out); size && (text_out[size - 1] == '0' || text_out[size - 1] == '.');)
    text_out[--size] = '\0';
}

const char *duration_text(int64_t us, char text_out[48])
{
  static const struct {
    const char *name;
    int64_t us;
  } units[] = {{"d", TOOL_DAY_US}, {"h", 3600 * ACD_SECOND}, {"min", 60 * ACD_SECOND}};
  char fraction[24];
  size_t size = 0;
  if (us < 0 || us > ACD_TIME_MAX) return strcpy(text_out, "ever");
  for (size_t i = 0; i < 3; i++) {
    int64_t count = us / units[i].us;
    us %= units[i].us;
    if (count) size += (size_t)snprintf(text_out + size, 48 - size, "%" PRId64 "%s", count, units[i].name);
  }
  write_fraction(us % ACD_SECOND, fraction);
  if (us || !size) snprintf(text_out + size, 48 - size, "%d%ss", (int)(us / ACD_SECOND), fraction);
  return text_out;
}

int happening_is_loud(const happening *it)
{
  switch (it->kind) {
  case HAPPENING_PLAY:
  case HAPPENING_ASK:
  case HAPPENING_QUEUE:
  case HAPPENING_TALK:
  case HAPPENING_VOICEMAIL:
  case HAPPENING_TRANSFER:
  case HAPPENING_RELEASED:
  case HAPPENING_DIAL:
  case HAPPENING_MESSAGE:
  case HAPPENING_END: return 1;
  default: return 0;
  }
}

static const char *played(const happening *it, const char *verb, char *text_out, size_t size)
{
  char wait[48];
  if (it->says == ACD_SAYS_POSITION)
    snprintf(text_out, size, "%s \"%s\" saying position %" PRId64, verb, it->text, it->value);
  else if (it->says == ACD_SAYS_ESTIMATED_WAIT)
    snprintf(text_out, size, "%s \"%s\" saying wait %s", verb, it->text, duration_text(it->value, wait));
  else if (it->says == ACD_SAYS_WAITED)
    snprintf(text_out, size, "%s \"%s\" saying waited %s", verb, it->text, duration_text(it->value, wait));
  else
    snprintf(text_out, size, "%s \"%s\"", verb, it->text);
  return text_out;
}

/* The operation, and its parameters behind it. */
static const char *asked(const happening *it, char *text_out, size_t size)
{
  int used = snprintf(text_out, size, "host \"%s\"%s", it->text, it->more[0] ? " with " : "");
  if (used > 0 && (size_t)used < size) snprintf(text_out + used, size - (size_t)used, "%s", it->more);
  for (char *at = text_out; *at; at++)
    if (*at == '\n') *at = ' ';
  return text_out;
}

static const char *ring_ended(const happening *it)
{
  static const char *const ways[] = {"accepted", "rejected", "busy", "no_answer", "failed", "cancelled"};
  return it->value >= 1 && it->value <= 6 ? ways[it->value - 1] : "?";
}

const char *happening_text(const happening *it, char *text_out, size_t size)
{
  switch (it->kind) {
  case HAPPENING_PLAY: return played(it, "play", text_out, size);
  case HAPPENING_WHISPER: return played(it, "whisper", text_out, size);
  case HAPPENING_WHISPER_ASK: snprintf(text_out, size, "whisper-ask \"%s\"", it->text); break;
  case HAPPENING_ASK: snprintf(text_out, size, "ask \"%s\"", it->text); break;
  case HAPPENING_MUSIC: snprintf(text_out, size, "music \"%s\"", it->text); break;
  case HAPPENING_QUEUE: snprintf(text_out, size, "queue \"%s\"", it->text); break;
  case HAPPENING_TURNED_AWAY: snprintf(text_out, size, "turned-away \"%s\"", it->text); break;
  case HAPPENING_RING: snprintf(text_out, size, "ring \"%s\"", it->text); break;
  case HAPPENING_RING_ENDED: snprintf(text_out, size, "rung \"%s\" %s", it->text, ring_ended(it)); break;
  case HAPPENING_TALK: snprintf(text_out, size, "talk \"%s\"", it->text); break;
  case HAPPENING_APART: snprintf(text_out, size, "apart \"%s\"", it->text); break;
  case HAPPENING_VOICEMAIL: snprintf(text_out, size, "voicemail \"%s\"", it->text); break;
  case HAPPENING_TRANSFER: snprintf(text_out, size, "transfer \"%s\"", it->text); break;
  case HAPPENING_HOST: return asked(it, text_out, size);
  case HAPPENING_EXIT: snprintf(text_out, size, "exit \"%s\" \"%s\"", it->text, it->more); break;
  case HAPPENING_RECORDING: snprintf(text_out, size, "recording %s", it->text); break;
  case HAPPENING_RELEASED: snprintf(text_out, size, "released"); break;
  case HAPPENING_DIAL: snprintf(text_out, size, "dial \"%s\"", it->text); break;
  case HAPPENING_MESSAGE: snprintf(text_out, size, "message \"%s\"", it->text); break;
  case HAPPENING_SLOT: snprintf(text_out, size, "slot %s", it->text); break;
  case HAPPENING_CALLBACK: snprintf(text_out, size, "callback %s", it->text); break;
  case HAPPENING_LATE: snprintf(text_out, size, "late %s", it->text); break;
  default: snprintf(text_out, size, "end %s", it->text); break;
  }
  return text_out;
}

typedef struct words {
  char *text;
  size_t size, room;
} words;

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
static void
write_words(words *to, const char *format, ...)
{
  va_list arguments;
  int size;
  va_start(arguments, format);
  size = vsnprintf(to->text + to->size, to->room - to->size, format, arguments);
  va_end(arguments);
  if (size > 0) to->size += (size_t)size;
  if (to->size >= to->room) to->size = to->room - 1;
}

static void write_rings(words *to, const walk *of)
{
  for (size_t i = 0; i < of->open_count; i++) {
    acd_agent_info info = {.size = sizeof(info)};
    if (of->open[i].kind != ACD_ACTION_RING || of->open[i].call != of->current) continue;
    if (acd_agent_get(of->engine, of->open[i].agent, &info) == ACD_OK) write_words(to, "; \"%s\" is rung", info.name);
  }
}

static void write_waiting(words *to, walk *of, const acd_call_info *info)
{
  const walk_open *input = walk_open_find(of, of->current, ACD_ACTION_COLLECT);
  acd_queue_info queue = {.size = sizeof(queue)};
  char wait[48];
  if (info->queue && acd_queue_get(of->engine, info->queue, &queue) == ACD_OK) {
    int64_t estimate_us = acd_call_estimated_wait_us(of->engine, of->calls[of->current].id);
    write_words(to, "waits in queue \"%s\", position %" PRId64 ", for %s", queue.name,
                acd_call_position(of->engine, of->calls[of->current].id),
                duration_text(of->now_us - info->queued_at_us, wait));
    if (estimate_us == ACD_TIME_NEVER)
      write_words(to, "; nobody is available");
    else if (estimate_us)
      write_words(to, "; estimated wait %s", duration_text(estimate_us, wait));
  } else {
    write_words(to, "waits for an agent");
  }
  write_rings(to, of);
  if (input) write_words(to, "; is asked \"%s\" for keys", input->text);
}

static void write_open(words *to, const walk *of, const walk_open *open)
{
  char wait[48];
  if (!open) {
    write_words(to, "is in a flow");
    return;
  }
  if (open->kind != ACD_ACTION_COLLECT || open->due_us > ACD_TIME_MAX) {
    write_words(to, "waits for the end of %s \"%s\"", acd_action_kind_str(open->kind), open->text);
    return;
  }
  write_words(to, "is asked \"%s\" for keys", open->text);
  if (open->keys[0]) write_words(to, ", \"%s\" so far", open->keys);
  write_words(to, "; silence for %s ends it", duration_text(open->due_us - of->now_us, wait));
}

/* 1 for a customer who is not on the line. */
static int write_callback(words *to, walk *of)
{
  acd_callback_info info = {.size = sizeof(info)};
  acd_queue_info queue = {.size = sizeof(queue)};
  char wait[48];
  if (acd_callback_get(of->engine, of->calls[of->current].id, &info) != ACD_OK ||
      info.stage == ACD_CALLBACK_STAGE_REACHED)
    return 0;
  if (acd_queue_get(of->engine, info.queue, &queue) != ACD_OK) queue.name = "?";
  switch (info.stage) {
  case ACD_CALLBACK_STAGE_DIALLING: write_words(to, "is a callback: \"%s\" is dialled", info.number); break;
  case ACD_CALLBACK_STAGE_WAITING:
    write_words(to, "is a callback to \"%s\", and ", info.number);
    return 2; /* waits as any call */
  default:
    write_words(to, "is a callback to \"%s\", in queue \"%s\" %s", info.number, queue.name,
                info.due_at_us == ACD_TIME_NEVER         ? "when there is time"
                : info.stage == ACD_CALLBACK_STAGE_RETRY ? "again in "
                                                         : "in ");
    if (info.due_at_us != ACD_TIME_NEVER) write_words(to, "%s", duration_text(info.due_at_us - of->now_us, wait));
    break;
  }
  return 1;
}

const char *walk_state_text(walk *of, char *text_out, size_t size)
{
  words to = {text_out, 0, size};
  acd_call_info info = {.size = sizeof(info)};
  acd_agent_info agent = {.size = sizeof(agent)};
  text_out[0] = '\0';
  if (!of->calls_count) {
    write_words(&to, "there is no call yet");
    return text_out;
  }
  write_words(&to, "the call ");
  if (of->calls[of->current].label[0]) write_words(&to, "\"%s\" ", of->calls[of->current].label);
  if (of->calls[of->current].end || acd_call_get(of->engine, of->calls[of->current].id, &info) != ACD_OK) {
    write_words(&to, "has ended: %s", acd_end_str(of->calls[of->current].end));
    return text_out;
  }
  int callback = write_callback(&to, of);
  if (callback == 1) return text_out;
  if (info.state == ACD_CALL_STATE_WAITING) {
    write_waiting(&to, of, &info);
  } else if (info.state == ACD_CALL_STATE_CONNECTING && acd_agent_get(of->engine, info.agent, &agent) == ACD_OK) {
    const walk_open *input = walk_open_find(of, of->current, ACD_ACTION_COLLECT);
    write_words(&to, "is about to be connected with agent \"%s\"", agent.name);
    if (input) write_words(&to, ", who is asked \"%s\" for keys", input->text);
  } else if (info.agent && acd_agent_get(of->engine, info.agent, &agent) == ACD_OK) {
    write_words(&to, info.state == ACD_CALL_STATE_HELD ? "is held by agent \"%s\"" : "is with agent \"%s\"",
                agent.name);
  } else {
    write_open(&to, of, walk_open_find(of, of->current, 0));
  }
  return text_out;
}

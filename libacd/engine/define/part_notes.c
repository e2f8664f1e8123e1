/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/define/part.h"

#include <string.h>

#include "model/encode.h"

static int is_edited(const acd__part *part, const acd__part_agent *entry, const acd__queue *queue)
{
  for (size_t at = entry->edits; at; at = part->edits[at - 1].next)
    if (part->edits[at - 1].queue == queue) return 1;
  return 0;
}

/* 1 if the notes must say that she is no longer a member: the queue goes on, and the change does not say it. */
static int is_left(const acd__part *part, const acd__part_agent *entry, const acd__queue *queue)
{
  return !queue->closed && !is_edited(part, entry, queue);
}

static uint8_t *place(uint8_t *bytes, size_t at)
{
  return bytes ? bytes + at : NULL;
}

/* A document that takes somebody who goes out of all queues that the change does not take her out of itself. */
static size_t leave_queues(const acd__part *part, const acd__part_agent *entry, uint8_t *bytes)
{
  const acd__agent_config *config = entry->agent->config;
  acd__object centre = {.noun = ACD_NOUN_CENTRE, .name = ""};
  size_t size = ACD__DOCUMENT_HEADER_SIZE;
  uint32_t count = 1, left = 0;
  for (uint32_t i = 0; i < config->memberships_count; i++)
    left += (uint32_t)is_left(part, entry, config->memberships[i].queue);
  if (left == 0) return 0;
  size += acd__encode_object(place(bytes, size), &centre, -1, 0);
  for (uint32_t i = 0; i < config->memberships_count; i++) {
    const acd__queue *queue = config->memberships[i].queue;
    if (!is_left(part, entry, queue)) continue;
    acd__object amended = {
        .noun = ACD_NOUN_QUEUE, .amend = 1, .name = queue->name->text, .name_size = queue->name->size};
    acd__object member = {
        .noun = ACD_NOUN_MEMBER, .remove = 1, .name = entry->agent->name->text, .name_size = entry->agent->name->size};
    size += acd__encode_object(place(bytes, size), &amended, 0, 0);
    size += acd__encode_object(place(bytes, size), &member, (int32_t)count, 0);
    count += 2;
  }
  acd__encode_header(bytes, count, (uint32_t)size);
  return size;
}

size_t acd__part_notes(acd__part *part, uint8_t *bytes)
{
  size_t size = part->given->bytes_size;
  if (bytes) memcpy(bytes, part->given->bytes, size);
  part->notes_count = 1;
  for (size_t i = 0; i < part->agents_count; i++) {
    size_t more = part->agents[i].goes ? leave_queues(part, &part->agents[i], place(bytes, size)) : 0;
    part->notes_count += more > 0;
    size += more;
  }
  return size;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The layout of every public record is a promise to programs that are compiled already: sizes and offsets, as numbers.
 * A record that begins with `size` may get new fields at its end: a new line here and a new size, nothing else changed. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include <acd/acd.h>

typedef struct place {
  const char *record;
  const char *field; /* NULL: the record as a whole */
  size_t offset, offset_promised;
  size_t size, size_promised;
  int has_pointers;
} place;

/* Records with pointers differ on 32-bit machines: their numbers are those of 64-bit ones. */
#define RECORD(type, bytes, pointers)                                                                                  \
  {                                                                                                                    \
#type, NULL, 0, 0, sizeof(type), bytes, pointers                                                                   \
  }
#define FIELD(type, name, at, bytes)                                                                                   \
  {                                                                                                                    \
#type, #name, offsetof(type, name), at, sizeof(((type *)0)->name), bytes, 0                                        \
  }

/* clang-format off */
static const place places[] = {
    RECORD(acd_action, 136, 1),
    FIELD(acd_action, size, 0, 4),
    FIELD(acd_action, kind, 4, 4),
    FIELD(acd_action, id, 8, 8),
    FIELD(acd_action, sequence, 16, 8),
    FIELD(acd_action, time_us, 24, 8),
    FIELD(acd_action, deadline_us, 32, 8),
    FIELD(acd_action, call, 40, 8),
    FIELD(acd_action, agent, 48, 8),
    FIELD(acd_action, queue, 56, 8),
    FIELD(acd_action, call_ref, 64, 8),
    FIELD(acd_action, agent_ref, 72, 8),
    FIELD(acd_action, text, 80, 8),
    FIELD(acd_action, prompt, 88, 8),
    FIELD(acd_action, terminators, 96, 8),
    FIELD(acd_action, digits_min, 104, 8),
    FIELD(acd_action, digits_max, 112, 8),
    FIELD(acd_action, input_timeout_us, 120, 8),
    FIELD(acd_action, reason, 128, 8),
    RECORD(acd_agent_info, 104, 1),
    FIELD(acd_agent_info, size, 0, 4),
    FIELD(acd_agent_info, reserved, 4, 4),
    FIELD(acd_agent_info, name, 8, 8),
    FIELD(acd_agent_info, host_ref, 16, 8),
    FIELD(acd_agent_info, presence, 24, 8),
    FIELD(acd_agent_info, state, 32, 8),
    FIELD(acd_agent_info, reason, 40, 8),
    FIELD(acd_agent_info, state_since_us, 48, 8),
    FIELD(acd_agent_info, idle_since_us, 56, 8),
    FIELD(acd_agent_info, rest_until_us, 64, 8),
    FIELD(acd_agent_info, call, 72, 8),
    FIELD(acd_agent_info, calls_count, 80, 8),
    FIELD(acd_agent_info, talk_us, 88, 8),
    FIELD(acd_agent_info, misses_count, 96, 8),
    RECORD(acd_allocator, 16, 1),
    FIELD(acd_allocator, memory, 0, 8),
    FIELD(acd_allocator, user, 8, 8),
    RECORD(acd_arrival, 72, 1),
    FIELD(acd_arrival, size, 0, 4),
    FIELD(acd_arrival, requirements_count, 4, 4),
    FIELD(acd_arrival, number, 8, 8),
    FIELD(acd_arrival, caller, 16, 8),
    FIELD(acd_arrival, queue, 24, 8),
    FIELD(acd_arrival, flow, 32, 8),
    FIELD(acd_arrival, priority, 40, 8),
    FIELD(acd_arrival, host_ref, 48, 8),
    FIELD(acd_arrival, requirements, 56, 8),
    FIELD(acd_arrival, attributes, 64, 8),
    RECORD(acd_call_info, 104, 1),
    FIELD(acd_call_info, size, 0, 4),
    FIELD(acd_call_info, state, 4, 4),
    FIELD(acd_call_info, host_ref, 8, 8),
    FIELD(acd_call_info, number, 16, 8),
    FIELD(acd_call_info, caller, 24, 8),
    FIELD(acd_call_info, priority, 32, 8),
    FIELD(acd_call_info, arrived_us, 40, 8),
    FIELD(acd_call_info, state_since_us, 48, 8),
    FIELD(acd_call_info, queued_us, 56, 8),
    FIELD(acd_call_info, flow, 64, 8),
    FIELD(acd_call_info, node, 72, 8),
    FIELD(acd_call_info, queue, 80, 8),
    FIELD(acd_call_info, agent, 88, 8),
    FIELD(acd_call_info, offers_count, 96, 8),
    RECORD(acd_slice, 8, 0),
    FIELD(acd_slice, offset, 0, 4),
    FIELD(acd_slice, size, 4, 4),
    RECORD(acd_requirement, 16, 0),
    FIELD(acd_requirement, skill, 0, 8),
    FIELD(acd_requirement, level_min, 8, 8),
    RECORD(acd_command_wall, 8, 0),
    FIELD(acd_command_wall, offset_us, 0, 8),
    RECORD(acd_command_define, 8, 0),
    FIELD(acd_command_define, document, 0, 8),
    RECORD(acd_command_arrive, 56, 0),
    FIELD(acd_command_arrive, number, 0, 8),
    FIELD(acd_command_arrive, caller, 8, 8),
    FIELD(acd_command_arrive, attributes, 16, 8),
    FIELD(acd_command_arrive, requirements, 24, 8),
    FIELD(acd_command_arrive, queue, 32, 8),
    FIELD(acd_command_arrive, flow, 40, 8),
    FIELD(acd_command_arrive, priority, 48, 8),
    RECORD(acd_command_transfer, 24, 0),
    FIELD(acd_command_transfer, target_kind, 0, 8),
    FIELD(acd_command_transfer, target, 8, 8),
    FIELD(acd_command_transfer, number, 16, 8),
    RECORD(acd_command_keys, 8, 0),
    FIELD(acd_command_keys, digits, 0, 8),
    RECORD(acd_command_attribute, 16, 0),
    FIELD(acd_command_attribute, key, 0, 8),
    FIELD(acd_command_attribute, value, 8, 8),
    RECORD(acd_command_presence, 16, 0),
    FIELD(acd_command_presence, reason, 0, 8),
    FIELD(acd_command_presence, host_ref, 8, 8),
    RECORD(acd_command_result, 16, 0),
    FIELD(acd_command_result, outcome, 0, 8),
    FIELD(acd_command_result, digits, 8, 8),
    RECORD(acd_command_reconcile, 8, 0),
    FIELD(acd_command_reconcile, calls, 0, 8),
    RECORD(acd_command_call_change, 40, 0),
    FIELD(acd_command_call_change, fields, 0, 8),
    FIELD(acd_command_call_change, priority, 8, 8),
    FIELD(acd_command_call_change, requirements, 16, 8),
    FIELD(acd_command_call_change, queue, 24, 8),
    FIELD(acd_command_call_change, place, 32, 8),
    RECORD(acd_command_queue_gate, 8, 0),
    FIELD(acd_command_queue_gate, gate, 0, 8),
    RECORD(acd_command_body, 80, 0),
    FIELD(acd_command_body, words, 0, 80),
    FIELD(acd_command_body, wall, 0, 8),
    FIELD(acd_command_body, define, 0, 8),
    FIELD(acd_command_body, arrive, 0, 56),
    FIELD(acd_command_body, transfer, 0, 24),
    FIELD(acd_command_body, keys, 0, 8),
    FIELD(acd_command_body, attribute, 0, 16),
    FIELD(acd_command_body, presence, 0, 16),
    FIELD(acd_command_body, result, 0, 16),
    FIELD(acd_command_body, reconcile, 0, 8),
    FIELD(acd_command_body, call_change, 0, 40),
    FIELD(acd_command_body, queue_gate, 0, 8),
    RECORD(acd_command, 120, 0),
    FIELD(acd_command, size, 0, 4),
    FIELD(acd_command, kind, 4, 4),
    FIELD(acd_command, time_us, 8, 8),
    FIELD(acd_command, subject, 16, 8),
    FIELD(acd_command, host_ref, 24, 8),
    FIELD(acd_command, reserved, 32, 8),
    FIELD(acd_command, body, 40, 80),
    RECORD(acd_result, 32, 0),
    FIELD(acd_result, size, 0, 4),
    FIELD(acd_result, code, 4, 4),
    FIELD(acd_result, id, 8, 8),
    FIELD(acd_result, fault, 16, 4),
    FIELD(acd_result, fault_index, 20, 4),
    FIELD(acd_result, time_us, 24, 8),
    RECORD(acd_noun, 40, 1),
    FIELD(acd_noun, size, 0, 4),
    FIELD(acd_noun, noun, 4, 4),
    FIELD(acd_noun, parent, 8, 4),
    FIELD(acd_noun, reference, 12, 4),
    FIELD(acd_noun, name, 16, 8),
    FIELD(acd_noun, plural, 24, 8),
    FIELD(acd_noun, text, 32, 8),
    RECORD(acd_property, 96, 1),
    FIELD(acd_property, size, 0, 4),
    FIELD(acd_property, property_id, 4, 4),
    FIELD(acd_property, noun, 8, 4),
    FIELD(acd_property, type, 12, 4),
    FIELD(acd_property, reference, 16, 4),
    FIELD(acd_property, required, 20, 4),
    FIELD(acd_property, kinds, 24, 8),
    FIELD(acd_property, kinds_required, 32, 8),
    FIELD(acd_property, min, 40, 8),
    FIELD(acd_property, max, 48, 8),
    FIELD(acd_property, default_value, 56, 8),
    FIELD(acd_property, default_text, 64, 8),
    FIELD(acd_property, name, 72, 8),
    FIELD(acd_property, choices, 80, 8),
    FIELD(acd_property, text, 88, 8),
    RECORD(acd_hooks, 120, 1),
    FIELD(acd_hooks, size, 0, 4),
    FIELD(acd_hooks, reserved, 4, 4),
    FIELD(acd_hooks, user, 8, 8),
    FIELD(acd_hooks, ring, 16, 8),
    FIELD(acd_hooks, ring_stop, 24, 8),
    FIELD(acd_hooks, bridge, 32, 8),
    FIELD(acd_hooks, release, 40, 8),
    FIELD(acd_hooks, play, 48, 8),
    FIELD(acd_hooks, collect, 56, 8),
    FIELD(acd_hooks, music, 64, 8),
    FIELD(acd_hooks, hold, 72, 8),
    FIELD(acd_hooks, resume, 80, 8),
    FIELD(acd_hooks, voicemail, 88, 8),
    FIELD(acd_hooks, transfer, 96, 8),
    FIELD(acd_hooks, hangup, 104, 8),
    FIELD(acd_hooks, other, 112, 8),
    RECORD(acd_engine_stats, 96, 0),
    FIELD(acd_engine_stats, size, 0, 4),
    FIELD(acd_engine_stats, reserved, 4, 4),
    FIELD(acd_engine_stats, commands, 8, 8),
    FIELD(acd_engine_stats, refused, 16, 8),
    FIELD(acd_engine_stats, stamps_early, 24, 8),
    FIELD(acd_engine_stats, timers, 32, 8),
    FIELD(acd_engine_stats, actions, 40, 8),
    FIELD(acd_engine_stats, actions_waiting, 48, 8),
    FIELD(acd_engine_stats, actions_pending, 56, 8),
    FIELD(acd_engine_stats, actions_timeout, 64, 8),
    FIELD(acd_engine_stats, results_late, 72, 8),
    FIELD(acd_engine_stats, calls, 80, 8),
    FIELD(acd_engine_stats, memory_bytes, 88, 8),
    RECORD(acd_error, 48, 1),
    FIELD(acd_error, size, 0, 4),
    FIELD(acd_error, code, 4, 4),
    FIELD(acd_error, object, 8, 4),
    FIELD(acd_error, property_id, 12, 4),
    FIELD(acd_error, path, 16, 8),
    FIELD(acd_error, text, 24, 8),
    FIELD(acd_error, expected, 32, 8),
    FIELD(acd_error, nearest, 40, 8),
    RECORD(acd_event, 104, 0),
    FIELD(acd_event, size, 0, 4),
    FIELD(acd_event, kind, 4, 4),
    FIELD(acd_event, sequence, 8, 8),
    FIELD(acd_event, time_us, 16, 8),
    FIELD(acd_event, call, 24, 8),
    FIELD(acd_event, queue, 32, 8),
    FIELD(acd_event, agent, 40, 8),
    FIELD(acd_event, flow, 48, 8),
    FIELD(acd_event, value_us, 56, 8),
    FIELD(acd_event, value, 64, 8),
    FIELD(acd_event, reason, 72, 8),
    FIELD(acd_event, detail, 80, 8),
    FIELD(acd_event, call_ref, 88, 8),
    FIELD(acd_event, agent_ref, 96, 8),
    RECORD(acd_kpi_queue, 264, 0),
    FIELD(acd_kpi_queue, size, 0, 4),
    FIELD(acd_kpi_queue, reserved, 4, 4),
    FIELD(acd_kpi_queue, offered, 8, 8),
    FIELD(acd_kpi_queue, transferred_in, 16, 8),
    FIELD(acd_kpi_queue, overflowed_in, 24, 8),
    FIELD(acd_kpi_queue, answered, 32, 8),
    FIELD(acd_kpi_queue, answered_within, 40, 8),
    FIELD(acd_kpi_queue, abandoned, 48, 8),
    FIELD(acd_kpi_queue, abandoned_short, 56, 8),
    FIELD(acd_kpi_queue, abandoned_within, 64, 8),
    FIELD(acd_kpi_queue, overflowed, 72, 8),
    FIELD(acd_kpi_queue, timed_out, 80, 8),
    FIELD(acd_kpi_queue, left_by_key, 88, 8),
    FIELD(acd_kpi_queue, rejected, 96, 8),
    FIELD(acd_kpi_queue, disconnected, 104, 8),
    FIELD(acd_kpi_queue, waiting, 112, 8),
    FIELD(acd_kpi_queue, wait_us, 120, 8),
    FIELD(acd_kpi_queue, wait_us_max, 128, 8),
    FIELD(acd_kpi_queue, wait_arrival_us, 136, 8),
    FIELD(acd_kpi_queue, abandon_us, 144, 8),
    FIELD(acd_kpi_queue, queued_us, 152, 8),
    FIELD(acd_kpi_queue, handled, 160, 8),
    FIELD(acd_kpi_queue, talk_us, 168, 8),
    FIELD(acd_kpi_queue, hold_us, 176, 8),
    FIELD(acd_kpi_queue, wrapup_us, 184, 8),
    FIELD(acd_kpi_queue, transfers, 192, 8),
    FIELD(acd_kpi_queue, offers, 200, 8),
    FIELD(acd_kpi_queue, no_answers, 208, 8),
    FIELD(acd_kpi_queue, refusals, 216, 8),
    FIELD(acd_kpi_queue, moved_in, 224, 8),
    FIELD(acd_kpi_queue, moved, 232, 8),
    FIELD(acd_kpi_queue, no_agents, 240, 8),
    FIELD(acd_kpi_queue, cleared, 248, 8),
    FIELD(acd_kpi_queue, diverted, 256, 8),
    RECORD(acd_kpi_agent, 128, 0),
    FIELD(acd_kpi_agent, size, 0, 4),
    FIELD(acd_kpi_agent, reserved, 4, 4),
    FIELD(acd_kpi_agent, answered, 8, 8),
    FIELD(acd_kpi_agent, handled, 16, 8),
    FIELD(acd_kpi_agent, talk_us, 24, 8),
    FIELD(acd_kpi_agent, hold_us, 32, 8),
    FIELD(acd_kpi_agent, wrapup_us, 40, 8),
    FIELD(acd_kpi_agent, transfers, 48, 8),
    FIELD(acd_kpi_agent, offers, 56, 8),
    FIELD(acd_kpi_agent, no_answers, 64, 8),
    FIELD(acd_kpi_agent, refusals, 72, 8),
    FIELD(acd_kpi_agent, login_us, 80, 8),
    FIELD(acd_kpi_agent, not_ready_us, 88, 8),
    FIELD(acd_kpi_agent, ready_us, 96, 8),
    FIELD(acd_kpi_agent, reserved_us, 104, 8),
    FIELD(acd_kpi_agent, busy_us, 112, 8),
    FIELD(acd_kpi_agent, in_wrapup_us, 120, 8),
    RECORD(acd_kpi_calls, 440, 0),
    FIELD(acd_kpi_calls, size, 0, 4),
    FIELD(acd_kpi_calls, reserved, 4, 4),
    FIELD(acd_kpi_calls, arrived, 8, 8),
    FIELD(acd_kpi_calls, live, 16, 8),
    FIELD(acd_kpi_calls, ended, 24, 8),
    FIELD(acd_kpi_calls, duration_us, 32, 8),
    FIELD(acd_kpi_calls, direct_answered, 40, 8),
    FIELD(acd_kpi_calls, action_timeouts, 48, 8),
    FIELD(acd_kpi_calls, ends, 56, 128),
    FIELD(acd_kpi_calls, action_timeouts_by_kind, 184, 256),
    RECORD(acd_queue_info, 88, 1),
    FIELD(acd_queue_info, size, 0, 4),
    FIELD(acd_queue_info, closed, 4, 4),
    FIELD(acd_queue_info, name, 8, 8),
    FIELD(acd_queue_info, waiting_count, 16, 8),
    FIELD(acd_queue_info, staffed_count, 24, 8),
    FIELD(acd_queue_info, available_count, 32, 8),
    FIELD(acd_queue_info, ready_count, 40, 8),
    FIELD(acd_queue_info, oldest_us, 48, 8),
    FIELD(acd_queue_info, gate, 56, 8),
    FIELD(acd_queue_info, deserted, 64, 8),
    FIELD(acd_queue_info, estimated_wait_us, 72, 8),
    FIELD(acd_queue_info, service_level_ppm, 80, 8),
};
/* clang-format on */

static void layout_is_as_promised(void **state)
{
  (void)state;
  int skip_record = 0, wrong = 0;
  for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
    const place *p = &places[i];
    if (!p->field) skip_record = p->has_pointers && sizeof(void *) != 8;
    if (skip_record || (p->offset == p->offset_promised && p->size == p->size_promised)) continue;
    print_error("%s%s%s: at %zu, %zu bytes; promised: at %zu, %zu bytes\n", p->record, p->field ? "." : "",
                p->field ? p->field : "", p->offset, p->size, p->offset_promised, p->size_promised);
    wrong++;
  }
  assert_int_equal(wrong, 0);
}

static void fields_fill_their_record(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof places / sizeof places[0];) {
    const place *record = &places[i++];
    size_t end = 0;
    int is_union = strcmp(record->record, "acd_command_body") == 0;
    for (; i < sizeof places / sizeof places[0] && places[i].field; i++) {
      if (!is_union && places[i].offset != end)
        fail_msg("%s.%s: at %zu, the field before ends at %zu", record->record, places[i].field, places[i].offset, end);
      if (!is_union)
        end += places[i].size;
      else if (places[i].size > end)
        end = places[i].size;
    }
    if (end != record->size) fail_msg("%s: fields end at %zu of %zu bytes", record->record, end, record->size);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(layout_is_as_promised),
      cmocka_unit_test(fields_fill_their_record),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Names of numbers: each enum in full, in order, and nothing around it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/host.h"

#include <acd/action.h>
#include <acd/agent.h>
#include <acd/call.h>
#include <acd/callback.h>
#include <acd/campaign.h>
#include <acd/command.h>
#include <acd/event.h>
#include <acd/flow.h>
#include <acd/queue.h>
#include <acd/schedule.h>
#include <acd/slot.h>

static const char *action_kind(int64_t number)
{
  return acd_action_kind_str((uint32_t)number);
}

static const char *command_kind(int64_t number)
{
  return acd_command_kind_str((uint32_t)number);
}

static const char *event_kind(int64_t number)
{
  return acd_event_kind_str((uint32_t)number);
}

/* `names`, separated by blanks, are those of the numbers from `first` to `last`; beyond is "?". */
static void names_are(const char *(*name_of)(int64_t), int64_t first, int64_t last, const char *names)
{
  for (int64_t number = first; number <= last; number++) {
    size_t size = strcspn(names, " ");
    const char *name = name_of(number);
    assert_int_equal(strlen(name), size);
    assert_memory_equal(name, names, size);
    names += size + (names[size] == ' ');
  }
  assert_string_equal(names, "");
  assert_string_equal(name_of(last + 1), "?");
  assert_string_equal(name_of(first - 1), "?");
  assert_string_equal(name_of(INT32_MAX), "?");
  assert_string_equal(name_of(-1), "?");
}

static void every_number_has_its_name(void **state)
{
  (void)state;
  names_are(
      action_kind, ACD_ACTION_RING, ACD_ACTION_MESSAGE,
      "ring ring_stop bridge release play collect music hold resume voicemail transfer hangup join host recording "
      "dial message");
  names_are(command_kind, ACD_COMMAND_TICK, COMMAND_LAST,
            "tick wall define change call_arrive call_hangup call_hold call_resume call_transfer call_keys call_set "
            "agent_login agent_logout agent_ready agent_not_ready agent_hangup result reconcile agent_set_presence "
            "agent_extend_wrapup agent_elsewhere call_consult call_complete call_conference call_park call_pick_up "
            "agent_supervise call_change queue_gate agent_end_wrapup scores call_also reconcile_agents toggle "
            "call_record zone "
            "callback callback_cancel slot_book slot_confirm slot_move call_mark");
  names_are(acd_outcome_str, ACD_OUTCOME_DONE, ACD_OUTCOME_MACHINE,
            "done accepted bridged rejected busy no_answer failed digits timeout speech machine");
  names_are(acd_end_str, ACD_END_NONE, ACD_END_CALLBACK,
            "none completed abandoned in_flow flow voicemail transferred timeout rejected failed lost_by_host "
            "joined no_agents callback");
  names_are(event_kind, ACD_EVENT_CALL_ARRIVED, ACD_EVENT_STEP,
            "call_arrived call_ended queue_entered queue_left offered offer_ended accepted answered held resumed "
            "conversation_ended wrapup_ended agent_state segment flow_exit action_timeout defined presence "
            "consultation_begun consultation_ended joined parked picked_up supervision call_changed queue_gate "
            "rings_on missing toggled record callback_taken callback_attempt callback_ended slot call_again "
            "rated resolved responded estimated step");
  names_are(acd_estimate_str, ACD_ESTIMATE_WORK, ACD_ESTIMATE_RECENT, "work handle rate recent");
  for (int64_t by = ACD_ESTIMATE_WORK; by <= ACD_ESTIMATE_RECENT; by++)
    assert_int_equal(acd_estimate_find(acd_estimate_str(by)), by);
  assert_int_equal(acd_estimate_find("wor"), 0);
  assert_int_equal(acd_estimate_find(NULL), 0);
  names_are(acd_agent_state_str, ACD_AGENT_STATE_LOGGED_OUT, ACD_AGENT_STATE_SUPERVISING,
            "logged_out not_ready ready reserved busy wrapup elsewhere supervising");
  names_are(acd_rule_str, ACD_RULE_NONE, ACD_RULE_SITE, "none emergency exception holiday hours site");
  names_are(acd_exit_str, ACD_EXIT_NEXT, ACD_EXIT_NONE,
            "next error timeout no_input no_match match open closed at_capacity key busy no_answer rejected "
            "unreachable not_found limit no_agents holiday exception emergency refused site none");
  names_are(acd_callback_outcome_str, ACD_CALLBACK_COMPLETED, ACD_CALLBACK_CONVERTED,
            "completed exhausted cancelled expired converted");
  names_are(acd_callback_stage_str, ACD_CALLBACK_STAGE_LATER, ACD_CALLBACK_STAGE_REACHED,
            "later waiting dialling retry reached");
  names_are(acd_slot_state_str, ACD_SLOT_STATE_FREE, ACD_SLOT_STATE_NONE, "free full too_soon too_far none");
  names_are(acd_slot_change_str, ACD_SLOT_HELD, ACD_SLOT_BROKEN,
            "held booked moved shifted released lapsed kept broken");
  names_are(acd_call_again_str, ACD_CALL_AGAIN_TAKEN, ACD_CALL_AGAIN_ROOM, "taken number open limit room");
  names_are(acd_held_by_str, ACD_HELD_BY_NOTHING, ACD_HELD_BY_READY,
            "nothing end hours gate waiting wait service_level parallel ready");
  names_are(acd_doubt_str, ACD_DOUBT_NO_MEMBERS, ACD_DOUBT_RESERVE, "no_members channel skill tier reserve");
}

static uint32_t details_of;

static const char *detail(int64_t number)
{
  return acd_event_detail_str(details_of, number);
}

static void details_are(uint32_t kind, int64_t first, int64_t last, const char *names)
{
  details_of = kind;
  names_are(detail, first, last, names);
}

static void every_detail_has_its_name(void **state)
{
  (void)state;
  details_are(ACD_EVENT_QUEUE_ENTERED, ACD_ENTER_OFFERED, ACD_ENTER_CALLBACK,
              "offered transferred overflowed consulted moved also callback");
  details_are(
      ACD_EVENT_QUEUE_LEFT, ACD_LEAVE_ANSWERED, ACD_LEAVE_CALLBACK_OUT,
      "answered abandoned abandoned_short overflowed timeout key rejected disconnected cancelled moved no_agents "
      "cleared diverted also callback called_back callback_out");
  details_are(ACD_EVENT_OFFER_ENDED, ACD_OFFER_ACCEPTED, ACD_OFFER_CANCELLED,
              "accepted rejected busy no_answer failed cancelled");
  details_are(ACD_EVENT_RINGS_ON, ACD_OFFER_ACCEPTED, ACD_OFFER_CANCELLED,
              "accepted rejected busy no_answer failed cancelled");
  details_are(ACD_EVENT_CONVERSATION_ENDED, ACD_CONVERSATION_CALLER, ACD_CONVERSATION_PARKED,
              "caller agent transferred lost left parked");
  details_are(ACD_EVENT_SEGMENT, ACD_SEGMENT_FLOW, ACD_SEGMENT_LEAVING,
              "flow queue direct agent consultation party parked callback leaving");
  details_are(ACD_EVENT_PICKED_UP, ACD_CALL_STATE_FLOW, ACD_CALL_STATE_CALLBACK,
              "flow waiting connecting talking held leaving parked callback");
  details_are(ACD_EVENT_PRESENCE, ACD_PRESENCE_LOGGED_OUT, ACD_PRESENCE_AVAILABLE, "logged_out not_ready available");
  details_are(ACD_EVENT_SUPERVISION, 0, ACD_ROLE_BARGE, "none monitor coach barge");
  details_are(ACD_EVENT_QUEUE_GATE, ACD_GATE_OPEN, ACD_GATE_CLEAR, "open drain clear");
  details_are(ACD_EVENT_RECORD, ACD_RECORDING_ON, ACD_RECORDING_RESUMED, "on off paused resumed");
  details_are(ACD_EVENT_TOGGLED, 0, 1, "off on");
  assert_string_equal(acd_event_detail_str(ACD_EVENT_CALL_ENDED, ACD_END_ABANDONED), "abandoned");
  assert_string_equal(acd_event_detail_str(ACD_EVENT_CONSULTATION_ENDED, ACD_END_JOINED), "joined");
  assert_string_equal(acd_event_detail_str(ACD_EVENT_AGENT_STATE, ACD_AGENT_STATE_BUSY), "busy");
  assert_string_equal(acd_event_detail_str(ACD_EVENT_FLOW_EXIT, ACD_EXIT_KEY + '1'), "1");
  assert_string_equal(acd_event_detail_str(ACD_EVENT_ACTION_TIMEOUT, ACD_ACTION_RING), "ring");
  assert_string_equal(acd_event_detail_str(ACD_EVENT_CALLBACK_ATTEMPT, 0), "given_up");
  assert_string_equal(acd_event_detail_str(ACD_EVENT_CALLBACK_ATTEMPT, ACD_OUTCOME_BUSY), "busy");
  assert_string_equal(acd_event_detail_str(ACD_EVENT_CALLBACK_ENDED, ACD_CALLBACK_EXPIRED), "expired");
  assert_string_equal(acd_event_detail_str(ACD_EVENT_CALL_CHANGED, 1), "?");
  assert_string_equal(acd_event_detail_str(0, 1), "?");
}

static void numbers_beyond_are_unknown(void **state)
{
  (void)state;
  assert_string_equal(acd_outcome_str(INT64_MAX), "?");
  assert_string_equal(acd_outcome_str(INT64_MIN), "?");
  assert_string_equal(acd_outcome_str(INT64_C(0x100000001)), "?");
  assert_string_equal(acd_action_kind_str(UINT32_MAX), "?");
}

static void a_menu_exit_is_its_key(void **state)
{
  (void)state;
  const char keys[] = "0123456789*#ABCD";
  for (int64_t c = -300; c < 300; c++) {
    const char *name = acd_exit_str(ACD_EXIT_KEY + c);
    if (c > 0 && c < 128 && strchr(keys, (int)c)) {
      assert_int_equal(strlen(name), 1);
      assert_int_equal(name[0], c);
    } else if (ACD_EXIT_KEY + c < ACD_EXIT_NEXT || ACD_EXIT_KEY + c > ACD_EXIT_NONE) {
      assert_string_equal(name, "?");
    }
  }
}

static void every_status_has_a_text_of_its_own(void **state)
{
  (void)state;
  for (int status = ACD_ERR_IO; status <= ACD_AGAIN; status++) {
    const char *text = acd_status_text(status);
    assert_true(strlen(text) > 1);
    assert_string_not_equal(text, "unknown status");
    for (int other = ACD_ERR_IO; other < status; other++) assert_string_not_equal(text, acd_status_text(other));
  }
  static const int unknown[] = {ACD_AGAIN + 1, ACD_ERR_IO - 1, INT32_MAX, INT32_MIN};
  for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
    assert_string_equal(acd_status_text(unknown[i]), "unknown status");
}

static void version_is_that_of_the_headers(void **state)
{
  (void)state;
  assert_int_equal(acd_version() >> 16, ACD_VERSION_MAJOR);
  assert_int_equal(acd_version() >> 8 & 255, ACD_VERSION_MINOR);
  assert_int_equal(acd_version() & 255, ACD_VERSION_PATCH);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_number_has_its_name),          cmocka_unit_test(every_detail_has_its_name),
      cmocka_unit_test(numbers_beyond_are_unknown),         cmocka_unit_test(a_menu_exit_is_its_key),
      cmocka_unit_test(every_status_has_a_text_of_its_own), cmocka_unit_test(version_is_that_of_the_headers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Steps and expectations of testing.h for tests with cmocka: what is not met fails the test at its own line, with the story.
 * Include <cmocka.h> before.
 *
 * With another framework, define ACD_TESTING_PRINT(line) and ACD_TESTING_FAIL() before including this. Each macro is one
 * function of testing.h; names are written there.
 */
#ifndef ACD_TESTING_CMOCKA_H
#define ACD_TESTING_CMOCKA_H

#include <acd/testing.h>

#ifndef ACD_TESTING_PRINT
#define ACD_TESTING_PRINT(line) print_error("%s\n", line)
#endif
#ifndef ACD_TESTING_FAIL
#define ACD_TESTING_FAIL() fail()
#endif

/** Fails the test unless a function of testing.h succeeded. */
#define acd_testing_met(testing, status)                                                                               \
  do {                                                                                                                 \
    if ((status) < 0) {                                                                                                \
      const char *acd_line = NULL;                                                                                     \
      while ((acd_line = acd_testing_failure_line(testing, acd_line)) != NULL) ACD_TESTING_PRINT(acd_line);            \
      ACD_TESTING_FAIL();                                                                                              \
    }                                                                                                                  \
  } while (0)

/* ---- the definition, the clock ---- */
#define define_text(testing, json)    acd_testing_met(testing, acd_testing_define_text(testing, json))
#define define_file(testing, path)    acd_testing_met(testing, acd_testing_define_file(testing, path))
#define change_text(testing, json)    acd_testing_met(testing, acd_testing_change_text(testing, json))
#define it_is(testing, moment)        acd_testing_met(testing, acd_testing_set_wall(testing, moment))
#define time_passes(testing, seconds) acd_testing_met(testing, acd_testing_pass(testing, seconds))

/* ---- what the host will answer ---- */
#define acd_testing_will(testing, kind, what, outcome, text, seconds)                                                  \
  acd_testing_met(testing, acd_testing_answer(testing, kind, what, outcome, text, seconds))
#define acd_testing_will_once(testing, kind, what, outcome, text, seconds)                                             \
  acd_testing_met(testing, acd_testing_answer_once(testing, kind, what, outcome, text, seconds))
/** The agent's device answers after so long; the engine asks for the bridge then. */
#define agent_answers(testing, agent, seconds)                                                                         \
  acd_testing_will(testing, ACD_ACTION_RING, agent, ACD_OUTCOME_ACCEPTED, NULL, seconds)
/** It answers and is connected in one step. */
#define agent_connects(testing, agent, seconds)                                                                        \
  acd_testing_will(testing, ACD_ACTION_RING, agent, ACD_OUTCOME_BRIDGED, NULL, seconds)
#define agent_refuses(testing, agent, seconds)                                                                         \
  acd_testing_will(testing, ACD_ACTION_RING, agent, ACD_OUTCOME_REJECTED, NULL, seconds)
#define agent_is_silent(testing, agent) acd_testing_will(testing, ACD_ACTION_RING, agent, 0, NULL, 0)
#define once_agent_answers(testing, agent, seconds)                                                                    \
  acd_testing_will_once(testing, ACD_ACTION_RING, agent, ACD_OUTCOME_ACCEPTED, NULL, seconds)
#define once_agent_refuses(testing, agent, seconds)                                                                    \
  acd_testing_will_once(testing, ACD_ACTION_RING, agent, ACD_OUTCOME_REJECTED, NULL, seconds)
#define once_agent_is_silent(testing, agent) acd_testing_will_once(testing, ACD_ACTION_RING, agent, 0, NULL, 0)
/** These keys, whenever this prompt asks for some. */
#define keys_come(testing, prompt, keys, seconds)                                                                      \
  acd_testing_will(testing, ACD_ACTION_COLLECT, prompt, ACD_OUTCOME_DIGITS, keys, seconds)
#define once_keys_come(testing, prompt, keys, seconds)                                                                 \
  acd_testing_will_once(testing, ACD_ACTION_COLLECT, prompt, ACD_OUTCOME_DIGITS, keys, seconds)
/** What the host's systems say to an operation of a flow. */
#define lookup_gives(testing, operation, text, seconds)                                                                \
  acd_testing_will(testing, ACD_ACTION_HOST, operation, ACD_OUTCOME_DONE, text, seconds)
#define lookup_fails(testing, operation, seconds)                                                                      \
  acd_testing_will(testing, ACD_ACTION_HOST, operation, ACD_OUTCOME_FAILED, NULL, seconds)
#define host_answers(testing, kind, call, what, outcome, text)                                                         \
  acd_testing_met(testing, acd_testing_result(testing, kind, call, what, outcome, text))

/* ---- callers and agents ---- */
#define call_arrives(testing, call, entry)      acd_testing_met(testing, acd_testing_arrive(testing, call, entry))
#define call_arrives_as(testing, call, arrival) acd_testing_met(testing, acd_testing_arrive_as(testing, call, arrival))
#define caller_hangs_up(testing, call)          acd_testing_met(testing, acd_testing_hangup(testing, call))
#define caller_presses(testing, call, keys)     acd_testing_met(testing, acd_testing_press(testing, call, keys))
#define agent_is(testing, agent, presence)      acd_testing_met(testing, acd_testing_set_presence(testing, agent, presence))
#define agent_hangs_up(testing, agent)          acd_testing_met(testing, acd_testing_agent_hangup(testing, agent))

/* ---- the story ---- */
#define ignore_actions(testing, kind) acd_testing_met(testing, acd_testing_ignore(testing, kind))
#define expect_action(testing, kind, call, what)                                                                       \
  acd_testing_met(testing, acd_testing_expect_action(testing, kind, call, what))
#define expect_ring(testing, call, agent)        expect_action(testing, ACD_ACTION_RING, call, agent)
#define expect_ring_stop(testing, call, agent)   expect_action(testing, ACD_ACTION_RING_STOP, call, agent)
#define expect_bridge(testing, call, agent)      expect_action(testing, ACD_ACTION_BRIDGE, call, agent)
#define expect_release(testing, call, agent)     expect_action(testing, ACD_ACTION_RELEASE, call, agent)
#define expect_play(testing, call, prompt)       expect_action(testing, ACD_ACTION_PLAY, call, prompt)
#define expect_collect(testing, call, prompt)    expect_action(testing, ACD_ACTION_COLLECT, call, prompt)
#define expect_music(testing, call, music)       expect_action(testing, ACD_ACTION_MUSIC, call, music)
#define expect_hangup(testing, call, reason)     expect_action(testing, ACD_ACTION_HANGUP, call, reason)
#define expect_voicemail(testing, call, mailbox) expect_action(testing, ACD_ACTION_VOICEMAIL, call, mailbox)
#define expect_transfer(testing, call, number)   expect_action(testing, ACD_ACTION_TRANSFER, call, number)
#define expect_host(testing, call, operation)    expect_action(testing, ACD_ACTION_HOST, call, operation)
#define expect_dial(testing, call, number)       expect_action(testing, ACD_ACTION_DIAL, call, number)
#define expect_told(testing, line)               acd_testing_met(testing, acd_testing_expect_told(testing, line))
#define expect_note(testing, text)               acd_testing_met(testing, acd_testing_expect_note(testing, text))
#define expect_event(testing, kind, call, what)                                                                        \
  acd_testing_met(testing, acd_testing_expect_event(testing, kind, call, what))
#define expect_at(testing, seconds)         acd_testing_met(testing, acd_testing_expect_at(testing, seconds))
#define expect_no_more(testing)             acd_testing_met(testing, acd_testing_expect_no_more(testing))
#define expect_story(testing, lines)        acd_testing_met(testing, acd_testing_expect_story(testing, lines))
#define expect_agent(testing, agent, state) acd_testing_met(testing, acd_testing_expect_agent(testing, agent, state))
#define expect_waiting(testing, queue, count)                                                                          \
  acd_testing_met(testing, acd_testing_expect_waiting(testing, queue, count))
#define expect_ok(testing, status) acd_testing_met(testing, acd_testing_expect_ok(testing, status))

#endif

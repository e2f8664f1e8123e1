/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * libacd-testing: doubles for your own tests. A clock that stands still, a host that does as it is told, memory that fails when you
 * say, and the story of what happened, which can be expected line by line.
 *
 * Everything has names ("ann", "support", "vip") and seconds. The functions here return a status and keep a text; the macros of
 * testing_cmocka.h make of it a failure of cmocka at the line of your test. They are named in brackets below.
 *
 * **Your definition is tested, the kit is the host.** It pulls what the engine asks for, and answers as you said it would:
 *
 *     static void a_vip_overtakes(void **state)
 *     {
 *       acd_testing *test = *state; // acd_testing_new() and define_file() in the setup, acd_testing_end() in the teardown
 *       agent_answers(test, "ann", 3);
 *       call_arrives(test, "first", "100");
 *       expect_ring(test, "first", "ann");
 *       time_passes(test, 3);
 *       expect_bridge(test, "first", "ann");
 *       call_arrives(test, "second", "100");
 *       call_arrives(test, "vip", "800");
 *       expect_no_more(test);
 *       caller_hangs_up(test, "first");
 *       expect_release(test, "first", "ann");
 *       expect_ring(test, "vip", "ann");
 *     }
 *
 * **Your host is tested, the kit stands beside it.** Your own code makes the engine, of acd_testing_options(), commands it, pulls
 * or dispatches and answers; the kit has the clock, hears both sides (trace.h) and all events, and is told of what your
 * host does outside, by your double of the telephony: acd_testing_note(). Then the story has what was told, asked and done:
 *
 *     pbx *host = pbx_new(acd_testing_options(test), &line);       // line.invite() notes "INVITE ann" and does nothing
 *     acd_testing_attach(test, pbx_engine(host), pbx_run, host);   // pbx_run(host, now_us): lets the host do what is due
 *     pbx_incoming(host, acd_testing_now(test), "+4930123", "100");
 *     expect_ring(test, "call 1", "ann");
 *     expect_note(test, "INVITE ann");
 *     pbx_response(host, acd_testing_now(test), "ann", 486);
 *     expect_told(test, "result ring ann for call 1: busy");
 *     expect_ring(test, "call 1", "bob");
 *
 * **Lines** of the story are what was *asked* (actions, as they are pulled), what was *told* (commands and what became of them;
 * ticks are left out), *events*, and *notes* of your own. How they read:
 *  - asked: kind, what, for which call: `ring ann for vip`, `ring ann.mobile for vip`, `bridge ann for vip`, `play welcome for vip`,
 *    `hangup abandoned for vip`, `recording on for vip`, `dial +4930123 for vip`. What is the agent (with or without the device) of ring,
 *    ring_stop, bridge, release and join; the reason of hangup; the mode of recording; of others the action's text.
 *  - told: `agent_ready ann`, `call_arrive vip`, `call_hold vip`, `result ring ann for vip: accepted`; of one that was refused
 *    also why: `call_hold vip, refused: not possible in the present state`.
 *  - events: kind, detail, queue, agent, text and call, where it has them: `queue_left abandoned support for vip`.
 *  - notes: as you write them.
 * A call is named by acd_testing_arrive() or acd_testing_name_call(); before, and where nobody does, it is `call 1`, `call 2`, …
 * in the order in which calls come to be, consultations included.
 *
 * **Expectations** go through the story from top to bottom, each sort of lines by itself: an expected action must be the next
 * one that was asked, a note the next note, what was told the next that was told, so that nothing unexpected is passed over. An
 * event must be among those since the event expected last: there are too many to name all. Names may be NULL: any. An
 * expectation that is not met returns ACD_ERR_STATE; acd_testing_failure() then tells the first difference, amid the story:
 *
 *     expected: ring ann for vip
 *     but was:  ring ann for second, at 73 s
 *              3 s  bridge ann for first                         as expected
 *              3 s     > result bridge ann for first: done
 *              3 s     > call_arrive second
 *              3 s     > call_arrive vip
 *             63 s     > call_hangup first
 *             63 s  release ann for first                        as expected
 *             63 s     > result release ann for first: done
 *     ->      73 s  ring ann for second
 *
 * **Time** stands still but in acd_testing_pass(). At one instant come first the engine's timers, then answers and
 * acd_testing_later(), in the order in which they were made; each with all that follows at once from it.
 *
 * The kit is for tests: it may change from one version of libacd to the next, whatever is promised of the ABI of libacd. Its own
 * memory is libc's; where that is out, the next expectation returns ACD_ERR_NOMEM. A handle belongs to one thread.
 */
#ifndef ACD_TESTING_H
#define ACD_TESTING_H

#include <acd/acd.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct acd_testing acd_testing;

/* ---- beginning and end ---- */

ACD_API int acd_testing_new(acd_testing **testing_out);
/** Frees all. Your own engine and host are freed before it. Unless an expectation was not met, it sees to it that the laws of the
 * kit's own engine hold (acd_engine_check()), that nothing is left of what engine and host took from acd_testing_memory_get(),
 * that nothing was given back with a wrong size, and that no error was logged; ACD_ERR_INVARIANT: not so, and standard error
 * says what. For a teardown: `return acd_testing_end(*state);` NULL is fine. */
ACD_API int acd_testing_end(acd_testing *testing);
/** The options from which the engine is made, with the kit's hooks (log, events, trace) and memory: for your own host's engine, or
 * to be set before the kit's own is first needed. Instead of a sink or a log of your own, pass on what it is told:
 * acd_testing_hear(). Borrowed. */
ACD_API acd_options *acd_testing_options(acd_testing *testing);
/** Your own engine, or the kit's, which this makes at the first call. NULL: there is no memory. */
ACD_API acd_engine *acd_testing_engine(acd_testing *testing);

/** Lets your host do all that is due at this time: ticks, pulls or dispatches. A negative number is a failure. */
typedef int (*acd_testing_run_fn)(void *user, acd_time now_us);
/** Your host's engine, made from acd_testing_options(), takes the place of the kit's own, which must not be there yet
 * (ACD_ERR_STATE). From now on the kit pulls and answers nothing. Where the engine's deadline does not move though the host has run,
 * the host does not do its part, and what was called fails. */
ACD_API int acd_testing_attach(acd_testing *testing, acd_engine *engine, acd_testing_run_fn run, void *user);

/** For a sink of your own (event.h): keeps the event. `testing` is an acd_testing. */
ACD_API void acd_testing_hear(void *testing, const acd_event *event);

/* ---- the definition ---- */

/** A whole definition, as JSON (json.h). ACD_ERR_DEFINITION: the failure lists what is wrong, with line and column. Time zones
 * that it names are handed to acd_testing_engine() before (zone.h, zoneinfo.h). */
ACD_API int acd_testing_define_text(acd_testing *testing, const char *json); /* [define_text] */
ACD_API int acd_testing_define_file(acd_testing *testing, const char *path); /* [define_file] */
/** Likewise a change. */
ACD_API int acd_testing_change_text(acd_testing *testing, const char *json); /* [change_text] */

/* ---- the clock ---- */

/** Engine time, from 0 on: what your host takes for its clock. */
ACD_API acd_time acd_testing_now(const acd_testing *testing);
/** Lets so many seconds pass, from one thing that is due to the next. [time_passes] */
ACD_API int acd_testing_pass(acd_testing *testing, double seconds);
/** Does what is due now, and all that follows at once. Every step and expectation begins with it; call it after a command of your
 * own before you ask the engine what became of it. */
ACD_API int acd_testing_settle(acd_testing *testing);
/** It is this moment now, in UTC: "2026-11-23 09:30" or "2026-11-23 09:30:15". [it_is] */
ACD_API int acd_testing_set_wall(acd_testing *testing, const char *moment);

typedef void (*acd_testing_fn)(void *user, acd_time now_us);
/** Calls `what` in so many seconds: for doubles that take their time. */
ACD_API int acd_testing_later(acd_testing *testing, double seconds, acd_testing_fn what, void *user);

/* ---- the kit's host ---- */

/** How actions are answered from now on: those of this kind (ACD_ACTION_…), about this (NULL: any; what that is, see "Lines"), get
 * this outcome (ACD_OUTCOME_…; 0: none, it runs to its deadline) with this text (NULL: none), so many seconds later. The rule
 * given last counts. Without any, rings, dials and keys are not answered (no key is pressed: the outcome is digits, empty, at the
 * input time-out), and all else is done at once. [agent_answers, agent_connects, agent_refuses, agent_is_silent, keys_come,
 * lookup_gives, lookup_fails] */
ACD_API int acd_testing_answer(acd_testing *testing, uint32_t kind, const char *what, int64_t outcome, const char *text,
                               double seconds);
/** Likewise for the next such action alone, before all rules; several are used up in their order. [once_…] */
ACD_API int acd_testing_answer_once(acd_testing *testing, uint32_t kind, const char *what, int64_t outcome,
                                    const char *text, double seconds);
/** Answers the latest action of this kind, about this and for this call, now. ACD_ERR_NOT_FOUND: there was none; ACD_ERR_STALE:
 * it is over. [host_answers] */
ACD_API int acd_testing_result(acd_testing *testing, uint32_t kind, const char *call, const char *what, int64_t outcome,
                               const char *text);

/* ---- callers and agents: commands by name, and what follows from them at once ---- */

/** A call arrives at a number of the definition, or at "queue:NAME" or "flow:NAME". [call_arrives] */
ACD_API int acd_testing_arrive(acd_testing *testing, const char *call, const char *entry);
/** Likewise, with all that an arrival may have. [call_arrives_as] */
ACD_API int acd_testing_arrive_as(acd_testing *testing, const char *call, const acd_arrival *arrival);
/** A name for a call that came to be otherwise. ACD_ERR_STATE: another call has this name. */
ACD_API int acd_testing_name_call(acd_testing *testing, acd_id call, const char *name);
/** [caller_hangs_up] */
ACD_API int acd_testing_hangup(acd_testing *testing, const char *call);
/** The keys of an action collect that waits for them, else those pressed outside of one (acd_call_keys()). [caller_presses] */
ACD_API int acd_testing_press(acd_testing *testing, const char *call, const char *keys);
/** The agent's presence is this from now on (ACD_PRESENCE_…). [agent_is] */
ACD_API int acd_testing_set_presence(acd_testing *testing, const char *agent, int64_t presence);
/** The agent hangs up; the only call in hand. [agent_hangs_up] */
ACD_API int acd_testing_agent_hangup(acd_testing *testing, const char *agent);

/** Ids, for commands of your own: `acd_call_hold(engine, acd_testing_now(test), acd_testing_call_id(test, "vip"))`. 0: there is none
 * (and the failure says so). */
ACD_API acd_id acd_testing_call_id(acd_testing *testing, const char *name);
ACD_API acd_id acd_testing_agent_id(acd_testing *testing, const char *name);
ACD_API acd_id acd_testing_queue_id(acd_testing *testing, const char *name);

/* ---- the story ---- */

/** A line of your own: what your double of the telephony was asked to do, say. */
ACD_API int acd_testing_note(acd_testing *testing, const char *text);
/** Actions of this kind are not expected from now on: neither by name nor as the next one. [ignore_actions] */
ACD_API int acd_testing_ignore(acd_testing *testing, uint32_t kind);

/** The next action; `what` and `call` may be NULL. [expect_action, expect_ring, expect_ring_stop, expect_bridge, expect_release,
 * expect_play, expect_collect, expect_music, expect_hangup, expect_voicemail, expect_transfer, expect_host, expect_dial] */
ACD_API int acd_testing_expect_action(acd_testing *testing, uint32_t kind, const char *call, const char *what);
/** What was told next, as its line reads. What the kit tells, by the functions above and as a host, is passed over.
 * [expect_told] */
ACD_API int acd_testing_expect_told(acd_testing *testing, const char *line);
/** [expect_note] */
ACD_API int acd_testing_expect_note(acd_testing *testing, const char *text);
/** One of the events since the one expected last, with this call and this detail, queue, agent or text. [expect_event] */
ACD_API int acd_testing_expect_event(acd_testing *testing, uint32_t kind, const char *call, const char *what);
/** What was expected last (an action, note, event or what was told) happened at this time, in seconds from the beginning.
 * [expect_at] */
ACD_API int acd_testing_expect_at(acd_testing *testing, double seconds);
/** No action and no note but those expected. [expect_no_more] */
ACD_API int acd_testing_expect_no_more(acd_testing *testing);
/** All actions and notes that come next, one a line, in order, each perhaps after its time ("20 s ring bob for vip"); and then no
 * more. Blanks around lines and empty lines do not count. [expect_story] */
ACD_API int acd_testing_expect_story(acd_testing *testing, const char *lines);
/** An agent's state is this: ACD_AGENT_STATE_…. [expect_agent] */
ACD_API int acd_testing_expect_agent(acd_testing *testing, const char *agent, int64_t state);
/** So many calls wait in a queue. [expect_waiting] */
ACD_API int acd_testing_expect_waiting(acd_testing *testing, const char *queue, int64_t count);
/** A status that a function of libacd gave in your test is ACD_OK (or a positive note), and what follows from it at once is
 * done. [expect_ok] */
ACD_API int acd_testing_expect_ok(acd_testing *testing, int64_t status);

/** Why a function above returned a negative number, of the latest that did; "" if none has. Borrowed until the next call. */
ACD_API const char *acd_testing_failure(const acd_testing *testing);
/** Its lines: the first with `after` NULL, then the one behind `after`; NULL at the end. */
ACD_API const char *acd_testing_failure_line(acd_testing *testing, const char *after);
/** The whole story, events included, as text. Borrowed until the next call. NULL: no memory. */
ACD_API const char *acd_testing_story(acd_testing *testing);

/* ---- memory that fails ---- */

/** An allocator that counts, and refuses what it is told to. Every block moves when it grows, and is filled with 0xa5 first, so
 * that an address kept too long and memory never written are found (by a sanitizer or valgrind, at once). Zeros are a fine
 * beginning. A sweep: run the same test with `fail_at` 1, 2, 3, … until `failed` stays 0. */
typedef struct acd_testing_memory {
  uint32_t size;
  uint32_t fail_after; /**< 1: every request from `fail_at` on is refused, too */
  int64_t fail_at;     /**< the request (from 1) that is refused; 0: none */
  int64_t fail_ppm;    /**< so many of a million requests are refused, at random; 0: none */
  int64_t seed;        /**< of that; changes with every request */
  int64_t requests;    /**< for more memory, so far */
  int64_t failed;      /**< of those: refused */
  int64_t bytes;       /**< held now */
  int64_t blocks;      /**< held now */
  int64_t bytes_max;   /**< most held at once */
  int64_t mistaken;    /**< blocks said to have another size than they were asked for with */
} acd_testing_memory;

/** The allocator of this record, which must stay where it is as long as anything is held. */
ACD_API void acd_testing_memory_allocator(acd_testing_memory *memory, acd_allocator *allocator_out);
/** That of acd_testing_options(). */
ACD_API acd_testing_memory *acd_testing_memory_get(acd_testing *testing);

#ifdef __cplusplus
}
#endif
#endif

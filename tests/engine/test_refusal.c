/* SPDX-License-Identifier: Apache-2.0 */
/* A refused command has exactly the effect of a tick at its time: a centre with something of everything, and each way to be
 * refused, next to a twin that only ticks. */
#include "host.h"

/* At 10 s: c1 talks to ann, c2 rings bob, c3 waits in "full", c4 has ended, c5 is asked for keys, c6 hears a prompt
 * that times out at 12 s, c7's action waits to be pulled. "old" is closed and keeps c8. */
typedef struct centre {
  test_host host;
  acd_id calls[9];
  acd_id collect, play, unpulled, hangup, skill;
} centre;

static const int64_t limits[] = {ACD_OPTION_CALLS_MAX, 8, ACD_OPTION_ATTRIBUTES_MAX, 3, ACD_OPTION_TEXT_MAX, 300, 0};

static void begin(centre *of)
{
  test_host *host = &of->host;
  host_begin(host, limits);
#define CENTRE                                                                                                         \
  "centre play_timeout=12s\nskill tax\n"                                                                               \
  "agent ann\nagent bob\nagent cid presence=logged_out\nagent dora presence=not_ready\n"                               \
  "queue desk ring_timeout=60s\n  member ann\n  member bob\n"                                                          \
  "queue full length_max=1\nqueue empty\n"                                                                             \
  "flow menu start=ask\n  node ask kind=collect prompt=ask digits_max=2\n"                                             \
  "flow hello start=play\n  node play kind=play prompt=hello\n    exit next to=play\n"                                 \
  "number 100 queue=desk\nnumber 200 queue=full\nnumber 300 flow=menu\nnumber 400 flow=hello\n"
  host_define(host, CENTRE "queue old\n");
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.queue = host_queue(host, "old");
  assert_int_equal(acd_call_arrive(host->engine, 0, &arrival, &of->calls[8]), ACD_OK);
  host_define(host, CENTRE);
  of->skill = host_skill(host, "tax");
  of->calls[6] = host_arrive(host, "400");
  of->play = host_action_of(host, "play hello")->id;
  of->calls[1] = host_arrive(host, "100");
  host_connect(host, "ann");
  of->calls[2] = host_arrive(host, "100");
  of->calls[3] = host_arrive(host, "200");
  of->calls[4] = host_arrive(host, "300");
  of->hangup = host_action_of(host, "collect ask")->id;
  host_hangup(host, of->calls[4]);
  of->calls[5] = host_arrive(host, "300");
  of->collect = host_action_of(host, "collect ask")->id;
  assert_int_not_equal(of->collect, of->hangup);
  host->now = 10 * SECOND;
  of->calls[7] = host_arrive(host, "300");
}

typedef enum subject {
  NOBODY,
  ANN,
  BOB,
  CID,
  DORA,
  DESK,
  FULL,
  OLD,
  SKILL,
  C1,
  C2,
  C3,
  C4,
  C5,
  COLLECT,
  PLAY,
  ENDED,
  QUEUED,
  NEVER,
  HUGE_ID,
  NEGATIVE
} subject;

static acd_id id_of(const centre *of, subject whom)
{
  static const char *const agents[] = {"ann", "bob", "cid", "dora"};
  acd_call_info info = {.size = sizeof info};
  switch (whom) {
  case ANN:
  case BOB:
  case CID:
  case DORA: return host_agent(&of->host, agents[whom - ANN]);
  case DESK: return host_queue(&of->host, "desk");
  case FULL: return host_queue(&of->host, "full");
  case OLD: /* has no name any more */
    assert_int_equal(acd_call_get(of->host.engine, of->calls[8], &info), ACD_OK);
    return info.queue;
  case SKILL: return of->skill;
  case C1:
  case C2:
  case C3:
  case C4:
  case C5: return of->calls[whom - C1 + 1];
  case COLLECT: return of->collect;
  case PLAY: return of->play;
  case ENDED: return of->hangup;
  case QUEUED: return of->unpulled;
  case NEVER: return of->calls[1] + 500000;
  case HUGE_ID: return INT64_MAX;
  case NEGATIVE: return -1;
  default: return 0;
  }
}

/* ---- the table ---- */

/* What slices refer to. */
static const char texts[] = "100"
                            "999"
                            "1\0"
                            "2"
                            "k\0v\0k\0w\0"
                            "k\0v"
                            "a\0b\0c\0d\0e\0f\0g\0h\0"
                            "x"
                            "123"
                            "key";
enum {
  GOOD = 0,
  UNKNOWN = 3,
  WITH_NUL = 6,
  TWICE = 9,
  UNENDED = 17,
  FOUR = 20,
  NO_KEY = 36,
  DIGITS = 37,
  KEY = 40,
  LONG = 64,      /* 400 letters */
  NEEDS = 480,    /* {skill, 0}, {never, 1}, {desk, 1} */
  DOCUMENT = 528, /* a definition with an error, of 400 bytes at the most */
  PAYLOAD = 1024
};

typedef struct row {
  const char *name;
  uint32_t kind;
  subject subject;
  int code;
  uint32_t fault;
  int64_t words[10];
  struct {
    uint32_t word, offset, size;
  } slices[2];
  struct {
    uint32_t word;
    subject subject;
  } id;
} row;

#define KIND(kind)          ACD_COMMAND_##kind
#define REFUSED(status, at) .code = ACD_ERR_##status, .fault = ACD_FAULT_##at

static const row rows[] = {
    {"wall too far", KIND(WALL), NOBODY, REFUSED(ARGUMENT, BODY), {ACD_TIME_MAX + 1}},
    {"wall too far back", KIND(WALL), NOBODY, REFUSED(ARGUMENT, BODY), {-ACD_TIME_MAX - 1}},
    {"no document", KIND(DEFINE), NOBODY, REFUSED(ENCODING, DOCUMENT)},
    {"document outside", KIND(DEFINE), NOBODY, REFUSED(ENCODING, BODY), .slices = {{0, PAYLOAD - 4, 5}}},
    {"document cut", KIND(DEFINE), NOBODY, REFUSED(ENCODING, DOCUMENT), .slices = {{0, DOCUMENT, 20}}},
    {"document wrong", KIND(DEFINE), NOBODY, REFUSED(DEFINITION, DOCUMENT), .slices = {{0, DOCUMENT, 0}}},
    {"change wrong", KIND(CHANGE), NOBODY, REFUSED(DEFINITION, DOCUMENT), .slices = {{0, DOCUMENT, 0}}},
    {"unknown number", KIND(CALL_ARRIVE), NOBODY, REFUSED(NOT_FOUND, BODY), .slices = {{0, UNKNOWN, 3}}},
    {"no number", KIND(CALL_ARRIVE), NOBODY, REFUSED(NOT_FOUND, BODY)},
    {"number outside", KIND(CALL_ARRIVE), NOBODY, REFUSED(ENCODING, BODY), .slices = {{0, UINT32_MAX, 3}}},
    {"number too long", KIND(CALL_ARRIVE), NOBODY, REFUSED(ENCODING, BODY), .slices = {{0, GOOD, UINT32_MAX}}},
    {"number with NUL", KIND(CALL_ARRIVE), NOBODY, REFUSED(ENCODING, PAYLOAD), .slices = {{0, WITH_NUL, 3}}},
    {"caller with NUL", KIND(CALL_ARRIVE), NOBODY, REFUSED(ENCODING, PAYLOAD),
     .slices = {{0, GOOD, 3}, {1, WITH_NUL, 3}}},
    {"caller too long", KIND(CALL_ARRIVE), NOBODY, REFUSED(LIMIT, LIMIT), .slices = {{0, GOOD, 3}, {1, LONG, 298}}},
    {"attribute twice", KIND(CALL_ARRIVE), NOBODY, REFUSED(ARGUMENT, PAYLOAD), .slices = {{0, GOOD, 3}, {2, TWICE, 8}}},
    {"attribute unended", KIND(CALL_ARRIVE), NOBODY, REFUSED(ENCODING, PAYLOAD),
     .slices = {{0, GOOD, 3}, {2, UNENDED, 3}}},
    {"half an attribute", KIND(CALL_ARRIVE), NOBODY, REFUSED(ENCODING, PAYLOAD),
     .slices = {{0, GOOD, 3}, {2, TWICE, 6}}},
    {"too many attributes", KIND(CALL_ARRIVE), NOBODY, REFUSED(LIMIT, LIMIT), .slices = {{0, GOOD, 3}, {2, FOUR, 16}}},
    {"attributes outside", KIND(CALL_ARRIVE), NOBODY, REFUSED(ENCODING, BODY), .slices = {{0, GOOD, 3}, {2, 2000, 4}}},
    {"half a need", KIND(CALL_ARRIVE), NOBODY, REFUSED(ENCODING, BODY), .slices = {{0, GOOD, 3}, {3, NEEDS, 12}}},
    {"need at level 0", KIND(CALL_ARRIVE), NOBODY, REFUSED(ARGUMENT, PAYLOAD),
     .slices = {{0, GOOD, 3}, {3, NEEDS, 16}}},
    {"unknown skill", KIND(CALL_ARRIVE), NOBODY, REFUSED(NOT_FOUND, PAYLOAD),
     .slices = {{0, GOOD, 3}, {3, NEEDS + 16, 16}}},
    {"queue as a skill", KIND(CALL_ARRIVE), NOBODY, REFUSED(NOT_FOUND, PAYLOAD),
     .slices = {{0, GOOD, 3}, {3, NEEDS + 32, 16}}},
    {"priority too high", KIND(CALL_ARRIVE), NOBODY, REFUSED(ARGUMENT, BODY), {0, 0, 0, 0, 0, 0, 1001}, {{0, GOOD, 3}}},
    {"priority too low", KIND(CALL_ARRIVE), NOBODY, REFUSED(ARGUMENT, BODY), {0, 0, 0, 0, 0, 0, -1001}, {{0, GOOD, 3}}},
    {"closed queue", KIND(CALL_ARRIVE), NOBODY, REFUSED(STATE, BODY), .id = {4, OLD}},
    {"agent as a queue", KIND(CALL_ARRIVE), NOBODY, REFUSED(NOT_FOUND, BODY), .id = {4, ANN}},
    {"no such queue", KIND(CALL_ARRIVE), NOBODY, REFUSED(NOT_FOUND, BODY), .id = {4, HUGE_ID}},
    {"queue as a flow", KIND(CALL_ARRIVE), NOBODY, REFUSED(NOT_FOUND, BODY), .id = {5, DESK}},
    {"negative flow", KIND(CALL_ARRIVE), NOBODY, REFUSED(NOT_FOUND, BODY), .id = {5, NEGATIVE}},
    {"hang-up of no call", KIND(CALL_HANGUP), NOBODY, REFUSED(NOT_FOUND, SUBJECT)},
    {"hang-up of an agent", KIND(CALL_HANGUP), ANN, REFUSED(NOT_FOUND, SUBJECT)},
    {"hang-up twice", KIND(CALL_HANGUP), C4, REFUSED(STALE, SUBJECT)},
    {"hang-up of a call never seen", KIND(CALL_HANGUP), NEVER, REFUSED(NOT_FOUND, SUBJECT)},
    {"hang-up of a huge id", KIND(CALL_HANGUP), HUGE_ID, REFUSED(NOT_FOUND, SUBJECT)},
    {"hang-up of a negative id", KIND(CALL_HANGUP), NEGATIVE, REFUSED(NOT_FOUND, SUBJECT)},
    {"hold while waiting", KIND(CALL_HOLD), C3, REFUSED(STATE, STATE)},
    {"hold in a flow", KIND(CALL_HOLD), C5, REFUSED(STATE, STATE)},
    {"hold of an ended call", KIND(CALL_HOLD), C4, REFUSED(STALE, SUBJECT)},
    {"resume while talking", KIND(CALL_RESUME), C1, REFUSED(STATE, STATE)},
    {"transfer while waiting", KIND(CALL_TRANSFER), C3, REFUSED(STATE, STATE), {ACD_TARGET_QUEUE}, .id = {1, DESK}},
    {"transfer while ringing", KIND(CALL_TRANSFER), C2, REFUSED(STATE, STATE), {ACD_TARGET_QUEUE}, .id = {1, DESK}},
    {"transfer to nothing", KIND(CALL_TRANSFER), C1, REFUSED(ARGUMENT, BODY), {9}, .id = {1, DESK}},
    {"transfer to another noun",
     KIND(CALL_TRANSFER),
     C1,
     REFUSED(NOT_FOUND, BODY),
     {ACD_TARGET_AGENT},
     .id = {1, DESK}},
    {"transfer to who is out", KIND(CALL_TRANSFER), C1, REFUSED(STATE, BODY), {ACD_TARGET_AGENT}, .id = {1, CID}},
    {"transfer to who is not ready",
     KIND(CALL_TRANSFER),
     C1,
     REFUSED(STATE, BODY),
     {ACD_TARGET_AGENT},
     .id = {1, DORA}},
    {"transfer to oneself", KIND(CALL_TRANSFER), C1, REFUSED(STATE, BODY), {ACD_TARGET_AGENT}, .id = {1, ANN}},
    {"transfer to a full queue", KIND(CALL_TRANSFER), C1, REFUSED(LIMIT, BODY), {ACD_TARGET_QUEUE}, .id = {1, FULL}},
    {"transfer to a closed queue", KIND(CALL_TRANSFER), C1, REFUSED(STATE, BODY), {ACD_TARGET_QUEUE}, .id = {1, OLD}},
    {"transfer to no flow", KIND(CALL_TRANSFER), C1, REFUSED(NOT_FOUND, BODY), {ACD_TARGET_FLOW}},
    {"transfer to a queue with a number",
     KIND(CALL_TRANSFER),
     C1,
     REFUSED(ARGUMENT, BODY),
     {ACD_TARGET_QUEUE},
     {{2, GOOD, 3}},
     .id = {1, DESK}},
    {"transfer to an agent with a number",
     KIND(CALL_TRANSFER),
     C1,
     REFUSED(ARGUMENT, BODY),
     {ACD_TARGET_AGENT},
     {{2, GOOD, 3}},
     .id = {1, BOB}},
    {"transfer to a number and a queue",
     KIND(CALL_TRANSFER),
     C1,
     REFUSED(ARGUMENT, BODY),
     {ACD_TARGET_NUMBER},
     {{2, GOOD, 3}},
     .id = {1, DESK}},
    {"transfer to no number", KIND(CALL_TRANSFER), C1, REFUSED(ARGUMENT, BODY), {ACD_TARGET_NUMBER}},
    {"transfer outside the payload",
     KIND(CALL_TRANSFER),
     C1,
     REFUSED(ENCODING, BODY),
     {ACD_TARGET_NUMBER},
     {{2, PAYLOAD, 1}}},
    {"transfer to a NUL", KIND(CALL_TRANSFER), C1, REFUSED(ENCODING, PAYLOAD), {ACD_TARGET_NUMBER}, {{2, WITH_NUL, 3}}},
    {"no key", KIND(CALL_KEYS), C3, REFUSED(ARGUMENT, PAYLOAD), .slices = {{0, NO_KEY, 1}}},
    {"keys outside", KIND(CALL_KEYS), C3, REFUSED(ENCODING, BODY), .slices = {{0, 1000, 25}}},
    {"keys of an ended call", KIND(CALL_KEYS), C4, REFUSED(STALE, SUBJECT), .slices = {{0, DIGITS, 1}}},
    {"attribute without a key", KIND(CALL_SET), C3, REFUSED(ARGUMENT, BODY), .slices = {{1, KEY, 3}}},
    {"attribute with a NUL", KIND(CALL_SET), C3, REFUSED(ENCODING, PAYLOAD), .slices = {{0, KEY, 3}, {1, WITH_NUL, 3}}},
    {"attribute too long", KIND(CALL_SET), C3, REFUSED(LIMIT, LIMIT), .slices = {{0, KEY, 3}, {1, LONG, 320}}},
    {"attribute of an ended call", KIND(CALL_SET), C4, REFUSED(STALE, SUBJECT), .slices = {{0, KEY, 3}}},
    {"log in twice", KIND(AGENT_LOGIN), ANN, REFUSED(STATE, STATE)},
    {"log in as a call", KIND(AGENT_LOGIN), C1, REFUSED(NOT_FOUND, SUBJECT)},
    {"log out who is out", KIND(AGENT_LOGOUT), CID, REFUSED(STATE, STATE)},
    {"ready who is out", KIND(AGENT_READY), CID, REFUSED(STATE, STATE)},
    {"not ready who is out", KIND(AGENT_NOT_READY), CID, REFUSED(STATE, STATE)},
    {"reason too high", KIND(AGENT_NOT_READY), ANN, REFUSED(ARGUMENT, BODY), {65536}},
    {"negative reason", KIND(AGENT_NOT_READY), ANN, REFUSED(ARGUMENT, BODY), {-1}},
    {"presence of a call", KIND(AGENT_SET_PRESENCE), C1, REFUSED(NOT_FOUND, SUBJECT), {1}},
    {"no presence", KIND(AGENT_SET_PRESENCE), ANN, REFUSED(ARGUMENT, BODY), {0}},
    {"no wrap-up to extend", KIND(AGENT_EXTEND_WRAPUP), ANN, REFUSED(STATE, STATE)},
    {"less wrap-up", KIND(AGENT_EXTEND_WRAPUP), ANN, REFUSED(ARGUMENT, BODY), {-1}},
    {"more than a day", KIND(AGENT_EXTEND_WRAPUP), ANN, REFUSED(ARGUMENT, BODY), {24 * 3600 * ACD_SECOND + 1}},
    {"elsewhere twice over", KIND(AGENT_ELSEWHERE), ANN, REFUSED(ARGUMENT, BODY), {2}},
    {"elsewhere as a call", KIND(AGENT_ELSEWHERE), C1, REFUSED(NOT_FOUND, SUBJECT), {1}},
    {"elsewhere at no device", KIND(AGENT_ELSEWHERE), ANN, REFUSED(NOT_FOUND, BODY), {1, C1}},
    {"no wrap-up to end", KIND(AGENT_END_WRAPUP), ANN, REFUSED(STATE, STATE)},
    {"another's call to hang up", KIND(AGENT_HANGUP), ANN, REFUSED(STATE, STATE), {C4}},
    {"nothing to hang up", KIND(AGENT_HANGUP), DORA, REFUSED(STATE, STATE)},
    {"hang-up of a queue", KIND(AGENT_HANGUP), DESK, REFUSED(NOT_FOUND, SUBJECT)},
    {"result twice", KIND(RESULT), ENDED, REFUSED(STALE, SUBJECT), {ACD_OUTCOME_DIGITS}},
    {"result too late", KIND(RESULT), PLAY, REFUSED(STALE, SUBJECT), {ACD_OUTCOME_DONE}},
    {"result of a call", KIND(RESULT), C1, REFUSED(NOT_FOUND, SUBJECT), {ACD_OUTCOME_DONE}},
    {"result of nothing", KIND(RESULT), NOBODY, REFUSED(NOT_FOUND, SUBJECT), {ACD_OUTCOME_DONE}},
    {"result before it was pulled", KIND(RESULT), QUEUED, REFUSED(STATE, STATE), {ACD_OUTCOME_DIGITS}},
    {"outcome of another action", KIND(RESULT), COLLECT, REFUSED(ARGUMENT, BODY), {ACD_OUTCOME_DONE}},
    {"the engine's own outcome", KIND(RESULT), COLLECT, REFUSED(ARGUMENT, BODY), {ACD_OUTCOME_TIMEOUT}},
    {"no outcome", KIND(RESULT), COLLECT, REFUSED(ARGUMENT, BODY), {0}},
    {"unknown outcome", KIND(RESULT), COLLECT, REFUSED(ARGUMENT, BODY), {10}},
    {"huge outcome", KIND(RESULT), COLLECT, REFUSED(ARGUMENT, BODY), {INT64_MAX}},
    {"negative outcome", KIND(RESULT), COLLECT, REFUSED(ARGUMENT, BODY), {-1}},
    {"digits for failed", KIND(RESULT), COLLECT, REFUSED(ARGUMENT, BODY), {ACD_OUTCOME_FAILED}, {{1, DIGITS, 1}}},
    {"too many digits", KIND(RESULT), COLLECT, REFUSED(ARGUMENT, BODY), {ACD_OUTCOME_DIGITS}, {{1, DIGITS, 3}}},
    {"not a digit", KIND(RESULT), COLLECT, REFUSED(ARGUMENT, PAYLOAD), {ACD_OUTCOME_DIGITS}, {{1, NO_KEY, 1}}},
    {"digits outside", KIND(RESULT), COLLECT, REFUSED(ENCODING, BODY), {ACD_OUTCOME_DIGITS}, {{1, PAYLOAD, 1}}},
    {"half a call", KIND(RECONCILE), NOBODY, REFUSED(ENCODING, BODY), .slices = {{0, 0, 12}}},
    {"change of nothing", KIND(CALL_CHANGE), C3, REFUSED(ARGUMENT, BODY)},
    {"change of what is not known", KIND(CALL_CHANGE), C3, REFUSED(ARGUMENT, BODY), {8}},
    {"change to a priority too high", KIND(CALL_CHANGE), C3, REFUSED(ARGUMENT, BODY), {1, 1001}},
    {"change to a priority too low", KIND(CALL_CHANGE), C3, REFUSED(ARGUMENT, BODY), {1, -1001}},
    {"priority that is not set", KIND(CALL_CHANGE), C3, REFUSED(ARGUMENT, BODY), {2, 1}},
    {"needs that are not set", KIND(CALL_CHANGE), C3, REFUSED(ARGUMENT, BODY), {1}, {{2, NEEDS, 16}}},
    {"change to half a need", KIND(CALL_CHANGE), C3, REFUSED(ENCODING, BODY), {2}, {{2, NEEDS, 12}}},
    {"change to a need at level 0", KIND(CALL_CHANGE), C3, REFUSED(ARGUMENT, PAYLOAD), {2}, {{2, NEEDS, 16}}},
    {"change to an unknown skill", KIND(CALL_CHANGE), C3, REFUSED(NOT_FOUND, PAYLOAD), {2}, {{2, NEEDS + 16, 16}}},
    {"change of an ended call", KIND(CALL_CHANGE), C4, REFUSED(STALE, SUBJECT), {1}},
    {"move to no queue", KIND(CALL_CHANGE), C3, REFUSED(NOT_FOUND, BODY), {4}},
    {"move to an agent", KIND(CALL_CHANGE), C3, REFUSED(NOT_FOUND, BODY), {4}, .id = {3, ANN}},
    {"move to a closed queue", KIND(CALL_CHANGE), C3, REFUSED(STATE, BODY), {4}, .id = {3, OLD}},
    {"move to a full queue", KIND(CALL_CHANGE), C2, REFUSED(LIMIT, BODY), {4}, .id = {3, FULL}},
    {"move to no place", KIND(CALL_CHANGE), C3, REFUSED(ARGUMENT, BODY), {4, 0, 0, 0, 2}, .id = {3, DESK}},
    {"place without a queue", KIND(CALL_CHANGE), C3, REFUSED(ARGUMENT, BODY), {1, 0, 0, 0, 1}},
    {"queue that is not set", KIND(CALL_CHANGE), C3, REFUSED(ARGUMENT, BODY), {1}, .id = {3, DESK}},
    {"move in a flow", KIND(CALL_CHANGE), C5, REFUSED(STATE, STATE), {4}, .id = {3, DESK}},
    {"move while talking", KIND(CALL_CHANGE), C1, REFUSED(STATE, STATE), {4}, .id = {3, DESK}},
    {"also in no queue", KIND(CALL_ALSO), C3, REFUSED(NOT_FOUND, BODY), {0, 1}},
    {"also at an agent", KIND(CALL_ALSO), C3, REFUSED(NOT_FOUND, BODY), {0, 1}, .id = {0, ANN}},
    {"also more than once", KIND(CALL_ALSO), C3, REFUSED(ARGUMENT, BODY), {0, 2}, .id = {0, DESK}},
    {"also less than none", KIND(CALL_ALSO), C3, REFUSED(ARGUMENT, BODY), {0, -1}, .id = {0, DESK}},
    {"also where it waits", KIND(CALL_ALSO), C2, REFUSED(STATE, BODY), {0, 1}, .id = {0, DESK}},
    {"also in a closed queue", KIND(CALL_ALSO), C3, REFUSED(STATE, BODY), {0, 1}, .id = {0, OLD}},
    {"also in a full queue", KIND(CALL_ALSO), C2, REFUSED(LIMIT, BODY), {0, 1}, .id = {0, FULL}},
    {"also while talking", KIND(CALL_ALSO), C1, REFUSED(STATE, STATE), {0, 1}, .id = {0, DESK}},
    {"also in a flow", KIND(CALL_ALSO), C5, REFUSED(STATE, STATE), {0, 1}, .id = {0, DESK}},
    {"also of an ended call", KIND(CALL_ALSO), C4, REFUSED(STALE, SUBJECT), {0, 1}, .id = {0, DESK}},
    {"out of its only queue", KIND(CALL_ALSO), C2, REFUSED(STATE, BODY), .id = {0, DESK}},
    {"out of another queue", KIND(CALL_ALSO), C3, REFUSED(STATE, BODY), .id = {0, FULL}},
    {"no gate", KIND(QUEUE_GATE), DESK, REFUSED(ARGUMENT, BODY), {3}},
    {"negative gate", KIND(QUEUE_GATE), DESK, REFUSED(ARGUMENT, BODY), {-1}},
    {"gate of a call", KIND(QUEUE_GATE), C1, REFUSED(NOT_FOUND, SUBJECT), {1}},
    {"gate of nothing", KIND(QUEUE_GATE), NOBODY, REFUSED(NOT_FOUND, SUBJECT), {1}},
    {"a closed queue is drained", KIND(QUEUE_GATE), OLD, REFUSED(STATE, STATE), {1}},
    {"a closed queue is opened", KIND(QUEUE_GATE), OLD, REFUSED(STATE, STATE), {0}},
    {"calls outside", KIND(RECONCILE), NOBODY, REFUSED(ENCODING, BODY), .slices = {{0, PAYLOAD - 8, 16}}},
    {"half an agent", KIND(RECONCILE_AGENTS), NOBODY, REFUSED(ENCODING, BODY), .slices = {{0, 0, 12}}},
    {"agents outside", KIND(RECONCILE_AGENTS), NOBODY, REFUSED(ENCODING, BODY), .slices = {{0, PAYLOAD - 8, 16}}},
};

static uint32_t fill_payload(const centre *of, unsigned char *payload)
{
  const acd_requirement needs[] = {{of->skill, 0}, {id_of(of, NEVER), 1}, {id_of(of, DESK), 1}};
  memset(payload, 'y', PAYLOAD);
  memcpy(payload, texts, sizeof texts);
  memcpy(payload + NEEDS, needs, sizeof needs);
  acd_definition *wrong;
  size_t size;
  assert_int_equal(acd_definition_new(NULL, &wrong), ACD_OK);
  acd_definition_set_text(wrong, acd_definition_add(wrong, ACD_NOUN_NUMBER, 0, "1"), ACD_NUMBER_QUEUE, "nowhere");
  const void *bytes = acd_definition_bytes(wrong, &size);
  assert_true(bytes && size > 20 && size < 400);
  memcpy(payload + DOCUMENT, bytes, size);
  acd_definition_free(wrong);
  return (uint32_t)size;
}

static void submit_row(centre *of, const row *how, acd_time time_us)
{
  unsigned char payload[PAYLOAD];
  uint32_t document_size = fill_payload(of, payload);
  acd_command command;
  acd_result result = {.size = sizeof result};
  acd_command_init(&command, how->kind, time_us, id_of(of, how->subject));
  memcpy(command.body.words, how->words, sizeof how->words);
  if (how->id.subject) command.body.words[how->id.word] = id_of(of, how->id.subject);
  for (size_t i = 0; i < COUNT(how->slices); i++) {
    acd_slice slice = {how->slices[i].offset, how->slices[i].size};
    if (slice.offset == DOCUMENT && !slice.size) slice.size = document_size;
    if (slice.size) memcpy(&command.body.words[how->slices[i].word], &slice, sizeof slice);
  }
  int status = acd_engine_submit(of->host.engine, &command, payload, sizeof payload, &result);
  if (status != how->code || result.fault != how->fault)
    fail_msg("%s: %s (expected: %s), fault %u (expected: %u)", how->name, acd_status_text(status),
             acd_status_text(how->code), result.fault, how->fault);
  assert_int_equal(result.code, status);
  assert_int_equal(result.id, 0);
  assert_int_equal(result.time_us, time_us);
}

static void a_refusal_is_a_tick(void **state)
{
  (void)state;
  centre scout, twin; /* the scout pulls the action that the others leave */
  begin(&scout);
  acd_id unpulled;
  host_pull(&scout.host);
  unpulled = scout.host.actions[scout.host.actions_count - 1].action.id;
  acd_time time_us = 12 * SECOND + SECOND / 2;
  begin(&twin);
  assert_int_equal(acd_engine_tick(twin.host.engine, time_us), ACD_OK);
  assert_true(host_stats(&twin.host).actions_timeout > 0);
  for (size_t i = 0; i < COUNT(rows); i++) {
    centre of;
    begin(&of);
    of.unpulled = unpulled;
    acd_engine_stats before = host_stats(&of.host);
    submit_row(&of, &rows[i], time_us);
    acd_engine_stats after = host_stats(&of.host);
    assert_int_equal(after.refused, before.refused + 1);
    assert_int_equal(after.commands, before.commands);
    if (acd_engine_digest_state(of.host.engine) != acd_engine_digest_state(twin.host.engine) ||
        acd_engine_digest_actions(of.host.engine) != acd_engine_digest_actions(twin.host.engine) ||
        acd_engine_now(of.host.engine) != time_us)
      fail_msg("%s: not as a tick", rows[i].name);
    host_end(&of.host);
  }
  host_end(&twin.host);
  host_end(&scout.host);
}

/* As many calls as the options allow, and one more when one has ended. */
static void one_call_too_many(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, (int64_t[]){ACD_OPTION_CALLS_MAX, 3, 0});
  host_define(&host, "queue desk\nnumber 100 queue=desk\n");
  acd_id first = host_arrive(&host, "100"), none = 77;
  host_arrive(&host, "100");
  host_arrive(&host, "100");
  int64_t before = acd_engine_digest_state(host.engine);
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.number = "100";
  assert_int_equal(acd_call_arrive(host.engine, 0, &arrival, &none), ACD_ERR_LIMIT);
  assert_int_equal(none, 77); /* outputs of a refused call stay as they were */
  assert_true(acd_engine_digest_state(host.engine) == before);
  host_hangup(&host, first);
  host_arrive(&host, "100");
  assert_int_equal(host_stats(&host).calls, 3);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_refusal_is_a_tick), cmocka_unit_test(one_call_too_many)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

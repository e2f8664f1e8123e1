/* SPDX-License-Identifier: Apache-2.0 */
/* Several calls in hand, moment by moment: acd/agent.h, "Channels and capacity" and "Interruption". */
#include "scene.h"

#define CHANNELS "channel voice weight=100\n  interrupt mail\nchannel chat weight=30\nchannel mail weight=50\n"
#define QUEUES(more, members)                                                                                          \
  "queue calls channel=voice retry_delay=0s " more "\n" members "queue chats channel=chat retry_delay=0s " more        \
  "\n" members "queue mails channel=mail retry_delay=0s " more "\n" members "queue desk retry_delay=0s " more          \
  "\n" members "number 1 queue=calls\nnumber 2 queue=chats\nnumber 3 queue=mails\nnumber 4 queue=desk\n"
#define ANN    "  member ann\n"
#define CENTRE CHANNELS "agent ann\nagent bob presence=not_ready\n" QUEUES("", ANN)

/* Of two in hand in each pair of states, which one says what the agent is. */
static void states(void **state)
{
  (void)state;
  static const scene rows[] = {
      {"two ring", CENTRE, {{"2", "ring ann 1"}, {"2", "ring ann 2"}, {"ann", "reserved 60 2"}}, NULL},
      {"one rings, one talks",
       CENTRE,
       {{"2", "ring ann 1"}, {"1 bridged", ""}, {"2", "ring ann 2"}, {"ann", "busy 60 2"}},
       NULL},
      {"one connects, one rings",
       CENTRE,
       {{"2", "ring ann 1"}, {"1 accepted", "bridge ann 1"}, {"2", "ring ann 2"}, {"ann", "busy 60 2"}},
       NULL},
      {"one talks, one wraps up",
       CHANNELS "agent ann wrapup=9s\n" QUEUES("", ANN),
       {{"2", "ring ann 1"},
        {"1 bridged", ""},
        {"2", "ring ann 2"},
        {"2 bridged", ""},
        {"x 1", ""},
        {"ann", "busy 60 2"},
        {"line ann 1", "wrapup 30"},
        {"x 2", ""},
        {"ann", "wrapup 60 2"},
        {"2", "ring ann 3"},
        {"ann", "reserved 90 3"},
        {"end ann 0", "!state"},
        {"end ann 1", ""},
        {"ann", "reserved 60 2"},
        {"extend ann 2 1", "!limit"},
        {"+9", ""},
        {"ann", "reserved 30 1"}},
       NULL},
      {"talk ends while another rings",
       CENTRE,
       {{"2", "ring ann 1"}, {"1 bridged", ""}, {"2", "ring ann 2"}, {"x 1", ""}, {"ann", "reserved 30 1"}},
       NULL},
  };
  scene_play(rows, COUNT(rows));
}

/* Calls for her alone, while others are in hand. */
static void direct_calls(void **state)
{
  (void)state;
#define DIRECT                                                                                                         \
  "agent eve\nqueue eves channel=chat retry_delay=0s\n  member eve\nqueue evem channel=mail retry_delay=0s\n"          \
  "  member eve\nnumber 5 queue=eves\nnumber 6 queue=evem\n"
  static const scene rows[] = {
      {"a transfer waits for room, other channels' calls do not",
       CENTRE DIRECT,
       {{"3", "ring ann 1"},
        {"1 bridged", ""},
        {"2", "ring ann 2"},
        {"2 bridged", ""},
        {"6", "ring eve 3"},
        {"3 bridged", ""},
        {"transfer 3 ann", ""},
        {"x 1", "ring ann 3"},
        {"ann", "busy 80 2"}},
       NULL},
      {"a transfer comes at once if there is room",
       CENTRE DIRECT,
       {{"2", "ring ann 1"},
        {"1 bridged", ""},
        {"5", "ring eve 2"},
        {"2 bridged", ""},
        {"transfer 2 ann", "ring ann 2"}},
       NULL},
      {"a consultation is of the channel of its call",
       CENTRE DIRECT,
       {{"2", "ring ann 1"},
        {"1 bridged", ""},
        {"5", "ring eve 2"},
        {"2 bridged", ""},
        {"consult 2 ann", "hold eve 2, ring ann 3"},
        {"3 bridged", ""},
        {"line ann 3", "busy 30"},
        {"complete 2", "join ann 2"},
        {"ann", "busy 60 2"}},
       NULL},
      {"nobody is consulted about a conversation of their own",
       CENTRE,
       {{"2", "ring ann 1"},
        {"1 bridged", ""},
        {"consult 1 chats", "hold ann 1"},
        {"ann", "busy 30 1"},
        {"pick 2 ann", "!state"},
        {"2", "ring ann 3"}},
       NULL},
      {"she talks to the first and may be asked about another's",
       CENTRE DIRECT,
       {{"2", "ring ann 1"},
        {"1 bridged", ""},
        {"5", "ring eve 2"},
        {"2 bridged", ""},
        {"consult 2 chats", "hold eve 2, ring ann 3"},
        {"3 bridged", ""},
        {"conference 2", "join ann 2"},
        {"2 done", ""},
        {"consult 2 chats", ""},
        {"ann", "busy 60 2"}},
       NULL},
      {"a caller who is parked, and picked up beside others",
       CENTRE,
       {{"2", "ring ann 1"},
        {"1 bridged", ""},
        {"2", "ring ann 2"},
        {"2 bridged", ""},
        {"park 1", ""},
        {"ann", "busy 30 1"},
        {"pick 1 ann", "bridge ann 1"},
        {"ann", "busy 60 2"},
        {"4", ""},
        {"pick 3 ann", "!state"},
        {"1", ""},
        {"pick 4 ann", "!state"}},
       NULL},
      {"who rings for it does not pick it up",
       CENTRE,
       {{"2", "ring ann 1"}, {"pick 1 ann", "!state"}, {"ann", "reserved 30 1"}},
       NULL},
      {"a preferred agent is waited for until there is room",
       CHANNELS "agent ann\nagent bob\n" QUEUES("preferred_wait=10s", ANN "  member bob\n"),
       {{"1/ann", "ring ann 1"},
        {"1 bridged", ""},
        {"2/ann", ""},
        {"3/ann", ""},
        {"x 1", "ring ann 2, ring ann 3"},
        {"ann", "reserved 80 2"},
        {"3/ann", ""},
        {"+10", "ring bob 4"}},
       NULL},
      {"supervising needs nothing in hand, and takes all",
       CENTRE DIRECT,
       {{"2", "ring ann 1"},
        {"1 bridged", ""},
        {"5", "ring eve 2"},
        {"2 bridged", ""},
        {"supervise ann 2 1", "!state"},
        {"x 1", ""},
        {"supervise ann 2 1", "join ann 2"},
        {"2", ""},
        {"ann", "supervising 100 1"},
        {"supervise ann 2 0", "ring ann 3"}},
       NULL},
  };
  scene_play(rows, COUNT(rows));
}

/* Presences, rests and limits with several in hand. */
static void presences(void **state)
{
  (void)state;
#define TWO                                                                                                            \
  {"2", "ring ann 1"}, {"1 bridged", ""},                                                                              \
  {                                                                                                                    \
    "2", "ring ann 2"                                                                                                  \
  }
#define WRAPS CHANNELS "agent ann wrapup=20s\n" QUEUES("", ANN)
  static const scene rows[] = {
      {"not ready: the ring is cancelled, the conversation goes on, its wrap-up follows",
       WRAPS,
       {TWO, {"unready ann", "ring_stop ann 2"}, {"ann", "busy 30 1"}, {"x 1", ""}, {"ann", "wrapup 30 1"}},
       NULL},
      {"not ready ends all wrap-ups",
       WRAPS,
       {TWO,
        {"2 bridged", ""},
        {"x 1", ""},
        {"x 2", ""},
        {"ann", "wrapup 60 2"},
        {"unready ann", ""},
        {"ann", "not_ready 0 0"}},
       NULL},
      {"ready ends wrap-ups and leaves the rest alone",
       WRAPS,
       {TWO, {"x 1", ""}, {"ann", "reserved 60 2"}, {"ready ann", ""}, {"ann", "reserved 30 1"}, {"2 bridged", ""}},
       NULL},
      {"log-out: no wrap-up after what goes on",
       WRAPS,
       {TWO,
        {"2 bridged", ""},
        {"x 1", ""},
        {"logout ann", ""},
        {"ann", "busy 30 1"},
        {"x 2", ""},
        {"ann", "logged_out 0 0"}},
       NULL},
      {"when finished: the ring may be answered, nothing more is offered",
       WRAPS,
       {TWO,
        {"finish ann 2", ""},
        {"2", ""},
        {"2 bridged", ""},
        {"x 1", ""},
        {"x 2", ""},
        {"ann", "wrapup 60 2"},
        {"+20", ""},
        {"ann", "not_ready 0 0"}},
       NULL},
      {"available again before it is finished",
       WRAPS,
       {TWO, {"finish ann 2", ""}, {"2", ""}, {"finish ann 3", "ring ann 3"}},
       NULL},
      {"elsewhere follows what is in hand, and nothing is offered meanwhile",
       CENTRE,
       {TWO,
        {"elsewhere ann 1", ""},
        {"2", ""},
        {"ann", "busy 60 2"},
        {"x 1", ""},
        {"x 2", "ring_stop ann 2"},
        {"ann", "elsewhere 0 0"},
        {"elsewhere ann 0", "ring ann 3"}},
       NULL},
      {"elsewhere ends while something is in hand",
       CENTRE,
       {TWO, {"elsewhere ann 1", ""}, {"2", ""}, {"elsewhere ann 0", "ring ann 3"}},
       NULL},
      {"a rest is for all channels, and what is in hand goes on",
       CHANNELS "agent ann\n" QUEUES("reject_delay=5s", ANN),
       {TWO, {"2 rejected", ""}, {"ann", "busy 30 1"}, {"2", ""}, {"+5", "ring ann 2, ring ann 3"}},
       NULL},
      {"misses in a row: other rings go on",
       CHANNELS "agent ann\n" QUEUES("misses_max=1", ANN),
       {{"2", "ring ann 1"},
        {"2", "ring ann 2"},
        {"2", "ring ann 3"},
        {"1 bridged", ""},
        {"3 rejected", ""},
        {"ann", "busy 60 2"},
        {"2 bridged", ""},
        {"x 1", ""},
        {"x 2", ""},
        {"ann", "not_ready 0 0"}},
       NULL},
      {"the limit of offers counts each ring",
       CHANNELS "agent ann offers_max=2 offers_window=60s\n" QUEUES("", ANN),
       {{"2", "ring ann 1"},
        {"+10", ""},
        {"2", "ring ann 2"},
        {"2 bridged", ""},
        {"2", ""},
        {"x 1", "ring_stop ann 1"},
        {"+50", "ring ann 3"}},
       NULL},
      {"hang-ups by call",
       CENTRE,
       {TWO,
        {"hang ann 0", "!state"},
        {"hang ann 2", "ring ann 2"},
        {"hang ann 1", ""},
        {"hang ann 1", "!state"},
        {"ann", "reserved 30 1"},
        {"hang ann 0", "ring ann 2"}},
       NULL},
  };
  scene_play(rows, COUNT(rows));
}

/* Queues that ring several, and who among agents with different loads. */
static void choices(void **state)
{
  (void)state;
#define BOTH "  member ann\n  member bob\n"
  static const scene rows[] = {
      {"all with room are rung, each once",
       CHANNELS "agent ann\nagent bob capacity=30\nqueue chats channel=chat strategy=ring_all retry_delay=0s\n" BOTH
                "number 2 queue=chats\n",
       {{"2", "ring ann 1, ring bob 1"},
        {"2", "ring ann 2"},
        {"2 bridged", ""},
        {"ann", "busy 60 2"},
        {"1 bridged ann", "ring_stop bob 1"},
        {"ann", "busy 60 2"},
        {"2", "ring ann 3, ring bob 3"},
        {"2", ""}},
       NULL},
      {"a ring that is about to be stopped is one, too",
       CHANNELS "agent ann\nqueue chats channel=chat wait_max=5s overflow=more\n" ANN "queue more channel=chat\n" ANN
                "number 2 queue=chats\n",
       {{"2", "ring ann 1"}, {"+5", "ring_stop ann 1, ring ann 1"}},
       NULL},
      {"the least loaded for her capacity",
       CHANNELS "agent ann capacity=200\nagent bob\nqueue chats channel=chat strategy=least_loaded\n" BOTH
                "number 2 queue=chats\n",
       {{"2", "ring ann 1"},
        {"2", "ring bob 2"},
        {"2", "ring ann 3"},
        {"2", "ring ann 4"},
        {"2", "ring bob 5"},
        {"x 1", "ring_stop ann 1"},
        {"2", "ring ann 6"}},
       NULL},
      {"those kept free are ready for the channel",
       CHANNELS "agent ann\nagent bob\nqueue chats channel=chat reserve=1 strategy=least_loaded\n" BOTH
                "number 2 queue=chats\n",
       {{"2", "ring ann 1"},
        {"2", "ring bob 2"},
        {"2", "ring ann 3"},
        {"2", "ring bob 4"},
        {"2", "ring ann 5"},
        {"2", ""}},
       NULL},
  };
  scene_play(rows, COUNT(rows));
}

/* A voice call comes to an agent at work on a mail. */
static void interruption(void **state)
{
  (void)state;
#define MAIL                                                                                                           \
  {"3", "ring ann 1"}, {"1 bridged", ""},                                                                              \
  {                                                                                                                    \
    "1", "ring ann 2"                                                                                                  \
  }
#define VOICE                                                                                                          \
  MAIL, {"2 accepted", "hold ann 1, bridge ann 2"},                                                                    \
  {                                                                                                                    \
    "2 done", ""                                                                                                       \
  }
#define CHAIN                                                                                                          \
  "channel alarm weight=50\n  interrupt voice\n  interrupt chat\nchannel voice weight=100\n  interrupt mail\n"         \
  "  interrupt chat\nchannel chat weight=30\nchannel mail weight=50\nagent ann\n" QUEUES(                              \
      "", ANN) "queue alarms channel=alarm\n  member ann\nnumber 5 queue=alarms\n"
  static const scene rows[] = {
      {"the mail goes on after the call", CENTRE, {VOICE, {"x 2", "resume ann 1"}, {"ann", "busy 50 1"}}, NULL},
      {"before anything new", CENTRE, {VOICE, {"3", ""}, {"3", ""}, {"x 2", "resume ann 1, ring ann 3"}}, NULL},
      {"the ring comes to nothing", CENTRE, {MAIL, {"ann", "busy 150 2"}, {"2 no_answer", "ring ann 2"}}, NULL},
      {"the caller gives up", CENTRE, {MAIL, {"x 2", "ring_stop ann 2"}, {"line ann 1", "busy 50"}}, NULL},
      {"it fails to bridge",
       CENTRE,
       {MAIL, {"2 accepted", "hold ann 1, bridge ann 2"}, {"2 failed", "resume ann 1, ring ann 2"}},
       NULL},
      {"its agent's leg is lost before",
       CENTRE,
       {MAIL, {"2 accepted", "hold ann 1, bridge ann 2"}, {"hang ann 2", "resume ann 1, ring ann 2"}},
       NULL},
      {"its caller is lost before",
       CENTRE,
       {MAIL, {"2 accepted", "hold ann 1, bridge ann 2"}, {"x 2", "resume ann 1"}},
       NULL},
      {"bridged at once", CENTRE, {MAIL, {"2 bridged", "hold ann 1"}, {"x 2", "resume ann 1"}}, NULL},
      {"interrupted, it cannot be resumed, consulted about or held",
       CENTRE,
       {VOICE,
        {"resume 1", "!state"},
        {"consult 1 desk", "!state"},
        {"hold 1", "!state"},
        {"line ann 1", "busy 0 interrupted"}},
       NULL},
      {"interrupted, it can end",
       CENTRE,
       {VOICE, {"x 1", ""}, {"ann", "busy 100 1"}, {"x 2", ""}, {"ann", "ready 0 0"}},
       NULL},
      {"and be hung up", CENTRE, {VOICE, {"hang ann 1", ""}, {"ann", "busy 100 1"}}, NULL},
      {"and be transferred", CENTRE, {VOICE, {"transfer 1 mails", ""}, {"x 2", "ring ann 1"}}, NULL},
      {"and parked, and picked up again when there is room",
       CENTRE,
       {VOICE, {"park 1", ""}, {"pick 1 ann", "!state"}, {"x 2", ""}, {"pick 1 ann", "bridge ann 1"}},
       NULL},
      {"its wrap-up weighs nothing",
       CHANNELS "agent ann wrapup=9s\n" QUEUES("", ANN),
       {VOICE,
        {"x 1", ""},
        {"line ann 1", "wrapup 0 interrupted"},
        {"ann", "busy 100 2"},
        {"x 2", ""},
        {"ann", "wrapup 100 2"}},
       NULL},
      {"it waits for the wrap-up of what interrupted",
       CHANNELS "agent ann wrapup=9s\n" QUEUES("", ANN),
       {VOICE, {"x 2", ""}, {"ann", "busy 100 2"}, {"+9", "resume ann 1"}},
       NULL},
      {"it goes on while she is not ready", CENTRE, {VOICE, {"unready ann", ""}, {"x 2", "resume ann 1"}}, NULL},
      {"one on hold is not rung over",
       CENTRE,
       {{"3", "ring ann 1"},
        {"1 bridged", ""},
        {"hold 1", "hold ann 1"},
        {"1", ""},
        {"resume 1", "resume ann 1, ring ann 2"}},
       NULL},
      {"nor one that consults",
       CENTRE "agent eve\n",
       {{"3", "ring ann 1"},
        {"1 bridged", ""},
        {"consult 1 eve", "hold ann 1, ring eve 2"},
        {"1", ""},
        {"resume 1", "resume ann 1, ring_stop eve 2, ring ann 3"}},
       NULL},
      {"nor one that connects; as soon as it is bridged, it is",
       CENTRE,
       {{"3", "ring ann 1"}, {"1", ""}, {"1 accepted", "bridge ann 1"}, {"1 done", "ring ann 2"}},
       NULL},
      {"put on hold while the ring goes on, both are in hand",
       CENTRE,
       {MAIL,
        {"hold 1", "hold ann 1"},
        {"2 bridged", ""},
        {"ann", "busy 150 2"},
        {"x 2", ""},
        {"ann", "busy 50 1"},
        {"resume 1", "resume ann 1"}},
       NULL},
      {"of two the later one gives way, as far as need be",
       CHANNELS "agent ann capacity=150\n" QUEUES("", ANN),
       {{"3", "ring ann 1"},
        {"1 bridged", ""},
        {"+1", ""},
        {"3", "ring ann 2"},
        {"2 bridged", ""},
        {"1", "ring ann 3"},
        {"3 bridged", "hold ann 2"},
        {"x 1", "resume ann 2"},
        {"ann", "busy 150 2"}},
       NULL},
      {"the one that began first goes on first",
       CHANNELS "agent ann\n" QUEUES("", ANN),
       {{"3", "ring ann 1"},
        {"1 bridged", ""},
        {"+1", ""},
        {"3", "ring ann 2"},
        {"2 bridged", ""},
        {"1", "ring ann 3"},
        {"3 bridged", "hold ann 1, hold ann 2"},
        {"x 3", "resume ann 1, resume ann 2"}},
       NULL},
      {"what interrupts is interrupted itself",
       CHAIN,
       {VOICE,
        {"5", "ring ann 3"},
        {"3 bridged", "hold ann 2, resume ann 1"},
        {"ann", "busy 100 3"},
        {"x 3", ""},
        {"x 1", "resume ann 2"}},
       NULL},
      {"a small one is let go where a greater one had to give way",
       CHAIN,
       {{"3", "ring ann 1"},
        {"1 bridged", ""},
        {"+1", ""},
        {"2", "ring ann 2"},
        {"2 bridged", ""},
        {"5", "ring ann 3"},
        {"3 bridged", "hold ann 2"},
        {"x 1", "resume ann 2"}},
       NULL},
  };
  scene_play(rows, COUNT(rows));
}

/* Definitions that change while calls are in hand. */
static void live_changes(void **state)
{
  (void)state;
#define TALK                                                                                                           \
  {"2", "ring ann 1"},                                                                                                 \
  {                                                                                                                    \
    "1 bridged", ""                                                                                                    \
  }
  static const scene rows[] = {
      {"less capacity takes nothing away",
       CENTRE,
       {TALK,
        {"2", "ring ann 2"},
        {"2 bridged", ""},
        {"change", ""},
        {"ann", "busy 60 2"},
        {"2", ""},
        {"x 1", ""},
        {"x 2", "ring ann 3"}},
       "agent ann capacity=40\n"},
      {"more capacity lets what was interrupted go on",
       CENTRE,
       {VOICE, {"change", "resume ann 1"}, {"ann", "busy 150 2"}},
       "agent ann capacity=150\n"},
      {"a greater weight",
       CENTRE,
       {TALK, {"change", ""}, {"ann", "busy 90 1"}, {"2", ""}, {"x 1", "ring ann 2"}},
       "channel chat weight=90\n"},
      {"a smaller weight: one that waits for her alone has room",
       CENTRE "agent eve\n",
       {{"1", "ring ann 1"},
        {"1 bridged", ""},
        {"2", ""},
        {"pick 2 eve", "bridge eve 2"},
        {"2 done", ""},
        {"transfer 2 ann", ""},
        {"change", "ring ann 2"}},
       "channel voice weight=20\n"},
      {"less of a channel",
       CENTRE,
       {TALK, {"change", ""}, {"2", ""}, {"3", "ring ann 3"}},
       "agent ann\n  agent_channel chat max=1\n"},
      {"its queue gets another channel: waiting calls follow, conversations do not",
       CENTRE,
       {TALK, {"4", ""}, {"change", "ring ann 2"}, {"line ann 2", "reserved 30"}, {"line ann 1", "busy 30"}},
       "queue desk channel=chat\n  member ann\n"},
      {"its queue has none any more",
       CENTRE,
       {TALK, {"change", ""}, {"2", ""}, {"line ann 1", "busy 30"}, {"x 1", "ring ann 2"}, {"ann", "reserved 100 1"}},
       "queue chats\n  member ann\n"},
      {"a channel that is gone has its last calls, waiting ones too",
       CHANNELS "agent ann\nagent bob\n" QUEUES("", ANN),
       {{"3", "ring ann 1"},
        {"1 bridged", ""},
        {"3", "ring ann 2"},
        {"2 bridged", ""},
        {"3", ""},
        {"define", ""},
        {"line ann 1", "busy 50"},
        {"2", ""},
        {"x 1", "ring ann 3"},
        {"3 bridged", ""},
        {"x 2", "ring ann 4"}},
       "channel chat weight=30\nagent ann\nqueue chats channel=chat retry_delay=0s\n  member ann\nnumber 2 "
       "queue=chats\n"},
  };
  scene_play(rows, COUNT(rows));
}

/* Figures: by state, what engages most; by conversation, each on its own. */
static void figures(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, CHANNELS "agent ann wrapup=4s\n" QUEUES("", ANN));
  acd_id mail = host_arrive(&host, "3");
  host_answer(&host, "ring ann", ACD_OUTCOME_BRIDGED);
  host_pass(&host, 10 * SECOND);
  acd_id voice = host_arrive(&host, "1");
  host_pull(&host);
  host_pass(&host, 2 * SECOND);
  host_answer(&host, "ring ann", ACD_OUTCOME_BRIDGED);
  host_pass(&host, 20 * SECOND);
  host_hangup(&host, voice); /* 20 s of talk */
  host_pass(&host, 4 * SECOND);
  host_pass(&host, 5 * SECOND);
  host_hangup(&host, mail); /* 12 s, 24 s on hold, 5 s */
  host_pass(&host, 4 * SECOND);
  acd_kpi_agent agent = host_kpi_agent(&host, "ann");
  assert_int_equal(agent.answered, 2);
  assert_int_equal(agent.handled, 2);
  assert_int_equal(agent.busy_us, 41 * SECOND);
  assert_int_equal(agent.in_wrapup_us, 4 * SECOND);
  assert_int_equal(agent.talk_us, (20 + 17) * SECOND);
  assert_int_equal(agent.hold_us, 24 * SECOND);
  assert_int_equal(agent.wrapup_us, 8 * SECOND);
  assert_int_equal(agent.reserved_us, 0);
  assert_int_equal(host_kpi(&host, "calls").talk_us, 20 * SECOND);
  assert_int_equal(host_kpi(&host, "mails").hold_us, 24 * SECOND);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(states),  cmocka_unit_test(direct_calls), cmocka_unit_test(presences),
      cmocka_unit_test(choices), cmocka_unit_test(interruption), cmocka_unit_test(live_changes),
      cmocka_unit_test(figures),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The check: a small definition for each finding, and one without any. */
#include "findings.h"

#include "model/failing.h"
#include "model/outline.h"

static void test_a_clean_definition(void **state)
{
  (void)state;
  check_findings("agent ann\n"
                 "queue help length_max=10\n"
                 "  member ann\n"
                 "schedule office\n"
                 "  hours 1 days!31 from!32400000000 to!61200000000\n"
                 "number 100 flow=main\n"
                 "flow main start=open catch=help\n"
                 "  node open kind=hours schedule=office\n"
                 "    exit open to=menu\n"
                 "    exit closed to=sorry\n"
                 "  node sorry kind=play prompt=closed\n"
                 "  node menu kind=menu prompt=welcome\n"
                 "    exit 1 to=help\n"
                 "    exit 2 to=address\n"
                 "    exit no_input to=help\n"
                 "    exit no_match to=help\n"
                 "  node address kind=play prompt=address\n"
                 "    exit next to=menu\n"
                 "  node help kind=queue queue=help\n"
                 "    exit at_capacity to=message\n"
                 "  node message kind=voicemail mailbox=help\n",
                 "");
}

static void test_ways(void **state)
{
  (void)state;
  static const row rows[] = {
      {CENTRE "flow main start=a catch=a\n"
              "  node a kind=queue queue=help\n"
              "  node b kind=hangup\n",
       "warning unreachable main/b\n"},
      {/* what only leads to each other is not reached either */
       CENTRE "flow main start=a catch=a\n"
              "  node a kind=queue queue=help\n"
              "  node b kind=play prompt=p\n"
              "    exit next to=c\n"
              "  node c kind=play prompt=p\n"
              "    exit next to=b\n",
       "warning unreachable main/b\nwarning unreachable main/c\n"},
      {/* by the catch node alone */
       CENTRE "flow main start=a catch=b\n"
              "  node a kind=play prompt=p\n"
              "    exit next to=c\n"
              "  node b kind=hangup\n"
              "  node c kind=queue queue=help\n",
       ""},
      {CENTRE "flow main start=a\n"
              "  node a kind=compare attribute=caller value=5\n"
              "    exit match to=b\n"
              "  node b kind=queue queue=help\n"
              "    exit closed to=c\n"
              "  node c kind=hangup\n",
       "warning dead_end main/a: no_match\n"},
      {/* an agent's exits, but for those that its properties rule out */
       "agent ann\nnumber 100 flow=main\n"
       "flow main start=a\n"
       "  node a kind=agent agent=ann\n",
       "warning dead_end main/a: busy no_answer rejected unreachable\n"},
      {CENTRE "flow main start=a\n"
              "  node a kind=menu prompt=p\n"
              "    exit 1 to=b\n"
              "    exit error to=b\n"
              "  node b kind=queue queue=help\n"
              "    exit closed to=c\n"
              "  node c kind=hangup\n",
       "warning missing_no_input main/a: no_input\nwarning dead_end main/a: no_match\n"},
      {/* what overflows does not end */
       "agent ann\n"
       "queue big\n"
       "  member ann\n"
       "queue help wait_max=60000000 overflow=big\n"
       "  member ann\n"
       "number 100 flow=main\n"
       "flow main start=a\n"
       "  node a kind=queue queue=help\n",
       ""},
      {"agent ann\n"
       "queue help wait_max=60000000\n"
       "  member ann\n"
       "number 100 flow=main\n"
       "flow main start=a catch=a\n"
       "  node a kind=queue queue=help\n",
       "warning dead_end main/a: timeout\n"},
      {CENTRE "flow main start=a catch=b\n"
              "  node a kind=queue queue=help\n"
              "    exit timeout to=b\n"
              "    exit key to=b\n"
              "    exit no_agents to=b\n"
              "    exit at_capacity to=b\n"
              "  node b kind=hangup\n",
       "advice exit_never main/a: timeout\nadvice exit_never main/a: key\n"
       "advice exit_never main/a: no_agents\nadvice exit_never main/a: at_capacity\n"},
      {/* the flow of the queue leaves it, in a subflow */
       "queue desk wait_flow=w\n  member ann\nflow w start=s\n  node s kind=subflow flow=sub\nflow sub start=p\n"
       "  node p kind=play prompt=p\n    exit next to=l\n  node l kind=leave\n" CENTRE
       "flow main start=a catch=b\n  node a kind=queue queue=desk\n    exit key to=b\n  node b kind=queue queue=help\n",
       ""},
      {/* likewise, but calls come there from elsewhere, too, by way of another flow */
       "queue desk wait_flow=w\n  member ann\nflow w start=s\n  node s kind=subflow flow=sub\nflow sub start=p\n"
       "  node p kind=play prompt=p\n    exit next to=l\n  node l kind=return\nflow more start=g\n  node g kind=flow "
       "flow=sub\n"
       "number 2 flow=more\n" CENTRE
       "flow main start=a catch=b\n  node a kind=queue queue=desk\n  node b kind=queue queue=help\n",
       "advice no_catch sub: p\nwarning no_person more: 2\n"},
      {/* that on hold leaves the agent */
       "queue desk hold_flow=h\n  member ann\nflow h start=l\n  node l kind=leave\n" CENTRE
       "flow main start=a catch=b\n  node a kind=queue queue=desk\n    exit key to=b\n  node b kind=queue queue=help\n",
       ""},
      {/* in a whisper it does not lead there, nor is an open exit the end of the call */
       "queue desk whisper_flow=w\n  member ann\nflow w start=m\n  node m kind=menu prompt=p\n    exit 2 to=l\n"
       "  node l kind=leave\n" CENTRE
       "flow main start=a catch=b\n  node a kind=queue queue=desk\n    exit key to=b\n  node b kind=queue queue=help\n",
       "advice exit_never main/a: key\n"},
      {/* it does not */
       "queue desk wait_flow=w\n  member ann\nflow w start=p\n  node p kind=play prompt=p\nflow other start=l\n"
       "  node l kind=leave\nnumber 2 flow=other\n" CENTRE
       "flow main start=a catch=b\n  node a kind=queue queue=desk\n    exit key to=b\n  node b kind=queue queue=help\n",
       "warning no_person other: 2\nadvice exit_never main/a: key\n"},
      {CENTRE "flow main start=a\n"
              "  node a kind=play prompt=p\n"
              "    exit next to=b\n"
              "  node b kind=queue queue=help\n",
       "advice no_catch main: a\n"},
      {CENTRE "flow main start=a catch=a\n"
              "  node a kind=queue queue=help\n"
              "flow other start=a catch=a\n"
              "  node a kind=queue queue=help\n",
       "advice flow_unused other\n"},
      {CENTRE "flow main start=a catch=b\n"
              "  node a kind=play prompt=p\n"
              "    exit next to=gone\n"
              "  node b kind=queue queue=hlep\n",
       "error dangling main/a: gone\nerror dangling main/b: hlep\n"},
  };
  CHECK_ROWS(rows);
}

/* Names within queues are no names within the centre. */
static void test_names_within(void **state)
{
  (void)state;
  check_findings("agent ann\nqueue help strategy=group_share\n  group a percentage=100\n  member ann group=a\n"
                 "number 100 queue=help\n",
                 "");
  check_findings("agent ann\nqueue help strategy=group_share\n  group a percentage=100\n  member ann group=b\n"
                 "queue more\n  group b percentage=100\nnumber 100 queue=help\n",
                 "error dangling : b\n");
}

static void test_circles(void **state)
{
  (void)state;
  static const row rows[] = {
      {CENTRE "flow main start=a catch=b\n"
              "  node a kind=compare attribute=caller value=5\n"
              "    exit match to=c\n"
              "    exit no_match to=b\n"
              "  node b kind=queue queue=help\n"
              "  node c kind=priority priority=1\n"
              "    exit next to=a\n",
       "error cycle_no_wait main/a: a c\n"},
      {/* what it sets may lead it elsewhere */
       CENTRE "flow main start=a catch=b\n"
              "  node a kind=compare attribute=caller value=5\n"
              "    exit match to=c\n"
              "    exit no_match to=b\n"
              "  node b kind=queue queue=help\n"
              "  node c kind=set attribute=x value=1\n"
              "    exit next to=a\n",
       "warning cycle_no_wait main/a: a c\n"},
      {/* a queue that turns away at once, tried again at once */
       "agent ann\nqueue help length_max=3\n  member ann\nnumber 100 flow=main\n"
       "flow main start=a catch=b\n"
       "  node a kind=queue queue=help\n"
       "    exit at_capacity to=a\n"
       "  node b kind=hangup\n",
       "error cycle_no_wait main/a: a\n"},
      {/* across flows */
       CENTRE "flow main start=a catch=b\n"
              "  node a kind=flow flow=other\n"
              "  node b kind=queue queue=help\n"
              "flow other start=a catch=a\n"
              "  node a kind=flow flow=main\n",
       "warning no_person main: 100\nwarning endless main/a\nerror cycle_no_wait main/a: a a\nadvice flow_cycle "
       "main/a: a a\n"
       "warning unreachable main/b\n"},
      {/* silence */
       CENTRE "flow main start=a catch=b\n"
              "  node a kind=menu prompt=p\n"
              "    exit 1 to=b\n"
              "    exit no_input to=c\n"
              "    exit no_match to=c\n"
              "  node b kind=queue queue=help\n"
              "  node c kind=play prompt=sorry\n"
              "    exit next to=a\n",
       "warning retry_unlimited main/a: a c\n"},
      {/* the same, but by the caller's will */
       CENTRE "flow main start=a catch=b\n"
              "  node a kind=menu prompt=p\n"
              "    exit 1 to=b\n"
              "    exit 2 to=c\n"
              "    exit no_input to=b\n"
              "    exit no_match to=b\n"
              "  node b kind=queue queue=help\n"
              "  node c kind=play prompt=address\n"
              "    exit next to=a\n",
       ""},
      {/* input taken anew */
       CENTRE "flow main start=a catch=b\n"
              "  node a kind=collect prompt=p attribute=pin\n"
              "    exit next to=c\n"
              "  node b kind=queue queue=help\n"
              "  node c kind=compare attribute=pin value=5\n"
              "    exit match to=b\n"
              "    exit no_match to=a\n",
       "advice retry_unlimited main/a: a c\n"},
      {/* a busy number dialled for ever */
       CENTRE "flow main start=a catch=b\n"
              "  node a kind=transfer number=5\n"
              "    exit busy to=a\n"
              "  node b kind=queue queue=help\n",
       "warning retry_unlimited main/a: a\n"},
      {/* waiting again in a queue is no retry */
       "agent ann\nqueue help wait_max=60000000\n  member ann\nnumber 100 flow=main\n"
       "flow main start=a catch=b\n"
       "  node a kind=queue queue=help\n"
       "    exit timeout to=c\n"
       "  node b kind=hangup\n"
       "  node c kind=play prompt=still-busy\n"
       "    exit next to=a\n",
       ""},
      {CENTRE "flow main start=a catch=b\n"
              "  node a kind=play prompt=p\n"
              "    exit next to=c\n"
              "  node b kind=queue queue=help\n"
              "  node c kind=play prompt=p\n"
              "    exit next to=a\n",
       "warning endless main/a\n"},
  };
  CHECK_ROWS(rows);
}

static void test_hours(void **state)
{
  (void)state;
#define ASKED                                                                                                          \
  CENTRE "flow main start=a catch=b\n"                                                                                 \
         "  node a kind=hours schedule=s\n"                                                                            \
         "    exit open to=b\n"                                                                                        \
         "  node b kind=queue queue=help\n"                                                                            \
         "schedule s\n"
  static const row rows[] = {
      {ASKED, "warning hours_never : a\n"},
      {ASKED "  hours 1 days!127 from!0 to!86400000000\n", "warning hours_always : a\n"},
      {ASKED "  hours 1 days!127 from!36000000000 to!36000000000\n", "warning hours_always : a\n"},
      {/* joined up, the last of them over the end of the week */
       ASKED "  hours 1 days!127 from!36000000000 to!72000000000\n"
             "  hours 2 days!127 from!72000000000 to!36000000000\n",
       "warning hours_always : a\n"},
      {/* a second is missing on Sunday */
       ASKED "  hours 1 days!63 from!0 to!86400000000\n"
             "  hours 2 days!64 from!0 to!86399000000\n",
       ""},
      {/* and at the beginning of the week */
       ASKED "  hours 1 days!1 from!1000000 to!86400000000\n"
             "  hours 2 days!126 from!0 to!86400000000\n",
       ""},
      {ASKED "  hours 1 days!31 from!0 to!86400000000\n", ""},
      /* closed on one day of every year, or of one; in an emergency; in a season */
      {ASKED "  hours 1 days!127 from!0 to!0\n  holiday h date=1225 from!36000000000 to!39600000000\n", ""},
      {ASKED "  hours 1 days!127 from!0 to!0\n  exception h date=20271225\n", ""},
      {ASKED "  hours 1 days!127 from!0 to!0\n  holiday h date=20271225 open=1\n  exception x date=229 open=1\n",
       "warning hours_always : a\n"},
      {ASKED "  hours 1 days!127 from!0 to!0 from_date=401 to_date=930\n  hours 2 days!127 from!0 to!0 from_date=1001 "
             "to_date=331\n",
       "warning hours_always : a\n"},
      {ASKED "  hours 1 days!127 from!0 to!0 from_date=401 to_date=930\n  hours 2 days!63 from!0 to!0 from_date=1001 "
             "to_date=331\n",
       ""},
      /* never but by a rule of every year, of one year, by a base, by a site that is itself open */
      {ASKED "  hours 1 days!127 from!0 to!0\n  exception all date=101 to_date=1231\n", "warning hours_never : a\n"},
      {ASKED "  exception all date=229 open=1\n", ""},
      {ASKED "  exception all date=20280229 open=1\n", ""},
      {ASKED "  exception all date=20280229\n", "warning hours_never : a\n"},
      {ASKED "  site x schedule=t\nschedule t\n  site y schedule=s\n", "warning hours_never : a\n"},
      {ASKED "  site x schedule=t\nschedule t based_on=u\nschedule u\n  hours 1 days=1 from!0 to!0\n", ""},
      {ASKED "  site x schedule=t\nschedule t based_on=u\nschedule u\n  hours 1 days=127 from!0 to!0\n",
       "warning hours_always : a\n"},
      /* exits for what the schedule, with its base, has not; what is set there */
      {CENTRE "flow main start=a catch=b\n  node a kind=hours schedule=s rule_attribute=why opens_attribute=when\n"
              "    exit open to=c\n    exit holiday to=c\n    exit exception to=c\n    exit emergency to=c\n    exit "
              "site to=c\n"
              "  node c kind=branch attribute=why\n    case x value=1 to=d\n"
              "  node d kind=branch attribute=when\n    case x value=1 to=b\n  node b kind=queue queue=help\n"
              "schedule s based_on=t\n  hours h days!1 from!0 to!1000000\n  exception x date=101 open=1\n"
              "schedule t\n  holiday y date=102\n",
       "advice exit_never main/a: exception\nadvice exit_never main/a: emergency\n"
       "advice exit_never main/a: site\n"},
      {/* one that nobody asks is nobody's business */
       CENTRE "schedule s\nflow main start=b catch=b\n  node b kind=queue queue=help\n", ""},
  };
  CHECK_ROWS(rows);
}

/* Rules that never count. */
static void test_rules(void **state)
{
  (void)state;
#define RULES CENTRE "flow main start=b catch=b\n  node b kind=queue queue=help\nschedule s\n"
  static const row rows[] = {
      {RULES "  holiday a date=1225\n  holiday b date=1225 from!3600000000 to!7200000000 open=1\n",
       "warning rule_never : a\n"},
      {RULES "  holiday a date=1225\n  holiday b date=20261225\n", "advice rule_never : a\n"},
      {RULES "  holiday b date=1225\n  exception a date=1224 to_date=101\n", "advice rule_never : a\n"},
      {RULES "  exception a date=1231 to_date=101\n  holiday b date=20261231 to_date=20270101\n",
       "advice rule_never : a\n"},
      {RULES "  holiday a date=20260101 to_date=20261231\n  holiday b date=20260301 open=1\n",
       "warning rule_never : a\n"},
      /* a part is left */
      {RULES "  holiday b date=20261225\n  holiday a date=1225\n", ""},
      {RULES "  holiday a date=1225 from!3600000000\n  holiday b date=1225\n", ""},
      {RULES "  holiday a date=1225\n  holiday b date=1225 from!72000000000 to!7200000000\n", ""},
      {RULES "  holiday a date=1231 to_date=101\n  holiday b date=1230 to_date=101\n", ""},
      {RULES "  holiday a date=101 to_date=1230\n  holiday b date=20260101 to_date=20271231\n", ""},
      {RULES "  exception b date=1225\n  holiday a date=1224\n", ""},
      /* seasons */
      {RULES "  hours a days=127 from!0 to!0\n  hours b days=1 from!0 to!0 from_date=401 to_date=930\n"
             "  hours c days=2 from!0 to!0 from_date=1001 to_date=331\n",
       "warning rule_never \n"},
      {RULES "  hours a days=127 from!0 to!0\n  hours b days=1 from!0 to!0 from_date=401 to_date=930\n"
             "  hours c days=2 from!0 to!0 from_date=1001 to_date=330\n",
       ""},
      {RULES "  hours a days=15 from!0 to!0 from_date=20261224 to_date=20261227\n", ""},
      {RULES "  hours a days=7 from!0 to!0 from_date=20261224 to_date=20261227\n", "warning rule_never \n"},
  };
  CHECK_ROWS(rows);
}

/* Slot plans that nobody can book, and some whose customers nobody may dial. Hours: 8 to 12, in microseconds. */
static void test_slots(void **state)
{
  (void)state;
#define PLANNED(plan)                                                                                                  \
  CENTRE "flow main start=b catch=b\n  node b kind=queue queue=help\ncallback k\n"                                     \
         "slot_plan p callback=k queue=help schedule=s " plan "\nschedule s\n"
#define MORNING "  hours a days=31 from!28800000000 to!43200000000\n"
  static const row rows[] = {
      {PLANNED("") MORNING, ""},
      {PLANNED(""), "warning slot_never \n"},
      {PLANNED("") "  hours a days=31 from!28800000000 to!30599000000\n", "warning slot_never \n"},
      {PLANNED("length!18000000000") MORNING, "warning slot_never \n"},
      {PLANNED("length!14400000000") MORNING, ""},
      {PLANNED("length!14400000000") "  hours a days=31 from!28800000001 to!43200000000\n", "warning slot_never \n"},
      {PLANNED("length!14400000000") "  hours a days=31 from!32400000000 to!43200000000\n"
                                     "  holiday h date=229 from!28800000000 to!43200000000 open=1\n",
       ""},
      /* what is of one year, and other sites, may open it */
      {PLANNED("") "  holiday h date=20280229 open=1\n", ""},
      {PLANNED("") "  site x schedule=t\nschedule t\n" MORNING, ""},
      {PLANNED("capacity=0") MORNING, "warning slot_never \n"},
      {PLANNED("capacity=0\n  slot_capacity c schedule=s capacity=1") MORNING, ""},
      {PLANNED("lead!7200000000 horizon!7199000000") MORNING, "warning slot_never \n"},
  };
  CHECK_ROWS(rows);
#define HOURS_OF(properties)                                                                                           \
  CENTRE "flow main start=b catch=b\n  node b kind=queue queue=help\ncallback k hours=d\n"                             \
         "slot_plan p callback=k queue=help schedule=s\nschedule s\n" MORNING "schedule d" properties "\n"
  static const row hours[] = {
      {HOURS_OF("") MORNING, ""},
      {HOURS_OF("") "  hours a days=31 from!28800000000 to!41400000001\n", ""},
      {HOURS_OF("") "  hours a days=31 from!28800000000 to!41400000000\n", "advice slot_shut \n"},
      {HOURS_OF("") "  hours a days=127 from!28800000000 to!43200000000\n  holiday h date=501\n",
       "advice slot_shut \n"},
      {HOURS_OF(" utc_offset!3600000000") MORNING, ""}, /* who knows */
  };
  CHECK_ROWS(hours);
}

static void test_people(void **state)
{
  (void)state;
  static const row rows[] = {
      {"queue help\nnumber 100 flow=main\nflow main start=a catch=a\n  node a kind=queue queue=help\n",
       "error queue_unserved main/a: help\n"},
      {"queue help\nnumber 100 queue=help\n", "error queue_unserved : help\n"},
      {/* it lets its calls go */
       "queue help leave_when=unstaffed\nnumber 100 flow=main\n"
       "flow main start=a catch=b\n  node a kind=queue queue=help\n  node b kind=hangup\n",
       "warning queue_unserved main/a: help\n"},
      {/* another queue serves them */
       "agent ann\nqueue help\nqueue more\n  member ann\nnumber 100 flow=main\n"
       "flow main start=a catch=a\n  node a kind=queue queue=help\n    node_queue more\n",
       "warning queue_unserved main/a: help\n"},
      {/* the skills of the queue */
       "skill welsh\nagent ann\n  agent_skill welsh level=2\n"
       "queue help\n  member ann\n  queue_skill welsh level=3\nnumber 100 queue=help\n",
       "error queue_unserved : help\n"},
      {"skill welsh\nagent ann\n  agent_skill welsh level=3\n"
       "queue help\n  member ann\n  queue_skill welsh level=3\nnumber 100 queue=help\n",
       ""},
      {/* steps that may ask for less */
       "skill welsh\nagent ann\nqueue help\n  member ann\n  queue_skill welsh\n  step 1 lasts=5000000\n"
       "  step 2\n    step_skill welsh level=0\nnumber 100 queue=help\n",
       ""},
      {/* skills on the way there, but for those that others replace */
       "skill welsh\nskill irish\nagent ann\n  agent_skill irish\nqueue help\n  member ann\n"
       "number 100 flow=main\n"
       "flow main start=a catch=d\n"
       "  node a kind=skills\n    node_skill welsh\n    exit next to=b\n"
       "  node b kind=compare attribute=caller value=5\n    exit match to=c\n    exit no_match to=d\n"
       "  node c kind=skills\n    node_skill irish\n    exit next to=e\n"
       "  node d kind=queue queue=help\n"
       "  node e kind=queue queue=help\n",
       "error queue_unserved main/d: help\n"},
      {/* no room for a call of the channel, ever */
       "channel mail weight=120\nagent ann\nqueue help channel=mail\n  member ann\nnumber 100 queue=help\n",
       "error queue_unserved : help\n"},
      {"channel mail\nagent ann\n  agent_channel mail max=0\nqueue help channel=mail\n  member ann\n"
       "number 100 queue=help\n",
       "error queue_unserved : help\n"},
      {"channel mail\nagent ann\nqueue help channel=mail\n  member ann\nnumber 100 queue=help\n", ""},
      {"number 100 flow=main\nflow main start=a catch=b\n"
       "  node a kind=play prompt=p\n    exit next to=b\n  node b kind=hangup\n",
       "warning no_person main: 100\n"},
      {/* a menu that leads to nobody any more */
       CENTRE "flow main start=a catch=b\n"
              "  node a kind=menu prompt=p\n    exit 1 to=b\n    exit 2 to=c\n"
              "    exit no_input to=b\n    exit no_match to=b\n    exit error to=b\n"
              "  node b kind=queue queue=help\n"
              "  node c kind=menu prompt=p\n    exit 1 to=d\n    exit no_input to=d\n    exit no_match to=d\n"
              "    exit error to=d\n"
              "  node d kind=hangup\n",
       "advice no_person main/c\n"},
      {/* deep */
       CENTRE "flow main start=a catch=e\n"
              "  node a kind=collect prompt=p digits_min=3 digits_max=5\n    exit next to=c\n    exit no_input to=e\n"
              "    exit no_match to=e\n"
              "  node c kind=menu prompt=p\n    exit 1 to=d\n    exit no_input to=e\n    exit no_match to=e\n"
              "  node d kind=queue queue=help\n"
              "  node e kind=queue queue=help\n",
       "advice way_long main/d\n"},
  };
  CHECK_ROWS(rows);
}

static void test_lengths(void **state)
{
  (void)state;
  static const struct {
    const char *outline;
    const char *ways; /* name: keys/prompts on the shortest, on the longest */
  } rows[] = {
      {CENTRE "flow main start=a catch=z\n"
              "  node a kind=menu prompt=p\n    exit 1 to=h\n    exit 2 to=b\n    exit no_input to=h\n"
              "    exit no_match to=a\n"
              "  node b kind=play prompt=p\n    exit next to=c\n"
              "  node c kind=collect prompt=p digits_min=4 digits_max=6\n    exit next to=h\n    exit no_input to=a\n"
              "    exit no_match to=v\n"
              "  node h kind=queue queue=help\n"
              "  node v kind=voicemail mailbox=m\n    exit next to=z\n"
              "  node z kind=hangup\n",
       "h 0/1 5/3\nv 1/3 1/3\nz 1/3 1/3\n"},
      {/* through another flow, and what nothing leads to */
       CENTRE "flow main start=a catch=z\n"
              "  node a kind=menu prompt=p\n    exit 1 to=f\n    exit no_input to=f\n    exit no_match to=f\n"
              "  node f kind=flow flow=other\n"
              "  node z kind=queue queue=help\n"
              "flow other start=a\n"
              "  node a kind=play prompt=p\n    exit next to=b\n"
              "  node b kind=hangup\n"
              "  node c kind=hangup\n",
       "b 0/2 1/2\n"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char found[1000] = "";
    acd_check *check = NULL;
    acd_definition *definition = outline_build(NULL, rows[i].outline);
    acd_way way = {.size = sizeof way};
    assert_int_equal(acd_check_new(definition, NULL, &check), ACD_OK);
    for (size_t k = 0; acd_check_way_at(check, k, &way) == ACD_OK; k++)
      snprintf(found + strlen(found), sizeof found - strlen(found), "%s %d/%d %d/%d\n", way.node, (int)way.keys_min,
               (int)way.prompts_min, (int)way.keys_max, (int)way.prompts_max);
    assert_string_equal(found, rows[i].ways);
    acd_check_free(check);
    acd_definition_free(definition);
  }
}

static void test_arguments(void **state)
{
  (void)state;
  acd_check *check = NULL;
  acd_definition *definition = outline_build(NULL, "flow main start=a\n  node a kind=play prompt=p\n");
  acd_finding finding = {.size = sizeof finding};
  assert_int_equal(acd_check_new(NULL, NULL, &check), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_check_new(definition, NULL, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_check_new(definition, NULL, &check), ACD_OK);
  assert_int_equal(acd_check_findings_count(check, 0), acd_check_findings_count(check, ACD_SEVERITY_ERROR) +
                                                           acd_check_findings_count(check, ACD_SEVERITY_WARNING) +
                                                           acd_check_findings_count(check, ACD_SEVERITY_ADVICE));
  assert_int_equal(acd_check_finding_at(check, acd_check_findings_count(check, 0), &finding), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_check_finding_at(check, 0, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_check_finding_at(NULL, 0, &finding), ACD_ERR_ARGUMENT);
  finding.size--;
  assert_int_equal(acd_check_finding_at(check, 0, &finding), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_check_findings_count(NULL, 0), 0);
  acd_check_free(check);
  acd_check_free(NULL);
  assert_int_equal(acd_definition_set_text(definition, 99, ACD_QUEUE_MUSIC, "x"), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_check_new(definition, NULL, &check), ACD_ERR_ARGUMENT); /* that of the failed set */
  acd_definition_free(definition);
}

static void test_names(void **state)
{
  (void)state;
  for (uint32_t kind = ACD_FINDING_MORE; kind <= ACD_FINDING_SLOT_SHUT; kind++) {
    assert_string_not_equal(acd_finding_kind_str(kind), "?");
    for (uint32_t other = ACD_FINDING_MORE; other < kind; other++)
      assert_string_not_equal(acd_finding_kind_str(kind), acd_finding_kind_str(other));
  }
  assert_string_equal(acd_finding_kind_str(ACD_FINDING_SLOT_SHUT), "slot_shut");
  assert_string_equal(acd_finding_kind_str(0), "?");
  assert_string_equal(acd_finding_kind_str(ACD_FINDING_SLOT_SHUT + 1), "?");
  assert_string_equal(acd_severity_str(ACD_SEVERITY_ADVICE), "advice");
  assert_string_equal(acd_severity_str(0), "?");
  assert_string_equal(acd_severity_str(4), "?");
}

/* Refuse each allocation in turn. */
static void test_every_allocation_refused(void **state)
{
  (void)state;
  acd_definition *definition = outline_build(NULL, "flow main start=a\n  node a kind=menu prompt=p\n"
                                                   "    exit 1 to=a\n    exit no_input to=a\n"
                                                   "  node b kind=hangup\n");
  long fail_at = 1;
  for (;; fail_at++) {
    acd_testing_memory failing = {.fail_at = fail_at};
    acd_allocator allocator = failing_allocator(&failing);
    acd_check *check = NULL;
    int status = acd_check_new(definition, &allocator, &check);
    int done = failing.requests < fail_at;
    assert_int_equal(status, done ? ACD_OK : ACD_ERR_NOMEM);
    acd_check_free(check);
    assert_int_equal(failing.blocks, 0);
    assert_int_equal(failing.bytes, 0);
    if (done) break;
  }
  assert_true(fail_at > 20);
  acd_definition_free(definition);
}

/* A menu of `CASES` options with so many patterns each, all different but for the last option, which is as the first. */
static acd_check *check_large_menu(int patterns)
{
  enum { CASES = 1000 };
  static char keys[4000];
  char name[20];
  acd_check *check = NULL;
  acd_definition *definition = outline_build(NULL, "number 1 flow=main\n");
  int32_t flow = acd_definition_add(definition, ACD_NOUN_FLOW, 0, "main");
  int32_t node = acd_definition_add(definition, ACD_NOUN_NODE, flow, "a");
  acd_definition_set_text(definition, flow, ACD_FLOW_START, "a");
  acd_definition_set(definition, node, ACD_NODE_KIND, ACD_NODE_KIND_MENU);
  for (int i = 0; i < CASES; i++) {
    size_t size = 0;
    for (int k = 0; k < patterns; k++)
      size += (size_t)snprintf(keys + size, sizeof keys - size, "%s%06d", k ? " " : "",
                               i + 1 < CASES ? i * patterns + k : k);
    snprintf(name, sizeof name, "c%d", i);
    int32_t option = acd_definition_add(definition, ACD_NOUN_CASE, node, name);
    acd_definition_set_text(definition, option, ACD_CASE_KEYS, keys);
    acd_definition_set_text(definition, option, ACD_CASE_TO, "a");
  }
  assert_int_equal(acd_check_new(definition, NULL, &check), ACD_OK);
  acd_definition_free(definition);
  return check;
}

/* The finding of a kind; 1 if there is one. */
static int found(const acd_check *check, uint32_t kind, acd_finding *finding)
{
  for (size_t i = 0; acd_check_finding_at(check, i, finding) == ACD_OK; i++)
    if (finding->kind == kind) return 1;
  return 0;
}

/* All options are compared, and where they are too many it is said where that begins. */
static void test_many_options(void **state)
{
  (void)state;
  acd_finding finding = {.size = sizeof finding};
  acd_check *check = check_large_menu(2);
  assert_int_equal(found(check, ACD_FINDING_OPTION_SHADOWED, &finding), 1);
  assert_non_null(strstr(finding.path, "c999"));
  assert_string_equal(finding.other, "c0");
  assert_int_equal(found(check, ACD_FINDING_MORE, &finding), 0);
  acd_check_free(check);
  check = check_large_menu(100);
  assert_int_equal(found(check, ACD_FINDING_MORE, &finding), 1);
  assert_non_null(strstr(finding.path, "case \"c"));
  acd_check_free(check);
}

/* More than are kept: the last one says so. */
static void test_too_many(void **state)
{
  (void)state;
  acd_check *check = NULL;
  acd_definition *definition = outline_build(NULL, "flow main start=a\n  node a kind=hangup\n");
  char name[20];
  for (int i = 0; i < ACD_FINDINGS_MAX + 5; i++) {
    snprintf(name, sizeof name, "n%d", i);
    int32_t node = acd_definition_add(definition, ACD_NOUN_NODE, 1, name);
    assert_int_equal(acd_definition_set(definition, node, ACD_NODE_KIND, ACD_NODE_KIND_HANGUP), ACD_OK);
  }
  assert_int_equal(acd_check_new(definition, NULL, &check), ACD_OK);
  acd_finding finding = {.size = sizeof finding};
  assert_int_equal(acd_check_findings_count(check, 0), ACD_FINDINGS_MAX + 1);
  assert_int_equal(acd_check_finding_at(check, ACD_FINDINGS_MAX, &finding), ACD_OK);
  assert_int_equal(finding.kind, ACD_FINDING_MORE);
  assert_int_equal(finding.object, -1);
  acd_check_free(check);
  acd_definition_free(definition);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_clean_definition),
      cmocka_unit_test(test_ways),
      cmocka_unit_test(test_names_within),
      cmocka_unit_test(test_circles),
      cmocka_unit_test(test_hours),
      cmocka_unit_test(test_rules),
      cmocka_unit_test(test_slots),
      cmocka_unit_test(test_people),
      cmocka_unit_test(test_lengths),
      cmocka_unit_test(test_arguments),
      cmocka_unit_test(test_names),
      cmocka_unit_test(test_every_allocation_refused),
      cmocka_unit_test(test_many_options),
      cmocka_unit_test(test_too_many),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The check of a definition: outlines with mistakes and exactly the errors they give; every property's range; sizes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "failing.h"
#include "model/document.h"
#include "model/sets.h"
#include "outline.h"

#define GOOD                                                                                                           \
  "skill spanish\n"                                                                                                    \
  "agent ann extension=201\n"                                                                                          \
  "  agent_skill spanish level=5\n"                                                                                    \
  "agent bob\n"                                                                                                        \
  "queue support overflow=sales exit_key=#\n"                                                                          \
  "  member ann position=2\n"                                                                                          \
  "  queue_skill spanish\n"                                                                                            \
  "queue sales\n"                                                                                                      \
  "schedule office utc_offset=-3600000000\n"                                                                           \
  "  hours 1 days!31 from!79200000000 to!21600000000\n"

#define GOOD_FLOW                                                                                                      \
  "number 100 flow=main\n"                                                                                             \
  "number 101 queue=sales priority=-5\n"                                                                               \
  "flow main start=welcome catch=bye\n"                                                                                \
  "  node welcome kind=menu prompt=hello\n"                                                                            \
  "    exit 1 to=code\n"                                                                                               \
  "    exit * to=bye\n"                                                                                                \
  "    exit no_input to=bye\n"                                                                                         \
  "  node code kind=collect digits_max!4\n"                                                                            \
  "    exit next to=hour\n"                                                                                            \
  "  node hour kind=hours schedule=office\n"                                                                           \
  "    exit open to=busy\n"                                                                                            \
  "  node busy kind=metric queue=sales metric=waiting operator=greater threshold!5\n"                                  \
  "    exit match to=vip\n"                                                                                            \
  "  node vip kind=compare attribute=caller operator=less_equal value=-17\n"                                           \
  "    exit no_match to=tag\n"                                                                                         \
  "  node tag kind=set attribute=x value=_\n"                                                                          \
  "    exit next to=need\n"                                                                                            \
  "  node need kind=skills\n"                                                                                          \
  "    node_skill spanish level=3\n"                                                                                   \
  "    exit next to=first\n"                                                                                           \
  "  node first kind=priority priority!9\n"                                                                            \
  "    exit next to=direct\n"                                                                                          \
  "  node direct kind=agent attribute=ext\n"                                                                           \
  "    exit unreachable to=ann\n"                                                                                      \
  "  node ann kind=agent agent=ann wait_max=5000000\n"                                                                 \
  "    exit timeout to=wait\n"                                                                                         \
  "  node wait kind=queue queue=support\n"                                                                             \
  "    exit at_capacity to=mail\n"                                                                                     \
  "  node mail kind=voicemail mailbox=all\n"                                                                           \
  "  node out kind=transfer number=+4930123\n"                                                                         \
  "  node again kind=flow flow=main\n"                                                                                 \
  "  node bye kind=hangup\n"

static acd__memory memory;
static acd__errors errors;

static int set_up(void **state)
{
  (void)state;
  acd__memory_init(&memory, NULL);
  acd__errors_init(&errors, &memory, 100);
  return 0;
}

static int tear_down(void **state)
{
  (void)state;
  acd__errors_clear(&errors);
  assert_int_equal(memory.held, 0);
  return 0;
}

static int check_definition(const acd_definition *definition)
{
  acd__document document;
  size_t size;
  const void *bytes = acd_definition_bytes(definition, &size);
  acd__errors_clear(&errors);
  assert_int_equal(acd__document_parse(&memory, bytes, size, &document), ACD_OK);
  int status = acd__document_check(&document, &errors);
  acd__document_free(&memory, &document);
  return status;
}

static int check_outline(const char *outline)
{
  acd_definition *definition = outline_build(NULL, outline);
  int status = check_definition(definition);
  acd_definition_free(definition);
  return status;
}

static void test_good_definitions(void **state)
{
  (void)state;
  static const char *const samples[] = {"",
                                        GOOD,
                                        GOOD GOOD_FLOW,
                                        "centre steps_max=10 short_abandon=0\n",
                                        "queue a overflow=b\nqueue b overflow=a\n",
                                        "queue q overflow=qq\nqueue qq overflow=q\n",
                                        "agent \xc3\xa9\xc2\x80\n"};
  for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
    int status = check_outline(samples[i]);
    if (errors.count) print_message("%s: %s\n", errors.items[0].path, errors.items[0].text);
    assert_int_equal(status, ACD_OK);
  }
}

/* What each mistake gives, as lines "object code property|path|text|expected|nearest". */

#define KINDS                                                                                                          \
  "play, menu, collect, hours, metric, compare, set, skills, priority, queue, agent, voicemail, transfer, flow, "      \
  "hangup, branch, test, split, loop, subflow, return, wait, host, toggle, recording, leave, callback, slots, "        \
  "hold_slot, mark"

static const struct {
  const char *outline;
  const char *errors;
} mistakes[] = {
    /* names and places */
    {"agent ann\nagent ann\n", "2 -1 0|agent \"ann\"|there is another one of this name|a name of its own|\n"},
    {"99 x\n", "1 -1 0|noun 99 \"x\"|is of an unknown noun|a noun of the table|\n"},
    {"member ann\n", "1 -1 0|member \"ann\"|stands in the wrong place: it belongs below a queue||\n"},
    {"agent a\n  queue q\n",
     "2 -1 0|agent \"a\" / queue \"q\"|stands in the wrong place: it belongs below a centre||\n"},
    {"-agent ann\n", "1 -1 0|agent \"ann\"|is removed below what is not amended|an amendment, in a change, of what it "
                     "stands below|\n"},
    {"agent ann\nqueue q\n  member anne\n",
     "3 -3 0|queue \"q\" / member \"anne\"|there is no agent \"anne\"|an existing agent|ann\n"},
    {"agent a\x1b[2Jb\nagent \x7f\n",
     "1 -1 0|agent \"a?[2Jb\"|the name contains a control character|a name of printable characters|\n"
     "2 -1 0|agent \"?\"|the name contains a control character|a name of printable characters|\n"},
    {"skill spanish\nagent a\n  agent_skill spannish\n",
     "3 -3 0|agent \"a\" / agent_skill \"spannish\"|there is no skill \"spannish\"|an existing skill|spanish\n"},
    {"agent a\nqueue q\n  member a\n  member a\n",
     "4 -1 0|queue \"q\" / member \"a\"|there is another one of this name|a name of its own|\n"},
    /* values */
    {"queue q ring_timeout=500000\n", "1 -1 1282|queue \"q\"|ring_timeout is 0.5 s|1 s to 3600 s|\n"},
    {"queue q strategy!99\n", "1 -1 1281|queue \"q\"|strategy is 99|one of longest_idle, round_robin, fewest_calls, "
                              "least_talk, linear, random, ring_all, most_skilled, least_skilled, weighted_random, "
                              "fewest_queue_calls, share, least_occupied, least_loaded, host_score, group_share|\n"},
    {"queue q\n  step a lasts=0\n  step b lasts=5000000\n",
     "2 -1 3841|queue \"q\" / step \"a\"|a step that is not the last has no end|a time greater than 0|\n"
     "3 -1 3841|queue \"q\" / step \"b\"|the last step has no end|no time: it lasts until the call leaves|\n"},
    {"queue q steps_clock!2\n  step a lasts!20\n  step b lasts!20\n  step c\n",
     "3 -1 3841|queue \"q\" / step \"b\"|the step ends no later than the one before|"
     "an age greater than that of the step before (steps_clock is wait)|\n"},
    {"queue q\n  step a tier_min=3 tier_max=2\n",
     "2 -1 3842|queue \"q\" / step \"a\"|tier_min is more than tier_max|tier_min up to tier_max|\n"},
    {"skill spanish\nqueue q\n  step a expression=spanih\n",
     "3 -3 3844|queue \"q\" / step \"a\"|at character 1: there is no such skill as \"spanih\"|an existing "
     "skill|spanish\n"},
    {"skill spanish\nqueue q\n  step a expression=spanish>=\n",
     "3 -1 3844|queue \"q\" / step \"a\"|at character 10: is no level|an integer 0 to 1000|\n"},
    {"skill spanish\nqueue q\n  step a expression=(spanish\n",
     "3 -1 3844|queue \"q\" / step \"a\"|at character 9: a bracket is not closed|`)`, `and` or `or`|\n"},
    {"queue q overflow=q\n", "1 -1 1289|queue \"q\"|the queue overflows to itself|another queue|\n"},
    {"queue q overflow=r overflow_flow=f\nqueue r\nflow f start=a\n  node a kind=hangup\n",
     "1 -1 1319|queue \"q\"|overflow and overflow_flow are both given|only one of overflow and overflow_flow|\n"},
    {"queue q\n  announcement a prompt=x every=500000\n",
     "2 -1 4356|queue \"q\" / announcement \"a\"|every is too short|0 s, or 1 s to 86400 s|\n"},
    {"queue q\n  announcement a\n",
     "2 -1 0|queue \"q\" / announcement \"a\"|has no prompt and says nothing|a prompt, or something to say|\n"},
    {"channel a\n  interrupt a\n",
     "2 -1 0|channel \"a\" / interrupt \"a\"|the channel interrupts itself|another channel|\n"},
    {"channel c0\nchannel c1\nchannel c2\nchannel c3\nchannel c4\nchannel c5\nchannel c6\nchannel c7\nchannel "
     "c8\nchannel c9\nchannel c10\nchannel c11\nchannel c12\nchannel c13\nchannel c14\nchannel c15\nchannel c16\n",
     "17 -1 0|channel \"c16\"|is a channel too many|at most 16 channels|\n"},
    {"queue q\n  group a percentage=70\n  group b percentage=20\n",
     "1 -1 0|queue \"q\"|the percentages of its groups add up to 90|100 in all|\n"},
    {"queue q\n  group a percentage=101\n  group b percentage=20\n",
     "2 -1 5377|queue \"q\" / group \"a\"|percentage is 101|an integer from 0 to 100|\n"},
    {"agent x\nagent y\nqueue q strategy=group_share\n  member x\n  member y\n",
     "3 -1 0|queue \"q\"|has no groups|groups, for group_share|\n"},
    {"queue q\n  group a percentage=101\n  group b percentage=-1\n",
     "2 -1 5377|queue \"q\" / group \"a\"|percentage is 101|an integer from 0 to 100|\n"
     "3 -1 5377|queue \"q\" / group \"b\"|percentage is -1|an integer from 0 to 100|\n"},
    {"queue q\n  group a\n", "2 -1 5377|queue \"q\" / group \"a\"|percentage is missing|an integer from 0 to 100|\n"},
    {"agent x\nqueue q strategy=group_share\n  group a percentage=100\n  member x\n",
     "4 -1 1541|queue \"q\" / member \"x\"|the member is in no group|a group of the queue, for group_share|\n"},
    {"agent x\nqueue r\n  group oen percentage=100\nqueue q\n  group one percentage=100\n  member x group=oen\n",
     "6 -3 1541|queue \"q\" / member \"x\"|there is no group \"oen\"|an existing group|one\n"},
    {"queue q priority:high\n", "1 -1 1290|queue \"q\"|priority is a text|an integer from -1000 to 1000|\n"},
    {"queue q music!1\n", "1 -1 1291|queue \"q\"|music is a number|a text of 0 to 1000 bytes|\n"},
    {"queue q exit_key=12\n", "1 -1 1292|queue \"q\"|exit_key is too long|a text of 0 to 1 bytes|\n"},
    {"queue q exit_key=x\n", "1 -1 1292|queue \"q\"|contains what is no key|keys: 0-9 * # A-D|\n"},
    {"queue q 1999=5\n", "1 -1 1999|queue \"q\"|property 1999 is unknown||\n"},
    {"queue q 769:x\n", "1 -1 769|queue \"q\"|extension is a property of another noun: agent||\n"},
    {"centre steps_max=9 play_timeout=-5\n", "0 -1 262|centre|steps_max is 9|an integer from 10 to 100000|\n"
                                             "0 -1 259|centre|play_timeout is -0.000005 s|1 s to 86400 s|\n"},
    {"agent a ring_timeout!0\n", "1 -1 771|agent \"a\"|ring_timeout is too short|unset, or 1 s to 3600 s|\n"},
    {"agent a wrapup!-2\n", "1 -1 772|agent \"a\"|wrapup is -0.000002 s|unset, or 0 s to 86400 s|\n"},
    {"agent a extension=7\nagent b extension=8\nagent c extension=7\n",
     "3 -1 769|agent \"c\"|the extension is also that of agent \"a\"|an extension of its own|\n"},
    /* references */
    {"queue support\nqueue q overflow=suport\n",
     "2 -3 1289|queue \"q\"|there is no queue \"suport\"|an existing queue|support\n"},
    {"number 1 queue=x flow=y\n", "1 -3 2562|number \"1\"|there is no queue \"x\"|an existing queue|\n"
                                  "1 -3 2561|number \"1\"|there is no flow \"y\"|an existing flow|\n"
                                  "1 -1 2562|number \"1\"|flow and queue are both given|only one of flow and queue|\n"},
    {"number 1\n", "1 -1 0|number \"1\"|leads nowhere|a flow or a queue|\n"},
    {"queue q\nnumber 1 queue=q pattern=12[3\nnumber 2 queue=q pattern=1.2\ncaller a\ncaller b pattern=+49[9-1]\n"
     "caller c pattern=_\n",
     "2 -1 2564|number \"1\"|at character 3: a bracket is not closed|`]`|\n"
     "3 -1 2564|number \"2\"|at character 2: `.` and `!` stand at the end only|the end of the pattern after it|\n"
     "4 -1 7169|caller \"a\"|pattern is missing|a text of 1 to 255 bytes|\n"
     "5 -1 7169|caller \"b\"|at character 5: the range runs backwards|a range as 2-5, the lower end first|\n"
     "6 -1 7169|caller \"c\"|pattern is too short|a text of 1 to 255 bytes|\n"},
    /* required ones */
    {"schedule s\n  hours 1\n",
     "2 -1 2305|schedule \"s\" / hours \"1\"|days is missing|days of the week: a bit set from 1 (Monday) to 127 "
     "(all)|\n"
     "2 -1 2306|schedule \"s\" / hours \"1\"|from is missing|a time of day from 00:00 to 23:59:59|\n"
     "2 -1 2307|schedule \"s\" / hours \"1\"|to is missing|a time of day from 00:00 to 24:00|\n"},
    {"schedule s\n  hours 1 days=1 from=0 to=0 from_date!1301 to_date!20230229\n  holiday h date!31 to_date!101\n"
     "  exception e date!100000101\n",
     "2 -1 2308|schedule \"s\" / hours \"1\"|from_date is no day of the calendar|a date: year * 10000 + month * 100 + "
     "day, "
     "year 0 for every year|\n"
     "2 -1 2309|schedule \"s\" / hours \"1\"|to_date is no day of the calendar|a date: year * 10000 + month * 100 + "
     "day, "
     "year 0 for every year|\n"
     "3 -1 7425|schedule \"s\" / holiday \"h\"|date is no day of the calendar|a date: year * 10000 + month * 100 + "
     "day, year 0 for every "
     "year|\n"
     "4 -1 7681|schedule \"s\" / exception \"e\"|date is no day of the calendar|a date: year * 10000 + month * 100 + "
     "day, year 0 "
     "for "
     "every year|\n"},
    {"schedule s\n  hours 1 days=1 from=0 to=0 from_date=229\n  hours 2 days=1 from=0 to=0 from_date=20240229\n"
     "  holiday a date=1224 to_date=106\n  holiday b date=20241224 to_date=20240106\n  holiday c date=1224 "
     "to_date=20240106\n",
     "2 -1 2308|schedule \"s\" / hours \"1\"|a season of every year has one date|both from_date and to_date|\n"
     "5 -1 7426|schedule \"s\" / holiday \"b\"|the last day is before the first|a later date, or the same|\n"
     "6 -1 7426|schedule \"s\" / holiday \"c\"|one date is of one year, the other of every year|both with a year, or "
     "both "
     "without|\n"},
    {"schedule a based_on=b\nschedule b based_on=a\nschedule c based_on=c\nschedule d based_on=a\n"
     "schedule e zone=Z utc_offset=0\n  site e schedule=e\n",
     "1 -1 2051|schedule \"a\"|the schedule is based on itself|another schedule, without a circle|\n"
     "2 -1 2051|schedule \"b\"|the schedule is based on itself|another schedule, without a circle|\n"
     "3 -1 2051|schedule \"c\"|the schedule is based on itself|another schedule, without a circle|\n"
     "5 -1 2050|schedule \"e\"|zone and utc_offset are both given|only one of zone and utc_offset|\n"
     "6 -1 7937|schedule \"e\" / site \"e\"|the schedule is a site of itself|the schedule of another place|\n"},
    {"schedule 0\nschedule 1 based_on=0\nschedule 2 based_on=1\nschedule 3 based_on=2\nschedule 4 based_on=3\n"
     "schedule 5 based_on=4\nschedule 6 based_on=5\nschedule 7 based_on=6\nschedule 8 based_on=7\nschedule 9 "
     "based_on=8\n",
     "10 -1 2051|schedule \"9\"|too many schedules are based on each other|at most 8 one after the other|\n"},
    {"schedule s\n  hours 1 days!128 from!86400000000 to!86400000001\n",
     "2 -1 2305|schedule \"s\" / hours \"1\"|days is 128|days of the week: a bit set from 1 (Monday) to 127 (all)|\n"
     "2 -1 2306|schedule \"s\" / hours \"1\"|from is 24:00|a time of day from 00:00 to 23:59:59|\n"
     "2 -1 2307|schedule \"s\" / hours \"1\"|to is 86400000001|a time of day from 00:00 to 24:00|\n"},
    {"flow f\n", "1 -1 2817|flow \"f\"|start is missing|an existing node of the same flow|\n"},
    {"flow f start=a\n  node a\n", "2 -1 3073|flow \"f\" / node \"a\"|kind is missing|one of " KINDS "|\n"},
    {"flow f start=a\n  node a kind!99 prompt=x\n", "2 -1 3073|flow \"f\" / node \"a\"|kind is 99|one of " KINDS "|\n"},
    {"flow f start=a\n  node a kind=play\n",
     "2 -1 3074|flow \"f\" / node \"a\"|prompt is missing|a text of 1 to 1000 bytes|\n"},
    /* flows */
    {"flow f start=a\n  node b kind=hangup\nflow g start=b catch=c\n  node c kind=hangup\n",
     "1 -3 2817|flow \"f\"|there is no node \"a\" in this flow|an existing node of the same flow|\n"
     "3 -3 2817|flow \"g\"|there is no node \"b\" in this flow|an existing node of the same flow|\n"},
    {"flow f start=menu\n  node menu kind=play prompt=x\n    exit next to=menus\n",
     "3 -3 3329|flow \"f\" / node \"menu\" / exit \"next\"|there is no node \"menus\" in this flow|"
     "an existing node of the same flow|menu\n"},
    {"flow f start=a\n  node a kind=play prompt=x\n    exit nxt to=a\n    exit 1 to=a\n",
     "3 -3 0|flow \"f\" / node \"a\" / exit \"nxt\"|a node of kind play has no such exit|one of next, error|next\n"
     "4 -3 0|flow \"f\" / node \"a\" / exit \"1\"|a node of kind play has no such exit|one of next, error|\n"},
    {"flow f start=a\n  node a kind=menu prompt=x\n    exit 12 to=a\n    exit next to=a\n    exit a to=a\n    exit D "
     "to=a\n",
     "3 -3 0|flow \"f\" / node \"a\" / exit \"12\"|a node of kind menu has no such exit|one key (0-9 * # A-D), or one "
     "of "
     "no_input, no_match, error|\n"
     "4 -3 0|flow \"f\" / node \"a\" / exit \"next\"|a node of kind menu has no such exit|one key (0-9 * # A-D), or "
     "one of "
     "no_input, no_match, error|\n"
     "5 -3 0|flow \"f\" / node \"a\" / exit \"a\"|a node of kind menu has no such exit|one key (0-9 * # A-D), or one "
     "of "
     "no_input, no_match, error|\n"},
    {"flow f start=a\n  node a kind=menu prompt=x\n    exit 1 to=a\n    exit 1 to=a\n",
     "4 -1 0|flow \"f\" / node \"a\" / exit \"1\"|there is another one of this name|a name of its own|\n"},
    {"flow f start=a\n  node a kind=hangup\n    exit next to=a\n",
     "3 -3 0|flow \"f\" / node \"a\" / exit \"next\"|a node of kind hangup has no exits||\n"},
    {"flow f start=a\n  node a kind=play prompt=x\n    exit next\n",
     "3 -1 3329|flow \"f\" / node \"a\" / exit \"next\"|to is missing|an existing node of the same flow|\n"},
    {"flow f start=a\n  node a kind=play prompt=x attempts!2\n",
     "2 -1 3077|flow \"f\" / node \"a\"|a node of kind play has no attempts|a node of kind menu, collect|\n"},
    {"skill s\nflow f start=a\n  node a kind=hangup\n    node_skill s\n",
     "4 -1 0|flow \"f\" / node \"a\" / node_skill \"s\"|only a node of kind skills has skills||\n"},
    {"queue q\nflow f start=a\n  node a kind=hangup\n    node_queue q\n",
     "4 -1 0|flow \"f\" / node \"a\" / node_queue \"q\"|only a node of kind queue waits in several||\n"},
    {"flow f start=a\n  node a kind=hangup\n    parameter p value=1\n",
     "3 -1 0|flow \"f\" / node \"a\" / parameter \"p\"|only a node of kind subflow or host has parameters||\n"},
    {"flow f start=a\n  node a kind=subflow flow=g\n    parameter p\nflow g start=b\n  node b kind=return\n",
     "3 -1 6658|flow \"f\" / node \"a\" / parameter \"p\"|value and expression are missing|one of value and "
     "expression|\n"},
    {"flow f start=a\n  node a kind=subflow flow=g\n    parameter p value=1 expression=caller\n    parameter q "
     "expression='1 +'\nflow g start=b\n  node b kind=return\n",
     "3 -1 6658|flow \"f\" / node \"a\" / parameter \"p\"|value and expression are both given|only one of value and "
     "expression|\n"
     "4 -1 6658|flow \"f\" / node \"a\" / parameter \"q\"|at character 4: ends too early|a value: an integer, a text, "
     "an "
     "attribute, a function or `(`|\n"},
    {"flow f start=a\n  node a kind=host operation=x brings='a,, b'\n    parameter p expression=caller\n",
     "2 -1 3104|flow \"f\" / node \"a\"|a name is missing|names of 1 to 64 bytes with commas between|\n"
     "3 -1 6658|flow \"f\" / node \"a\" / parameter \"p\"|only a parameter of a subflow has an expression|a value; the "
     "host "
     "can ask for attributes of the call|\n"},
    {"centre attributes=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
     "0 -1 272|centre|a name is too long for an attribute|names of 1 to 64 bytes with commas between|\n"},
    {"flow f start=a\n  node a kind=host operation=x\n    parameter a=b value=1\n",
     "3 -1 0|flow \"f\" / node \"a\" / parameter \"a=b\"|the name has an equals sign|a name without one, for the "
     "host|\n"},
    {"flow f start=a\n  node a kind=host\n",
     "2 -1 3099|flow \"f\" / node \"a\"|operation is missing|a text of 1 to 255 bytes|\n"},
    {"flow f start=a\n  node a kind=wait\n", "2 -1 3098|flow \"f\" / node \"a\"|time is missing|0.1 s to 86400 s|\n"},
    {"flow f start=a\n  node a kind=toggle toggle=t\n",
     "2 -3 3100|flow \"f\" / node \"a\"|there is no toggle \"t\"|an existing toggle|\n"},
    {"queue q wait_flow=f\nflow f start=a\n  node a kind=play prompt=x\n  node b kind=priority priority=1\n",
     "1 -1 1323|queue \"q\"|the flow has a node of kind priority: \"b\"|a flow without nodes of kind queue, agent, "
     "voicemail, transfer, skills, priority|\n"},
    {"queue q whisper_flow=f\nflow f start=a\n  node a kind=agent agent=x\nagent x\n",
     "1 -1 1326|queue \"q\"|the flow has a node of kind agent: \"a\"|a flow without nodes of kind queue, agent, "
     "voicemail, transfer, skills, priority|\n"},
    {"queue q hold_flow=f\nflow f start=a\n  node a kind=voicemail mailbox=x\n",
     "1 -1 1325|queue \"q\"|the flow has a node of kind voicemail: \"a\"|a flow without nodes of kind queue, agent, "
     "voicemail, transfer, skills, priority|\n"},
    {"flow f start=a\n  node a kind=subflow\n",
     "2 -1 3090|flow \"f\" / node \"a\"|flow is missing|an existing flow|\n"},
    {"queue q\nflow f start=a\n  node a kind=queue queue=q\n    node_queue q\n",
     "4 -1 0|flow \"f\" / node \"a\" / node_queue \"q\"|the node's own queue|another queue|\n"},
    {"queue q\nqueue r\nqueue s\nqueue t\nqueue u\nqueue v\nflow f start=a\n  node a kind=queue queue=q\n    "
     "node_queue r\n"
     "    node_queue s\n    node_queue t\n    node_queue u\n    node_queue v\n",
     "13 -1 0|flow \"f\" / node \"a\" / node_queue \"v\"|too many queues at once|at most 4 besides the node's own|\n"},
    {"flow f start=a\n  node a kind=collect digits_min!4\n",
     "2 -1 3079|flow \"f\" / node \"a\"|digits_min is more than digits_max|digits_min up to digits_max|\n"},
    {"callback k\nflow f start=a\n  node a kind=callback\n  node b kind=callback plan=k slot_attribute=x\n",
     "3 -1 3106|flow \"f\" / node \"a\"|plan and slot_plan are missing|one of plan and slot_plan|\n"
     "4 -1 3108|flow \"f\" / node \"b\"|slot_attribute is given without slot_plan|slot_plan and slot_attribute "
     "together|\n"},
    {"callback k\nqueue q\nschedule s\nslot_plan p callback=k queue=q schedule=s\nflow f start=a\n"
     "  node a kind=callback plan=k slot_plan=p queue=q\n  node b kind=slots slot_plan=p count!10 attribute="
     "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefg\n",
     "6 -1 3106|flow \"f\" / node \"a\"|plan and slot_plan are both given|only one of plan and slot_plan|\n"
     "6 -1 3086|flow \"f\" / node \"a\"|queue and slot_plan are both given|only slot_plan, which has a queue|\n"
     "6 -1 3108|flow \"f\" / node \"a\"|slot_attribute is missing|slot_plan and slot_attribute together|\n"
     "7 -1 3097|flow \"f\" / node \"b\"|so many slots are not told|1 to 9|\n"
     "7 -1 3082|flow \"f\" / node \"b\"|attribute is too long for names that begin with it|1 to 58 bytes|\n"},
    {"flow f start=a\n  node a kind=collect terminators=#x\n",
     "2 -1 3081|flow \"f\" / node \"a\"|contains what is no key|keys: 0-9 * # A-D|\n"},
    {"queue q\nflow f start=a\n  node a kind=metric queue=q metric=ready threshold!1 operator=prefix\n",
     "3 -1 3083|flow \"f\" / node \"a\"|a metric is a number and cannot be compared so|one of equal, not_equal, less, "
     "less_equal, greater, greater_equal|\n"},
    {"flow f start=a\n  node a kind=compare attribute=x operator=less value=many\n",
     "2 -1 3084|flow \"f\" / node \"a\"|an order is asked for, and the value is no integer|an integer of at most 18 "
     "digits|\n"},
    {"flow f start=a\n  node a kind=branch attribute=x\n",
     "2 -1 0|flow \"f\" / node \"a\"|has no cases|a case at least|\n"},
    {"flow f start=a\n  node a kind=split\n    case b percentage=30 to=a\n    case c percentage=50 to=a\n",
     "2 -1 0|flow \"f\" / node \"a\"|the percentages of its cases add up to 80|100 in all|\n"},
    {"flow f start=a\n  node a kind=branch attribute=x\n    case b operator=less value=many to=a\n    case c keys=1 "
     "to=a\n    case no_match to=a\n    case d\n",
     "3 -1 6147|flow \"f\" / node \"a\" / case \"b\"|an order is asked for, and the value is no integer|an integer of "
     "at "
     "most 18 digits|\n4 -1 6148|flow \"f\" / node \"a\" / case \"c\"|a case of a node of kind branch has no keys||\n5 "
     "-1 "
     "0|flow \"f\" / node \"a\" / case \"no_match\"|is named as an exit of its node|a name that is not that of an "
     "exit|\n6 -1 6145|flow \"f\" / node \"a\" / case \"d\"|to is missing|an existing node of the same flow|\n"},
    {"flow f start=a\n  node a kind=menu prompt=x terminators=#\n    case b to=a\n    case c keys='1 a' to=a\n    case "
     "d "
     "keys='12 3[4' to=a\n    case e keys='1 2#' to=a\n    case f keys='1X [a1]' to=a\n    case g keys='[12]!' to=a\n",
     "3 -1 6148|flow \"f\" / node \"a\" / case \"b\"|has no keys|keys, or patterns with blanks between; or speech|\n4 "
     "-1 "
     "6148|flow "
     "\"f\" / node \"a\" / case \"c\"|contains what is no key|keys (0-9 * # A-D), X, Z, N, sets as [2-57], at the end "
     ". or "
     "!|\n5 -1 6148|flow \"f\" / node \"a\" / case \"d\"|at character 5: a bracket is not closed|`]`|\n6 -1 6148|flow "
     "\"f\" / node \"a\" / case \"e\"|contains a key that ends the input|keys that are no terminators|\n7 -1 6148|flow "
     "\"f\" / node \"a\" / case \"f\"|contains what is no key|keys (0-9 * # A-D), X, Z, N, sets as [2-57], at the end "
     ". "
     "or !|\n"},
    {"flow f start=a\n  node a kind=hangup\n    case b to=a\n",
     "3 -1 0|flow \"f\" / node \"a\" / case \"b\"|only a node of kind menu, branch, split, subflow or host has "
     "cases||\n"},
    {"flow f start=a\n  node a kind=test\n  node b kind=test expression='1 +'\n  node c kind=test expression='1 + 1'\n",
     "2 -1 3096|flow \"f\" / node \"a\"|expression is missing|a text of 1 to 1000 bytes|\n3 -1 3096|flow \"f\" / node "
     "\"b\"|at character 4: ends too early|a value: an integer, a text, an attribute, a function or `(`|\n4 -1 "
     "3096|flow \"f\" / node \"c\"|the expression gives no truth value|a comparison, as `tier = \"gold\"`|\n"},
    {"queue desk\nflow f start=a\n  node a kind=set attribute=x value=1 expression=1\n  node b kind=priority\n  node c "
     "kind=priority expression='1 = 1'\n  node d kind=branch attribute=x expression='waiting(\"dsk\")'\n    case x "
     "to=a\n",
     "3 -1 3096|flow \"f\" / node \"a\"|value and expression are both given|only one of value and expression|\n4 -1 "
     "3096|flow \"f\" / node \"b\"|priority and expression are missing|one of priority and expression|\n5 -1 3096|flow "
     "\"f\" / node \"c\"|the expression gives a truth value|an integer, or a text that spells one|\n6 -1 3096|flow "
     "\"f\" / node \"d\"|attribute and expression are both given|only one of attribute and expression|\n6 -3 3096|flow "
     "\"f\" / node \"d\"|at character 9: there is no such queue as \"dsk\"|an existing queue|desk\n"},
    {"flow f start=a\n  node a kind=menu prompt=x attempts!2\n    try 1 prompt_no_input=y\n    try 2 "
     "prompt_no_match=y\n    try 3 prompt_no_match=y\n  node b kind=play prompt=x\n    try 1 prompt_no_input=x\n  node "
     "c kind=menu prompt=x\n    try 1\n    case d speech='| ' to=a\n    case e speech=x keys:_ to=a\n",
     "4 -1 0|flow \"f\" / node \"a\" / try \"2\"|is a try too many|fewer tries than attempts: the first has the node's "
     "prompt|\n7 -1 0|flow \"f\" / node \"b\" / try \"1\"|only a node of kind menu or collect has tries||\n9 -1 0|flow "
     "\"f\" / node \"c\" / try \"1\"|has no prompt|prompt_no_input, prompt_no_match or both|\n10 -1 6149|flow \"f\" / "
     "node \"c\" / case \"d\"|has no phrase|phrases with | between|\n11 -1 6148|flow \"f\" / node \"c\" / case "
     "\"e\"|has no keys|keys, or patterns with blanks between; or speech|\n"},
    {"flow f start=a\n  node a kind=collect digit_timeout!50\n",
     "2 -1 3095|flow \"f\" / node \"a\"|digit_timeout is too short|unset, or 0.1 s to 3600 s|\n"},
    {"agent x\nflow f start=a\n  node a kind=agent agent=x attribute=y\n",
     "3 -1 3082|flow \"f\" / node \"a\"|agent and attribute are both given|only one of agent and attribute|\n"},
};

static void print_errors(char *buffer, size_t size)
{
  size_t used = 0;
  buffer[0] = '\0';
  for (size_t i = 0; i < errors.count && used < size; i++) {
    const acd_error *error = &errors.items[i];
    assert_int_equal(error->size, sizeof *error);
    used += (size_t)snprintf(buffer + used, size - used, "%d %d %d|%s|%s|%s|%s\n", error->object, error->code,
                             error->property_id, error->path, error->text, error->expected, error->nearest);
  }
}

static void test_mistakes(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
    char found[4000];
    int status = check_outline(mistakes[i].outline);
    print_errors(found, sizeof found);
    assert_string_equal(found, mistakes[i].errors);
    assert_int_equal(status, ACD_ERR_DEFINITION);
  }
}

/* Mistakes of one definition do not hide each other: put together, each gives its errors, moved by what stands before. */
static void test_mistakes_add_up(void **state)
{
  (void)state;
  size_t expected = 0;
  acd_definition *all = outline_build(NULL, "");
  for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
    /* One after the other below a flow of its own: here those about nodes, whose names are their flow's. */
    const char *outline = mistakes[i].outline;
    if (strncmp(outline, "flow f start=a", 14) != 0 || strstr(outline, "flow g")) continue;
    char renamed[1000];
    snprintf(renamed, sizeof renamed, "flow f%zu%s", i, outline + 6);
    assert_int_equal(outline_add(all, renamed), ACD_OK);
    for (const char *at = mistakes[i].errors; *at; at++) expected += *at == '\n';
  }
  assert_true(expected >= 12);
  assert_int_equal(check_definition(all), ACD_ERR_DEFINITION);
  assert_int_equal(errors.count, expected);
  acd_definition_free(all);
}

/* A definition in which only property `index` of the table is given, with that value, in an object of its noun. */
static int error_of_value(const acd_property *property, int64_t value, const char *text)
{
  acd_definition *definition = outline_build(NULL, "");
  int32_t chain[4], parent = 0;
  int depth = 0, found = 0;
  uint32_t nouns[4];
  acd_noun noun = {.size = sizeof noun};
  for (uint32_t at = property->noun; at != ACD_NOUN_CENTRE; at = noun.parent) {
    acd_noun_next(at - 1, &noun);
    nouns[depth++] = at;
  }
  for (int i = depth; i > 0; i--) chain[i - 1] = parent = acd_definition_add(definition, nouns[i - 1], parent, "x");
  int32_t object = depth ? chain[0] : 0;
  int status = text ? acd_definition_set_text(definition, object, property->property_id, text)
                    : acd_definition_set(definition, object, property->property_id, value);
  assert_int_equal(status, ACD_OK);
  check_definition(definition);
  for (size_t i = 0; i < errors.count; i++) {
    found |= errors.items[i].object == object && errors.items[i].property_id == (int32_t)property->property_id;
  }
  acd_definition_free(definition);
  return found;
}

static void test_the_ends_of_every_range(void **state)
{
  (void)state;
  acd_property property = {.size = sizeof property};
  static char text[2000];
  for (size_t i = 0; acd_property_next(i, &property) == 1; i++) {
    if (property.property_id == ACD_STEP_LASTS_US || property.property_id == ACD_STEP_EXPRESSION ||
        property.property_id == ACD_GROUP_PERCENTAGE ||
        (property.property_id >= ACD_CENTRE_RATING_MIN && property.property_id <= ACD_CENTRE_RATING_SATISFIED))
      continue; /* see mistakes */
    int is_keys = property.property_id == ACD_QUEUE_EXIT_KEY || property.property_id == ACD_NODE_TERMINATORS;
    int is_names = property.property_id == ACD_CENTRE_ATTRIBUTES || property.property_id == ACD_NODE_BRINGS;
    memset(text, is_keys ? '7' : 'x', sizeof text);
    for (int k = 50; is_names && k < 1000; k += 50) text[k] = ',';
    if (property.type == ACD_TYPE_TEXT) {
      text[property.max] = '\0';
      assert_false(error_of_value(&property, 0, text + property.max - property.min));
      assert_false(error_of_value(&property, 0, text));
      if (property.min > 0) assert_true(error_of_value(&property, 0, text + property.max - property.min + 1));
      text[property.max] = is_keys ? '7' : 'x';
      text[property.max + 1] = '\0';
      assert_true(error_of_value(&property, 0, text));
      assert_true(error_of_value(&property, 1, NULL));
    } else if (property.type == ACD_TYPE_REFERENCE) {
      assert_true(error_of_value(&property, 0, "nothing of that name"));
      assert_true(error_of_value(&property, 0, ""));
      assert_true(error_of_value(&property, 1, NULL));
    } else {
      assert_false(error_of_value(&property, property.min, NULL));
      assert_false(error_of_value(&property, property.max, NULL));
      assert_true(error_of_value(&property, property.min - 1, NULL));
      assert_true(error_of_value(&property, property.max + 1, NULL));
      assert_true(error_of_value(&property, INT64_MIN, NULL));
      assert_true(error_of_value(&property, INT64_MAX, NULL));
      assert_true(error_of_value(&property, 0, "1"));
    }
  }
}

static void test_names_that_only_bytes_can_carry(void **state)
{
  (void)state;
  acd_definition *definition = outline_build(NULL, "agent ann\n");
  acd__document document;
  size_t size;
  const void *bytes = acd_definition_bytes(definition, &size);
  char long_name[301];
  memset(long_name, 'x', 300);
  long_name[300] = '\0';
  assert_int_equal(acd__document_parse(&memory, bytes, size, &document), ACD_OK);
  document.objects[1].name_size = 0;
  assert_int_equal(acd__document_check(&document, &errors), ACD_ERR_DEFINITION);
  document.objects[1].name = long_name;
  document.objects[1].name_size = 300;
  assert_int_equal(acd__document_check(&document, &errors), ACD_ERR_DEFINITION);
  assert_int_equal(errors.count, 2);
  assert_string_equal(errors.items[0].text, "has no name");
  assert_string_equal(errors.items[1].text, "the name is too long");
  assert_int_equal(strlen(errors.items[1].path), strlen("agent \"\"") + 255 + strlen("…"));
  acd__document_free(&memory, &document);
  acd_definition_free(definition);
}

static void test_the_limit_of_the_list(void **state)
{
  (void)state;
  acd_definition *definition = outline_build(NULL, "");
  for (int i = 0; i < 1000; i++) acd_definition_add(definition, ACD_NOUN_NUMBER, 0, "same");
  check_definition(definition);
  assert_int_equal(errors.count, 101);
  assert_int_equal(errors.items[100].code, ACD_ERR_LIMIT);
  assert_int_equal(errors.items[100].object, -1);
  assert_string_equal(errors.items[100].text, "further errors are not listed");
  acd_definition_free(definition);
  /* As many as the limit allows: nothing is missing, so nothing is said. */
  definition = outline_build(NULL, "");
  for (int i = 0; i < 100; i++) {
    char name[20];
    snprintf(name, sizeof name, "%d", i);
    acd_definition_add(definition, ACD_NOUN_NUMBER, 0, name);
  }
  check_definition(definition);
  assert_int_equal(errors.count, 100);
  acd_definition_free(definition);
}

static void test_the_limits_of_a_schedule(void **state)
{
  (void)state;
  static const struct {
    int rules, sites;
    size_t errors;
  } rows[] = {{1000, 16, 0}, {1001, 16, 1}, {1000, 17, 1}, {1200, 20, 2}};
  for (size_t row = 0; row < sizeof rows / sizeof rows[0]; row++) {
    acd_definition *definition = outline_build(NULL, "schedule s\nschedule t\n");
    char name[20];
    for (int i = 0; i < rows[row].rules; i++) {
      snprintf(name, sizeof name, "%d", i);
      int32_t rule = acd_definition_add(definition, i % 2 ? ACD_NOUN_HOLIDAY : ACD_NOUN_EXCEPTION, 1, name);
      acd_definition_set(definition, rule, i % 2 ? ACD_HOLIDAY_DATE : ACD_EXCEPTION_DATE, 101);
    }
    for (int i = 0; i < rows[row].sites; i++) {
      snprintf(name, sizeof name, "%d", i);
      acd_definition_set_text(definition, acd_definition_add(definition, ACD_NOUN_SITE, 1, name), ACD_SITE_SCHEDULE,
                              "t");
    }
    check_definition(definition);
    assert_int_equal(errors.count, rows[row].errors);
    if (rows[row].rules > 1000) assert_string_equal(errors.items[0].text, "is a rule too many");
    if (rows[row].sites > 16) assert_string_equal(errors.items[errors.count - 1].text, "is a site too many");
    acd_definition_free(definition);
  }
}

static void add_rules(acd_definition *definition, int32_t schedule, int count)
{
  for (int i = 0; i < count; i++) {
    char name[20];
    snprintf(name, sizeof name, "%d", i);
    int32_t rule = acd_definition_add(definition, ACD_NOUN_HOLIDAY, schedule, name);
    acd_definition_set(definition, rule, ACD_HOLIDAY_DATE, 101);
  }
}

/* s, with 16 sites t, is based on b; d is based on s, and so has its sites. */
static void test_all_that_a_schedule_leads_to(void **state)
{
  (void)state;
  static const struct {
    int s, t, b, d;
    const char *errors;
  } rows[] = {
      {1000, 562, 8, 0, ""},
      {1000, 562, 9, 0,
       "schedule \"s\" / site \"15\"|the schedule leads to too many rules\n"
       "schedule \"d\"|the schedule leads to too many rules\n"},
      {1000, 562, 8, 1, "schedule \"d\"|the schedule leads to too many rules\n"},
      {0, 1000, 0, 0,
       "schedule \"s\" / site \"10\"|the schedule leads to too many rules\n"
       "schedule \"d\"|the schedule leads to too many rules\n"},
  };
  for (size_t row = 0; row < sizeof rows / sizeof rows[0]; row++) {
    acd_definition *definition = outline_build(NULL, "schedule s based_on=b\nschedule t\nschedule b\n"
                                                     "schedule d based_on=s\n");
    char text[1000] = "";
    for (int i = 0; i < 16; i++) {
      snprintf(text, sizeof text, "%d", i);
      acd_definition_set_text(definition, acd_definition_add(definition, ACD_NOUN_SITE, 1, text), ACD_SITE_SCHEDULE,
                              "t");
    }
    add_rules(definition, 1, rows[row].s);
    add_rules(definition, 2, rows[row].t);
    add_rules(definition, 3, rows[row].b);
    add_rules(definition, 4, rows[row].d);
    check_definition(definition);
    size_t size = 0;
    text[0] = '\0';
    for (size_t i = 0; i < errors.count; i++)
      size += (size_t)snprintf(text + size, sizeof text - size, "%s|%s\n", errors.items[i].path, errors.items[i].text);
    assert_string_equal(text, rows[row].errors);
    acd_definition_free(definition);
  }
}

static void test_every_allocation_refused(void **state)
{
  (void)state;
  acd_definition *definition =
      outline_build(NULL, "agent ann\nqueue q overflow=x\n  member anne\nnumber 1\nschedule s\n");
  size_t size;
  const void *bytes = acd_definition_bytes(definition, &size);
  acd__document document;
  assert_int_equal(acd__document_parse(&memory, bytes, size, &document), ACD_OK);
  long fail_at = 1;
  for (;; fail_at++) {
    acd_testing_memory failing = {.fail_at = fail_at};
    acd_allocator allocator = failing_allocator(&failing);
    acd__memory own;
    acd__errors list;
    acd__memory_init(&own, &allocator);
    acd__errors_init(&list, &own, 10);
    int status = acd__document_check(&document, &list);
    int done = failing.requests < fail_at;
    assert_int_equal(status, done ? ACD_ERR_DEFINITION : ACD_ERR_NOMEM);
    acd__errors_clear(&list);
    assert_int_equal(failing.blocks, 0);
    if (done) break;
  }
  assert_true(fail_at > 5);
  acd__document_free(&memory, &document);
  acd_definition_free(definition);
}

static double seconds_since(clock_t start)
{
  return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* 100,000 agents, 1,000 queues, 10,000 members; then with a misspelt name in every member. Times are printed only. */
static void test_a_large_definition(void **state)
{
  (void)state;
  acd_definition *definition = outline_build(NULL, "");
  char name[40];
  clock_t start = clock();
  for (int i = 0; i < 100000; i++) {
    snprintf(name, sizeof name, "agent-%06d", i);
    int32_t agent = acd_definition_add(definition, ACD_NOUN_AGENT, 0, name);
    acd_definition_set_text(definition, agent, ACD_AGENT_EXTENSION, name);
  }
  for (int i = 0; i < 1000; i++) {
    snprintf(name, sizeof name, "queue-%d", i);
    int32_t queue = acd_definition_add(definition, ACD_NOUN_QUEUE, 0, name);
    for (int k = 0; k < 10; k++) {
      snprintf(name, sizeof name, "agent-%06d", (i * 37 + k) % 100000);
      acd_definition_add(definition, ACD_NOUN_MEMBER, queue, name);
    }
  }
  print_message("built: %.3f s\n", seconds_since(start));
  start = clock();
  assert_int_equal(check_definition(definition), ACD_OK);
  print_message("parsed and checked: %.3f s\n", seconds_since(start));
  int32_t queue = acd_definition_add(definition, ACD_NOUN_QUEUE, 0, "typos");
  for (int i = 0; i < 10000; i++) {
    snprintf(name, sizeof name, "agnt-%06d", i);
    acd_definition_add(definition, ACD_NOUN_MEMBER, queue, name);
  }
  start = clock();
  assert_int_equal(check_definition(definition), ACD_ERR_DEFINITION);
  print_message("with 10,000 unknown names: %.3f s\n", seconds_since(start));
  assert_int_equal(errors.count, 101);
  assert_string_equal(errors.items[0].nearest, "agent-000000");
  acd_definition_free(definition);
}

/* Sets of characters count once, however they are written; those of numbers and callers apart. */
static void test_sets_of_patterns(void **state)
{
  (void)state;
  char name[16], pattern[40];
  acd_definition *definition;
  assert_int_equal(acd_definition_new(NULL, &definition), ACD_OK);
  acd_definition_add(definition, ACD_NOUN_QUEUE, 0, "q");
  for (int i = 0; i < 2 * ACD__SETS_MAX; i++) {
    int set = i % ACD__SETS_MAX, backwards = i / ACD__SETS_MAX;
    size_t size = 0;
    pattern[size++] = '[';
    if (!backwards) pattern[size++] = 'y';
    for (int bit = 0; bit < 8; bit++)
      if (set >> (backwards ? 7 - bit : bit) & 1) pattern[size++] = (char)('a' + (backwards ? 7 - bit : bit));
    if (backwards) pattern[size++] = 'y';
    memcpy(pattern + size, "z]", 3);
    snprintf(name, sizeof name, "n%d", i);
    int32_t number = acd_definition_add(definition, ACD_NOUN_NUMBER, 0, name);
    acd_definition_set_text(definition, number, ACD_NUMBER_QUEUE, "q");
    acd_definition_set_text(definition, number, ACD_NUMBER_PATTERN, pattern);
    int32_t caller = acd_definition_add(definition, ACD_NOUN_CALLER, 0, name);
    acd_definition_set_text(definition, caller, ACD_CALLER_PATTERN, pattern);
  }
  assert_int_equal(check_definition(definition), ACD_OK);
  int32_t more = acd_definition_add(definition, ACD_NOUN_CALLER, 0, "more");
  acd_definition_set_text(definition, more, ACD_CALLER_PATTERN, "00X");
  assert_int_equal(check_definition(definition), ACD_ERR_DEFINITION);
  assert_int_equal(errors.count, 1);
  assert_string_equal(errors.items[0].path, "caller \"more\"");
  assert_string_equal(errors.items[0].text, "has a set of characters too many");
  acd_definition_free(definition);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_good_definitions, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_mistakes, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_mistakes_add_up, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_the_ends_of_every_range, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_names_that_only_bytes_can_carry, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_the_limit_of_the_list, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_the_limits_of_a_schedule, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_all_that_a_schedule_leads_to, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_every_allocation_refused, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_sets_of_patterns, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_a_large_definition, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

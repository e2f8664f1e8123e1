/* SPDX-License-Identifier: Apache-2.0 */
#include "documents.h"

/* clang-format off */
static const char whole[] =
"{\n"
" \"$schema\": \"acd-definition.schema.json\",\n"
" \"comment\": \"everything once\",\n"
" \"centre\": {\"comment\": \"\", \"short_abandon_s\": 2.5, \"request_timeout_s\": 0.1, \"play_timeout_s\": 60,\n"
" \"voicemail_timeout_s\": 3e2, \"transfer_timeout_s\": 60.000001, \"steps_max\": 100},\n"
" \"skills\": {\"spanish\": {\"comment\": \"x\"}, \"loans\": {}},\n"
" \"agents\": {\n"
" \"ann\": {\"extension\": \"201\", \"presence\": \"not_ready\", \"ring_timeout_s\": 10, \"wrapup_s\": 0,\n"
" \"skills\": {\"spanish\": 5, \"loans\": {\"level\": 2}}},\n"
" \"bob \\u00e9/~\": {\"skills\": [\"loans\"]},\n"
" \"eve\": {}\n"
" },\n"
" \"queues\": {\n"
" \"support\": {\"strategy\": \"ring_all\", \"ring_timeout_s\": 15, \"wrapup_s\": 30, \"retry_delay_s\": 0, \"misses_max\": 3,\n"
" \"service_level_s\": 20, \"length_max\": 10, \"wait_max_s\": 600, \"overflow\": \"sales\", \"priority\": -5,\n"
" \"music\": \"jazz\", \"exit_key\": \"#\", \"skills\": {\"spanish\": 3},\n"
" \"members\": [\"ann\", {\"agent\": \"bob \\u00e9/~\", \"position\": 2, \"comment\": \"\"}]},\n"
" \"sales\": {\"members\": [\"ann\", \"eve\"], \"skills\": [\"loans\"],\n"
" \"steps\": {\"near\": {\"lasts_s\": 20, \"skills\": {\"loans\": 1}}, \"far\": {\"skills\": [\"loans\"]}},\n"
" \"announcements\": {\"sorry\": {\"prompt\": \"sorry\", \"every_s\": 60}}}\n"
" },\n"
" \"schedules\": {\"office\": {\"utc_offset_s\": -3600, \"hours\": [\n"
" {\"days\": \"mon-fri\", \"from\": \"09:00\", \"to\": \"17:30:15\"},\n"
" {\"days\": [\"sat\", \"sun-mon\"], \"from\": \"22:00\", \"to\": \"24:00\"},\n"
" {\"days\": \"sun\", \"from\": \"22:00\", \"to\": \"06:00\", \"comment\": \"over midnight\"}]}},\n"
" \"numbers\": {\"100\": \"main\", \"101\": {\"queue\": \"sales\", \"priority\": 10}, \"102\": {\"flow\": \"main\"},\n"
" \"abroad\": {\"pattern\": \"00[1-9].\", \"flow\": \"main\"}},\n"
" \"callers\": {\"gold\": {\"pattern\": \"+4930.\", \"priority\": 50, \"class\": \"gold\"},\n"
" \"withheld\": {\"pattern\": \"!\"}},\n"
" \"flows\": {\"main\": {\"start\": \"welcome\", \"catch\": \"bye\", \"nodes\": {\n"
" \"welcome\": {\"kind\": \"menu\", \"prompt\": \"hello\", \"prompt_no_input\": \"again\", \"prompt_no_match\": \"wrong\",\n"
" \"attempts\": 2, \"input_timeout_s\": 4, \"exits\": {\"1\": \"code\", \"*\": {\"to\": \"bye\"}, \"no_input\": \"bye\"}},\n"
" \"code\": {\"kind\": \"collect\", \"digits_min\": 2, \"digits_max\": 4, \"terminators\": \"#*\", \"attribute\": \"code\",\n"
" \"exits\": {\"next\": \"hour\"}},\n"
" \"hour\": {\"kind\": \"hours\", \"schedule\": \"office\", \"exits\": {\"open\": \"busy\"}},\n"
" \"busy\": {\"kind\": \"metric\", \"queue\": \"sales\", \"metric\": \"waiting\", \"operator\": \"greater\", \"threshold\": 5,\n"
" \"exits\": {\"match\": \"vip\"}},\n"
" \"vip\": {\"kind\": \"compare\", \"attribute\": \"caller\", \"operator\": \"prefix\", \"value\": \"+49\",\n"
" \"exits\": {\"match\": \"tag\"}},\n"
" \"tag\": {\"kind\": \"set\", \"attribute\": \"vip\", \"value\": \"1\", \"exits\": {\"next\": \"need\"}},\n"
" \"need\": {\"kind\": \"skills\", \"skills\": {\"spanish\": 2}, \"exits\": {\"next\": \"first\"}},\n"
" \"first\": {\"kind\": \"priority\", \"priority\": 9, \"exits\": {\"next\": \"direct\"}},\n"
" \"direct\": {\"kind\": \"agent\", \"attribute\": \"code\", \"wait_max_s\": 5, \"exits\": {\"unreachable\": \"one\"}},\n"
" \"one\": {\"kind\": \"agent\", \"agent\": \"ann\", \"exits\": {\"timeout\": \"wait\"}},\n"
" \"wait\": {\"kind\": \"queue\", \"queue\": \"support\", \"exits\": {\"at_capacity\": \"mail\"}},\n"
" \"mail\": {\"kind\": \"voicemail\", \"mailbox\": \"all\", \"prompt\": \"beep\"},\n"
" \"say\": {\"kind\": \"play\", \"prompt\": \"x\", \"exits\": {\"next\": \"out\", \"error\": \"bye\"}},\n"
" \"out\": {\"kind\": \"transfer\", \"number\": \"+4930123\", \"exits\": {\"busy\": \"again\"}},\n"
" \"again\": {\"kind\": \"flow\", \"flow\": \"main\"},\n"
" \"tier\": {\"kind\": \"branch\", \"attribute\": \"tier\", \"cases\": {\"gold\": {\"value\": \"gold\", \"to\": \"bye\"},\n"
" \"some\": {\"operator\": \"is_set\", \"to\": \"lots\"}}, \"exits\": {\"no_match\": \"bye\"}},\n"
" \"lots\": {\"kind\": \"split\", \"cases\": [{\"name\": \"a\", \"percentage\": 30, \"to\": \"bye\"},\n"
" {\"name\": \"b\", \"percentage\": 70, \"to\": \"keys\"}]},\n"
" \"late\": {\"kind\": \"test\", \"expression\": \"waiting('sales') > 5 and tier != 'gold'\", \"exits\": {\"match\": \"bye\"}},\n"
" \"keys\": {\"kind\": \"menu\", \"prompt\": \"x\", \"digit_timeout_s\": 2, \"terminators\": \"#\",\n"
" \"cases\": {\"number\": {\"keys\": \"1XX 20[1-4]\", \"to\": \"round\"},\n"
" \"bill\": {\"speech\": \"billing|my bill\", \"to\": \"bye\"}},\n"
" \"tries\": [{\"prompt_no_input\": \"y\"}, {\"prompt_no_input\": \"z\", \"prompt_no_match\": \"z\"}]},\n"
" \"round\": {\"kind\": \"loop\", \"attribute\": \"tries\", \"count\": 3, \"exits\": {\"next\": \"keys\", \"limit\": \"bye\"}},\n"
" \"tape\": {\"kind\": \"recording\", \"recording\": \"paused\", \"exits\": {\"next\": \"bye\"}},\n"
" \"bye\": {\"kind\": \"hangup\", \"comment\": \"the end\"}\n"
" }}}\n"
"}\n";
/* clang-format on */

const char *const document_whole = whole;

/* A flow of one node, in the middle of line 1: the node's keys begin in column 48. */
#define NODE(keys)    "{\"flows\": {\"f\": {\"start\": \"a\", \"nodes\": {\"a\": {" keys "}}}}}"
#define QUEUE(keys)   "{\"queues\": {\"q\": {" keys "}}}"
#define AGENT(keys)   "{\"agents\": {\"a\": {" keys "}}}"
#define HOURS(keys)   "{\"schedules\": {\"s\": {\"hours\": [{" keys "}]}}}"
#define WEEK(from_to) HOURS("\"days\": \"mon\", " from_to)

const test_document documents[] = {
    {"everything", whole, "", 1},
    {"nothing", "{}", "", 1},
    {"empty collections", "{\"skills\": [], \"agents\": {}, \"queues\": {}, \"flows\": {}}", "", 1},
    {"integers with a point or an exponent", QUEUE("\"priority\": 2.0, \"length_max\": 1e2"), "", 1},
    {"an empty list of exits where there are none", NODE("\"kind\": \"hangup\", \"exits\": {}, \"skills\": []"), "", 1},
    /* syntax: one mistake, at the token that is not what should be there (test_syntax.c has more) */
    {"no text", "", "1:1 encoding\n", 0},
    {"cut short", "{\"skills\": [", "1:13 /skills/0 encoding\n", 0},
    {"a comma too many", "{\n  \"skills\": [],\n}\n", "3:1 encoding\n", 0},
    {"not UTF-8", "{\"skills\": [\"\xff\"]}", "1:13 /skills/0 encoding\n", 0},
    {"behind the end", "{}\n{}", "2:1 encoding\n", 0},
    {"an integer too big for any", "{\"centre\": {\"steps_max\": 99999999999999999999}}",
     "1:26 /centre/steps_max argument\n", 0},
    {"an integer too big for any, given twice",
     "{\"centre\": {\"steps_max\": 99999999999999999999,\n\"steps_max\": 5}}",
     "1:26 /centre/steps_max argument\n2:1 /centre/steps_max argument\n", 0},
    {"a string at the top", "\"x\"", "1:1 argument\n", 0},
    /* forms */
    {"a list at the top", "[]", "1:1 argument\n", 0},
    {"a list of queues", "{\"queues\": [\"q\"]}", "1:12 /queues argument\n", 0},
    {"a word for agents", "{\"agents\": true}", "1:12 /agents argument\n", 0},
    {"null for a centre", "{\"centre\": null}", "1:12 /centre argument\n", 0},
    {"a string for a queue", "{\"queues\": {\"q\": \"x\"}}", "1:18 /queues/q argument\n", 0},
    {"a list for a number", "{\"numbers\": {\"1\": []}}", "1:19 /numbers/1 argument\n", 0},
    {"a number in a list of names", "{\"skills\": [\"x\", 5, {}]}",
     "1:18 /skills/1 argument\n1:21 /skills/2 argument\n", 0},
    {"members as an object", "{\"agents\": {\"a\": {}}, \"queues\": {\"q\": {\"members\": {\"a\": {}}}}}",
     "1:51 /queues/q/members argument\n", 0},
    {"steps, announcements and groups as lists",
     QUEUE("\"steps\": [{\"name\": \"a\", \"lasts_s\": 5}, {\"name\": \"b\"}], "
           "\"announcements\": [{\"name\": \"a\", \"prompt\": \"b\"}], "
           "\"groups\": [{\"name\": \"a\", \"percentage\": 40}, {\"name\": \"b\", \"percentage\": 60}]"),
     "", 1},
    {"groups as an object", QUEUE("\"groups\": {\"a\": 40, \"b\": {\"percentage\": 60}}"), "", 1},
    {"mistakes in a list of steps",
     QUEUE("\"steps\": [{\"name\": \"a\", \"lasts_s\": -1}, {\"name\": \"b\", \"lasts\": 1},\n"
           "{\"lasts_s\": 1}, {\"name\": 5}, \"c\", {\"name\": \"\"}]"),
     "1:54 /queues/q/steps/0/lasts_s argument\n1:59 /queues/q/steps/1 argument\n1:73 /queues/q/steps/1/lasts argument\n"
     "2:1 /queues/q/steps/2 argument\n2:26 /queues/q/steps/3/name argument\n2:30 /queues/q/steps/4 argument\n"
     "2:44 /queues/q/steps/5/name argument\n",
     0},
    {"a step given twice in a list", QUEUE("\"steps\": [{\"name\": \"a\", \"lasts_s\": 5},\n{\"name\": \"a\"}]"),
     "2:10 /queues/q/steps/1/name argument\n", 1},
    {"a step's name beside its key", QUEUE("\"steps\": {\"a\": {\"name\": \"a\"}}"),
     "1:35 /queues/q/steps/a/name argument\n", 0},
    {"steps as a word", QUEUE("\"steps\": \"a\""), "1:28 /queues/q/steps argument\n", 0},
    {"hours as a word", "{\"schedules\": {\"s\": {\"hours\": \"mon\"}}}", "1:31 /schedules/s/hours argument\n", 0},
    {"hours as names", "{\"schedules\": {\"s\": {\"hours\": [\"mon\"]}}}", "1:32 /schedules/s/hours/0 argument\n", 0},
    {"a member without a name", "{\"queues\": {\"q\": {\"members\": [{\"position\": 1}]}}}",
     "1:31 /queues/q/members/0 argument\n", 0},
    {"a member whose name is a number", "{\"queues\": {\"q\": {\"members\": [{\"agent\": 1}]}}}",
     "1:41 /queues/q/members/0/agent argument\n", 0},
    /* keys */
    {"an unknown key at the top", "{\n\t\"queue\": {}}", "2:2 /queue argument\n", 0},
    {"a property of the centre at the top", "{\"steps_max\": 50}", "1:2 /steps_max argument\n", 0},
    {"collections in the centre", "{\"centre\": {\"queues\": {}}}", "1:13 /centre/queues argument\n", 0},
    {"unknown keys everywhere",
     "{\"queues\": {\"q\": {\"stratgy\": 1, \"members\": [{\"agnt\": 1, \"agent\": \"a\"}]}},\n"
     " \"agents\": {\"a\": {\"x\": {\"y\": 1}}}}",
     "1:19 /queues/q/stratgy argument\n1:46 /queues/q/members/0/agnt argument\n2:19 /agents/a/x argument\n", 0},
    {"a duration without its unit", QUEUE("\"ring_timeout\": 20"), "1:19 /queues/q/ring_timeout argument\n", 0},
    {"a key given twice", QUEUE("\"music\": \"a\", \"music\": \"b\""), "1:33 /queues/q/music argument\n", 1},
    {"a key given twice, once escaped", QUEUE("\"music\": \"a\", \"\\u006dusic\": \"b\""),
     "1:33 /queues/q/music argument\n", 1},
    {"an agent given twice, each with a mistake",
     "{\"agents\": {\"a\": {\"presence\": 1}, \"b\": {},\n \"a\": {\"presence\": 2},\n \"a\": {}}}",
     "1:31 /agents/a/presence argument\n2:2 /agents/a argument\n2:20 /agents/a/presence argument\n3:2 /agents/a "
     "argument\n",
     1},
    {"a collection given twice", "{\"agents\": {\"a\": {}},\n\"agents\": {\"a\": {\"x\": 1}}}",
     "2:1 /agents argument\n2:12 /agents/a argument\n2:18 /agents/a/x argument\n", 0},
    {"a comment that is no string", AGENT("\"comment\": 5"), "1:30 /agents/a/comment argument\n", 0},
    /* names */
    {"no name", "{\"queues\": {\"\": {\"strategy\": 1}}}", "1:13 /queues/ argument\n1:30 /queues//strategy argument\n",
     0},
    {"a name that must be escaped in a pointer", "{\"queues\": {\"a/~\\\"b\": {\"x\": 1}}}",
     "1:24 /queues/a~1~0\"b/x argument\n", 0},
    {"columns are characters", "{\"queues\": {\"\xc3\xa9\xe2\x82\xac\": {\"x\": 1}}}",
     "1:20 /queues/\xc3\xa9\xe2\x82\xac/x argument\n", 0},
    /* values */
    {"types",
     QUEUE("\"strategy\": 7, \"ring_timeout_s\": \"20\", \"misses_max\": 1.5, \"music\": null, \"priority\": []"),
     "1:31 /queues/q/strategy argument\n1:52 /queues/q/ring_timeout_s argument\n1:72 /queues/q/misses_max argument\n"
     "1:86 /queues/q/music argument\n1:104 /queues/q/priority argument\n",
     0},
    {"a choice that does not exist", AGENT("\"presence\": \"redy\""), "1:31 /agents/a/presence argument\n", 0},
    {"ranges", QUEUE("\"ring_timeout_s\": 0.5, \"length_max\": -2, \"priority\": 1001, \"exit_key\": \"x\""),
     "1:37 /queues/q/ring_timeout_s argument\n1:56 /queues/q/length_max argument\n1:72 /queues/q/priority argument\n"
     "1:90 /queues/q/exit_key argument\n",
     0},
    {"a negative time where less than nothing means unset", AGENT("\"wrapup_s\": -0.000001"),
     "1:31 /agents/a/wrapup_s argument\n", 0},
    {"finer than a microsecond", QUEUE("\"wait_max_s\": 1.0000001"), "1:33 /queues/q/wait_max_s argument\n", 1},
    {"larger than any integer", QUEUE("\"wait_max_s\": 1e30"), "1:33 /queues/q/wait_max_s argument\n", 0},
    {"days", HOURS("\"days\": \"monday\", \"from\": \"09:00\", \"to\": \"10:00\""),
     "1:41 /schedules/s/hours/0/days argument\n", 0},
    {"days in a list", HOURS("\"days\": [\"mon\", \"fri-\", 3], \"from\": \"09:00\", \"to\": \"10:00\""),
     "1:49 /schedules/s/hours/0/days/1 argument\n1:57 /schedules/s/hours/0/days/2 argument\n", 0},
    {"days given twice",
     HOURS("\"days\": [\"mon\", \"sun-tue\", \"wed\", \"wed\"], \"from\": \"09:00\", \"to\": \"10:00\""),
     "1:49 /schedules/s/hours/0/days/1 argument\n1:67 /schedules/s/hours/0/days/3 argument\n", 1},
    {"no days", HOURS("\"days\": [], \"from\": \"09:00\", \"to\": \"10:00\""),
     "1:41 /schedules/s/hours/0/days argument\n", 0},
    {"times of day", WEEK("\"from\": \"9:00\", \"to\": \"24:01\""),
     "1:56 /schedules/s/hours/0/from argument\n1:70 /schedules/s/hours/0/to argument\n", 0},
    {"from midnight at the end of the day", WEEK("\"from\": \"24:00\", \"to\": \"06:00\""),
     "1:56 /schedules/s/hours/0/from argument\n", 0},
    {"dates that there are not",
     "{\"schedules\": {\"s\": {\"holidays\": {\"a\": \"2026-02-29\", \"b\": \"1-1\", \"c\": 5,\n\"d\": \"02-30\", "
     "\"e\": "
     "\"0000-01-01\", \"f\": {}}}}}",
     "1:40 /schedules/s/holidays/a argument\n1:59 /schedules/s/holidays/b argument\n"
     "1:71 /schedules/s/holidays/c argument\n2:6 /schedules/s/holidays/d argument\n"
     "2:20 /schedules/s/holidays/e argument\n2:39 /schedules/s/holidays/f argument\n",
     0},
    {"a date after its end",
     "{\"schedules\": {\"s\": {\"holidays\": {\"a\": {\"date\": \"2026-02-02\",\n\"to_date\": \"2026-02-01\"}}}}}",
     "2:12 /schedules/s/holidays/a/to_date argument\n", 1},
    {"two clocks", "{\"schedules\": {\"s\": {\"utc_offset_s\": 0,\n\"zone\": \"UTC\"}}}",
     "2:9 /schedules/s/zone argument\n", 1},
    {"hours without times", HOURS("\"days\": \"mon\""),
     "1:32 /schedules/s/hours/0 argument\n1:32 /schedules/s/hours/0 argument\n", 0},
    {"one extension for two", "{\"agents\": {\"a\": {\"extension\": \"7\"},\n\"b\": {\"extension\": \"7\"}}}",
     "2:20 /agents/b/extension argument\n", 1},
    /* references */
    {"a queue that does not exist", "{\"queues\": {\"support\": {}, \"q\": {\"overflow\": \"suport\"}}}",
     "1:46 /queues/q/overflow not_found\n", 1},
    {"a queue that overflows to itself", "{\"queues\": {\"q\": {\"overflow\": \"q\"}}}",
     "1:31 /queues/q/overflow argument\n", 1},
    {"control characters in names", "{\"skills\": [\"a\\nb\", \"\x7f\"], \"agents\": {\"\\u001b[2J\": {}}}",
     "1:13 /skills/0 argument\n1:21 /skills/1 argument\n1:38 /agents/\x1b[2J argument\n", 1},
    /* names that could not be read are not missing */
    {"the wrong form of what is referred to",
     "{\"queues\": [\"q\"], \"agents\": 5, \"skills\": \"s\", \"numbers\": {\"1\": {\"queue\": \"q\"}, \"2\": \"f\"},\n"
     "\"flows\": {\"f\": {\"start\": \"a\", \"nodes\": [\"a\"]},\n"
     "\"g\": {\"start\": \"a\", \"nodes\": {\"b\": {\"kind\": \"queue\", \"queue\": \"q\"},\n"
     "\"c\": {\"kind\": \"skills\", \"skills\": [\"s\"]}}}}}",
     "1:12 /queues argument\n1:29 /agents argument\n1:42 /skills argument\n2:40 /flows/f/nodes argument\n"
     "3:16 /flows/g/start not_found\n",
     0},
    {"the wrong form of what must not be referred to",
     "{\"queues\": [\"q\"], \"numbers\": {\"1\": {\"flow\": \"f\", \"queue\": \"q\"}},\n"
     "\"flows\": {\"f\": {\"start\": \"a\", \"nodes\": {\"a\": {\"kind\": \"hangup\"}}}}}",
     "1:12 /queues argument\n1:59 /numbers/1/queue argument\n", 0},
    {"the key of what is referred to misspelt",
     "{\"agent\": {\"ann\": {}}, \"queues\": {\"q\": {\"members\": [\"ann\"], \"overflow\": \"r\"}}}",
     "1:2 /agent argument\n1:73 /queues/q/overflow not_found\n", 0},
    {"members that do not exist",
     "{\"agents\": {\"ann\": {}}, \"queues\": {\"q\": {\"members\": [\"anne\",\n{\"agent\": \"bob\"}]}}}",
     "1:54 /queues/q/members/0 not_found\n2:11 /queues/q/members/1/agent not_found\n", 1},
    {"a member given twice", "{\"agents\": {\"a\": {}}, \"queues\": {\"q\": {\"members\": [\"a\", \"a\"]}}}",
     "1:57 /queues/q/members/1 argument\n", 1},
    {"skills that do not exist", "{\"skills\": [\"spanish\"], \"agents\": {\"a\": {\"skills\": {\"spanis\": 5}}}}",
     "1:53 /agents/a/skills/spanis not_found\n", 1},
    {"numbers that lead nowhere",
     "{\"numbers\": {\"1\": \"x\", \"2\": {\"queue\": \"y\"}, \"3\": {},\n"
     "\"4\": {\"priority\": 5}}}",
     "1:19 /numbers/1 not_found\n1:39 /numbers/2/queue not_found\n1:45 /numbers/3 argument\n2:1 /numbers/4 argument\n",
     0},
    {"a number that leads to two places",
     "{\"queues\": {\"q\": {}}, \"flows\": {\"f\": {\"start\": \"a\", \"nodes\": {\"a\": "
     "{\"kind\": \"hangup\"}}}},\n\"numbers\": {\"1\": {\"queue\": \"q\", \"flow\": \"f\"}}}",
     "2:28 /numbers/1/queue argument\n", 0},
    {"a number whose flow is no string", "{\"numbers\": {\"1\": {\"flow\": 5}, \"2\": 7}}",
     "1:28 /numbers/1/flow argument\n1:37 /numbers/2 argument\n", 0},
    /* flows */
    {"a flow without a start", "{\"flows\": {\"f\": {\"nodes\": {}}}}", "1:17 /flows/f argument\n", 0},
    {"nodes that do not exist",
     "{\"flows\": {\"f\": {\"start\": \"b\", \"nodes\": {\n\"a\": {\"kind\": \"set\", \"attribute\": \"x\",\n"
     "\"exits\": {\"next\": \"c\"}}}}}}",
     "1:27 /flows/f/start not_found\n3:19 /flows/f/nodes/a/exits/next not_found\n", 1},
    {"a node without a kind", NODE("\"prompt\": \"x\""), "1:47 /flows/f/nodes/a argument\n", 0},
    {"a node of no known kind", NODE("\"kind\": \"plai\", \"prompt\": \"x\""), "1:56 /flows/f/nodes/a/kind argument\n",
     0},
    {"what a kind does not have", NODE("\"kind\": \"hangup\", \"prompt\": \"x\", \"attempts\": 1"),
     "1:76 /flows/f/nodes/a/prompt argument\n1:93 /flows/f/nodes/a/attempts argument\n", 0},
    {"what a kind must have", NODE("\"kind\": \"voicemail\""), "1:47 /flows/f/nodes/a argument\n", 0},
    {"exits that a kind does not have",
     NODE("\"kind\": \"hours\", \"schedule\": \"s\", \"exits\": {\"opened\": \"a\", \"next\": \"a\"}"),
     "1:77 /flows/f/nodes/a/schedule not_found\n1:92 /flows/f/nodes/a/exits/opened not_found\n"
     "1:107 /flows/f/nodes/a/exits/next not_found\n",
     0},
    {"a menu's keys",
     NODE(
         "\"kind\": \"menu\", \"prompt\": \"x\", \"exits\": {\"12\": \"a\", \"a\": \"a\", \"1\": \"a\", \"1\": \"a\"}"),
     "1:89 /flows/f/nodes/a/exits/12 not_found\n1:100 /flows/f/nodes/a/exits/a not_found\n1:120 "
     "/flows/f/nodes/a/exits/1 argument\n",
     0},
    {"exits to what is no name",
     NODE("\"kind\": \"menu\", \"prompt\": \"x\", \"exits\": {\"1\": 5, \"2\": {}, \"3\": {\"two\": \"a\"}}"),
     "1:94 /flows/f/nodes/a/exits/1 argument\n1:102 /flows/f/nodes/a/exits/2 argument\n1:111 /flows/f/nodes/a/exits/3 "
     "argument\n"
     "1:112 /flows/f/nodes/a/exits/3/two argument\n",
     0},
    {"skills of a node of another kind",
     "{\"skills\": [\"s\"], \"flows\": {\"f\": {\"start\": \"a\", \"nodes\": {\"a\": {\"kind\": "
     "\"hangup\",\n\"skills\": [\"s\"]}}}}}",
     "2:12 /flows/f/nodes/a/skills/0 argument\n", 0},
    {"more digits than there may be", NODE("\"kind\": \"collect\", \"digits_min\": 5"),
     "1:81 /flows/f/nodes/a/digits_min argument\n", 1},
    {"an order of what is no number",
     NODE("\"kind\": \"compare\", \"attribute\": \"x\", \"operator\": \"less\", \"value\": \"y\""),
     "1:114 /flows/f/nodes/a/value argument\n", 1},
    {"an agent named in two ways",
     "{\"agents\": {\"x\": {}}, \"flows\": {\"f\": {\"start\": \"a\", \"nodes\": {\"a\": {\n"
     "\"kind\": \"agent\", \"agent\": \"x\", \"attribute\": \"y\"}}}}}",
     "2:45 /flows/f/nodes/a/attribute argument\n", 0},
    {"a metric with an operator for texts",
     "{\"queues\": {\"q\": {}}, \"flows\": {\"f\": {\"start\": \"a\", \"nodes\": {\"a\": {\n"
     "\"kind\": \"metric\", \"queue\": \"q\", \"metric\": \"ready\", \"threshold\": 1,\n"
     "\"operator\": \"prefix\"}}}}}",
     "3:13 /flows/f/nodes/a/operator argument\n", 0},
    /* removals: only in a change */
    {"a removal in a whole definition", "{\"remove\": {\"agents\": [\"a\"]}}", "1:24 /remove/agents/0 not_found\n", 1},
    {"an amendment in a whole definition", "{\"amend\": {\"agents\": {\"a\": {}}}}", "1:23 /amend/agents/a not_found\n",
     1},
    {"amendments below amendments, and what is unset",
     "{\"amend\": {\"queues\": {\"q\": {\"priority\": null, \"amend\": {\"steps\": {\"a\": {\"lasts_s\": null, "
     "\"amend\": {\"skills\": {\"s\": {\"level\": null}}}, \"remove\": {\"skills\": [\"t\"]}}}}}},\n"
     "\"flows\": {\"f\": {\"amend\": {\"nodes\": {\"n\": {\"prompt\": \"hi\"}}}}}}}",
     "1:23 /amend/queues/q not_found\n2:11 /amend/flows/f not_found\n", 1},
    {"null where nothing is amended", "{\"agents\": {\"a\": {\"wrapup_s\": null}}}",
     "1:31 /agents/a/wrapup_s argument\n", 0},
    {"null below what is amended, in a whole object",
     "{\"amend\": {\"agents\": {\"a\": {\"skills\": {\"s\": {\"level\": null}}}}}}",
     "1:23 /amend/agents/a not_found\n1:55 /amend/agents/a/skills/s/level argument\n", 0},
    {"amendments of a wrong form",
     "{\"amend\": {\"agents\": {\"a\": 5}, \"members\": {}, \"queues\": [],\n"
     "\"skills\": {\"s\": {\"remove\": {\"members\": []}}}}}",
     "1:28 /amend/agents/a argument\n1:32 /amend/members argument\n1:57 /amend/queues argument\n"
     "2:12 /amend/skills/s not_found\n2:29 /amend/skills/s/remove/members argument\n",
     0},
    {"removals of a wrong form", "{\"remove\": {\"agents\": \"a\", \"members\": [], \"queues\": [5]}}",
     "1:23 /remove/agents argument\n1:28 /remove/members argument\n1:54 /remove/queues/0 argument\n", 0},
};

const size_t documents_count = sizeof documents / sizeof documents[0];

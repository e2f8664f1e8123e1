/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "help_definition.h"
#include "help_flowtest.h"
#include "tool.h"

static const char general[] =
    "acd: contact centres checked and simulated with libacd\n"
    "\n"
    "  acd check DEFINITION...    is this a definition? every error, with its place; and what its flows\n"
    "                             do that nobody can have meant\n"
    "  acd diff BEFORE AFTER      what is different between two definitions, object by object\n"
    "  acd hours DEFINITION [SCHEDULE]    is it open, why, and when does that change?\n"
    "  acd slots DEFINITION [PLAN]    the next times that customers can book to be called back\n"
    "  acd erlang --calls N ...   how many agents do so many calls need?\n"
    "  acd run DEFINITION CALLS   a file of calls through a definition, in virtual time: the KPI report\n"
    "  acd explain DEFINITION CALLS    the same run: why a call went to whom, or an agent got none\n"
    "  acd try DEFINITION         walk a call through a definition: prompts as text, keys typed\n"
    "  acd test FILE...           flow test files: pass or fail, and which exits of which nodes were taken\n"
    "  acd graph DEFINITION       its flows as a picture, perhaps with the counts of a run\n"
    "  acd import FORMAT FILE...  call flows of another product as a definition, with a report\n"
    "  acd import ics FILE...     holidays from calendars, as a change of a schedule\n"
    "  acd help [TOPIC]           run, explain, check, diff, hours, slots, erlang, try, test, flowtest, graph,\n"
    "                             import, ics, definition, calls, staffing, technion, report\n"
    "  acd --version\n"
    "\n"
    "Exit codes: 0 good; 1 a definition, calls, staffing or test file has errors, or a test failed; 2\n"
    "wrong usage; 3 a file cannot be read or written; 4 out of memory, or a law of the engine broken.\n";

static const char run[] =
    "acd run [OPTIONS] DEFINITION CALLS\n"
    "\n"
    "Takes every call of the file CALLS (- is standard input) through the definition, in virtual\n"
    "time, and prints a report (acd help report). Equal input gives an equal report.\n"
    "\n"
    "Report\n"
    "  --json, --csv        instead of the table\n"
    "  --service-level TEXT    also a service level by a definition of yours, up to eight: a formula\n"
    "                       named after whose it is (cisco_negative, cisco_ignored, cisco_positive,\n"
    "                       cms_answered, genesys, amazon_connect, libacd: acd/history.h), a threshold,\n"
    "                       since when, what is a short abandon, a name: \"genesys <20s from arrival\n"
    "                       short 5s as contract\" [<=20s, whatever the queue's own threshold, for\n"
    "                       libacd too; from entry; short as the centre's]\n"
    "  --metrics FORMAT     instead of the table, what a monitoring system would read: openmetrics,\n"
    "                       prometheus\n"
    "  --digest             also a digest over every action of the engine: equal for equal behaviour\n"
    "  --outcomes FILE      also a CSV row for each call that has ended: when, who, how long, how;\n"
    "                       FILE is left as it was if the run fails, as all of these\n"
    "  --html FILE          also the report as a page to look at, in one file that needs no network: what\n"
    "                       happened when, how long it took, who did what, the flows with their counts\n"
    "  --records FILE       also the record of each call (acd/record.h): CSV, or JSON lines with all\n"
    "                       segments, queues and conversations where FILE ends in .jsonl\n"
    "  --events FILE        also every event from the first log-in on, as JSON lines\n"
    "  --queue-log FILE     also the queue_log that Asterisk would write, for tools that report from it\n"
    "  --quiet              no progress bar (none is drawn either unless standard error is a terminal)\n"
    "Calls\n"
    "  --format FORMAT      csv, technion, pairs, or auto: by the first line (acd help calls) [auto]\n"
    "  --entry ENTRY        where calls enter whose row does not say: a number dialled, queue:NAME or\n"
    "                       flow:NAME [the only queue, where there is only one]\n"
    "  --talk SECONDS       talk of calls whose row does not say [180]\n"
    "  --patience SECONDS   mean patience, exponential, of calls whose row does not say [for ever]\n"
    "  --zone ZONE          of times that name none, and of the report: +02:00, Europe/Berlin [Z]\n"
    "  --date DATE          day of the calls where the file has times of day only [2024-01-01, Monday]\n"
    "  --skip-bad           leave out rows with errors and calls that are refused, and count them\n"
    "                       [up to 20 of them are told, and there is no report]\n"
    "  --flow-steps N       a caller gives up after N flow nodes without talking to an agent [1000]\n"
    "Agents and prompts\n"
    "  --agents N           only the first N agents of the definition come to work\n"
    "  --staffing FILE      who works when (acd help staffing) [as the definition says, from\n"
    "                       the first call on]\n"
    "  --ring SECONDS       time until an agent answers [0]\n"
    "  --missed PERCENT     share of offers that the agent does not answer [0]\n"
    "  --prompt SECONDS     length of prompts of calls whose row does not say [0]\n"
    "  --voicemail SECONDS  length of messages [0]\n"
    "Engine\n"
    "  --seed N             of everything random: strategy random, --missed, --patience [1]\n"
    "  --zoneinfo DIR       where the files of time zones are, the definition's and --zone's\n"
    "                       [the environment's TZDIR, or /usr/share/zoneinfo]\n"
    "  --check              every law of the engine checked after every command (slower)\n";

static const char explain[] =
    "acd explain [OPTIONS] DEFINITION CALLS\n"
    "\n"
    "Runs the calls as acd run does and tells why each decision was made. Equal input gives the same\n"
    "decisions, so it explains what acd run did.\n"
    "\n"
    "  --call LINE               the call of this line of CALLS: each time an agent was looked for or\n"
    "                            took it, everybody who was considered, by what excluded or in which\n"
    "                            order, the key that decided; what it waited for; how it ended\n"
    "  --agent NAME --at TIME    at this time: which calls the agent would get, in which order, and what\n"
    "                            keeps each call that waits from her; a time of day (of the first day)\n"
    "                            or a date with a time\n"
    "  neither                   a line for each offer that was made\n"
    "  --json                    all of it, exact\n"
    "\n"
    "And the options of acd run about calls, agents, prompts, --seed and --quiet (acd help run).\n"
    "What obstacles and keys mean: the header acd/explain.h.\n";

static const char check[] =
    "acd check [OPTIONS] DEFINITION...\n"
    "\n"
    "Loads each definition and prints everything that is wrong with it as FILE:LINE:COLUMN: what and\n"
    "where, what was found, what was expected. Of one that loads, it prints what is unwise about its\n"
    "call flows, likewise, each with a severity, its kind and what to do:\n"
    "\n"
    "  error    calls will fail: a circle without waiting, a queue that nobody can ever serve\n"
    "  warning  callers will not get what was meant: nodes that nothing leads to, exits that hang up\n"
    "           without a word, retries without a limit, opening hours that never match, …\n"
    "  advice   worth a look: failures that nothing catches, exits that are never taken, long ways to\n"
    "           a person, …\n"
    "\n"
    "It warns, besides, of queues whose calls nobody will ever be offered: without members, of a channel\n"
    "that none of them takes, for skills or tiers that none has, with a reserve of all of them.\n"
    "\n"
    "  --strict   warnings count as errors\n"
    "  --ways     also how many keys callers press and prompts they hear, at least and at most, until a\n"
    "             queue, an agent, a voicemail, a transfer or the end\n"
    "  --change FILE   what the definition is with this change (remove, amend, ...) applied to it; what\n"
    "             is found then has a path, but no line\n"
    "  --json     all of it for programs: a list with an object for each definition that loads\n"
    "  --zoneinfo DIR   where the files of time zones are [TZDIR, or /usr/share/zoneinfo]\n"
    "\n"
    "One line at the end for each that loads. Exit code 0 where no error was found, or the worst: 1 for\n"
    "errors of either sort. All kinds of findings: the header acd/check.h.\n";

static const char hours[] =
    "acd hours [OPTIONS] DEFINITION [SCHEDULE]\n"
    "\n"
    "Is the schedule (or each one) open, what decided, and when does it open and close next?\n"
    "\n"
    "  --at DAY      2026-12-24: the whole day, one line for each change\n"
    "  --at MOMENT   2026-12-24 10:00, by the clock of the schedule, or of --zone; with a zone, as\n"
    "                by that one [now]\n"
    "  --zone NAME   by the clock of another zone, such as Europe/Berlin: what customers there have\n"
    "  --toggle NAME    as if it were on; may be given several times\n"
    "  --change FILE    with this change of the definition applied to it\n"
    "  --json        likewise, as a list of objects\n"
    "  --zoneinfo DIR   where the files of time zones are [TZDIR, or /usr/share/zoneinfo]\n"
    "\n"
    "What decides before what: the header acd/schedule.h.\n";

static const char erlang[] =
    "acd erlang [OPTIONS] --calls N\n"
    "acd erlang [OPTIONS] --forecast FILE\n"
    "\n"
    "How many agents do so many calls need, and how would one fewer and one more do? By queueing theory:\n"
    "one queue, agents alike, calls at random (Erlang B, C, A: the header acd/erlang.h).\n"
    "\n"
    "Calls\n"
    "  --calls N            an hour\n"
    "  --handle SECONDS     mean handle time: talk, hold, wrap-up [180]\n"
    "  --patience SECONDS   mean time after which callers abandon [they never do]\n"
    "  --timeout SECONDS    all who wait leave after it [they do not]\n"
    "  --places N           so many may wait, the others are lost; 0: nobody waits [any number]\n"
    "What is to be reached [--service-level 80, if none is given]\n"
    "  --service-level PERCENT   of all calls answered within …\n"
    "  --within SECONDS          … so long [20]\n"
    "  --asa SECONDS             mean wait of answered calls, at most\n"
    "  --abandoned PERCENT, --blocked PERCENT, --occupancy PERCENT   at most\n"
    "  --agents N                nothing: how would N agents do?\n"
    "Days\n"
    "  --forecast FILE      a row for each interval: interval,calls or interval,calls,handle_s; - is\n"
    "                       standard input\n"
    "  --interval MINUTES   how long each of them is [30]\n"
    "  --shrinkage PERCENT  of paid time that agents are not there for calls: adds how many to schedule\n"
    "  --json               all figures, shares of 1\n";

static const char slots[] =
    "acd slots [OPTIONS] DEFINITION [PLAN]\n"
    "\n"
    "The next slots of the plan (or of each one), as long as nobody has booked any: by the clock of the\n"
    "plan's schedule, with how many they take, overbooking included.\n"
    "\n"
    "  --at DAY      from the beginning of that day, such as 2026-12-24, on\n"
    "  --at MOMENT   2026-12-24 10:00, by the schedule's clock; with a zone, as 2026-12-24 10:00+01:00,\n"
    "                by that one [now]\n"
    "  --count N     so many of them [10]\n"
    "  --all         also those that are too soon to be booked, and those that take nobody\n"
    "  --change FILE    with this change of the definition applied to it\n"
    "  --json        likewise, as a list of objects\n"
    "  --zoneinfo DIR   where the files of time zones are [TZDIR, or /usr/share/zoneinfo]\n"
    "\n"
    "What slots there are, also where clocks change: the header acd/slot.h.\n";

static const char diff[] =
    "acd diff [--json] BEFORE AFTER\n"
    "\n"
    "What is different in the definition AFTER, object by object: added, removed, changed (a property),\n"
    "rewired (an exit, a case or the start of a flow leads elsewhere), moved (where the order counts).\n"
    "Objects are compared by name: the order of what is written, and a default that is written, are no\n"
    "difference. Each with its place in AFTER; in BEFORE for what was removed.\n"
    "\n"
    "  --json     for programs\n"
    "\n"
    "Exit code 0 whether or not they differ. The definitions are read, not checked: acd check does that.\n";

static const char import[] =
    "acd import [OPTIONS] FORMAT FILE...\n"
    "\n"
    "Turns call flows that another product has exported into one definition, on standard output, and\n"
    "reports on standard error what became of each of their actions.\n"
    "\n"
    "  amazon-connect   flows and flow modules in the Amazon Connect Flow language (2019-10-30)\n"
    "  twilio-studio    flow definitions of Twilio Studio\n"
    "\n"
    "  --report FILE    writes the report there instead\n"
    "\n"
    "A line of the report names the file, the place of the action in it, its type and its node:\n"
    "\n"
    "  mapped        nodes of libacd do what the action does\n"
    "  to the host   the node asks the host, by the name of the operation, with parameters\n"
    "  NOT MAPPED    nobody knows the type; the node asks the host for it all the same\n"
    "  remark        what of the action before is lost, or differs\n"
    "\n"
    "Then the queues, schedules and flows that an export refers to but does not hold, which are made\n"
    "without content, and the totals. Flows refer to each other by name: give all that belong\n"
    "together. The definition has no numbers; add those that lead to its flows.\n"
    "\n"
    "A malformed export is refused with its place, and then there is no definition. Exit code 1.\n"
    "Names of attributes, references in prompts and all else: the header acd/import.h.\n";

static const char ics[] =
    "acd import ics [OPTIONS] --schedule NAME --from DATE --to DATE FILE...\n"
    "\n"
    "Turns the events of calendars (.ics) between two dates into holidays of a schedule: a change of a\n"
    "definition, on standard output, and on standard error what was left out, where and why. All-day\n"
    "events close their days, others from their begin to their end.\n"
    "\n"
    "  --open-when TEXT    events that open: working days on weekends\n"
    "  --open-hours 09:00-17:00    when such days are open; several may be given; else all day\n"
    "  --only-when TEXT    no others than these, and those that open\n"
    "  --skip-when TEXT    not these\n"
    "  --exceptions        makes exceptions instead, which decide before holidays do\n"
    "  --replace           the schedule has these and nothing else from now on: for a schedule of its\n"
    "                      own, that others are based_on, and a calendar that is imported again\n"
    "  --report FILE       writes the report there instead\n"
    "  --zone NAME         the time zone of the schedule, by which times in UTC are read\n"
    "  --zoneinfo DIR      where its file is [the environment's TZDIR, or /usr/share/zoneinfo]\n"
    "\n"
    "TEXT is part of the event's SUMMARY, or of another property: CATEGORIES=TEXT. These options may be\n"
    "given several times.\n"
    "\n"
    "  acd import ics china.ics --schedule office --from 2026-01-01 --to 2026-12-31 \\\n"
    "    --only-when holiday --open-when workday --open-hours 09:00-17:00 >holidays.json\n"
    "  acd check centre.json --change holidays.json\n"
    "\n"
    "A malformed calendar is refused with its place, and then nothing is made. Exit code 1. Without\n"
    "--zone, events with times in UTC are left out. What becomes of recurrences and all else: the header acd/ics.h.\n";

static const char calls[] =
    "CSV (RFC 4180), the first row naming the columns. Rows in order of arrival. Empty: not given.\n"
    "\n"
    "  arrival      2024-01-31T08:15:30.25, with or without a zone (Z, +02:00); or a time of day 08:15:30\n"
    "  arrival_s    instead: seconds since midnight, decimal\n"
    "  number       number dialled\n"
    "  queue, flow  instead: straight into this queue or flow\n"
    "  caller       calling number\n"
    "  priority     -1000 to 1000, higher first; added to the number's and the queue's\n"
    "  skills       what the agent must have, with the least level: spanish:3 billing\n"
    "  patience_s   the caller hangs up after waiting so long, in queues and for agents together\n"
    "  talk_s       length of the conversation\n"
    "  ended_by     who hangs up then, caller or agent [caller]; behind an agent the call goes on, with a\n"
    "               survey (after_flow) for instance\n"
    "  wrapup_s     the agent is ready so long after it, at most the queue's wrap-up time\n"
    "  prompt_s     length of each prompt played to this caller\n"
    "  hangup_s     the caller hangs up so long after arrival unless talking to an agent\n"
    "  keys         what the caller presses when asked, in a survey too; a comma is a pause: no input, or\n"
    "               the end of it\n"
    "  key_after_s  presses the next key so long after entering a queue\n"
    "  attr.NAME    attribute NAME of the call\n"
    "\n"
    "The midnight before the first arrival is engine time 0. Times are exact to the microsecond.\n"
    "\n"
    "Format pairs: two numbers a line, arrival and service in seconds. Format technion: acd help\n"
    "technion.\n";

static const char staffing[] =
    "CSV, the first row naming the columns: agent, login, logout, and perhaps days.\n"
    "\n"
    "  agent          name in the definition; who is named has the shifts of this file and no others\n"
    "  login, logout  times of day, on each of `days`: 08:30; a logout that is not later than the login\n"
    "                 is on the next day. Or dates with times, for one shift\n"
    "  days           mon-fri, sat,sun, daily [daily]\n"
    "\n"
    "An agent who logs out during a conversation finishes it. Agents the file does not name work as\n"
    "the definition says, from the first call on. Shifts of one agent must not overlap; where one ends\n"
    "and the next begins at the same moment the agent stays.\n";

static const char technion[] =
    "The log of the Technion's \"Anonymous Bank\" (Guedj and Mandelbaum), tab-separated, 17 columns.\n"
    "\n"
    "  arrival    entry into the VRU; its exit where the log's VRU time is negative\n"
    "  number     the type: PS, PE, IN, NE, NW, TT, AA\n"
    "  caller     the customer id, where known\n"
    "  priority   1 for priority 2, else 0\n"
    "  prompt     the VRU time: a flow that plays one prompt takes as long as the bank's VRU did\n"
    "  patience   of those who hung up in the queue (HANG): their time there. Of others: --patience\n"
    "             added to the time they are known to have waited; without it they wait for ever\n"
    "  hang-up    HANG without a time in the queue: in the VRU, after the VRU time\n"
    "  talk       the service time; for those who hung up without one, that of the last call of the\n"
    "             same type\n"
    "\n"
    "PHANTOM rows are no calls (so says the log's description) and are skipped and counted.\n";

static const char report[] =
    "WAITING   offered: came from outside or from a flow; in: transferred or overflowed in; answered;\n"
    "          SL %: answered within the queue's threshold, of all that left but short abandons; ASA;\n"
    "          longest: longest wait, of calls still waiting too; aband.: abandoned, without the short\n"
    "          ones; short: short abandons; %: both of them, of all that came; other: left otherwise,\n"
    "          listed below; now: still waiting\n"
    "HANDLING  conversations ended, and for each: AHT = talk + hold + wrap-up; hold: also while another\n"
    "          call interrupts; transfers; offers: agents rung; missed: ring no answer; refused:\n"
    "          rejected, busy or failed\n"
    "AGENTS    time logged in; occ. %: ringing, on calls and in wrap-up, of that and ready time, several\n"
    "          calls at once counting as one, while AHT is of each call by itself; refus.: refused\n"
    "CALLS     how calls ended, of those that arrived\n"
    "HOST      actions the engine asked for, and those the host did not answer in time, by kind\n"
    "LAWS      with --check: how many commands were checked\n"
    "\n"
    "The total counts a call once that overflowed from queue to queue; ASA since arrival: from arrival to\n"
    "agent, flows and all queues included. A figure without anything to divide by is a dash; null in\n"
    "--json, empty in --csv. --json also has, for each node of a flow, how often each exit was taken and\n"
    "how the calls ended that ended there.\n"
    "\n"
    "Times are hours:minutes:seconds. --json and --csv have every counter, exact: _us are microseconds,\n"
    "_ppm parts per million, all others counts.\n";

static const struct {
  const char *topic, *text;
} topics[] = {{"run", run},        {"explain", explain},       {"check", check},
              {"calls", calls},    {"staffing", staffing},     {"technion", technion},
              {"report", report},  {"try", help_try},          {"graph", help_graph},
              {"diff", diff},      {"hours", hours},           {"slots", slots},
              {"import", import},  {"erlang", erlang},         {"ics", ics},
              {"test", help_test}, {"flowtest", help_flowtest}};

#define TOPICS_COUNT (sizeof(topics) / sizeof(topics[0]))

int help_print(const char *topic)
{
  if (strcmp(topic, HELP_DEFINITION) == 0) {
    help_definition();
    return 1;
  }
  for (size_t i = 0; i < TOPICS_COUNT; i++)
    if (strcmp(topic, topics[i].topic) == 0) {
      fputs(topics[i].text, stdout);
      return 1;
    }
  return 0;
}

int command_help(int argc, char **argv)
{
  const char *names[TOPICS_COUNT + 1] = {HELP_DEFINITION}, *near;
  if (argc < 1) {
    fputs(general, stdout); /* main() finds out whether it was written */
    return EXIT_OK;
  }
  if (help_print(argv[0])) return EXIT_OK;
  for (size_t i = 0; i < TOPICS_COUNT; i++) names[i + 1] = topics[i].topic;
  near = nearest(argv[0], names, TOPICS_COUNT + 1);
  complain("no help on \"%s\"%s%s%s", argv[0], near ? "; did you mean " : " (acd --help lists the topics)",
           near ? near : "", near ? "?" : "");
  return EXIT_USAGE;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* One line of a flow test: its verbs and what belongs behind each. */
#include "script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <acd/acd.h>

#include "script_parser.h"
#include "tool.h"
#include "walk.h"

static int keep(char **to, const char *text)
{
  if (!text) return 0;
  free(*to);
  *to = walk_copy(text);
  return 1;
}

int parser_take(parser *of, char **to, const char *expected)
{
  return keep(to, tokens_take(&of->words, expected));
}

int parser_take_any(parser *of, char **to)
{
  if (tokens_peek(&of->words)) keep(to, tokens_take(&of->words, ""));
  return 1;
}

static int parse_nothing(parser *of, step *to)
{
  (void)of;
  (void)to;
  return 1;
}

static int parse_rest(parser *of, step *to)
{
  const char *word;
  if (!parser_take(of, &to->text, "a name")) return 0;
  while (tokens_peek(&of->words) && (word = tokens_take(&of->words, "")) != NULL) {
    to->text = grow(to->text, strlen(to->text) + strlen(word) + 2);
    strcat(strcat(to->text, " "), word);
  }
  return 1;
}

static int parse_file(parser *of, step *to)
{
  return parser_take(of, &to->text, "the file name of a definition");
}

static int parse_zone_step(parser *of, step *to)
{
  tool_zone zone;
  char said[TOOL_ZONE_SAID];
  int good;
  if (!parser_take(of, &to->text, TOOL_ZONE_EXPECTED)) return 0;
  tool_zone_init(&zone, of->zone->folder);
  good = tool_zone_take(&zone, to->text);
  tool_zone_free(&zone);
  if (!good) tool_zone_expected(&zone, to->text, 0, said);
  return good || tokens_refuse(&of->words, said, NULL, 0);
}

static int parse_label(parser *of, step *to)
{
  return parser_take(of, &to->text, "the name of a call");
}

#define KEYS "keys: 0 to 9, *, #, A to D"

static int parse_press(parser *of, step *to)
{
  if (!parser_take(of, &to->text, KEYS)) return 0;
  return (to->text[0] && strspn(to->text, "0123456789*#ABCD") == strlen(to->text)) ||
         tokens_refuse(&of->words, KEYS, NULL, 0);
}

static int parse_hang(parser *of, step *to)
{
  const char *word = tokens_take(&of->words, "up");
  (void)to;
  if (!word) return 0;
  return strcmp(word, "up") == 0 || tokens_refuse(&of->words, "up", NULL, 0);
}

int parser_duration(parser *of, step *to)
{
  const char *expected = "a time such as 30s, 1min30s or 2h", *word = tokens_take(&of->words, expected);
  if (!word) return 0;
  return parse_duration(word, &to->us) || tokens_refuse(&of->words, expected, NULL, 0);
}

static int parse_wait(parser *of, step *to)
{
  if (!tokens_accept(&of->words, "until")) return parser_duration(of, to);
  to->verb = STEP_WAIT_UNTIL;
  return parser_at(of, to);
}

static int parse_agent_or_none(parser *of, step *to)
{
  return parser_take_any(of, &to->text);
}

static int parse_agent(parser *of, step *to)
{
  return parser_take(of, &to->text, "the name of an agent");
}

/* "busy" alone is an outcome, with a name that of an agent's ring. */
static int parse_busy(parser *of, step *to)
{
  if (tokens_peek(&of->words)) to->verb = STEP_ANSWER;
  return parser_take_any(of, &to->text);
}

static int parse_not_ready(parser *of, step *to)
{
  const char *word;
  if (!parse_agent(of, to)) return 0;
  to->number = 1;
  if (!tokens_peek(&of->words)) return 1;
  word = tokens_take(&of->words, "");
  return parse_int(word, 0, 65535, &to->number) || tokens_refuse(&of->words, "a reason from 0 to 65535", NULL, 0);
}

static int parse_say(parser *of, step *to)
{
  return parser_take(of, &to->text, "what is said");
}

static int parse_host(parser *of, step *to)
{
  if (!parser_take(of, &to->text, "the name of an operation")) return 0;
  if (!tokens_accept(&of->words, "->")) {
    if (!tokens_take(&of->words, "->")) return 0;
    return tokens_refuse(&of->words, "->", NULL, 0);
  }
  return parser_take(of, &to->more, "the text of the answer");
}

static int parse_toggle(parser *of, step *to)
{
  const char *word;
  if (!parser_take(of, &to->text, "the name of a toggle")) return 0;
  word = tokens_take(&of->words, "on or off");
  if (!word) return 0;
  to->value = strcmp(word, "on") == 0;
  return to->value || strcmp(word, "off") == 0 || tokens_refuse(&of->words, "on or off", NULL, 0);
}

static int parse_queue(parser *of, step *to)
{
  return parser_take(of, &to->text, "the name of a queue");
}

typedef struct word_value {
  const char *word;
  int64_t value;
} word_value;

/* The value of the word taken last, or an error. */
static int find_word(parser *of, const word_value *words, size_t count, const char *expected, int64_t *value_out)
{
  const char *names[16];
  const char *word = tokens_take(&of->words, expected);
  if (!word) return 0;
  for (size_t i = 0; i < count; i++) {
    names[i] = words[i].word;
    if (strcmp(word, names[i]) != 0) continue;
    *value_out = words[i].value;
    return 1;
  }
  return tokens_refuse(&of->words, expected, names, count);
}

#define OUTCOMES "done, fail, busy, no-answer, silent or usual"

static const word_value outcomes[] = {{"done", ACD_OUTCOME_DONE},      {"fail", ACD_OUTCOME_FAILED},
                                      {"busy", ACD_OUTCOME_BUSY},      {"no-answer", ACD_OUTCOME_NO_ANSWER},
                                      {"silent", ACD_OUTCOME_TIMEOUT}, {"usual", 0}};

#define DIALLED "pick-up, busy, no-answer, machine, fail, silent or usual"

static const word_value dialled[] = {{"pick-up", ACD_OUTCOME_ACCEPTED},
                                     {"busy", ACD_OUTCOME_BUSY},
                                     {"no-answer", ACD_OUTCOME_NO_ANSWER},
                                     {"machine", ACD_OUTCOME_MACHINE},
                                     {"fail", ACD_OUTCOME_FAILED},
                                     {"silent", ACD_OUTCOME_TIMEOUT},
                                     {"usual", 0}};

static int parse_let(parser *of, step *to)
{
  static const word_value kinds[] = {
      {"play", ACD_ACTION_PLAY},         {"ask", ACD_ACTION_COLLECT}, {"voicemail", ACD_ACTION_VOICEMAIL},
      {"transfer", ACD_ACTION_TRANSFER}, {"ring", ACD_ACTION_RING},   {"bridge", ACD_ACTION_BRIDGE},
      {"host", ACD_ACTION_HOST},         {"dial", ACD_ACTION_DIAL},   {"message", ACD_ACTION_MESSAGE}};
  int64_t kind = 0;
  if (!find_word(of, kinds, sizeof(kinds) / sizeof(kinds[0]),
                 "play, ask, voicemail, transfer, ring, bridge, host, dial or message", &kind))
    return 0;
  to->kind = (int)kind;
  if (of->words.count - of->words.next > 1 && !parser_take(of, &to->text, "a name")) return 0;
  return kind == ACD_ACTION_DIAL ? find_word(of, dialled, 7, DIALLED, &to->value)
                                 : find_word(of, outcomes, 6, OUTCOMES, &to->value);
}

static int parse_equals(parser *of, step *to)
{
  if (!parser_take(of, &to->text, "the name of an attribute")) return 0;
  if (!tokens_accept(&of->words, "=")) {
    if (!tokens_take(&of->words, "=")) return 0;
    return tokens_refuse(&of->words, "=", NULL, 0);
  }
  return parser_take(of, &to->more, "a value");
}

static int parse_repeat(parser *of, step *to);

enum { OF_FILES = 1, OF_PEOPLE = 2, OF_BOTH = 3 };

static const struct {
  const char *word;
  step_verb verb;
  int of;
  int64_t value;
  int (*parse)(parser *of, step *to);
} verbs[] = {
    {"test", STEP_TEST, OF_FILES, 0, parse_rest},
    {"definition", STEP_DEFINITION, OF_FILES, 0, parse_file},
    {"zone", STEP_ZONE, OF_FILES, 0, parse_zone_step},
    {"expect", STEP_EXPECT, OF_FILES, 0, parser_expect},
    {"until", STEP_UNTIL, OF_FILES, 0, parser_expect},
    {"call", STEP_CALL, OF_BOTH, 0, parser_call},
    {"on", STEP_ON, OF_BOTH, 0, parse_label},
    {"press", STEP_PRESS, OF_BOTH, 0, parse_press},
    {"say", STEP_SAY, OF_BOTH, 0, parse_say},
    {"silence", STEP_SILENCE, OF_BOTH, 0, parse_nothing},
    {"hang", STEP_HANG_UP, OF_BOTH, 0, parse_hang},
    {"wait", STEP_WAIT, OF_BOTH, 0, parse_wait},
    {"pick-up", STEP_PICK_UP, OF_BOTH, ACD_OUTCOME_ACCEPTED, parse_nothing},
    {"machine", STEP_PICK_UP, OF_BOTH, ACD_OUTCOME_MACHINE, parse_nothing},
    {"answer", STEP_ANSWER, OF_BOTH, ACD_OUTCOME_ACCEPTED, parse_agent_or_none},
    {"reject", STEP_ANSWER, OF_BOTH, ACD_OUTCOME_REJECTED, parse_agent_or_none},
    {"miss", STEP_ANSWER, OF_BOTH, ACD_OUTCOME_NO_ANSWER, parse_agent_or_none},
    {"busy", STEP_RESULT, OF_BOTH, ACD_OUTCOME_BUSY, parse_busy},
    {"done", STEP_RESULT, OF_BOTH, ACD_OUTCOME_DONE, parse_nothing},
    {"fail", STEP_RESULT, OF_BOTH, ACD_OUTCOME_FAILED, parse_nothing},
    {"no-answer", STEP_RESULT, OF_BOTH, ACD_OUTCOME_NO_ANSWER, parse_nothing},
    {"finish", STEP_FINISH, OF_BOTH, 0, parse_agent_or_none},
    {"hold", STEP_HOLD, OF_BOTH, 1, parse_nothing},
    {"resume", STEP_HOLD, OF_BOTH, 0, parse_nothing},
    {"ready", STEP_PRESENCE, OF_BOTH, ACD_PRESENCE_AVAILABLE, parse_agent},
    {"not-ready", STEP_PRESENCE, OF_BOTH, ACD_PRESENCE_NOT_READY, parse_not_ready},
    {"logout", STEP_PRESENCE, OF_BOTH, ACD_PRESENCE_LOGGED_OUT, parse_agent},
    {"let", STEP_LET, OF_BOTH, 0, parse_let},
    {"set", STEP_SET, OF_BOTH, 0, parse_equals},
    {"host", STEP_HOST, OF_BOTH, 0, parse_host},
    {"toggle", STEP_TOGGLE, OF_BOTH, 0, parse_toggle},
    {"open", STEP_GATE, OF_BOTH, ACD_GATE_OPEN, parse_queue},
    {"drain", STEP_GATE, OF_BOTH, ACD_GATE_DRAIN, parse_queue},
    {"clear", STEP_GATE, OF_BOTH, ACD_GATE_CLEAR, parse_queue},
    {"repeat", STEP_NONE, OF_BOTH, 0, parse_repeat},
    {"help", STEP_HELP, OF_PEOPLE, 0, parse_nothing},
    {"where", STEP_WHERE, OF_PEOPLE, 0, parse_nothing},
    {"quit", STEP_QUIT, OF_PEOPLE, 0, parse_nothing},
};
#define VERBS_COUNT (sizeof(verbs) / sizeof(verbs[0]))

static int parse_verb(parser *of, int is_file, step *to)
{
  static const char expected[] = "a step such as call, press, wait, answer";
  const char *names[VERBS_COUNT], *word;
  size_t names_count = 0;
  if (!tokens_peek(&of->words)) return 1;
  word = tokens_take(&of->words, expected);
  for (size_t i = 0; i < VERBS_COUNT; i++) {
    if (!(verbs[i].of & (is_file ? OF_FILES : OF_PEOPLE))) continue;
    names[names_count++] = verbs[i].word;
    if (strcmp(word, verbs[i].word) != 0) continue;
    to->verb = verbs[i].verb;
    to->value = verbs[i].value;
    return verbs[i].parse(of, to) && tokens_end(&of->words, "the end of the line");
  }
  return tokens_refuse(&of->words, expected, names, names_count);
}

static int parse_repeat(parser *of, step *to)
{
  int64_t times;
  const char *word = tokens_take(&of->words, "how often, 1 to 10000");
  if (!word) return 0;
  if (!parse_int(word, 1, 10000, &times)) return tokens_refuse(&of->words, "how often, 1 to 10000", NULL, 0);
  if (!tokens_peek(&of->words)) return tokens_take(&of->words, "a step") != NULL;
  if (!parse_verb(of, 1, to)) return 0;
  if (to->verb < STEP_CALL || to->verb > STEP_GATE) return tokens_refuse(&of->words, "a step that acts", NULL, 0);
  to->times = times;
  return 1;
}

/* What people type quickly: keys alone, "+30s", nothing. */
static int parse_short(parser *of, step *to)
{
  const char *word = tokens_peek(&of->words);
  if (!word) {
    to->verb = STEP_SKIP;
    return 1;
  }
  if (of->words.count > 1) return 0;
  if (word[0] == '+' && parse_duration(word + 1, &to->us)) {
    to->verb = STEP_WAIT;
    return 1;
  }
  if (strspn(word, "0123456789*#") != strlen(word)) return 0;
  to->verb = STEP_PRESS;
  return keep(&to->text, word);
}

int step_parse(const char *line, const tool_zone *zone, int is_file, step *step_out, script_error *error_out)
{
  parser of = {.zone = zone};
  int good;
  memset(step_out, 0, sizeof(*step_out));
  step_out->us = step_out->clock_us = -1;
  step_out->times = 1;
  good = tokens_read(&of.words, line, error_out) &&
         ((!is_file && parse_short(&of, step_out)) || parse_verb(&of, is_file, step_out));
  tokens_free(&of.words);
  if (!good) step_free(step_out);
  return good;
}

void step_free(step *of)
{
  free(of->text);
  free(of->more);
  free(of->attributes);
  free(of->label);
}

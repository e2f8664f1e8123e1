/* SPDX-License-Identifier: Apache-2.0 */
/* What flow tests can expect. */
#include <string.h>

#include <acd/acd.h>

#include "script_parser.h"
#include "tool.h"
#include "walk.h"

static int parse_nothing(parser *of, step *to)
{
  (void)of;
  (void)to;
  return 1;
}

static int parse_attribute_is(parser *of, step *to)
{
  static const char expected[] = "= or is unset";
  const char *word;
  if (!parser_take(of, &to->text, "the name of an attribute")) return 0;
  if (tokens_accept(&of->words, "=")) return parser_take(of, &to->more, "a value");
  if (tokens_accept(&of->words, "is") && tokens_accept(&of->words, "unset")) return 1;
  word = tokens_take(&of->words, expected);
  return word ? tokens_refuse(&of->words, expected, NULL, 0) : 0;
}

static int parse_number(parser *of, step *to)
{
  const char *word = tokens_take(&of->words, "a whole number");
  if (!word) return 0;
  return parse_int(word, -1000000, 1000000, &to->number) || tokens_refuse(&of->words, "a whole number", NULL, 0);
}

static int parse_name_or_none(parser *of, step *to)
{
  return parser_take_any(of, &to->text);
}

static int parse_prompt(parser *of, step *to)
{
  if (tokens_peek(&of->words) && !parser_take(of, &to->text, "a prompt")) return 0;
  if (!tokens_accept(&of->words, "saying")) return 1;
  if (tokens_accept(&of->words, "position")) {
    to->says = ACD_SAYS_POSITION;
    return parse_number(of, to);
  }
  if (tokens_accept(&of->words, "wait")) {
    to->says = ACD_SAYS_ESTIMATED_WAIT;
    return parser_duration(of, to);
  }
  if (tokens_accept(&of->words, "waited")) {
    to->says = ACD_SAYS_WAITED;
    return parser_duration(of, to);
  }
  if (!tokens_take(&of->words, "position, wait or waited")) return 0;
  return tokens_refuse(&of->words, "position, wait or waited", NULL, 0);
}

static int parse_exit(parser *of, step *to)
{
  return parser_take(of, &to->text, "the name of a node") && parser_take(of, &to->more, "the name of an exit");
}

static int parse_node(parser *of, step *to)
{
  return parser_take(of, &to->text, "the name of a node");
}

/* One of these names, or none. */
static int parse_word(parser *of, step *to, const char *(*name)(int64_t value), size_t count, const char *expected)
{
  const char *names[16];
  for (size_t i = 0; i < count; i++) names[i] = name((int64_t)i + 1);
  if (!tokens_peek(&of->words)) return 1;
  if (!parser_take(of, &to->text, "")) return 0;
  for (size_t i = 0; i < count; i++)
    if (strcmp(to->text, names[i]) == 0) return 1;
  return tokens_refuse(&of->words, expected, names, count);
}

static int parse_end(parser *of, step *to)
{
  return parse_word(of, to, acd_end_str, ACD_END_CALLBACK,
                    "how a call ends: completed, abandoned, in_flow, flow, voicemail, transferred, …");
}

static int parse_callback(parser *of, step *to)
{
  return parse_word(of, to, acd_callback_outcome_str, ACD_CALLBACK_CONVERTED,
                    "how a callback ends: completed, exhausted, cancelled, expired or converted");
}

static int parse_recording(parser *of, step *to)
{
  static const char *const modes[] = {"on", "off", "paused"};
  if (!tokens_peek(&of->words)) return 1;
  if (!parser_take(of, &to->text, "")) return 0;
  for (size_t i = 0; i < 3; i++)
    if (strcmp(to->text, modes[i]) == 0) return 1;
  return tokens_refuse(&of->words, "on, off or paused", modes, 3);
}

static int parse_host(parser *of, step *to)
{
  if (!parser_take_any(of, &to->text) || !tokens_accept(&of->words, "with")) return 1;
  do {
    if (!parser_attribute(of, to)) return 0;
  } while (tokens_peek(&of->words));
  return 1;
}

static int parse_slot(parser *of, step *to)
{
  return parse_word(of, to, acd_slot_change_str, ACD_SLOT_BROKEN,
                    "what becomes of a slot: held, booked, moved, shifted, released, lapsed, kept or broken");
}

static const struct {
  const char *word;
  int kind;
  int (*parse)(parser *of, step *to);
} expects[] = {
    {"play", HAPPENING_PLAY, parse_prompt},
    {"ask", HAPPENING_ASK, parse_name_or_none},
    {"prompt", EXPECT_PROMPT, parse_name_or_none},
    {"music", HAPPENING_MUSIC, parse_name_or_none},
    {"queue", HAPPENING_QUEUE, parse_name_or_none},
    {"turned-away", HAPPENING_TURNED_AWAY, parse_name_or_none},
    {"ring", HAPPENING_RING, parse_name_or_none},
    {"talk", HAPPENING_TALK, parse_name_or_none},
    {"voicemail", HAPPENING_VOICEMAIL, parse_name_or_none},
    {"transfer", HAPPENING_TRANSFER, parse_name_or_none},
    {"host", HAPPENING_HOST, parse_host},
    {"whisper", HAPPENING_WHISPER, parse_prompt},
    {"whisper-ask", HAPPENING_WHISPER_ASK, parse_name_or_none},
    {"exit", HAPPENING_EXIT, parse_exit},
    {"apart", HAPPENING_APART, parse_name_or_none},
    {"late", HAPPENING_LATE, parse_name_or_none},
    {"recording", HAPPENING_RECORDING, parse_recording},
    {"released", HAPPENING_RELEASED, parse_nothing},
    {"dial", HAPPENING_DIAL, parse_name_or_none},
    {"message", HAPPENING_MESSAGE, parse_name_or_none},
    {"callback", HAPPENING_CALLBACK, parse_callback},
    {"slot", HAPPENING_SLOT, parse_slot},
    {"end", HAPPENING_END, parse_end},
    {"nothing", EXPECT_NOTHING, parse_nothing},
    {"attribute", EXPECT_ATTRIBUTE, parse_attribute_is},
    {"node", EXPECT_NODE, parse_node},
    {"position", EXPECT_POSITION, parse_number},
    {"priority", EXPECT_PRIORITY, parse_number},
};
#define EXPECTS_COUNT (sizeof(expects) / sizeof(expects[0]))

int parser_expect(parser *of, step *to)
{
  static const char expected[] = "what: play, ask, queue, talk, end, attribute, …";
  const char *names[EXPECTS_COUNT];
  const char *word = tokens_take(&of->words, expected);
  if (!word) return 0;
  for (size_t i = 0; i < EXPECTS_COUNT; i++) {
    names[i] = expects[i].word;
    if (strcmp(word, names[i]) != 0) continue;
    to->kind = expects[i].kind;
    return expects[i].parse(of, to);
  }
  return tokens_refuse(&of->words, expected, names, EXPECTS_COUNT);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "help_definition.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <acd/definition.h>

#include "tool.h"

#define LINE_WIDTH 96
#define NAME_WIDTH 22

static const char intro[] =
    "A definition is a JSON object. Below, each kind of object with its keys: what they may be, the\n"
    "default in brackets, what they mean. Objects of one kind stand in an object from names to objects:\n"
    "\n"
    "  {\"agents\": {\"ann\": {}},\n"
    "   \"queues\": {\"sales\": {\"members\": [\"ann\"], \"wait_max_s\": 120}},\n"
    "   \"numbers\": {\"100\": {\"queue\": \"sales\"}}}\n"
    "\n"
    "Shorter: \"skills\", \"channels\", \"interrupts\" and \"also\" may be lists of names; a level, a number's\n"
    "flow, an exit's node, a channel's weight, an agent's max of a channel and a group's percentage may\n"
    "stand for the whole object. \"members\" and \"hours\" are lists. A \"comment\" (a text) is welcome\n"
    "anywhere.\n"
    "\n"
    "The same for editors: " ACD_DATADIR "/acd/acd-definition.schema.json\n";

/* Words in lines of LINE_WIDTH, each indented. */
static void print_wrapped(int indent, const char *text)
{
  int column = 0;
  while (*text) {
    size_t size = strcspn(text, " ");
    if (column && column + 1 + (int)size > LINE_WIDTH) {
      putchar('\n');
      column = 0;
    }
    if (column == 0)
      column = printf("%*s%.*s", indent, "", (int)size, text);
    else
      column += printf(" %.*s", (int)size, text);
    text += size;
    text += strspn(text, " ");
  }
  putchar('\n');
}

static const char *noun_name(uint32_t noun)
{
  acd_noun entry = {.size = sizeof(entry)};
  for (size_t i = 0; acd_noun_next(i, &entry) > 0; i++, entry.size = sizeof(entry))
    if (entry.noun == noun) return entry.name;
  return "?";
}

/* "an agent" */
static void print_one(const char *before, uint32_t noun)
{
  const char *name = noun_name(noun);
  printf("%s%s %s", before, strchr("aeiou", *name) ? "an" : "a", name);
}

/* The word number `number`, from 1, of a list such as "open closed". */
static void print_word(const char *words, int64_t number)
{
  for (; number > 1; number--) {
    words += strcspn(words, " ");
    words += strspn(words, " ");
  }
  printf("%.*s", (int)strcspn(words, " "), words);
}

/* Microseconds as seconds without needless decimals. */
static void print_seconds(int64_t us)
{
  char text[32];
  size_t size;
  snprintf(text, sizeof(text), "%s%" PRId64 ".%06" PRId64, us < 0 ? "-" : "", us < 0 ? -us / 1000000 : us / 1000000,
           us < 0 ? -us % 1000000 : us % 1000000);
  size = strlen(text);
  while (text[size - 1] == '0') size--;
  if (text[size - 1] == '.') size--;
  printf("%.*s", (int)size, text);
}

static void print_range(const acd_property *property)
{
  switch (property->type) {
  case ACD_TYPE_DURATION:
    print_seconds(property->min == -1 ? 0 : property->min); /* -1 is "unset", which is to leave it out */
    fputs(" to ", stdout);
    print_seconds(property->max);
    fputs(" seconds", stdout);
    break;
  case ACD_TYPE_INT: printf("%" PRId64 " to %" PRId64, property->min, property->max); break;
  case ACD_TYPE_ENUM: fputs("one of the words below", stdout); break;
  case ACD_TYPE_REFERENCE: print_one("name of ", property->reference); break;
  case ACD_TYPE_DAYS: fputs("\"mon\", \"mon-fri\" or a list of such", stdout); break;
  case ACD_TYPE_CLOCK: fputs("\"08:30\", \"17:30:15\"", stdout); break;
  case ACD_TYPE_DATE: fputs("\"2026-12-24\", or \"12-24\" for every year", stdout); break;
  default:
    if (property->min)
      printf("text of %" PRId64 " to %" PRId64 " bytes", property->min, property->max);
    else
      printf("text of at most %" PRId64 " byte%s", property->max, property->max == 1 ? "" : "s");
    break;
  }
}

static void print_default(const acd_property *property)
{
  int is_choice = property->type == ACD_TYPE_ENUM;
  if (property->required || property->kinds_required) return;
  fputs(" [", stdout);
  if (property->type == ACD_TYPE_TEXT || property->type == ACD_TYPE_REFERENCE)
    fputs(*property->default_text ? property->default_text : "none", stdout);
  else if (is_choice)
    print_word(property->choices, property->default_value);
  else if (property->type == ACD_TYPE_DURATION && property->default_value < 0 && property->min == -1)
    fputs("unset", stdout);
  else if (property->type == ACD_TYPE_DURATION)
    print_seconds(property->default_value);
  else if (property->type == ACD_TYPE_CLOCK)
    printf("%02" PRId64 ":%02" PRId64, property->default_value / 3600 / ACD_SECOND,
           property->default_value / 60 / ACD_SECOND % 60);
  else if (property->type == ACD_TYPE_DATE)
    fputs("none", stdout);
  else
    printf("%" PRId64, property->default_value);
  putchar(']');
}

/* The words for all kinds of nodes, in their order. */
static const char *kind_words(void)
{
  acd_property kind = {.size = sizeof(kind)};
  for (size_t i = 0; acd_property_next(i, &kind) > 0 && kind.property_id != ACD_NODE_KIND; i++)
    kind.size = sizeof(kind);
  return kind.choices;
}

/* The kinds of nodes in a bit set, as words behind `before`; nothing if there are none. */
static void print_kinds(const char *before, uint64_t kinds)
{
  const char *words = kind_words(), *between = before;
  char line[1000];
  size_t used = 0;
  int64_t number = 1;
  for (; *words; words += strspn(words, " "), number++) {
    size_t size = strcspn(words, " ");
    if (kinds >> number & 1 && used < sizeof(line)) {
      used += (size_t)snprintf(line + used, sizeof(line) - used, "%s%.*s", between, (int)size, words);
      between = ", ";
    }
    words += size;
  }
  if (used) print_wrapped(NAME_WIDTH + 2, line);
}

static void print_property(const acd_property *property)
{
  const char *unit = property->type == ACD_TYPE_DURATION ? "_s" : "";
  int width = printf("  %s%s", property->name, unit);
  printf("%*s", width < NAME_WIDTH ? NAME_WIDTH - width : 1, "");
  print_range(property);
  if (property->required) fputs(", required", stdout);
  print_default(property);
  putchar('\n');
  if (property->kinds) {
    print_kinds("nodes: ", property->kinds);
    print_kinds("required by: ", property->kinds_required);
  }
  if (*property->choices) print_wrapped(NAME_WIDTH + 2, property->choices);
  print_wrapped(NAME_WIDTH + 2, property->text);
}

static void print_noun(const acd_noun *noun)
{
  acd_property property = {.size = sizeof(property)};
  printf("\n\"%s\"", noun->plural);
  if (noun->parent > ACD_NOUN_CENTRE) print_one(" of ", noun->parent);
  if (noun->reference) print_one(", each named as ", noun->reference);
  printf(": %s\n", noun->text);
  for (size_t i = 0; acd_property_next(i, &property) > 0; i++, property.size = sizeof(property))
    if (property.noun == noun->noun) print_property(&property);
}

static int has_cases(int64_t kind)
{
  return kind == ACD_NODE_KIND_MENU || kind == ACD_NODE_KIND_BRANCH || kind == ACD_NODE_KIND_SPLIT ||
         kind == ACD_NODE_KIND_SUBFLOW || kind == ACD_NODE_KIND_HOST;
}

static void print_exits(void)
{
  const char *words = kind_words();
  fputs("\nExits of each kind of node:\n", stdout);
  for (int64_t kind = 1; *words; kind++) {
    const char *exits = acd_node_exits(kind), *cases = has_cases(kind) ? "its cases" : "";
    int size = (int)strcspn(words, " ");
    if (exits) {
      printf("  %.*s: %s%s", size, words, kind == ACD_NODE_KIND_MENU ? "the menu's keys, " : "",
             *exits || *cases ? exits : "none");
      printf("%s%s\n", *exits && *cases ? ", and " : "", cases);
    }
    words += size;
    words += strspn(words, " ");
  }
}

void help_definition(void)
{
  acd_noun noun = {.size = sizeof(noun)};
  fputs(intro, stdout);
  for (size_t i = 0; acd_noun_next(i, &noun) > 0; i++, noun.size = sizeof(noun)) print_noun(&noun);
  print_exits();
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "options.h"

#include <string.h>

#include "tool.h"

int option_flag(void *setting, const char *value)
{
  (void)value;
  *(int *)setting = 1;
  return 1;
}

int option_text(void *setting, const char *value)
{
  *(const char **)setting = value;
  return *value != '\0';
}

int option_seconds(void *setting, const char *value)
{
  return parse_seconds(value, setting);
}

static const option *find(const option *options, size_t count, const char *name, size_t size)
{
  for (size_t i = 0; i < count; i++)
    if (strlen(options[i].name) == size && strncmp(options[i].name, name, size) == 0) return &options[i];
  return NULL;
}

static int unknown(const option *options, size_t count, const char *text)
{
  const char *names[64], *near;
  char name[64] = "";
  for (size_t i = 0; i < count && i < 64; i++) names[i] = options[i].name;
  strncat(name, text + 2, strcspn(text + 2, "=") < sizeof(name) ? strcspn(text + 2, "=") : sizeof(name) - 1);
  near = nearest(name, names, count < 64 ? count : 64);
  complain("unknown option %s%s%s%s", text, near ? "; did you mean --" : "", near ? near : "", near ? "?" : "");
  return EXIT_USAGE;
}

int options_parse(int argc, char **argv, const option *options, size_t count, void *settings, operands *operands_out)
{
  int only_operands = 0;
  operands_out->count = 0;
  for (int i = 0; i < argc; i++) {
    const char *text = argv[i], *value;
    const option *found;
    if (only_operands || text[0] != '-' || text[1] == '\0') {
      if (operands_out->count == OPERANDS_MAX) {
        complain("unexpected argument \"%s\"", text);
        return EXIT_USAGE;
      }
      operands_out->items[operands_out->count++] = text;
      continue;
    }
    if (strcmp(text, "--") == 0) {
      only_operands = 1;
      continue;
    }
    if (strcmp(text, "-h") == 0) text = "--help";
    if (text[1] != '-') {
      complain("unknown option %s (options begin with two dashes)", text);
      return EXIT_USAGE;
    }
    found = find(options, count, text + 2, strcspn(text + 2, "="));
    if (!found) return unknown(options, count, text);
    value = strchr(text, '=');
    if (value && !found->value) {
      complain("--%s takes no value", found->name);
      return EXIT_USAGE;
    }
    value = value ? value + 1 : found->value ? (i + 1 < argc ? argv[++i] : NULL) : "";
    int taken = value ? found->take((char *)settings + found->offset, value) : 0;
    if (taken == 0)
      complain("--%s: found %s%s%s, expected %s", found->name, value ? "\"" : "", value ? value : "nothing",
               value ? "\"" : "", found->value ? found->value : "no value");
    if (taken <= 0) return EXIT_USAGE;
  }
  return EXIT_OK;
}

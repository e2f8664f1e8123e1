/* SPDX-License-Identifier: Apache-2.0 */
/* acd: definitions and simulations at the command line. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <acd/base.h>

#include "commands.h"
#include "tool.h"

static const struct {
  const char *name;
  int (*run)(int argc, char **argv);
} commands[] = {{"check", command_check},   {"run", command_run},       {"explain", command_explain},
                {"try", command_try},       {"test", command_test},     {"graph", command_graph},
                {"diff", command_diff},     {"import", command_import}, {"hours", command_hours},
                {"slots", command_slots},
#ifdef TOOL_ERLANG
                {"erlang", command_erlang},
#endif
                {"help", command_help}};

#define COMMANDS_COUNT (sizeof(commands) / sizeof(commands[0]))

static int run_command(int argc, char **argv)
{
  const char *names[COMMANDS_COUNT], *near;
  const char *name = argc > 1 ? argv[1] : "";
  if (strcmp(name, "--version") == 0) {
    uint32_t version = acd_version();
    printf("acd %u.%u.%u\n", (unsigned)(version >> 16), (unsigned)(version >> 8 & 255), (unsigned)(version & 255));
    return EXIT_OK;
  }
  if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) name = "help";
  for (size_t i = 0; i < COMMANDS_COUNT; i++) {
    names[i] = commands[i].name;
    if (strcmp(name, names[i]) == 0) return commands[i].run(argc - 2, argv + 2);
  }
  if (argc < 2) {
    complain("expected a command: check, diff, hours, slots, erlang, run, explain, try, test, graph, import or help "
             "(acd --help)");
    return EXIT_USAGE;
  }
  near = nearest(name, names, COMMANDS_COUNT);
  complain("unknown command \"%s\"%s%s%s", name,
           near ? "; did you mean "
                : ", expected check, diff, hours, slots, erlang, run, explain, try, test, graph, import or help",
           near ? near : "", near ? "?" : "");
  return EXIT_USAGE;
}

int main(int argc, char **argv)
{
  int code = run_command(argc, argv);
  if ((fflush(stdout) || ferror(stdout)) && code < EXIT_FILE) {
    complain("standard output cannot be written: %s", strerror(errno));
    code = EXIT_FILE;
  }
  return code;
}

/* SPDX-License-Identifier: Apache-2.0 */
/** @file The subcommands: each takes the arguments behind its name and returns an exit code. */
#ifndef TOOL_COMMANDS_H
#define TOOL_COMMANDS_H

int command_check(int argc, char **argv);
int command_run(int argc, char **argv);
int command_diff(int argc, char **argv);
int command_explain(int argc, char **argv);
/* Where libacd-erlang is built. */
int command_erlang(int argc, char **argv);
int command_graph(int argc, char **argv);
int command_hours(int argc, char **argv);
/* Of the callbacks that customers can book. */
int command_slots(int argc, char **argv);
int command_import(int argc, char **argv);
/* Of calendars; where libacd-ics is built. */
int command_import_ics(int argc, char **argv);
int command_test(int argc, char **argv);
int command_try(int argc, char **argv);
int command_help(int argc, char **argv);

/* Prints the help on a topic: 1, or 0 if there is none. Whether standard output took it is for main() to find out. */
int help_print(const char *topic);

#endif

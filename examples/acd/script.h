/* SPDX-License-Identifier: Apache-2.0 */
/** @file The language of flow tests (acd help flowtest): lines to steps. `acd try` takes its steps from a person. */
#ifndef TOOL_SCRIPT_H
#define TOOL_SCRIPT_H

#include <stddef.h>
#include <stdint.h>

#include "zone.h"

typedef enum step_verb {
  STEP_NONE, /* an empty line, or a comment */
  STEP_TEST, /* of files only, as the next two */
  STEP_DEFINITION,
  STEP_ZONE,
  STEP_CALL,
  STEP_ON,
  STEP_PRESS,
  STEP_SAY,
  STEP_SILENCE,
  STEP_HANG_UP,
  STEP_WAIT,
  STEP_WAIT_UNTIL,
  STEP_ANSWER,  /* value: ACD_OUTCOME_… */
  STEP_RESULT,  /* likewise */
  STEP_PICK_UP, /* likewise, of a customer who is dialled */
  STEP_FINISH,
  STEP_HOLD,     /* value: 1: on hold, 0: back */
  STEP_PRESENCE, /* value: ACD_PRESENCE_…; number: the reason */
  STEP_LET,      /* kind: ACD_ACTION_…; value: ACD_OUTCOME_…, 0: as usual */
  STEP_SET,
  STEP_HOST,   /* the operation, its answer */
  STEP_TOGGLE, /* value: 1: on */
  STEP_GATE,   /* value: ACD_GATE_… */
  STEP_EXPECT,
  STEP_UNTIL,
  STEP_HELP, /* of people only, as all that follow */
  STEP_WHERE,
  STEP_SKIP,
  STEP_QUIT
} step_verb;

/* What a step expects: a HAPPENING_…, or one of these. */
enum {
  EXPECT_PROMPT = 100, /* play or ask */
  EXPECT_NOTHING,
  EXPECT_ATTRIBUTE,
  EXPECT_NODE,
  EXPECT_POSITION,
  EXPECT_PRIORITY
};

typedef struct step {
  step_verb verb;
  size_t line;
  int kind;
  char *text, *more; /* NULL: not given */
  char *attributes;  /* call: lines */
  char *label;       /* call: its name */
  int64_t value, number, says;
  int64_t times;    /* the step is done so often */
  int64_t us;       /* wait; call, wait until: the moment, microseconds since 1970 UTC, −1: none */
  int64_t clock_us; /* call, wait until: instead, a time of day, −1: none */
} step;

typedef struct script_error {
  size_t column; /* in characters */
  char text[300];
} script_error;

typedef struct script_case {
  char *name;
  size_t line;
  size_t first, count; /* of the steps */
} script_case;

typedef struct script {
  const char *path;
  char *definition; /* path of the definition, as seen from here */
  tool_zone zone;
  step *steps;
  size_t steps_count;
  size_t always_count; /* steps before the first test: every one begins with them */
  script_case *cases;
  size_t cases_count;
} script;

/* One line: 1 and a step to be freed, or 0 and an error. `is_file`: of a file, else of a person. */
int step_parse(const char *line, const tool_zone *zone, int is_file, step *step_out, script_error *error_out);
void step_free(step *of);

/* Reads a file: an exit code, after complaints about every bad line. `definition`: given, else NULL. `zone`: of times that name none,
 * until the file names one. */
int script_read(const char *path, const char *definition, const tool_zone *zone, script *script_out);
void script_free(script *of);

#endif

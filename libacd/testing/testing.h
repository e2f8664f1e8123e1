/* SPDX-License-Identifier: Apache-2.0 */
/** @file State of the testing kit: clock, rules of its host, names of calls, the story. */
#ifndef ACD__TESTING_TESTING_H
#define ACD__TESTING_TESTING_H

#include <acd/testing.h>

/* A text that grows. `lost`: there was no memory. */
typedef struct acd__testing_text {
  char *at; /* NULL: empty */
  size_t size;
  size_t capacity;
  int lost;
} acd__testing_text;

enum {
  ACD__TESTING_ASKED = 0,
  ACD__TESTING_TOLD = 1,
  ACD__TESTING_EVENT = 2,
  ACD__TESTING_NOTE = 3,
  ACD__TESTING_SORTS = 4
};

/* Words of a line: asked and told: what, or agent and device; a note: its text; an event: detail, queue, agent, text. */
enum { ACD__TESTING_WORDS = 4 };

typedef struct acd__testing_line {
  uint32_t sort;
  uint32_t kind;
  acd_time time_us;
  acd_id call;   /* 0: of none */
  acd_id action; /* asked; a result: what was asked */
  int64_t outcome;
  int64_t code;
  char *words[ACD__TESTING_WORDS]; /* each may be NULL */
  int own;                         /* told by the kit */
  int expected;
} acd__testing_line;

typedef struct acd__testing_rule {
  uint32_t kind;
  int once;
  int64_t outcome;
  acd_time after_us;
  char *what; /* NULL: any */
  char *text; /* NULL: none */
} acd__testing_rule;

/* Something to come: an answer, or, with `what`, a function of the test. */
typedef struct acd__testing_later {
  struct acd__testing_later *next;
  acd_time time_us;
  acd_testing_fn what;
  void *user;
  acd_id action;
  int64_t outcome;
  char *text;
} acd__testing_later;

typedef struct acd__testing_name {
  acd_id call;
  char *name; /* NULL: by its number, which is its place */
} acd__testing_name;

struct acd_testing {
  acd_testing_memory memory;
  acd_options *options;
  acd_engine *engine;
  int attached;
  acd_testing_run_fn run;
  void *run_user;

  acd_time now_us;
  acd__testing_later *later; /* by time, then as they were made */
  acd__testing_rule *rules;
  size_t rules_count;

  acd__testing_name *names;
  size_t names_count;
  acd__testing_line *lines;
  size_t lines_count;
  size_t told_until;               /* lines before it are of commands before the latest */
  size_t next[ACD__TESTING_SORTS]; /* line of this sort that no expectation has passed */
  size_t last;                     /* line that was expected last, from 1; 0: none */
  uint64_t ignored;                /* kinds of actions, by bit */
  int own;                         /* commands are the kit's */
  int lost;                        /* a line was not kept: no memory */
  int unmet;                       /* an expectation */

  acd__testing_text failure;
  acd__testing_text failure_lines; /* a copy, in which a NUL ends each */
  acd__testing_text story;
  acd__testing_text logged; /* errors that the engine logged */
};

/* text.c */
void acd__testing_text_clear(acd__testing_text *text);
void acd__testing_text_free(acd__testing_text *text);
__attribute__((format(printf, 2, 3))) void acd__testing_text_add(acd__testing_text *text, const char *format, ...);
/* A copy of its own; NULL of NULL, and where there is no memory. */
char *acd__testing_copy(const char *text);
/* Room for one more at the end of an array that grows by doubling; NULL: no memory, and the array is as it was. */
void *acd__testing_grown(void *items, size_t count, size_t size);
/* Notes why, and gives the status back. */
__attribute__((format(printf, 3, 4))) int acd__testing_fail(acd_testing *of, int status, const char *format, ...);

/* record.c: the hooks, which keep what passes. */
void acd__testing_told(void *user, const acd_engine *engine, const acd_told *told);
void acd__testing_asked(void *user, const acd_engine *engine, const acd_action *action);
void acd__testing_log(void *user, int level, const char *text);
/* One more line, in which the words are to be filled in; NULL: no memory, which is noted. */
acd__testing_line *acd__testing_line_add(acd_testing *of, uint32_t sort, uint32_t kind, acd_id call);
/* One more of a line's words, copied. */
void acd__testing_word(acd_testing *of, acd__testing_line *line, size_t at, const char *word);

/* names.c */
/* The call has a name from now on, if only by its number. */
void acd__testing_see_call(acd_testing *of, acd_id call);
void acd__testing_add_call_name(acd__testing_text *to, const acd_testing *of, acd_id call);
/* 1: `name` is that of the call; NULL: of any. */
int acd__testing_is_called(const acd_testing *of, acd_id call, const char *name);
/* The call of that name that came last; 0: none. */
acd_id acd__testing_call_find(const acd_testing *of, const char *name);

/* words.c */
/* 1: what was asked is about this: NULL: whatever it is; an agent with or without the device. */
int acd__testing_is_about(const acd__testing_line *line, const char *what);
/* A line as it reads. */
void acd__testing_add_line(acd__testing_text *to, const acd_testing *of, const acd__testing_line *line);
void acd__testing_add_seconds(acd__testing_text *to, acd_time time_us);
/* Lines `from` … `until` - 1 with their times, without events but of this sort, an arrow at one of them. */
void acd__testing_add_story(acd__testing_text *to, const acd_testing *of, size_t from, size_t until, uint32_t sort,
                            size_t arrow);

/* clock.c */
/* Puts it in its place; takes it over. */
void acd__testing_later_add(acd_testing *of, acd__testing_later *later);
void acd__testing_later_free(acd__testing_later *later);
acd_time acd__testing_us(double seconds);
/* After a command of the kit's: what follows from it, or the failure with its name. */
int acd__testing_after(acd_testing *of, int status, const char *what, const char *about);

/* host.c */
/* Ticks and pulls until nothing is due now. */
int acd__testing_host_run(acd_testing *of);
/* Gives the answer that is due. */
int acd__testing_host_answer(acd_testing *of, const acd__testing_later *answer);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/** @file Inside of libacd-import. A format is one table (acd__import_format) in one file; the rest is shared. */
#ifndef ACD__IMPORT_INTERNAL_H
#define ACD__IMPORT_INTERNAL_H

#include <jansson.h>

#include <acd/import.h>

#define ACD__IMPORT_SIZE_MAX      ((size_t)64 << 20)
#define ACD__IMPORT_NAME_MAX      255  /* bytes of a name */
#define ACD__IMPORT_ATTRIBUTE_MAX 64   /* bytes of an attribute's name */
#define ACD__IMPORT_TEXT_MAX      1000 /* bytes of a prompt, a value or an expression */
#define ACD__IMPORT_TERMS_MAX     24   /* pieces that an expression is joined of */

typedef struct acd__import_buffer {
  void *items;
  size_t count;
  size_t capacity;
} acd__import_buffer;

/* An export, and the flow it becomes. */
typedef struct acd__import_source {
  char *name;    /* as given */
  json_t *root;  /* what was read */
  json_t *ids;   /* of actions: from identifier to index */
  json_t *nodes; /* by index of the action: name of its first node */
  json_t *taken; /* all of these names, as keys */
  json_t *known; /* what a format knows of places of the flow */
  json_t *flow;  /* in the definition */
  const char *flow_name;
} acd__import_source;

struct acd__import_step;

typedef struct acd__import_format {
  const char *name;
  const char *text;
  const char *actions; /* key of the list of actions, as "Actions" */
  const char *id;      /* key of an action's identifier */
  const char *type;    /* key of its type */
  const char *start;   /* key of the first action's identifier */
  /* Is it an export? 1, or 0 after acd__import_refuse(). */
  int (*check)(acd_import *import, const acd__import_source *source);
  /* The name of the flow, NULL: the export has none. */
  const char *(*flow_name)(const json_t *root);
  /* The label a designer gave an action, NULL: none that means anything. */
  const char *(*label)(const json_t *root, const json_t *action);
  /* Makes the nodes of an action. */
  void (*map)(struct acd__import_step *step);
  /* What is to be known of all exports before actions are mapped; NULL: nothing. */
  void (*prepare)(acd_import *import);
  /* A reference to an attribute at the beginning of a text: its bytes, and the attribute's name, "" where it is more
   * than a name; 0: there is none. */
  size_t (*reference)(const char *text, char name[ACD__IMPORT_ATTRIBUTE_MAX + 1]);
} acd__import_format;

extern const acd__import_format acd__import_amazon_connect;
extern const acd__import_format acd__import_twilio_studio;

typedef struct acd__import_item {
  acd_import_note note;
  size_t size; /* bytes of its texts, one allocation that begins with `source` */
} acd__import_item;

struct acd_import {
  acd_allocator allocator;
  const acd__import_format *format;
  acd__import_buffer sources; /* acd__import_source */
  acd__import_buffer notes;   /* acd__import_item */
  json_t *definition;
  json_t *objects; /* of things outside of flows: from "queues " and identifier to name */
  char *text;
  size_t text_size;
  int64_t refused;
  int64_t counts[ACD_IMPORT_OBJECT + 1]; /* of notes, by kind */
  int nomem;                             /* 1: something could not be kept */
};

/* An action while its nodes are made. */
typedef struct acd__import_step {
  acd_import *import;
  acd__import_source *source;
  json_t *action;
  json_t *parameters;      /* never NULL while the action has some; an empty object else */
  const char *type;        /* of the action */
  const char *kind;        /* the type in lower case with dashes */
  const char *node;        /* name of its first node */
  size_t index;            /* of the action */
  int made;                /* nodes made */
  int outcome;             /* ACD_IMPORT_MAPPED, _HOST or _UNMAPPED */
  acd__import_buffer kept; /* acd__import_item: remarks, until the action is noted */
} acd__import_step;

/* import.c */
void *acd__import_resize(acd_import *import, void *ptr, size_t old_size, size_t new_size);
/* Room for `more` items of `size` bytes; 0: no memory, which is remembered. */
int acd__import_reserve(acd_import *import, acd__import_buffer *buffer, size_t more, size_t size);
void acd__import_release(acd_import *import, acd__import_buffer *buffer, size_t size);
/* A NULL is remembered as no memory, and returned. */
json_t *acd__import_keep(acd_import *import, json_t *made);
/* Sets a key; takes `value` over. The key is UTF-8, as all that is read from JSON is: when it cannot be set, there is no
 * memory. */
void acd__import_put(acd_import *import, json_t *object, const char *key, json_t *value);

/* notes.c */
/* A malformed export: all of these return 0. */
int acd__import_refuse(acd_import *import, const acd__import_source *source, const char *path, const char *text,
                       const char *expected, const json_t *found);
int acd__import_refuse_syntax(acd_import *import, const char *source, const json_error_t *error);
int acd__import_refuse_file(acd_import *import, const char *source, const char *text);
/* What of the action that is being mapped is lost, or differs. */
void acd__import_remark(acd__import_step *step, const char *format, ...);
/* Notes the action, and behind it its remarks. */
void acd__import_note_step(acd__import_step *step);
void acd__import_note_object(acd_import *import, const char *plural, const char *name, const char *text);
void acd__import_clear_notes(acd_import *import);

/* texts.c */
/* Appends bytes, with a NUL behind them that does not count. */
void acd__import_append(acd_import *import, acd__import_buffer *text, const char *bytes, size_t size);
void acd__import_append_text(acd_import *import, acd__import_buffer *text, const char *bytes);
const char *acd__import_text_of(const acd__import_buffer *text);
/* Bytes of a text that fit into `max` without cutting a character. */
size_t acd__import_fit(const char *text, size_t max);
/* Writes _ for each byte that is not of a character in UTF-8; 1: there were some. */
int acd__import_clean(char *text);
/* An attribute's name of what may be longer than one is. */
void acd__import_attribute(const char *name, size_t size, char attribute[ACD__IMPORT_ATTRIBUTE_MAX + 1]);
/* 1: this library has an attribute of this name: one that an export calls so keeps its path. */
int acd__import_is_own(const char *name, size_t size);
/* 1: the text is one reference and nothing else, whose attribute is written. */
int acd__import_is_reference(const acd__import_step *step, const char *text,
                             char attribute[ACD__IMPORT_ATTRIBUTE_MAX + 1]);
/* 1: there is a reference in the text. */
int acd__import_has_reference(const acd__import_step *step, const char *text);
/* The text as an expression; 0: it would be too long, or has a reference that is more than a name. */
int acd__import_expression(acd__import_step *step, const char *text, acd__import_buffer *expression);
/* The text as it stands, references and all, as an expression that is this text. */
void acd__import_quote(acd_import *import, acd__import_buffer *expression, const char *text, size_t size);
/* A prompt: references are written {name}. */
void acd__import_put_prompt(acd__import_step *step, json_t *node, const char *key, const char *text);
/* A text for the host, likewise; it may be empty. */
void acd__import_put_template(acd__import_step *step, json_t *object, const char *key, const char *text);
/* `value`, or `expression` where there are references. */
void acd__import_put_value(acd__import_step *step, json_t *object, const char *text);
/* A string of an object, "" where there is none or it is none. */
const char *acd__import_string(const json_t *object, const char *key);
/* A number written as text, or a number; -1: it is neither, or negative. */
int64_t acd__import_number(const json_t *object, const char *key);

/* nodes.c */
/* A name that is valid and not a key of `taken`. */
void acd__import_name(const json_t *taken, const char *wanted, char name[ACD__IMPORT_NAME_MAX + 1]);
/* Last part of an identifier, as of an ARN. */
const char *acd__import_last_part(const char *id);
/* The name of something outside of flows, which is made when first asked for. */
const char *acd__import_object(acd_import *import, const char *plural, const char *id, const char *wanted);
/* A new node: the first has the action's name, the next ".2" behind it. */
json_t *acd__import_node(acd__import_step *step, const char *kind);
/* The name that the next new node will have; borrowed until the one after it. */
void acd__import_next_name(const acd__import_step *step, char name[ACD__IMPORT_NAME_MAX + 1]);
/* A way on; `to` NULL: none. */
void acd__import_exit(acd__import_step *step, json_t *node, const char *exit, const char *to);
/* First node of the action with an identifier, NULL: no such action (or `id` is NULL). */
const char *acd__import_target(const acd__import_step *step, const char *id);
/* What a case with an order needs as its value. */
int acd__import_is_integer(const char *text);
/* 1: "less", "greater_equal" and the like. */
int acd__import_is_order(const char *operator_);
/* A case below a node, which leads to the end of the flow where `to` is NULL. */
void acd__import_case(acd__import_step *step, json_t *node, const char *operator_, const char *value, const char *to);
/* The flow made of an export whose name is one of these, NULL: none of those given. */
const char *acd__import_flow_named(const acd_import *import, const char *name, const char *id);
/* Goes on without doing anything. */
void acd__import_pass(acd__import_step *step, const char *to);
/* Sets an attribute, then goes on. */
void acd__import_set(acd__import_step *step, const char *attribute, const char *text, const char *next,
                     const char *limit);

/* host.c */
json_t *acd__import_host(acd__import_step *step, const char *operation);
/* Parameters of a host node from a JSON value: what is nested is told by its path. */
void acd__import_parameters(acd__import_step *step, json_t *node, const char *name, const json_t *value);

/* decide.c */
typedef struct acd__import_condition {
  const char *operator_; /* of a case, or contains ends not_prefix not_contains is_blank */
  const char *value;
  const char *to;
} acd__import_condition;
/* Branches and tests on a text: the first condition that holds. */
void acd__import_decide(acd__import_step *step, const char *subject, const acd__import_condition *conditions,
                        size_t count, const char *otherwise);

#endif

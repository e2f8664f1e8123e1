/* SPDX-License-Identifier: Apache-2.0 */
/** @file Inside of libacd-json. */
#ifndef ACD__JSON_INTERNAL_H
#define ACD__JSON_INTERNAL_H

#include <jansson.h>

#include <acd/json.h>

#define ACD__JSON_NONE      UINT32_MAX
#define ACD__JSON_DEPTH_MAX 64 /* lists and objects within each other */

/* How jansson reads all that is read: numbers are taken from the text, and an integer may be too big for jansson's. */
#define ACD__JSON_FLAGS (JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL)

/* A value of the text. jansson does not say where a value stood, so the text is scanned for it beforehand. */
typedef struct acd__json_place {
  uint32_t at;      /* offset of its first byte */
  uint32_t key;     /* offset of its key's quote, NONE: in a list, or the whole */
  uint32_t parent;  /* NONE: the whole */
  uint32_t next;    /* first place behind it and all that it contains */
  uint32_t ordinal; /* among the parent's values, from 0 */
  uint32_t count;   /* values it contains directly */
} acd__json_place;

/* There are objects of a noun below one of the definition that could not be read. */
typedef struct acd__json_unread {
  uint32_t noun;
  uint32_t next; /* as acd__json_object.unread */
} acd__json_unread;

/* Where an object of the definition stands in the text. */
typedef struct acd__json_object {
  uint32_t place;      /* its value */
  uint32_t name_place; /* what names it: its value's key if this is the same place, else this string */
  uint32_t noun;
  int32_t parent;
  uint32_t unread; /* one more than the index of its first acd__json_unread, each noun once; 0: none */
  int broken;      /* 1: what is read is not what was meant, further errors of it mislead */
  int amended;
} acd__json_object;

typedef struct acd__json_item {
  acd_json_error error;
  size_t size;       /* bytes of its texts, one allocation that begins with `path` */
  uint32_t offset;   /* NONE: not at a place */
  size_t order;      /* of being found */
  int32_t object;    /* of the definition, -1: none */
  uint32_t property; /* 0: none */
  int from_engine;
} acd__json_item;

typedef struct acd__json_buffer {
  void *items;
  size_t count;
  size_t capacity;
} acd__json_buffer;

struct acd_json {
  acd_allocator allocator;
  acd__json_buffer nouns;      /* acd_noun: the tables, asked for once */
  acd__json_buffer properties; /* acd_property */
  acd__json_buffer text;       /* char */
  acd__json_buffer places;     /* acd__json_place */
  acd__json_buffer objects;    /* acd__json_object, by index in the definition */
  acd__json_buffer unread;     /* acd__json_unread */
  acd__json_buffer errors;     /* acd__json_item */
  size_t errors_found;
  acd_definition *definition; /* NULL: nothing was read */
  int wrong;                  /* 1: reading it found errors, so that it is checked, but never submitted */
  int nomem;                  /* 1: something could not be kept */
};

/* memory.c */
void *acd__json_resize(acd_json *json, void *ptr, size_t old_size, size_t new_size);
/* Room for `more` items of `size` bytes; 0: no memory, which is remembered. */
int acd__json_reserve(acd_json *json, acd__json_buffer *buffer, size_t more, size_t size);
void acd__json_release(acd_json *json, acd__json_buffer *buffer, size_t size);

/* syntax.c: 1: the text is JSON, its places are known; 0: the mistake is listed, or there is no memory. */
int acd__json_scan(acd_json *json);

/* places.c: places are numbered in the order of the text, the whole is 0. */
/* Adds a value and returns its number, NONE if there is no memory. */
uint32_t acd__json_place_add(acd_json *json, uint32_t at, uint32_t key, uint32_t parent);
/* Ends a list or object and returns the one that it stands in, NONE: none. */
uint32_t acd__json_place_close(acd_json *json, uint32_t place);
const acd__json_place *acd__json_place_at(const acd_json *json, uint32_t place);
/* First value within a list or an object, and the one after it; NONE: no more. */
uint32_t acd__json_place_first(const acd_json *json, uint32_t place);
uint32_t acd__json_place_next(const acd_json *json, uint32_t place);
/* The value of a key of an object (the last one of several), NONE: there is none. */
uint32_t acd__json_place_find(acd_json *json, uint32_t place, const char *key);
/* Bytes of the string, number or word that begins at an offset. */
size_t acd__json_token_size(const acd_json *json, uint32_t offset);
/* The key of a place as a string, or NULL. To be released with json_decref(). */
json_t *acd__json_place_key(acd_json *json, uint32_t place);
/* JSON pointer of a place, appended to a buffer of characters, without a NUL. */
void acd__json_place_path(acd_json *json, uint32_t place, acd__json_buffer *path);

/* errors.c */
typedef struct acd__json_report {
  int32_t code;
  uint32_t place;  /* whose path is given; NONE: none */
  uint32_t offset; /* NONE: not at a place */
  int32_t object;
  uint32_t property;
  const char *text;
  const char *found; /* NULL: what stands at the offset */
  const char *expected;
  const char *nearest;
  int from_engine;
} acd__json_report;

void acd__json_add_error(acd_json *json, const acd__json_report *report);
/* What is wrong at a value, or at a key, of an object of the definition. */
void acd__json_value_error(acd_json *json, uint32_t place, int32_t object, uint32_t property, const char *text,
                           const char *expected, const char *nearest);
void acd__json_key_error(acd_json *json, uint32_t place, int32_t object, const char *text, const char *expected,
                         const char *nearest);
/* Sorts by place and counts lines. */
void acd__json_finish_errors(acd_json *json);
void acd__json_clear_errors(acd_json *json, int only_from_engine);
/* 1: the value of that property of the object was found wrong while reading; property 0: of any property. */
int acd__json_has_error(const acd_json *json, int32_t object, uint32_t property);
/* 1: something was found wrong at that offset while reading. */
int acd__json_has_error_at(const acd_json *json, uint32_t offset);

/* table.c */
int acd__json_load_tables(acd_json *json);
const acd_noun *acd__json_noun(const acd_json *json, uint32_t noun);
const acd_property *acd__json_property(const acd_json *json, uint32_t property);
const acd_property *acd__json_property_of_key(const acd_json *json, uint32_t noun, const char *key);
/* Key of a property in a document, into a buffer of that size. */
#define ACD__JSON_KEY_SIZE 64
const char *acd__json_key(const acd_property *property, char key[ACD__JSON_KEY_SIZE]);
/* The noun below `noun` that has this plural, NULL: none. */
const acd_noun *acd__json_noun_of_key(const acd_json *json, uint32_t noun, const char *key);
/* 1 if objects of `below` are given by a key of an object of `noun`; those below the centre stand beside it, at the top. */
int acd__json_has_below(uint32_t noun, const acd_noun *below);
/* Nearest of the words of a list to a misspelt one, into `nearest`; "" if none is near. */
void acd__json_nearest_word(const char *words, const char *wanted, char nearest[ACD__JSON_KEY_SIZE]);
/* Nearest key of an object of a noun. */
void acd__json_nearest_key(const acd_json *json, uint32_t noun, const char *wanted, char nearest[ACD__JSON_KEY_SIZE]);
/* What a property expects, in the terms of a document. */
void acd__json_expected(const acd_property *property, char *buffer, size_t size);

/* values.c */
enum { ACD__JSON_EXACT = 0, ACD__JSON_INEXACT = 1, ACD__JSON_TOO_LARGE = 2 };
/* A number as it is written, times ten to the power of `decimals`. */
int acd__json_decimal(const char *token, size_t size, int decimals, int64_t *value_out);
/* "mon", "mon-fri" as a set of bits; 0: it is not. */
int64_t acd__json_days(const char *text);
/* "09:00", "24:00", "17:30:15" in microseconds; -1: it is not. */
int64_t acd__json_clock(const char *text);
/* "2026-12-24", or "12-24" for every year, as ACD_TYPE_DATE has it; 0: no date. */
int64_t acd__json_date(const char *text);
/* Sets a property of an object of the definition, or lists what is wrong. */
void acd__json_read_value(acd_json *json, int32_t object, const acd_property *property, const json_t *value,
                          uint32_t place);

/* read.c */
/* 1: objects of a noun below this one of the definition could not be read. */
int acd__json_is_unread(const acd_json *json, int32_t object, uint32_t noun);
/* How the objects of a noun may be given. */
enum {
  ACD__JSON_MAP = 1,    /* an object from names to objects */
  ACD__JSON_NAMES = 2,  /* a list of names */
  ACD__JSON_NAMED = 4,  /* a list of objects with a key for the name: that of the noun it refers to, else "name" */
  ACD__JSON_UNNAMED = 8 /* a list of objects without names */
};
typedef struct acd__json_form {
  uint32_t noun;
  int forms;
  uint32_t shorthand; /* property that may stand for the whole object, 0: none */
} acd__json_form;
acd__json_form acd__json_form_of(uint32_t noun);
/* The key that has the name of an object of the noun in a list. */
const char *acd__json_name_key(const acd_json *json, const acd_noun *noun);
void acd__json_read(acd_json *json, json_t *root);

#endif

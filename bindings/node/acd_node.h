/* SPDX-License-Identifier: Apache-2.0 */
/* What the functions that generate.py writes are made of: arguments out of JavaScript's values, results into them, handles and their
 * lifetimes. Nothing here is static and written to, so that every worker may load the module. */
#ifndef ACD_NODE_H
#define ACD_NODE_H

#define NAPI_VERSION 8
#include <acd/acd.h>
#include <node_api.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
  ACD_NODE_ARGUMENTS_MAX = 12,
  ACD_NODE_ABOUT = 1600 /* room for what a refused call was about: ACD_SWIG_ABOUT */
};

/* A function of the module while it runs. Whatever fails throws and sets `failed`; the rest then does nothing. */
typedef struct acd_node_call {
  napi_env env;
  const char *name; /* of the function, for its errors */
  napi_value self;
  napi_value arguments[ACD_NODE_ARGUMENTS_MAX];
  int failed;
  struct acd_node_block *blocks; /* what scratch memory did not fit into `first` */
  size_t used;
  _Alignas(16) char first[512];
} acd_node_call;

void acd_node_begin(acd_node_call *call, napi_env env, napi_callback_info info, const char *name);
void acd_node_end(acd_node_call *call);
/* Memory until the call ends; NULL: there is none, and the call failed. */
void *acd_node_scratch(acd_node_call *call, size_t size);
/* Something of Node-API did not work; a JavaScript exception of the caller's stays as it is. */
void acd_node_broken(acd_node_call *call, napi_status status);
#define ACD_NODE_TRY(call, expression)                                                                                 \
  do {                                                                                                                 \
    napi_status acd_node_status = (expression);                                                                        \
    if (acd_node_status != napi_ok) acd_node_broken(call, acd_node_status);                                            \
  } while (0)
/* What is wrong with an argument, as errors of Node's own: with their code. */
void acd_node_type_error(acd_node_call *call, const char *what, const char *text);
void acd_node_range_error(acd_node_call *call, const char *what, const char *text);
/* What the library refused: an AcdError. */
void acd_node_refuse(acd_node_call *call, int status, const char *about);

/* ---- Values. `what` is the name of the argument or field, for errors. */

int acd_node_missing(acd_node_call *call, napi_value value); /* undefined or null */
int64_t acd_node_int(acd_node_call *call, napi_value value, const char *what, int64_t min, int64_t max);
int64_t acd_node_time(acd_node_call *call, napi_value value, const char *what); /* Infinity is ACD_TIME_NEVER */
double acd_node_double(acd_node_call *call, napi_value value, const char *what);
/* NULL: missing. */
const char *acd_node_text(acd_node_call *call, napi_value value, const char *what);
const char *acd_node_sized_text(acd_node_call *call, napi_value value, const char *what, size_t *size_out);
const void *acd_node_bytes(acd_node_call *call, napi_value value, const char *what, size_t *size_out);
const acd_id *acd_node_ids(acd_node_call *call, napi_value value, const char *what, size_t *count_out);
const acd_requirement *acd_node_requirements(acd_node_call *call, napi_value value, const char *what,
                                             size_t *count_out);

napi_value acd_node_from_int(acd_node_call *call, int64_t value);  /* a BigInt if a number would round it */
napi_value acd_node_from_time(acd_node_call *call, int64_t value); /* ACD_TIME_NEVER is Infinity */
napi_value acd_node_from_uint(acd_node_call *call, uint64_t value);
napi_value acd_node_from_bits(acd_node_call *call, int64_t value); /* 64 bits: always a BigInt */
napi_value acd_node_from_double(acd_node_call *call, double value);
napi_value acd_node_from_text(acd_node_call *call, const char *text); /* NULL: null */
napi_value acd_node_from_bytes(acd_node_call *call, const void *bytes, size_t size);
napi_value acd_node_null(acd_node_call *call);
/* What a function of index.js makes: acd_node_factories has their names. */
napi_value acd_node_make(acd_node_call *call, uint32_t factory, size_t count, const napi_value *values);

/* ---- Records */

typedef enum acd_node_field_kind {
  ACD_NODE_INT32,
  ACD_NODE_UINT32,
  ACD_NODE_UINT64,
  ACD_NODE_INT64,
  ACD_NODE_TIME,
  ACD_NODE_DOUBLE,
  ACD_NODE_TEXT,
  ACD_NODE_INT64S, /* `count` of them */
  /* Lists and bytes: a pointer, and how many at `count_at`. */
  ACD_NODE_IDS,
  ACD_NODE_REQUIREMENTS,
  ACD_NODE_BYTES,
  ACD_NODE_ROWS
} acd_node_field_kind;

typedef struct acd_node_record acd_node_record;
typedef struct acd_node_field {
  const char *name;
  acd_node_field_kind kind;
  size_t at;
  size_t count;
  size_t count_at;
  size_t count_size;
  const acd_node_record *rows;
} acd_node_field;

struct acd_node_record {
  const char *name;
  size_t size;
  uint32_t factory;
  void (*init)(void *record); /* NULL: zeros will do */
  int init_reads;             /* init() goes by what is set */
  const acd_node_field *fields;
  size_t fields_count;
};

void acd_node_to_record(acd_node_call *call, napi_value value, const char *what, const acd_node_record *of,
                        void *record);
napi_value acd_node_from_record(acd_node_call *call, const acd_node_record *of, const void *record);
napi_value acd_node_from_records(acd_node_call *call, const acd_node_record *of, const void *records, size_t count);

/* ---- Handles */

typedef struct acd_node_kind {
  const char *name; /* of the class */
  void (*free)(void *object);
  uint32_t factory;
} acd_node_kind;

/* Something of the library that lives as long as anybody needs it: an object of JavaScript that was not closed, or another one. */
typedef struct acd_node_box acd_node_box;

/* What an object stands for; NULL: the call failed. */
acd_node_box *acd_node_box_of(acd_node_call *call, napi_value value, const char *what, const acd_node_kind *kind);
void *acd_node_object(const acd_node_box *box);                                  /* NULL of NULL */
void acd_node_need(acd_node_call *call, acd_node_box *box, acd_node_box *other); /* NULL: nothing */
/* The object that is made, or a new one of its class, stands for this from now on; it frees what it can not keep. */
acd_node_box *acd_node_become(acd_node_call *call, napi_value value, const acd_node_kind *kind, void *object);
napi_value acd_node_from_object(acd_node_call *call, const acd_node_kind *kind, void *object);
/* Likewise, of what belongs to another one, which lives as long. */
napi_value acd_node_lend(acd_node_call *call, const acd_node_kind *kind, void *object, acd_node_box *owner);
napi_value acd_node_close(napi_env env, napi_callback_info info);
napi_value acd_node_is_closed(napi_env env, napi_callback_info info);

/* ---- What the module has */

typedef struct acd_node_function {
  const char *class_name; /* "": of no class */
  const char *name;
  napi_callback function;
} acd_node_function;

typedef struct acd_node_constant {
  const char *name;
  int64_t value;
} acd_node_constant;

/* Made from the headers; likewise those that wiring.c speaks of. */
extern const acd_node_function acd_node_functions[];
extern const acd_node_constant acd_node_constants[];
extern const char *const acd_node_factories[];
extern const acd_node_kind acd_node_kind_engine, acd_node_kind_options, acd_node_kind_history, acd_node_kind_records,
    acd_node_kind_metrics, acd_node_kind_definition, acd_node_kind_json, acd_node_kind_sim;
extern const acd_node_record acd_node_record_event, acd_node_record_record;
/* By hand (wiring.c). */
extern const acd_node_function acd_node_wirings[];
#endif

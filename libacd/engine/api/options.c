/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

typedef struct option_range {
  int64_t min, max, value;
} option_range;

static const option_range ranges[ACD__OPTIONS_COUNT] = {
    [ACD_OPTION_SEED] = {0, INT64_C(1) << 53, 1},   [ACD_OPTION_HASH_KEY] = {INT64_MIN, INT64_MAX, 0},
    [ACD_OPTION_CALLS_MAX] = {1, 2000000, 1000000}, [ACD_OPTION_ACTIONS_MAX] = {16, 1000000, 65536},
    [ACD_OPTION_WORK_MAX] = {1, 1000000, 1024},     [ACD_OPTION_CLASSES_MAX] = {1, 65536, 1024},
    [ACD_OPTION_ATTRIBUTES_MAX] = {0, 10000, 64},   [ACD_OPTION_TEXT_MAX] = {0, 1 << 24, 16384},
    [ACD_OPTION_ERRORS_MAX] = {1, 100000, 1000},
};

int acd_options_new(const acd_allocator *allocator, acd_options **options_out)
{
  if (!options_out) return ACD_ERR_ARGUMENT;
  acd__memory memory;
  acd__memory_init(&memory, allocator);
  acd_options *options = acd__memory_array(&memory, 1, sizeof *options);
  if (!options) return ACD_ERR_NOMEM;
  options->memory = memory;
  if (allocator) options->allocator = *allocator;
  for (int i = 1; i < ACD__OPTIONS_COUNT; i++) options->values[i] = ranges[i].value;
  *options_out = options;
  return ACD_OK;
}

void acd_options_free(acd_options *options)
{
  if (!options) return;
  acd__memory memory = options->memory;
  acd__memory_give(&memory, options, sizeof *options);
}

int acd_options_set(acd_options *options, int option, int64_t value)
{
  if (!options || option < 1 || option >= ACD__OPTIONS_COUNT) return ACD_ERR_ARGUMENT;
  if (value < ranges[option].min || value > ranges[option].max) return ACD_ERR_ARGUMENT;
  options->values[option] = value;
  return ACD_OK;
}

int acd_options_set_log(acd_options *options, acd_log_fn log, void *user)
{
  if (!options) return ACD_ERR_ARGUMENT;
  options->log = log;
  options->log_user = user;
  return ACD_OK;
}

int acd_options_set_events(acd_options *options, acd_event_fn sink, void *user)
{
  if (!options) return ACD_ERR_ARGUMENT;
  options->sink = sink;
  options->sink_user = user;
  return ACD_OK;
}

int acd_options_set_trace(acd_options *options, acd_told_fn told, acd_asked_fn asked, void *user)
{
  if (!options) return ACD_ERR_ARGUMENT;
  options->told = told;
  options->asked_for = asked;
  options->trace_user = user;
  return ACD_OK;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Beginning and end. */
#include "testing.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

int acd_testing_new(acd_testing **testing_out)
{
  if (!testing_out) return ACD_ERR_ARGUMENT;
  acd_testing *testing = calloc(1, sizeof *testing);
  if (!testing) return ACD_ERR_NOMEM;
  testing->memory.size = sizeof testing->memory;
  acd_allocator allocator;
  acd_testing_memory_allocator(&testing->memory, &allocator);
  int status = acd_options_new(&allocator, &testing->options);
  if (status) {
    free(testing);
    return status;
  }
  (void)acd_options_set_log(testing->options, acd__testing_log, testing);
  (void)acd_options_set_events(testing->options, acd_testing_hear, testing);
  (void)acd_options_set_trace(testing->options, acd__testing_told, acd__testing_asked, testing);
  *testing_out = testing;
  return ACD_OK;
}

acd_options *acd_testing_options(acd_testing *testing)
{
  return testing ? testing->options : NULL;
}

acd_testing_memory *acd_testing_memory_get(acd_testing *testing)
{
  return testing ? &testing->memory : NULL;
}

acd_engine *acd_testing_engine(acd_testing *testing)
{
  if (testing && !testing->engine && !testing->attached) (void)acd_engine_new(testing->options, &testing->engine);
  return testing ? testing->engine : NULL;
}

int acd_testing_attach(acd_testing *testing, acd_engine *engine, acd_testing_run_fn run, void *user)
{
  if (!testing || !engine) return ACD_ERR_ARGUMENT;
  if (testing->engine && !testing->attached)
    return acd__testing_fail(testing, ACD_ERR_STATE, "the kit has an engine of its own already");
  testing->engine = engine;
  testing->attached = 1;
  testing->run = run;
  testing->run_user = user;
  return ACD_OK;
}

/* What is wrong at the end, as text; the kit's own engine is freed. */
static void end_engine(acd_testing *of, acd__testing_text *wrong)
{
  if (!of->attached && of->engine) {
    if (!of->unmet && acd_engine_check(of->engine, 1))
      acd__testing_text_add(wrong, "the engine's laws do not hold: a bug in libacd\n");
    acd_engine_free(of->engine);
  }
  acd_options_free(of->options);
  const acd_testing_memory *memory = &of->memory;
  if (memory->bytes || memory->blocks)
    acd__testing_text_add(wrong, "%" PRId64 " blocks with %" PRId64 " bytes were not given back\n", memory->blocks,
                          memory->bytes);
  if (memory->mistaken)
    acd__testing_text_add(wrong, "%" PRId64 " blocks were given back with another size than they had\n",
                          memory->mistaken);
  if (of->logged.size) acd__testing_text_add(wrong, "%s", of->logged.at);
}

static void free_contents(acd_testing *of)
{
  for (size_t i = 0; i < of->lines_count; i++)
    for (size_t k = 0; k < ACD__TESTING_WORDS; k++) free(of->lines[i].words[k]);
  for (size_t i = 0; i < of->names_count; i++) free(of->names[i].name);
  for (size_t i = 0; i < of->rules_count; i++) {
    free(of->rules[i].what);
    free(of->rules[i].text);
  }
  for (acd__testing_later *next, *at = of->later; at; at = next) {
    next = at->next;
    acd__testing_later_free(at);
  }
  free(of->lines);
  free(of->names);
  free(of->rules);
  acd__testing_text_free(&of->failure);
  acd__testing_text_free(&of->failure_lines);
  acd__testing_text_free(&of->story);
  acd__testing_text_free(&of->logged);
}

int acd_testing_end(acd_testing *testing)
{
  if (!testing) return ACD_OK;
  acd__testing_text wrong = {0};
  end_engine(testing, &wrong);
  int status = wrong.size && !testing->unmet ? ACD_ERR_INVARIANT : ACD_OK;
  if (status) fprintf(stderr, "%s", wrong.at);
  acd__testing_text_free(&wrong);
  free_contents(testing);
  free(testing);
  return status;
}

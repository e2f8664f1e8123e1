/* SPDX-License-Identifier: Apache-2.0 */
/* C for all languages: what a refused call was about, for the sentence of its exception, and copies. */
%{
/* What a refused call was about, for the sentence of its exception; "" where there is nothing to say. */
#define ACD_SWIG_ABOUT 1600

static void acd_swig_nothing(char *about) { about[0] = '\0'; }

static void acd_swig_number(char *about, const char *what, long long number) {
  snprintf(about, ACD_SWIG_ABOUT, "%s %lld", what, number);
}

/* A name that is long is cut, between two characters. */
static void acd_swig_name(char *about, const char *what, const char *name) {
  size_t size = name ? strlen(name) : 0, shown = size > 300 ? 300 : size;
  while (shown < size && shown > 0 && ((unsigned char)name[shown] & 0xc0) == 0x80) shown--;
  snprintf(about, ACD_SWIG_ABOUT, "%s \"%.*s%s\"", what, (int)shown, name ? name : "", shown < size ? "…" : "");
}

static void acd_swig_agent(char *about, const acd_engine *engine, acd_id agent) {
  acd_agent_info info;
  memset(&info, 0, sizeof info);
  info.size = sizeof info;
  acd_swig_number(about, "agent", (long long)agent);
  if (acd_agent_get(engine, agent, &info) == ACD_OK)
    snprintf(about, ACD_SWIG_ABOUT, "agent %lld \"%s\" is %s", (long long)agent, info.name, acd_agent_state_str(info.state));
}

static void acd_swig_arrival(char *about, const acd_arrival *arrival) {
  snprintf(about, ACD_SWIG_ABOUT, "to number \"%.255s\", queue %lld, flow %lld, needing %lu skills",
           arrival->number ? arrival->number : "", (long long)arrival->queue, (long long)arrival->flow,
           (unsigned long)arrival->requirements_count);
}

/* The first error of a list; engine_error_at() has all. */
static void acd_swig_definition(char *about, int status, const acd_engine *engine) {
  acd_error error;
  memset(&error, 0, sizeof error);
  error.size = sizeof error;
  acd_swig_nothing(about);
  if (status == ACD_ERR_DEFINITION && acd_engine_error_at(engine, 0, &error) == ACD_OK)
    snprintf(about, ACD_SWIG_ABOUT, "%s: %s%s", error.path, error.text, acd_engine_errors_count(engine) > 1 ? ", and more" : "");
}

/* What is wrong with the bytes of a zone, if that is it. */
static void acd_swig_zone(char *about, const char *name, const void *bytes, size_t size) {
  acd_tzif_error error;
  memset(&error, 0, sizeof error);
  error.size = sizeof error;
  acd_swig_nothing(about);
  if (name) acd_swig_name(about, "zone", name);
  if (acd_tzif_check(bytes, size, &error) == ACD_OK) return;
  size_t used = strlen(about);
  snprintf(about + used, ACD_SWIG_ABOUT - used, "%sat byte %lld: %s", name ? ": " : "", (long long)error.offset, error.text);
}

#ifdef ACD_SWIG_JSON
/* Likewise; json_error_at() has all. `file` NULL: the text is the caller's. */
static void acd_swig_json(char *about, int status, const acd_json *json, const char *file) {
  acd_json_error error;
  memset(&error, 0, sizeof error);
  error.size = sizeof error;
  snprintf(about, 1000, "%s", file ? file : "");
  if ((status != ACD_ERR_DEFINITION && status != ACD_ERR_IO) || acd_json_error_at(json, 0, &error) != ACD_OK) return;
  size_t used = strlen(about);
  if (file) used += (size_t)snprintf(about + used, 3, error.line ? ":" : ": ");
  acd_json_error_print(json, 0, about + used, ACD_SWIG_ABOUT - used - 12, NULL);
  if (acd_json_errors_count(json) > 1) strcat(about, ", and more");
}
#endif
%}

%{
/* A copy of a text; NULL: no memory. */
static char *acd_swig_own(const char *text)
{
  size_t bytes = strlen(text) + 1;
  char *copy = malloc(bytes);
  return copy ? memcpy(copy, text, bytes) : NULL;
}

/* One requirement more, or without memory as many as before. */
static void acd_swig_require(const acd_requirement **requirements, uint32_t *count, acd_id skill, int64_t level_min)
{
  acd_requirement *more = realloc((acd_requirement *)*requirements, (*count + 1) * sizeof *more);
  if (!more) return;
  more[*count].skill = skill;
  more[*count].level_min = level_min;
  *requirements = more;
  ++*count;
}
%}
%{
/* A copy of a record and its texts in one block of memory; NULL: no memory. `texts` are offsets of const char * fields. */
static void *acd_swig_copy(const void *record, size_t size, const size_t *texts, size_t texts_count)
{
  size_t whole = size;
  for (size_t i = 0; i < texts_count; i++) {
    const char *text = *(const char *const *)((const char *)record + texts[i]);
    whole += text ? strlen(text) + 1 : 0;
  }
  char *copy = malloc(whole), *end = copy + size;
  if (!copy) return NULL;
  memcpy(copy, record, size);
  for (size_t i = 0; i < texts_count; i++) {
    const char **text = (const char **)(void *)(copy + texts[i]);
    if (!*text) continue;
    size_t bytes = strlen(*text) + 1;
    memcpy(end, *text, bytes);
    *text = end;
    end += bytes;
  }
  return copy;
}
%}

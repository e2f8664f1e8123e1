/* SPDX-License-Identifier: Apache-2.0 */
#include "definition.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include <acd/zoneinfo.h>

#include "tool.h"

static void print_errors(const char *path, const acd_json *json)
{
  size_t count = acd_json_errors_count(json), more = 0;
  for (size_t i = 0; i < count; i++) {
    acd_json_error error = {.size = sizeof error};
    size_t size = 0;
    (void)acd_json_error_print(json, i, NULL, 0, &size);
    char *line = grow(NULL, size + 1);
    (void)acd_json_error_print(json, i, line, size + 1, NULL);
    acd_json_error_at(json, i, &error);
    more |= error.code == ACD_ERR_LIMIT; /* says that the list is cut */
    fprintf(stderr, "%s:%s%s\n", path, error.line ? "" : " ", line);
    free(line);
  }
  if (count > 1) fprintf(stderr, "%s: %s%zu errors\n", path, more ? "more than " : "", count - more);
}

static int refused(const char *path, const acd_json *json, int status)
{
  if (json && acd_json_errors_count(json))
    print_errors(path, json);
  else
    complain_at(path, 0, 0, "%s", acd_status_text(status));
  return status == ACD_ERR_DEFINITION ? EXIT_REFUSED : status == ACD_ERR_IO ? EXIT_FILE : EXIT_INTERNAL;
}

/* Of the first object that names a zone, at its place. */
static void complain_of_zone(const char *path, const acd_json *json, const char *zone, const char *folder, int status)
{
  acd_json_place place = {.size = sizeof place};
  const char *name = "";
  int32_t at = 0;
  while ((at = acd_definition_zone_next(acd_json_definition(json), at, &name)) > 0 && strcmp(name, zone) != 0) continue;
  (void)acd_json_place_get(json, at, &place);
  complain_at(path, (size_t)place.line, (size_t)place.column, "zone \"%s\" from %s: %s", zone, folder,
              acd_status_text(status));
}

/* What is not there is told of at its place, where the definition is submitted; of a file that is no zone, only here. */
static void hand_in_zones(const char *path, const acd_json *json, const char *zoneinfo, acd_engine *engine)
{
  const acd_definition *definition = acd_json_definition(json);
  const char *zone = "", *folder = zoneinfo ? zoneinfo : acd_zoneinfo_directory();
  int status;
  if (!definition) return;
  do {
    status = acd_zoneinfo_submit(folder, engine, 0, definition, &zone);
  } while (status == ACD_AGAIN);
  if (status < 0) complain_of_zone(path, json, zone, folder, status);
}

static int submit(const char *path, acd_json *json, const char *zoneinfo, acd_engine *engine, int mode)
{
  int status;
  hand_in_zones(path, json, zoneinfo, engine);
  do {
    status = acd_json_submit(json, engine, 0, mode);
  } while (status == ACD_AGAIN);
  return status;
}

int definition_read(const char *path, acd_json **json_out)
{
  int status = acd_json_new(NULL, json_out);
  if (status == ACD_OK) status = acd_json_load_file(*json_out, path);
  return status < 0 ? refused(path, *json_out, status) : EXIT_OK;
}

int definition_submit(const char *path, acd_json *json, const char *zoneinfo, acd_engine *engine)
{
  int status = submit(path, json, zoneinfo, engine, ACD_DEFINE_WHOLE);
  return status < 0 ? refused(path, json, status) : EXIT_OK;
}

static int load(const char *path, const char *zoneinfo, acd_engine *engine, int mode, acd_json **json_out)
{
  int code = EXIT_OK, status = acd_json_new(NULL, json_out);
  acd_json *json = *json_out;
  if (status == ACD_OK) status = acd_json_load_file(json, path);
  /* with errors it is submitted all the same, so that what the engine finds joins the list */
  if (status == ACD_OK || status == ACD_ERR_DEFINITION) {
    int submitted = submit(path, json, zoneinfo, engine, mode);
    if (submitted != ACD_ERR_STATE) status = submitted; /* ERR_STATE: a syntax error left nothing to submit */
  }
  if (status < 0) {
    code = refused(path, json, status);
    acd_json_free(json);
    json = NULL;
  }
  *json_out = json;
  return code;
}

int definition_load_kept(const char *path, const char *zoneinfo, acd_engine *engine, acd_json **json_out)
{
  return load(path, zoneinfo, engine, ACD_DEFINE_WHOLE, json_out);
}

int definition_change(const char *path, const char *zoneinfo, acd_engine *engine)
{
  acd_json *json;
  int code = load(path, zoneinfo, engine, ACD_DEFINE_CHANGE, &json);
  acd_json_free(json);
  return code;
}

char *definition_nearest_number(const char *path, const char *number)
{
  json_t *root = json_load_file(path, 0, NULL), *value;
  json_t *numbers = json_object_get(root, "numbers");
  const char **names = grow(NULL, json_object_size(numbers) * sizeof(*names));
  const char *key, *near;
  char *copy = NULL;
  size_t count = 0;
  json_object_foreach(numbers, key, value) names[count++] = key;
  near = nearest(number, names, count);
  if (near) copy = strcpy(grow(NULL, strlen(near) + 1), near);
  free(names);
  json_decref(root);
  return copy;
}

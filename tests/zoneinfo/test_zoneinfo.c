/* SPDX-License-Identifier: Apache-2.0 */
/* Zones from files: acd/zoneinfo.h, with a folder of the test's own. */
#define _DEFAULT_SOURCE /* mkdtemp, setenv */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <acd/zoneinfo.h>

#include "../calendar/tzif.h"
#include "../engine/host.h"
#include "../model/outline.h"

static char folder[200];

static void path_of(char path[300], const char *name)
{
  snprintf(path, 300, "%s/%s", folder, name);
}

static void write_file(const char *name, const void *bytes, size_t size)
{
  char path[300];
  path_of(path, name);
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, size, file), size);
  assert_int_equal(fclose(file), 0);
}

static size_t write_zone(const char *name, const char *footer)
{
  uint8_t bytes[TZIF_FOOTER_SIZE];
  size_t size = tzif_write_footer(bytes, footer);
  write_file(name, bytes, size);
  return size;
}

static int begin(void **state)
{
  static uint8_t many[ACD_TZIF_BYTES_MAX + 1];
  char path[300];
  (void)state;
  const char *below = getenv("TMPDIR");
  snprintf(folder, sizeof folder, "%s/acd-zoneinfo-XXXXXX", below ? below : P_tmpdir);
  if (!mkdtemp(folder)) return 1;
  path_of(path, "Here");
  if (mkdir(path, 0700)) return 1;
  write_zone("Here/There", "CET-1");
  write_zone("UTC", "UTC0");
  write_file("empty", "", 0);
  write_file("rubbish", "TZif, but no more", 17);
  write_file("many", many, sizeof many);
  return 0;
}

static int end(void **state)
{
  static const char *const names[] = {"Here/There", "Here", "UTC", "empty", "rubbish", "many", ""};
  char path[300];
  (void)state;
  for (size_t i = 0; i < COUNT(names); i++) {
    path_of(path, names[i]);
    if (remove(path)) return 1;
  }
  return 0;
}

static void reading(void **state)
{
  static const struct {
    const char *name;
    int status;
  } rows[] = {
      {"Here/There", ACD_OK},
      {"UTC", ACD_OK},
      {"empty", ACD_OK},
      {"rubbish", ACD_OK},
      {"many", ACD_ERR_LIMIT},
      {"Here", ACD_ERR_IO}, /* a folder */
      {"Nowhere", ACD_ERR_NOT_FOUND},
      {"UTC/There", ACD_ERR_NOT_FOUND},
      {"", ACD_ERR_ARGUMENT},
      {"../UTC", ACD_ERR_ARGUMENT},
      {"Here/../UTC", ACD_ERR_ARGUMENT},
      {"/etc/localtime", ACD_ERR_ARGUMENT},
      {"Here There", ACD_ERR_ARGUMENT},
  };
  static uint8_t buffer[ACD_TZIF_BYTES_MAX];
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    size_t size = 99999;
    int status = acd_zoneinfo_read(folder, rows[i].name, buffer, sizeof buffer, &size);
    if (status != rows[i].status) fail_msg("\"%s\": %s", rows[i].name, acd_status_text(status));
    assert_true((size == 99999) == (status != ACD_OK && status != ACD_ERR_LIMIT));
  }
  uint8_t expected[TZIF_FOOTER_SIZE];
  size_t size = 0, whole = tzif_write_footer(expected, "CET-1");
  assert_int_equal(acd_zoneinfo_read(folder, "Here/There", buffer, whole, &size), ACD_OK);
  assert_int_equal(size, whole);
  assert_memory_equal(buffer, expected, whole);
  assert_int_equal(acd_zoneinfo_read(folder, "Here/There", buffer, whole - 1, &size), ACD_ERR_LIMIT);
  assert_int_equal(size, whole);
}

static acd_zone_info info_of(const test_host *host, const char *name)
{
  acd_zone_info info = {.size = sizeof info};
  acd_id zone = 0;
  if (acd_zone_find(host->engine, name, &zone) == ACD_OK)
    assert_int_equal(acd_zone_get(host->engine, zone, &info), ACD_OK);
  return info;
}

static void what_a_definition_names(void **state)
{
  (void)state;
  test_host host;
  const char *zone = NULL;
  acd_definition *definition =
      outline_build(NULL, "schedule a zone=UTC\nschedule b zone=UTC\nschedule c zone=Here/There\n");
  host_begin(&host, NULL);
  assert_int_equal(acd_zoneinfo_submit(folder, host.engine, 0, definition, &zone), ACD_OK);
  assert_null(zone);
  assert_int_equal(acd_definition_submit(definition, host.engine, 0, ACD_DEFINE_WHOLE), ACD_OK);
  assert_int_equal(info_of(&host, "UTC").schedules_count, 2);

  /* Once more: what is as it was stays, and the database's new version comes in. */
  host_pass(&host, 10 * SECOND);
  write_zone("Here/There", "CEST-2");
  assert_int_equal(acd_zoneinfo_submit(folder, host.engine, host.now, definition, NULL), ACD_OK);
  assert_int_equal(info_of(&host, "UTC").changed_at_us, 0);
  assert_int_equal(info_of(&host, "Here/There").changed_at_us, 10 * SECOND);
  write_zone("Here/There", "CET-1");
  acd_definition_free(definition);

  /* Each is read once, whoever stands between. */
  int64_t commands = host_stats(&host).commands;
  definition = outline_build(NULL, "schedule a zone=UTC\nschedule b zone=Here/There\nschedule c zone=UTC\n"
                                   "schedule d zone=Here/There\nschedule e zone=UTC\n");
  assert_int_equal(acd_zoneinfo_submit(folder, host.engine, host.now, definition, NULL), ACD_OK);
  assert_int_equal(host_stats(&host).commands, commands + 2);
  acd_definition_free(definition);

  /* One that fails keeps no other back. */
  definition = outline_build(
      NULL, "schedule a zone=Nowhere\nschedule b zone=rubbish\nschedule c zone=empty\nschedule d zone=Here/There\n");
  assert_int_equal(acd_zoneinfo_submit(folder, host.engine, host.now, definition, &zone), ACD_ERR_NOT_FOUND);
  assert_string_equal(zone, "Nowhere");
  assert_int_equal(info_of(&host, "Here/There").changed_at_us, host.now);
  assert_int_equal(acd_definition_submit(definition, host.engine, host.now, ACD_DEFINE_WHOLE), ACD_ERR_DEFINITION);
  assert_int_equal(acd_engine_errors_count(host.engine), 3);
  acd_definition_free(definition);
  assert_int_equal(acd_zoneinfo_set(folder, host.engine, host.now, "rubbish"), ACD_ERR_ENCODING);
  assert_int_equal(acd_zoneinfo_set(folder, host.engine, host.now, "empty"), ACD_ERR_ENCODING);
  assert_int_equal(acd_zoneinfo_set(folder, host.engine, host.now, "UTC"), ACD_OK);
  host_end(&host);
}

static void the_folder(void **state)
{
  (void)state;
  char *was = getenv("TZDIR");
  if (was) was = strdup(was);
  setenv("TZDIR", folder, 1);
  assert_string_equal(acd_zoneinfo_directory(), folder);
  setenv("TZDIR", "", 1);
  assert_string_equal(acd_zoneinfo_directory(), ACD_ZONEINFO_DIRECTORY);
  unsetenv("TZDIR");
  assert_string_equal(acd_zoneinfo_directory(), ACD_ZONEINFO_DIRECTORY);
  if (was) setenv("TZDIR", was, 1);
  free(was);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reading),
      cmocka_unit_test(what_a_definition_names),
      cmocka_unit_test(the_folder),
  };
  return cmocka_run_group_tests(tests, begin, end);
}

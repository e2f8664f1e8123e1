/* SPDX-License-Identifier: Apache-2.0 */
#include <acd/zoneinfo.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *acd_zoneinfo_directory(void)
{
  const char *directory = getenv("TZDIR");
  return directory && directory[0] ? directory : ACD_ZONEINFO_DIRECTORY;
}

/* As the engine has it, but for what leads out of the folder. */
static int is_name(const char *name)
{
  size_t size = strlen(name);
  size_t good = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-/");
  return size > 0 && size <= 255 && good == size && name[0] != '/' && !strstr(name, "..");
}

static FILE *open_file(const char *directory, const char *name, int *status)
{
  size_t folder = strlen(directory), size = strlen(name);
  char *path = malloc(folder + size + 2);
  if (!path) {
    *status = ACD_ERR_NOMEM;
    return NULL;
  }
  memcpy(path, directory, folder);
  path[folder] = '/';
  memcpy(path + folder + 1, name, size + 1);
  FILE *file = fopen(path, "rb");
  if (!file) *status = errno == ENOENT || errno == ENOTDIR ? ACD_ERR_NOT_FOUND : ACD_ERR_IO;
  free(path);
  return file;
}

int acd_zoneinfo_read(const char *directory, const char *name, void *buffer, size_t capacity, size_t *size_out)
{
  char rest[512];
  int status = ACD_OK;
  if (!name || (!buffer && capacity) || !size_out || !is_name(name)) return ACD_ERR_ARGUMENT;
  FILE *file = open_file(directory ? directory : ACD_ZONEINFO_DIRECTORY, name, &status);
  if (!file) return status;
  size_t size = capacity ? fread(buffer, 1, capacity, file) : 0;
  size_t behind = 0, more;
  while ((more = fread(rest, 1, sizeof rest, file)) != 0) behind += more;
  if (ferror(file))
    status = ACD_ERR_IO; /* a folder opens, too */
  else
    *size_out = size + behind;
  fclose(file);
  return status ? status : behind ? ACD_ERR_LIMIT : ACD_OK;
}

static int read_and_set(const char *directory, acd_engine *engine, acd_time time_us, const char *name, void *buffer)
{
  size_t size;
  int status = acd_zoneinfo_read(directory, name, buffer, ACD_TZIF_BYTES_MAX, &size);
  return status ? status : acd_zone_set(engine, time_us, name, buffer, size);
}

int acd_zoneinfo_set(const char *directory, acd_engine *engine, acd_time time_us, const char *name)
{
  if (!engine || !name) return ACD_ERR_ARGUMENT;
  void *buffer = malloc(ACD_TZIF_BYTES_MAX);
  if (!buffer) return ACD_ERR_NOMEM;
  int status = read_and_set(directory, engine, time_us, name, buffer);
  free(buffer);
  return status;
}

/* The zones that were read last: schedules of a few places, in whatever order, are read once each. */
typedef struct recent {
  const char *names[16];
  size_t next;
} recent;

/* 1: it is among them; 0: it is from now on. */
static int is_recent(recent *of, const char *name)
{
  size_t count = sizeof of->names / sizeof *of->names;
  for (size_t i = 0; i < count; i++)
    if (of->names[i] && strcmp(of->names[i], name) == 0) return 1;
  of->names[of->next++ % count] = name;
  return 0;
}

int acd_zoneinfo_submit(const char *directory, acd_engine *engine, acd_time time_us, const acd_definition *definition,
                        const char **zone_out)
{
  recent read = {{NULL}, 0};
  const char *name = NULL;
  int first = ACD_OK;
  if (zone_out) *zone_out = NULL;
  if (!engine || !definition) return ACD_ERR_ARGUMENT;
  void *buffer = malloc(ACD_TZIF_BYTES_MAX);
  if (!buffer) return ACD_ERR_NOMEM;
  for (int32_t at = 0; (at = acd_definition_zone_next(definition, at, &name)) > 0;) {
    if (is_recent(&read, name)) continue;
    int status = read_and_set(directory, engine, time_us, name, buffer);
    if (status == ACD_AGAIN) {
      first = status;
      if (zone_out) *zone_out = name;
      break;
    }
    if (status == ACD_OK || first) continue;
    first = status;
    if (zone_out) *zone_out = name;
  }
  free(buffer);
  return first;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "shared.h"

#include <stdio.h>
#include <stdlib.h>

const char *shared_path(const char *path)
{
  static char full[4096];
  const char *shared = getenv("ACD_SHARED"), *root = getenv("ACD_SOURCE_ROOT");
  if (shared)
    snprintf(full, sizeof full, "%s/%s", shared, path);
  else
    snprintf(full, sizeof full, "%s/../shared/%s", root ? root : ".", path);
  FILE *file = fopen(full, "rb");
  if (!file) return NULL;
  fclose(file);
  return full;
}

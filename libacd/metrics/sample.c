/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of what is printed. */
#include <string.h>

#include "metrics/families.h"

void acd__metrics_add_label(acd__out *text, const char *value)
{
  acd__out_char(text, '"');
  for (; *value; value++) {
    if (*value == '"' || *value == '\\' || *value == '\n') acd__out_char(text, '\\');
    acd__out_char(text, *value == '\n' ? 'n' : *value);
  }
  acd__out_char(text, '"');
}

void acd__metrics_begin(const acd__metrics_source *of, const char *suffix, const char *label, const char *value,
                        const char *more, const char *other)
{
  acd__out_text(of->text, of->family->info.name);
  acd__out_text(of->text, suffix);
  if (label) {
    acd__out_text(of->text, "{");
    acd__out_text(of->text, label);
    acd__out_text(of->text, "=");
    acd__metrics_add_label(of->text, value);
    if (more) {
      acd__out_text(of->text, ",");
      acd__out_text(of->text, more);
      acd__out_text(of->text, "=");
      acd__metrics_add_label(of->text, other);
    }
    acd__out_text(of->text, "}");
  }
  acd__out_text(of->text, " ");
}

static const char *suffix_of(const acd__metrics_source *of)
{
  return of->family->info.type == ACD_METRIC_TYPE_COUNTER ? "_total" : "";
}

void acd__metrics_sample(const acd__metrics_source *of, const char *label, const char *value, const char *more,
                         const char *other, int64_t number)
{
  acd__metrics_begin(of, suffix_of(of), label, value, more, other);
  acd__out_int(of->text, number);
  acd__out_text(of->text, "\n");
}

void acd__metrics_sample_millionths(const acd__metrics_source *of, const char *label, const char *value, int64_t number)
{
  acd__metrics_begin(of, suffix_of(of), label, value, NULL, NULL);
  acd__out_seconds(of->text, number);
  acd__out_text(of->text, "\n");
}

int64_t acd__metrics_read(const void *row, const acd__metrics_figure *of)
{
  int64_t value;
  memcpy(&value, (const char *)row + of->offset, sizeof value);
  return value;
}

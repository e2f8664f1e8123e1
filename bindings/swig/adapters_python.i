/* SPDX-License-Identifier: Apache-2.0 */
/* Adapters that only Python has: holidays from calendars, and call flows of other products. */
#ifdef ACD_SWIG_ICS
%{
#include <acd/ics.h>
%}
%rename(Ics) acd_ics;
%rename(IcsCounts) acd_ics_counts;
%rename(IcsNote) acd_ics_note;
%rename(IcsRule) acd_ics_rule;
/* The class stands in for these. */
%ignore acd_ics_new;
%ignore acd_ics_free;
/* The fields of IcsNote say the same. */
%ignore acd_ics_note_print;
%handle(acd_ics)
%exception acd_ics::acd_ics {
  acd_ics *made = NULL;
  int status = acd_ics_new(NULL, &made);
  result = made;
  if (status != ACD_OK) ACD_SWIG_RAISE(status, "$symname", "");
}
%status(acd_ics_match_add, acd_swig_name(about, "text", arg4))
%status(acd_ics_open_hours_add, acd_swig_number(about, "from_us", arg2))
%status(acd_ics_zone_set, acd_swig_nothing(about))
%status(acd_ics_read_text, acd_swig_ics(about, result, arg1, arg2))
%status(acd_ics_read_file, acd_swig_ics(about, result, arg1, arg2))
%status(acd_ics_expand, acd_swig_ics(about, result, arg1, NULL))
%status(acd_ics_rule_at, acd_swig_number(about, "index", (long long)arg2))
%status(acd_ics_define, acd_swig_number(about, "object", arg3))
%status(acd_ics_counts_get, acd_swig_nothing(about))
%status(acd_ics_note_at, acd_swig_number(about, "index", (long long)arg2))
%record_out(acd_ics_rule, rule_out, 1, 0, offsetof(acd_ics_rule, name), offsetof(acd_ics_rule, summary), offsetof(acd_ics_rule, source))
%record_out(acd_ics_note, note_out, 1, 0, offsetof(acd_ics_note, source), offsetof(acd_ics_note, summary), offsetof(acd_ics_note, text))
%record_out(acd_ics_counts, counts_out, 1, 0)
%{
/* What was refused: of a malformed calendar the latest note. */
static void acd_swig_ics(char *about, int status, const acd_ics *ics, const char *source)
{
  size_t count = acd_ics_notes_count(ics);
  snprintf(about, ACD_SWIG_ABOUT, "%.1000s", source ? source : "");
  if ((status == ACD_ERR_DEFINITION || status == ACD_ERR_LIMIT || status == ACD_ERR_IO) && count)
    acd_ics_note_print(ics, count - 1, about, ACD_SWIG_ABOUT, NULL);
}
%}
/* None: no zone. It is borrowed: the handle holds on to it. */
%typemap(check) const acd_tzif *zone "";
%pythonappend acd_ics_zone_set %{
    object.__setattr__(ics, "_zones", (*getattr(ics, "_zones", ()), zone))
%}
%include <acd/ics.h>
%clear const acd_tzif *zone;
%extend acd_ics {
  acd_ics(void);
  ~acd_ics() { acd_ics_free($self); }
}
#endif

#ifdef ACD_SWIG_IMPORT
%{
#include <acd/import.h>
%}
%rename(Import) acd_import;
%rename(ImportCounts) acd_import_counts;
%rename(ImportFormat) acd_import_format;
%rename(ImportNote) acd_import_note;
/* The class stands in for these. */
%ignore acd_import_new;
%ignore acd_import_free;
/* The fields of ImportNote say the same. */
%ignore acd_import_note_print;
%handle(acd_import)
%exception acd_import::acd_import {
  acd_import *made = NULL;
  int status = acd_import_new(NULL, arg1, &made);
  result = made;
  if (status != ACD_OK) {
    char about[ACD_SWIG_ABOUT];
    acd_swig_name(about, "format", arg1);
    ACD_SWIG_RAISE(status, "$symname", about);
  }
}
%number_or_status(acd_import_format_next, acd_swig_number(about, "index", (long long)arg1))
%status(acd_import_add_text, acd_swig_import(about, result, arg1, arg2))
%status(acd_import_add_file, acd_swig_import(about, result, arg1, arg2))
%status(acd_import_finish, acd_swig_nothing(about))
%status(acd_import_counts_get, acd_swig_nothing(about))
%status(acd_import_note_at, acd_swig_number(about, "index", (long long)arg2))
%record_out(acd_import_format, format_out, result == 1, 0, offsetof(acd_import_format, name), offsetof(acd_import_format, text))
%record_out(acd_import_note, note_out, 1, 0, offsetof(acd_import_note, source), offsetof(acd_import_note, path), offsetof(acd_import_note, type), offsetof(acd_import_note, flow), offsetof(acd_import_note, node), offsetof(acd_import_note, text))
%record_out(acd_import_counts, counts_out, 1, 0)
%{
/* What was refused: the latest note. */
static void acd_swig_import(char *about, int status, const acd_import *import, const char *source)
{
  size_t count = acd_import_notes_count(import);
  snprintf(about, ACD_SWIG_ABOUT, "%.1000s", source ? source : "");
  if ((status == ACD_ERR_DEFINITION || status == ACD_ERR_LIMIT || status == ACD_ERR_IO) && count)
    acd_import_note_print(import, count - 1, about, ACD_SWIG_ABOUT, NULL);
}
%}
/* A text with a NUL behind it. */
%typemap(in, numinputs=0, noblock=1) size_t *size_out "$1 = NULL;"
%typemap(check) size_t *size_out "";
%typemap(argout) size_t *size_out "";
%include <acd/import.h>
%clear size_t *size_out;
%extend acd_import {
  acd_import(const char *format);
  ~acd_import() { acd_import_free($self); }
}
#endif

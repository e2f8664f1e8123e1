/* SPDX-License-Identifier: Apache-2.0 */
/* Values of Tcl: whole numbers, texts, bytes, lists, records as dictionaries, handles as commands. */
#ifndef ACD_SWIG_TCL_VALUES_H
#define ACD_SWIG_TCL_VALUES_H

#include <ctype.h>
#include <stdarg.h>

/* What is wrong with an argument. */
static void acd_swig_complain(Tcl_Interp *interp, const char *format, ...)
{
  va_list more;
  va_start(more, format);
  char text[1000];
  vsnprintf(text, sizeof text, format, more);
  va_end(more);
  Tcl_SetObjResult(interp, Tcl_NewStringObj(text, -1));
  Tcl_SetErrorCode(interp, "ACD", "WRONG_ARGUMENT", NULL);
}

/* Whether there are as many arguments as `format` says: "oo|o:usage". */
static int acd_swig_args(Tcl_Interp *interp, int count, const char *format)
{
  int least = 0, most = 0, optional = 0;
  for (; *format != ':'; format++) {
    optional = optional || *format == '|';
    most += *format == 'o';
    least += *format == 'o' && !optional;
  }
  if (count - 1 >= least && count - 1 <= most) return TCL_OK;
  size_t length = strlen(++format);
  while (length > 0 && format[length - 1] == ' ') length--;
  Tcl_SetObjResult(interp, Tcl_ObjPrintf("wrong # args: should be \"%.*s\"", (int)length, format));
  Tcl_SetErrorCode(interp, "TCL", "WRONGARGS", NULL);
  return TCL_ERROR;
}

static const char *acd_swig_status_name(int status)
{
  switch (status) {
  case ACD_ERR_ARGUMENT: return "ARGUMENT";
  case ACD_ERR_NOMEM: return "NOMEM";
  case ACD_ERR_NOT_FOUND: return "NOT_FOUND";
  case ACD_ERR_STALE: return "STALE";
  case ACD_ERR_STATE: return "STATE";
  case ACD_ERR_LIMIT: return "LIMIT";
  case ACD_ERR_BACKLOG: return "BACKLOG";
  case ACD_ERR_REENTRY: return "REENTRY";
  case ACD_ERR_VERSION: return "VERSION";
  case ACD_ERR_DEFINITION: return "DEFINITION";
  case ACD_ERR_ENCODING: return "ENCODING";
  case ACD_ERR_INVARIANT: return "INVARIANT";
  case ACD_ERR_HOOK: return "HOOK";
  case ACD_ERR_IO: return "IO";
  case ACD_AGAIN: return "AGAIN";
  default: return "UNKNOWN";
  }
}

/* ---- Texts: UTF-8 outside, Tcl's own form of it inside, which has NULs and what is beyond 16 bits otherwise */

static Tcl_Encoding acd_swig_utf8_encoding;

static Tcl_Obj *acd_swig_text(const char *text, int size)
{
  Tcl_DString inside;
  Tcl_ExternalToUtfDString(acd_swig_utf8_encoding, text ? text : "", text ? size : 0, &inside);
  Tcl_Obj *given = Tcl_NewStringObj(Tcl_DStringValue(&inside), Tcl_DStringLength(&inside));
  Tcl_DStringFree(&inside);
  return given;
}

/* The caller's to free(); NULL: an error was set. */
static char *acd_swig_utf8(Tcl_Interp *interp, Tcl_Obj *given, const char *name, int for_c, size_t *size)
{
  int length;
  const char *inside = Tcl_GetStringFromObj(given, &length);
  Tcl_DString outside;
  Tcl_UtfToExternalDString(acd_swig_utf8_encoding, inside, length, &outside);
  *size = (size_t)Tcl_DStringLength(&outside);
  char *text = malloc(*size + 1);
  if (text) memcpy(text, Tcl_DStringValue(&outside), *size + 1);
  Tcl_DStringFree(&outside);
  if (!text) acd_swig_complain(interp, "%s: no memory", name);
  if (text && for_c && strlen(text) != *size) {
    acd_swig_complain(interp, "%s: a NUL inside the text", name);
    free(text);
    text = NULL;
  }
  return text;
}

/* Tcl would cut what is no byte down to one. 0: an error was set. */
static int acd_swig_bytes(Tcl_Interp *interp, Tcl_Obj *given, const char *name, void *bytes_out, size_t *size)
{
  int count = 0;
  if (!given->typePtr || given->typePtr != Tcl_GetObjType("bytearray") || given->bytes) {
    int length;
    const char *at = Tcl_GetStringFromObj(given, &length), *end = at + length;
    while (at < end) {
      Tcl_UniChar one;
      at += Tcl_UtfToUniChar(at, &one);
      if (one <= 255) continue;
      acd_swig_complain(interp, "%s: expected bytes, as those of a binary file", name);
      return 0;
    }
  }
  void *bytes = Tcl_GetByteArrayFromObj(given, &count);
  *size = (size_t)count;
  *(void **)bytes_out = count ? bytes : NULL;
  return 1;
}

static void acd_swig_raise(Tcl_Interp *interp, int status, const char *function, const char *about)
{
  char text[ACD_SWIG_ABOUT + 300];
  snprintf(text, sizeof text, "%s: %s%s%s", function, acd_status_text(status), *about ? ": " : "", about);
  Tcl_SetObjResult(interp, acd_swig_text(text, -1));
  Tcl_SetErrorCode(interp, "ACD", acd_swig_status_name(status), function, NULL);
}

/* ---- Numbers and lists; 0 or NULL: an error was set */

static int acd_swig_integer(Tcl_Interp *interp, Tcl_Obj *given, const char *name, Tcl_WideInt least, Tcl_WideInt most,
                            Tcl_WideInt *number)
{
  double rounded;
  if (Tcl_GetWideIntFromObj(NULL, given, number) != TCL_OK) {
    acd_swig_complain(interp, "%s: expected a whole number of 64 bits but got \"%.100s\"", name, Tcl_GetString(given));
    return 0;
  }
  /* Tcl takes what is too large by one bit for negative. */
  int wrapped = *number < 0 && Tcl_GetDoubleFromObj(NULL, given, &rounded) == TCL_OK && rounded > 0;
  if (!wrapped && *number >= least && *number <= most) return 1;
  acd_swig_complain(interp, "%s: %.100s is out of range", name, Tcl_GetString(given));
  return 0;
}

static int64_t *acd_swig_ids(Tcl_Interp *interp, Tcl_Obj *list, const char *name, size_t *count)
{
  Tcl_Obj **items;
  int length = 0;
  if (Tcl_ListObjGetElements(NULL, list, &length, &items) != TCL_OK) {
    acd_swig_complain(interp, "%s: expected a list of numbers", name);
    return NULL;
  }
  int64_t *ids = malloc(((size_t)length + 1) * sizeof *ids);
  if (!ids) acd_swig_complain(interp, "%s: no memory", name);
  for (int i = 0; ids && i < length; i++) {
    Tcl_WideInt id;
    if (acd_swig_integer(interp, items[i], name, INT64_MIN, INT64_MAX, &id)) {
      ids[i] = id;
      continue;
    }
    free(ids);
    ids = NULL;
  }
  *count = (size_t)length;
  return ids;
}

/* Exactly so many numbers. */
static int64_t *acd_swig_array(Tcl_Interp *interp, Tcl_Obj *list, const char *name, size_t expected)
{
  size_t count = 0;
  int64_t *numbers = acd_swig_ids(interp, list, name, &count);
  if (!numbers || count == expected) return numbers;
  acd_swig_complain(interp, "%s: expected a list of %d numbers", name, (int)expected);
  free(numbers);
  return NULL;
}

static acd_requirement *acd_swig_requirements(Tcl_Interp *interp, Tcl_Obj *list, const char *name, size_t *count)
{
  Tcl_Obj **items;
  int length = 0;
  int is_list = Tcl_ListObjGetElements(NULL, list, &length, &items) == TCL_OK;
  acd_requirement *needs = is_list ? calloc((size_t)length + 1, sizeof *needs) : NULL;
  int good = needs != NULL;
  for (int i = 0; good && i < length; i++) {
    size_t two = 0;
    int64_t *pair = acd_swig_ids(interp, items[i], name, &two);
    good = pair && two == 2;
    if (good) needs[i] = (acd_requirement){pair[0], pair[1]};
    free(pair);
  }
  *count = (size_t)length;
  if (good) return needs;
  acd_swig_complain(interp, "%s: expected a list of pairs: a skill's id, a level", name);
  free(needs);
  return NULL;
}

/* One result is itself, more are a list. What was given last is held, so that no other value has its place in memory. */
static void acd_swig_append(Tcl_Interp *interp, Tcl_Obj *given)
{
  static __thread Tcl_Obj *last;
  static __thread int count;
  Tcl_Obj *before = Tcl_GetObjResult(interp);
  int length;
  if (before != last) count = Tcl_GetStringFromObj(before, &length) && length > 0;
  if (count > 0) {
    Tcl_Obj *list = count == 1 ? Tcl_NewListObj(1, &before) : Tcl_DuplicateObj(before);
    Tcl_ListObjAppendElement(NULL, list, given);
    given = list;
  }
  count++;
  Tcl_IncrRefCount(given);
  Tcl_SetObjResult(interp, given);
  if (last) Tcl_DecrRefCount(last);
  last = given;
}

#endif

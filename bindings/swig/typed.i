/* SPDX-License-Identifier: Apache-2.0 */
/* What languages with types (Java, C#) have in common. An output takes the place of the status: results.i, which typed.py makes,
 * says which. Their own files come before it, with %gives_nothing(), %gives_object(), %gives_long(), %gives_double(),
 * %gives_text() and %gives_bytes(). */
%{
#define ACD_SWIG_BUFFER(size) malloc(size)
%}
%define %no_output %enddef
%define %append_output(value) $result = value %enddef
%define %set_output(value) $result = value %enddef

/* An exception is thrown when the wrapper returns: what the arguments hold is freed before. */
%define ACD_SWIG_RAISE(status, function, about)
{
  acd_swig_raise(ACD_SWIG_THROWER status, function, about);
  $cleanup
  return $null;
}
%enddef
%define ACD_SWIG_RAISED() %enddef
%define SWIG_exception_fail(kind, text)
{
  acd_swig_complain(ACD_SWIG_THROWER kind, text);
  $cleanup
  return $null;
}
%enddef

/* Fields and methods of classes as the language writes them; a size is the wrapper's business. */
%rename("$ignore", %$ismember, %$isvariable, regexmatch$name="^(size|reserved)$") "";

/* ---- One result */
%typemap(in, numinputs=0, noblock=1) int64_t *OUTPUT(int64_t number), double *OUTPUT(double number) { $1 = &number; number = 0; }
%typemap(argout, noblock=1) acd_id *OUTPUT, int64_t *OUTPUT, double *OUTPUT { $result = *$1; }
/* outputs.i applies this name of the type. */
%typemap(in, numinputs=0, noblock=1) long long *OUTPUT(int64_t number) { $1 = ($1_ltype)&number; number = 0; }
%typemap(argout, noblock=1) long long *OUTPUT { $result = *$1; }
%typemap(freearg) long long *OUTPUT, double *OUTPUT "";

/* ---- Several */
%define %pair_out(type, one, two)
%typemap(in, numinputs=0, noblock=1) (type *one, type *two) (type pair[2]) {
  pair[0] = pair[1] = 0;
  $1 = &pair[0];
  $2 = &pair[1];
}
%typemap(check) (type *one, type *two) "";
%typemap(freearg) (type *one, type *two) "";
%enddef
%pair_out(int64_t, offset_us_out, until_us_out)
%pair_out(int64_t, date_out, clock_us_out)
%pair_out(int64_t, first_us_out, second_us_out)
%pair_out(double, answered_out, abandoned_out)
%typemap(in, numinputs=0, noblock=1) size_t *size_out (size_t size) { $1 = &size; size = 0; }
%typemap(check) size_t *size_out "";
%typemap(freearg, noblock=1) (char *buffer, size_t capacity, size_t *size_out), (void *buffer, size_t capacity, size_t *size_out) { free($1); }
%include "results.i"

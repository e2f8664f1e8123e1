/* SPDX-License-Identifier: Apache-2.0 */
/* What goes in: no handle may be missing, and a record owns the texts that are put into it. */

/* No handle may be missing, except where the headers say so. */
%typemap(check, noblock=1, canthrow=1) SWIGTYPE * {
  if (!$1) SWIG_exception_fail(SWIG_ValueError, "$1_name: nothing where a $*1_ltype is expected");
}
%typemap(check) const acd_options *options "";
%typemap(check) acd_options *options "";
/* Without, the engine's own figures alone are printed. */
%typemap(check) const acd_metrics *metrics "";
%typemap(check) const acd_history_options *options "";
/* Buffers are as large as need be: %sized in status.i. */
%typemap(in, numinputs=0, noblock=1) (char *buffer, size_t capacity, size_t *size_out) (size_t whole = 0) { $1 = NULL; $2 = 0; $3 = &whole; }
%typemap(check) (char *buffer, size_t capacity, size_t *size_out) "";
%typemap(in, numinputs=0, noblock=1) (void *buffer, size_t capacity, size_t *size_out) (size_t whole = 0) { $1 = NULL; $2 = 0; $3 = &whole; }
%typemap(check) (void *buffer, size_t capacity, size_t *size_out) "";
/* The C library's. */
%typemap(in, numinputs=0) const acd_allocator *allocator "$1 = NULL;"
%typemap(check) const acd_allocator *allocator "";
%typemap(check) const char * "";

%typemap(check, noblock=1) (const char *text, size_t size) { if (!$1) SWIG_exception_fail(SWIG_ValueError, "$1_name: no text"); }
/* A record that goes in owns its texts. */
%typemap(memberin, noblock=1) const char * {
  char *copy = $input ? acd_swig_own($input) : NULL;
  if ($input && !copy) SWIG_exception_fail(SWIG_MemoryError, "no memory");
  free((char *)$1);
  $1 = copy;
}

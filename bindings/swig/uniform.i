/* SPDX-License-Identifier: Apache-2.0 */
/* What the languages of SWIG's uniform typemaps (Perl, Python, Ruby, Tcl) have in common; their own files come behind it. */
%{
#define ACD_SWIG_BUFFER(size) malloc(size)
#ifndef ACD_SWIG_OWN
#define ACD_SWIG_OWN SWIG_POINTER_OWN
#endif
%}
/* What the language frees. */
%define %own_object(pointer, type) SWIG_NewPointerObj(pointer, $descriptor(type *), ACD_SWIG_OWN) %enddef

%typemap(argout, noblock=1, fragment=SWIG_From_frag(long long)) acd_id *OUTPUT { %append_output(SWIG_From(long long)((long long)*$1)); }

/* A NUL inside a text would cut it short. (A local name must not occur in a message: SWIG replaces it there.) */
%typemap(in, noblock=1, fragment="SWIG_AsCharPtrAndSize") const char *(int res, char *buf = NULL, size_t size = 0, int alloc = 0) {
  res = SWIG_AsCharPtrAndSize($input, &buf, &size, &alloc);
  if (!SWIG_IsOK(res)) %argument_fail(res, "$type", $symname, $argnum);
  if (buf && size != strlen(buf) + 1) {
    if (alloc == SWIG_NEWOBJ) %delete_array(buf);
    alloc = SWIG_OLDOBJ;
    SWIG_exception_fail(SWIG_ValueError, "$1_name: a NUL inside the text");
  }
  $1 = ($1_ltype)(buf);
}
%typemap(freearg, noblock=1, match="in") const char * { if (alloc$argnum == SWIG_NEWOBJ) %delete_array(buf$argnum); }
/* A text with its size: NULs are the reader's to judge. */
%apply (char *STRING, size_t LENGTH) { (const char *text, size_t size) };
%typemap(argout, noblock=1, fragment="SWIG_FromCharPtrAndSize") (char *buffer, size_t capacity, size_t *size_out) {
  %append_output(SWIG_FromCharPtrAndSize($1, *$3));
}
%typemap(freearg, noblock=1) (char *buffer, size_t capacity, size_t *size_out) { free($1); }
%typemap(freearg, noblock=1) (void *buffer, size_t capacity, size_t *size_out) { free($1); }

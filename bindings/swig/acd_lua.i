/* SPDX-License-Identifier: Apache-2.0 */
/* What the interface needs of Lua 5.4, where SWIG does not come with it: whole numbers of 64 bits, texts with their length, lists, errors
 * with a status. Scratch memory is Lua's, since an error leaves a wrapper without freeing anything. */
%{
#include "lua_objects.h"

/* A float with a whole value is one, too; a text is none. */
static int acd_swig_is_whole(lua_State *L, int index)
{
  int is = 0;
  if (lua_type(L, index) == LUA_TNUMBER) lua_tointegerx(L, index, &is);
  return is;
}

/* The metatable of a class: acd.lua puts methods into it. */
static int acd_swig_class(lua_State *L)
{
  SWIG_Lua_get_class_metatable(L, luaL_checkstring(L, 1));
  return 1;
}

#define ACD_SWIG_RAISE(status, function, about) do { acd_swig_raise(L, status, function, about); SWIG_fail; } while (0)
#define ACD_SWIG_RAISED() do {} while (0)
#define SWIG_exception_fail(kind, text) do { acd_swig_complain(L, "%s", text); SWIG_fail; } while (0)
#define ACD_SWIG_BUFFER(size) lua_newuserdatauv(L, size, 0)
%}
%init %{
  acd_swig_init(L);
%}
%native(class_metatable) int acd_swig_class(lua_State *L);
%native(binding) int acd_swig_binding(lua_State *L);
%native(close) int acd_swig_close(lua_State *L);
%native(move) int acd_swig_move(lua_State *L);

%define %append_output(push...) push; SWIG_arg++ %enddef
%define %set_output(push...) push; SWIG_arg++ %enddef
%define %no_output %enddef
%define %own_object(pointer, type) SWIG_NewPointerObj(L, pointer, $descriptor(type *), 1) %enddef

/* A word of the language. */
%rename(end_) acd_record::end;
%rename(end_) acd_sim_outcome::end;

/* ---- Numbers */

%typemap(consttab) long long, unsigned long long { SWIG_LUA_CONSTTAB_INT("$symname", $value) }
%typemap(in, checkfn="acd_swig_is_whole", noblock=1) int, short, long, long long, unsigned int, unsigned short, unsigned long, unsigned long long, size_t, enum SWIGTYPE {
  $1 = ($1_ltype)lua_tointeger(L, $input);
  if ((lua_Integer)$1 != lua_tointeger(L, $input) || ($1 < 0) != (lua_tointeger(L, $input) < 0))
    SWIG_exception_fail(SWIG_ValueError, "$symname: argument $argnum is out of range");
}
%typemap(out, noblock=1) int, short, long, long long, unsigned int, unsigned short, unsigned long, unsigned long long, size_t, enum SWIGTYPE {
  lua_pushinteger(L, (lua_Integer)$1);
  SWIG_arg++;
}
%typemap(in, numinputs=0, noblock=1) long *OUTPUT($*1_ltype number), long long *OUTPUT($*1_ltype number) { number = 0; $1 = &number; }
%typemap(argout, noblock=1) long *OUTPUT, long long *OUTPUT {
  lua_pushinteger(L, (lua_Integer)*$1);
  SWIG_arg++;
}
/* Under the numbers that name what is counted, from 0. */
%typemap(out, noblock=1) int64_t [ANY] {
  lua_createtable(L, $1_dim0, 1);
  for (int i = 0; i < $1_dim0; i++) {
    lua_pushinteger(L, $1[i]);
    lua_rawseti(L, -2, i);
  }
  SWIG_arg++;
}

%typemap(argout, noblock=1) acd_id *OUTPUT { %append_output(lua_pushinteger(L, *$1)); }

/* ---- Texts and bytes */

%typemap(in, checkfn="SWIG_lua_isnilstring", fragment="SWIG_lua_isnilstring", noblock=1) const char * (size_t size) {
  size = 0;
  $1 = ($1_ltype)lua_tolstring(L, $input, &size);
  if ($1 && strlen($1) != size) SWIG_exception_fail(SWIG_ValueError, "$symname: argument $argnum: a NUL inside the text");
}
%typemap(in, checkfn="lua_isstring", noblock=1) (const char *text, size_t size) { $1 = ($1_ltype)lua_tolstring(L, $input, &$2); }
%typemap(in, checkfn="lua_isstring", noblock=1) (const void *bytes, size_t size) {
  $1 = ($1_ltype)lua_tolstring(L, $input, &$2);
  if (!$2) $1 = NULL;
}
%typemap(check) (const void *bytes, size_t size) "";
%typemap(in, numinputs=0, noblock=1) size_t *size_out (size_t size) { $1 = &size; size = 0; }
%typemap(out) const void *acd_zone_bytes "";
%typemap(argout, noblock=1) size_t *size_out {
  lua_pushlstring(L, result ? result : "", *$1);
  SWIG_arg++;
}
%typemap(argout, noblock=1) (char *buffer, size_t capacity, size_t *size_out) {
  %append_output(lua_pushlstring(L, $1, *$3));
}
%typemap(argout, noblock=1) (void *buffer, size_t capacity, size_t *size_out) { %append_output(lua_pushlstring(L, $1, *$3)); }
%typemap(in, numinputs=0, noblock=1) const char **zone_out (char *name) { $1 = &name; name = NULL; }
%typemap(argout, noblock=1) const char **zone_out { %append_output(lua_pushstring(L, *$1)); }
%apply const char **zone_out { const char **name_out, const char **second_out };

/* ---- Lists */

%typemap(in, checkfn="lua_istable") (const acd_id *calls, size_t count) {
  $2 = lua_rawlen(L, $input);
  acd_id *ids = lua_newuserdatauv(L, ($2 + 1) * sizeof *ids, 0);
  for (size_t i = 0; i < $2; i++) {
    lua_rawgeti(L, $input, (lua_Integer)i + 1);
    if (!acd_swig_is_whole(L, -1)) SWIG_exception_fail(SWIG_TypeError, "$symname: argument $argnum: expected a list of ids");
    ids[i] = lua_tointeger(L, -1);
    lua_pop(L, 1);
  }
  $1 = ids;
}
%apply (const acd_id *calls, size_t count) { (const acd_id *known, size_t count) };
%typemap(in, checkfn="lua_istable") (const acd_requirement *requirements, size_t count) {
  $2 = lua_rawlen(L, $input);
  acd_requirement *needs = lua_newuserdatauv(L, ($2 + 1) * sizeof *needs, 0);
  for (size_t i = 0; i < $2; i++) {
    int whole = 0;
    if (lua_rawgeti(L, $input, (lua_Integer)i + 1) == LUA_TTABLE) {
      lua_rawgeti(L, -1, 1);
      lua_rawgeti(L, -2, 2);
      whole = acd_swig_is_whole(L, -2) && acd_swig_is_whole(L, -1);
    }
    if (!whole) SWIG_exception_fail(SWIG_TypeError, "$symname: argument $argnum: expected a list of pairs: a skill's id, a level");
    needs[i] = (acd_requirement){lua_tointeger(L, -2), lua_tointeger(L, -1)};
    lua_pop(L, 3);
  }
  $1 = needs;
}
%typemap(check) (const acd_requirement *requirements, size_t count) "";
%define %records_out(type, name)
%nodefaultctor type;
%typemap(in, checkfn="acd_swig_is_whole") (size_t count, size_t stride, type *name) {
  if (lua_tointeger(L, $input) < 0 || lua_tointeger(L, $input) > 1000000)
    SWIG_exception_fail(SWIG_ValueError, "$symname: argument $argnum: 0 to 1,000,000");
  $1 = (size_t)lua_tointeger(L, $input);
  $2 = sizeof(type);
  $3 = lua_newuserdatauv(L, ($1 + 1) * sizeof(type), 0);
  memset($3, 0, ($1 + 1) * sizeof(type));
}
%typemap(check) (size_t count, size_t stride, type *name) "";
%typemap(argout) (size_t count, size_t stride, type *name) {
  lua_Integer there = (lua_Integer)result < (lua_Integer)$1 ? (lua_Integer)result : (lua_Integer)$1;
  lua_createtable(L, (int)there, 0);
  for (lua_Integer i = 0; i < there; i++) {
    static const size_t no_texts[] = {0};
    void *copy = acd_swig_copy($3 + i, sizeof(type), no_texts, 0);
    if (!copy) SWIG_exception_fail(SWIG_MemoryError, "no memory");
    %own_object(copy, type);
    lua_rawseti(L, -2, i + 1);
  }
  SWIG_arg++;
}
%enddef

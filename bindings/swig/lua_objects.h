/* SPDX-License-Identifier: Apache-2.0 */
/* Errors and objects for Lua, in place of those that SWIG brings. */
#ifndef ACD_SWIG_LUA_OBJECTS_H
#define ACD_SWIG_LUA_OBJECTS_H

#include <stdarg.h>

/* Pushes where a program called the module: neither a place in acd.lua, whose source acd_swig_binding() has noted, nor one in C. */
static void acd_swig_where(lua_State *L)
{
  lua_Debug at;
  const char *place = "";
  lua_getfield(L, LUA_REGISTRYINDEX, "acd.binding");
  const char *binding = lua_tostring(L, -1);
  for (int level = 1; !*place && lua_getstack(L, level, &at); level++) {
    lua_getinfo(L, "Sl", &at);
    if (at.currentline > 0 && !(binding && strcmp(at.source, binding) == 0))
      place = lua_pushfstring(L, "%s:%d: ", at.short_src, at.currentline);
  }
  lua_pushstring(L, place);
}

static int acd_swig_binding(lua_State *L)
{
  lua_Debug at;
  if (!lua_getstack(L, 1, &at) || !lua_getinfo(L, "S", &at)) return 0;
  lua_pushstring(L, at.source);
  lua_setfield(L, LUA_REGISTRYINDEX, "acd.binding");
  return 0;
}

/* An error is a table with `code`, `func`, `text` and `where`; acd.lua gives it its metatable. */
static void acd_swig_raise(lua_State *L, int status, const char *function, const char *about)
{
  lua_createtable(L, 0, 4);
  int error = lua_gettop(L);
  lua_pushinteger(L, status);
  lua_setfield(L, error, "code");
  lua_pushstring(L, function);
  lua_setfield(L, error, "func");
  lua_pushfstring(L, "%s: %s%s%s", function, acd_status_text(status), *about ? ": " : "", about);
  lua_setfield(L, error, "text");
  acd_swig_where(L);
  lua_setfield(L, error, "where");
  lua_settop(L, error);
  luaL_setmetatable(L, "acd.Error");
}

/* What is wrong with an argument is an error as those of Lua's own functions. */
static void acd_swig_complain(lua_State *L, const char *format, ...)
{
  va_list given;
  va_start(given, format);
  acd_swig_where(L);
  lua_pushvfstring(L, format, given);
  lua_concat(L, 2);
  va_end(given);
}
#define SWIG_Lua_pusherrstring(L, text) acd_swig_complain(L, "%s", text)
#define SWIG_Lua_pushferrstring         acd_swig_complain

/* ---- Objects. SWIG takes any userdata for one of its own: what has no mark in its metatable is none. */
static char acd_swig_mark;

/* NULL: another's. */
static swig_lua_userdata *acd_swig_object(lua_State *L, int index)
{
  if (lua_type(L, index) != LUA_TUSERDATA || !lua_getmetatable(L, index)) return NULL;
  int marked = lua_rawgetp(L, -1, &acd_swig_mark) != LUA_TNIL;
  lua_pop(L, 2);
  return marked ? lua_touserdata(L, index) : NULL;
}

static const char *acd_swig_class_of(const swig_lua_userdata *object)
{
  return ((const swig_lua_class *)object->type->clientdata)->name;
}

/* What is closed is not even what may be left out. */
static int acd_swig_pointer(lua_State *L, int index, void **pointer, swig_type_info *type)
{
  *pointer = NULL;
  if (lua_isnil(L, index)) return SWIG_OK;
  swig_lua_userdata *object = acd_swig_object(L, index);
  if (!object || !object->ptr || !SWIG_TypeCheck(object->type->name, type)) return SWIG_ERROR;
  *pointer = object->ptr;
  return SWIG_OK;
}
#undef SWIG_ConvertPtr
#define SWIG_ConvertPtr(L, index, pointer, type, flags) acd_swig_pointer(L, index, pointer, type)

static const char *acd_swig_typename(lua_State *L, int index)
{
  const swig_lua_userdata *object = acd_swig_object(L, index);
  if (!object) return luaL_typename(L, index);
  return object->ptr ? object->type->str : lua_pushfstring(L, "a closed %s", acd_swig_class_of(object));
}
#define SWIG_Lua_typename(L, index) acd_swig_typename(L, index)

/* The object of a method of all of them. */
static swig_lua_userdata *acd_swig_self(lua_State *L)
{
  swig_lua_userdata *object = acd_swig_object(L, 1);
  if (object) return object;
  acd_swig_complain(L, "expected an object of acd, got %s", luaL_typename(L, 1));
  lua_error(L);
  return NULL;
}

/* Of the collector, and of close(): frees what is the object's own, once. */
static int acd_swig_close(lua_State *L)
{
  swig_lua_userdata *object = acd_swig_self(L);
  const swig_lua_class *class = object->type->clientdata;
  void *pointer = object->ptr;
  object->ptr = NULL;
  if (pointer && object->own) class->destructor(pointer);
  return 0;
}

/* Another object in place of this one, which is closed. */
static int acd_swig_move(lua_State *L)
{
  swig_lua_userdata *object = acd_swig_self(L);
  SWIG_NewPointerObj(L, object->ptr, object->type, object->own);
  object->ptr = NULL;
  return 1;
}

static int acd_swig_get(lua_State *L)
{
  acd_swig_self(L);
  lua_settop(L, 2);
  return SWIG_Lua_class_get(L);
}

static int acd_swig_set(lua_State *L)
{
  const char *class = acd_swig_class_of(acd_swig_self(L));
  lua_settop(L, 3);
  lua_getmetatable(L, 1);
  lua_getfield(L, -1, ".set");
  lua_pushvalue(L, 2);
  lua_rawget(L, -2);
  lua_CFunction setter = lua_tocfunction(L, -1);
  const char *problem = !setter                            ? "%s has no field '%s'"
                        : setter == SWIG_Lua_set_immutable ? "%s: field '%s' is read-only"
                                                           : NULL;
  if (problem) {
    acd_swig_complain(L, problem, class, luaL_tolstring(L, 2, NULL));
    return lua_error(L);
  }
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 3);
  lua_call(L, 2, 0);
  return 0;
}

static int acd_swig_print(lua_State *L)
{
  const swig_lua_userdata *object = acd_swig_self(L);
  if (object->ptr)
    lua_pushfstring(L, "%s: %p", acd_swig_class_of(object), object->ptr);
  else
    lua_pushfstring(L, "%s (closed)", acd_swig_class_of(object));
  return 1;
}

static int acd_swig_equal(lua_State *L)
{
  const swig_lua_userdata *one = acd_swig_object(L, 1), *other = acd_swig_object(L, 2);
  lua_pushboolean(L, one && other && one->ptr && one->ptr == other->ptr && one->type == other->type);
  return 1;
}

/* A class is made safe; the metatable is at the top. What SWIG brings trusts whoever calls it. */
static void acd_swig_class_init(lua_State *L, const swig_lua_class *class)
{
  static const luaL_Reg ours[] = {{"__gc", acd_swig_close},     {"__index", acd_swig_get},
                                  {"__newindex", acd_swig_set}, {"__tostring", acd_swig_print},
                                  {"__eq", acd_swig_equal},     {NULL, NULL}};
  luaL_setfuncs(L, ours, 0);
  lua_pushboolean(L, 1);
  lua_rawsetp(L, -2, &acd_swig_mark);
  lua_pushstring(L, class->name);
  lua_setfield(L, -2, "__metatable");
  lua_getfield(L, -1, ".fn");
  lua_pushnil(L);
  lua_setfield(L, -2, "__disown");
  lua_pop(L, 1);
}

/* The module is at the top. */
static void acd_swig_init(lua_State *L)
{
  static const char *const globals[] = {"swig_type", "swig_equals"};
  for (size_t i = 0; swig_types[i]; i++) {
    const swig_lua_class *class = swig_types[i]->clientdata;
    if (!class) continue;
    SWIG_Lua_get_class_metatable(L, class->fqname);
    acd_swig_class_init(L, class);
    lua_pop(L, 1);
  }
  for (size_t i = 0; i < sizeof globals / sizeof globals[0]; i++) {
    lua_getglobal(L, globals[i]);
    lua_CFunction there = lua_tocfunction(L, -1);
    lua_pop(L, 1);
    if (there != SWIG_Lua_type && there != SWIG_Lua_class_equal) continue; /* of another module */
    lua_pushnil(L);
    lua_setglobal(L, globals[i]);
  }
  lua_pushnil(L);
  lua_setmetatable(L, -2);
  luaL_newmetatable(L, "acd.Error");
  lua_setfield(L, -2, "error_metatable");
}
#endif

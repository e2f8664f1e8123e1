/* SPDX-License-Identifier: Apache-2.0 */
/* The pull interface for languages: functions and constants as in the headers, without the prefix.
 *
 *  - A status other than ACD_OK is an exception that says of which function and what it was about, ACD_AGAIN too, since the command was not applied; only engine_tick() returns it.
 *  - Outputs (`<x>_out`) are results. action_next() gives nothing where there is no action.
 *  - Records that come out are copies with their texts, and read-only: what the library lends ends with the next command.
 *  - Python hears of events by a Feed: what its function raises is raised by the command that the event belongs to.
 *    So it is asked for scores, told the log, and why the engine decides as it does.
 *  - Left out: raw commands and their encoding, which are for C.
 *
 * Typemaps come before what they apply to, or SWIG ignores them without a word. So the order here is: names, then what a language
 * brings of its own, then typemaps for all, then the headers, then what is put onto their handles and records.
 *
 * A language brings in acd_<language>.i: ACD_SWIG_RAISE() and ACD_SWIG_RAISED(), ACD_SWIG_BUFFER(), SWIG_exception_fail(), %own_object, %no_output;
 * typemaps of texts without NULs, bytes, ids and requirements as lists, buffers that are filled, ids and names that come out,
 * arrays of numbers in records; and the macro %records_out for lists of records. */
#ifdef SWIGPYTHON
/* The flat module below the package `acd`. */
%module(package="acd") raw
#elif defined(SWIGLUA)
/* acd/raw.so, below acd.lua. */
%module acd_raw
#elif defined(SWIGPERL) || defined(SWIGJAVA) || defined(SWIGCSHARP)
%module Acd
#elif defined(SWIGPHP)
/* acd.so; functions and constants are of the class Acd, the other classes begin with it. */
%module Acd
#elif defined(SWIGRUBY)
/* acd.so, below acd.rb; the module is Acd. */
%module acd
#elif defined(SWIGTCL)
/* acd.so, below acd.tcl; the namespace is acd. */
%module acd
#endif

%{
#include <acd/acd.h>
#include <acd/score.h>
#ifdef ACD_SWIG_JSON
#include <acd/json.h>
#endif
#ifdef ACD_SWIG_SIM
#include <acd/sim.h>
#endif
#ifdef ACD_SWIG_ERLANG
#include <acd/erlang.h>
#endif
#include "keep.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
%}

%include <stdint.i>
#ifdef SWIGCSHARP
%insert("runtime") "swigerrors.swg"
#else
%include <exception.i>
#endif
%include <typemaps.i>

/* What SWIG's preprocessor does not have. */
#define ACD_API
#if defined(SWIGJAVA) || defined(SWIGCSHARP)
#define ACD_LONG(value) value##L
#else
#define ACD_LONG(value) value##LL
#endif
#define INT64_C(value) ACD_LONG(value)
%ignore INT64_MAX;
#define INT64_MAX      ACD_LONG(9223372036854775807)
/* Languages with types have constructors of their own without options. */
#if defined(SWIGJAVA) || defined(SWIGCSHARP)
#define ACD_OR_NULL
#else
#define ACD_OR_NULL = NULL
#endif

%include "names.i"
%include "about.i"
#ifdef SWIGPYTHON
%include "acd_python.i"
#elif defined(SWIGLUA)
%include "acd_lua.i"
#elif defined(SWIGPERL)
%include "acd_perl.i"
#elif defined(SWIGPHP)
%include "acd_php.i"
#elif defined(SWIGJAVA)
%include "acd_java.i"
#elif defined(SWIGCSHARP)
%include "acd_csharp.i"
#elif defined(SWIGRUBY)
%include "acd_ruby.i"
#elif defined(SWIGTCL)
%include "acd_tcl.i"
#else
#error "acd.i has no file for this language"
#endif
%include "status.i"
%include "inputs.i"
#ifdef SWIGPYTHON
%include "inputs_python.i"
#endif
%include "outputs.i"
%include "handles.i"
#ifdef SWIGTCL
%mutable;
#elif defined(SWIGPHP)
%php_keeping
#endif

%include <acd/base.h>
%include <acd/command.h>
%include <acd/event.h>
%include <acd/engine.h>
%include <acd/explain.h>
%include <acd/route.h>
%include <acd/score.h>
%include <acd/definition.h>
%include <acd/action.h>
%include <acd/agent.h>
%include <acd/call.h>
%include <acd/callback.h>
%include <acd/campaign.h>
%include <acd/party.h>
%include <acd/queue.h>
%include <acd/flow.h>
%include <acd/schedule.h>
%include <acd/slot.h>
%include <acd/check.h>
%include <acd/difference.h>
%include <acd/kpi.h>
%include <acd/mark.h>
%include <acd/tzif.h>
%include <acd/zone.h>
%include <acd/history.h>
%include <acd/record.h>
%include <acd/metrics.h>
#ifdef ACD_SWIG_JSON
%include <acd/json.h>
#endif
#ifdef ACD_SWIG_SIM
%include <acd/sim.h>
#endif
#ifdef ACD_SWIG_ERLANG
%include <acd/erlang.h>
#endif

%include "classes.i"
#ifdef SWIGPYTHON
%include "feed_python.i"
%include "batch_python.i"
#else
%include "feed.i"
#endif
%include "kept.i"
#ifdef SWIGPYTHON
%include "memory_python.i"
%include "adapters_python.i"
#endif
#ifdef SWIGPERL
%perl_last
#elif defined(SWIGTCL)
%tcl_last
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Many commands at once, and all actions at once: batch_python.h. */
%{
#include "batch_python.h"
%}
%feature("docstring") acd_batch_submit "Submits commands in order; acd.Batch makes them.

Each is a tuple: kind, COMMAND_…, time_us, subject, host_ref, and the words of that kind's body as acd/command.h has them:
texts, attributes as a dict, requirements as a tuple of pairs, preferred agents as a tuple of ids; None and what is left out
at the end is nothing. `first` is the number of the first one in messages. All are read before the first is submitted: a TypeError, ValueError or OverflowError says which one is wrong.

Gives the ids that they gave, their statuses, those that were refused (number and exception), and None; or, where it ended before
its end, the exception that ended it: what a hook raised, or that actions must be pulled first.";
%feature("docstring") acd_batch_pull "All actions that wait, as a list: each a `type`, a subclass of tuple with a place for each
field of Action. `kinds[number]` is what stands for a kind. With it None, or the exception of a trace that ended it before its end.";
PyObject *acd_batch_submit(acd_engine *engine, PyObject *commands, int64_t first = 0);
PyObject *acd_batch_pull(acd_engine *engine, PyObject *type, PyObject *kinds);

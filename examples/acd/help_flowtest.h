/* SPDX-License-Identifier: Apache-2.0 */
/** @file The help on `acd try`, `acd test`, `acd graph` and flow test files. */
#ifndef TOOL_HELP_FLOWTEST_H
#define TOOL_HELP_FLOWTEST_H

extern const char help_try[], help_test[], help_flowtest[], help_graph[];

#endif

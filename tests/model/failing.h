/* SPDX-License-Identifier: Apache-2.0 */
/* An allocator for tests: refuses one request, or all from one on, and knows the size of every block it gave. */
#ifndef ACD_TESTS_MODEL_FAILING_H
#define ACD_TESTS_MODEL_FAILING_H

#include <acd/base.h>

typedef struct failing_state {
  long calls;     /* requests for memory so far */
  long fail_at;   /* the request (from 1) that is refused, 0: none */
  int fail_after; /* 1: all requests after it too */
  size_t held;    /* bytes */
  long blocks;
} failing_state;

/* `held` and `blocks` must be 0 again at the end. A wrong old size ends the test. */
acd_allocator failing_allocator(failing_state *failing);

#endif

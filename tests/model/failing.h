/* SPDX-License-Identifier: Apache-2.0 */
/* The failing memory of acd/testing.h, for tests of the library itself: these are not to go on after a wrong size. */
#ifndef ACD_TESTS_MODEL_FAILING_H
#define ACD_TESTS_MODEL_FAILING_H

#include <acd/testing.h>

/* `bytes` and `blocks` must be 0 again at the end. A wrong old size ends the test. */
acd_allocator failing_allocator(acd_testing_memory *memory);

#endif

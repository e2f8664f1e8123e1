/* SPDX-License-Identifier: Apache-2.0 */
/* Published data that tests try, where it is there. */
#ifndef ACD_TESTS_MODEL_SHARED_H
#define ACD_TESTS_MODEL_SHARED_H

/* Path of a file in the published data ($ACD_SHARED, else the folder "shared" beside the source tree), or NULL where it is not
 * there. Static. */
const char *shared_path(const char *path);

#endif

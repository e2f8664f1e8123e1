/* SPDX-License-Identifier: Apache-2.0 */
/** @file Sums and ratios of figures in integers. Sums stop at the ends of the range, which only records not made by this library can reach. */
#ifndef ACD__KPI_RATIO_H
#define ACD__KPI_RATIO_H

#include <stdint.h>

#include <acd/kpi.h>

int64_t acd__kpi_plus(int64_t a, int64_t b);
int64_t acd__kpi_minus(int64_t a, int64_t b);
/* All that entered, and all that left, by any way (acd/kpi.h, law of conservation); of the latter the callers: what formulas of
 * service levels are of. */
int64_t acd__kpi_queue_in(const acd_kpi_queue *kpi);
int64_t acd__kpi_queue_out(const acd_kpi_queue *kpi);
int64_t acd__kpi_queue_decided(const acd_kpi_queue *kpi);
/* part × scale / whole, rounded half up; 0 unless both are positive. */
int64_t acd__kpi_ratio(int64_t part, int64_t whole, uint32_t scale);
/* In parts per million. */
int64_t acd__kpi_ppm(int64_t part, int64_t whole);

#endif

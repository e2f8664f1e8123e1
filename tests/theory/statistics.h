/* SPDX-License-Identifier: Apache-2.0 */
/** @file Intervals from batch means. */
#ifndef TEST_THEORY_STATISTICS_H
#define TEST_THEORY_STATISTICS_H

#include <stddef.h>

/* The 99.5 % quantile of Student's distribution with 10 degrees of freedom or more, to 0.001: half of a 99 % interval
 * is so many standard errors. */
double student_995(int degrees);

/* Ratio of two means, estimated from batches that are taken as independent, with its 99 % interval. */
typedef struct theory_estimate {
  double value, low, high;
} theory_estimate;

/* `above[i]` and `below[i]`: sums over batch i. The standard error is that of the residuals above - ratio × below, as is usual
 * for ratio estimators. Sums over batches in which something rare happens now and then are skewed; the interval is
 * corrected for that as by Willink (Communications in Statistics, Theory and Methods 34, 2005), after Hall and Johnson.
 * The sum of `below` must not be 0. */
theory_estimate ratio_estimate(const double *above, const double *below, size_t batches);

#endif

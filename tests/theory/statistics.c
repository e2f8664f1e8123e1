/* SPDX-License-Identifier: Apache-2.0 */
#include "statistics.h"

#include <math.h>

/* The expansion of Cornish and Fisher (Abramowitz and Stegun, 26.7.5). */
double student_995(int degrees)
{
  const double z = 2.5758293035489004, z3 = z * z * z, z5 = z3 * z * z, z7 = z5 * z * z, z9 = z7 * z * z, n = degrees;
  return z + (z3 + z) / (4 * n) + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n) +
         (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n) +
         (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92160 * n * n * n * n);
}

/* Student's `t`, corrected for the skewness of a mean: `a` is the third moment by the cube of the deviation, by 6 √n. */
static double corrected(double t, double a)
{
  if (fabs(a) < 1e-6) return t;
  return (cbrt(1 + 6 * a * (t - a)) - 1) / (2 * a);
}

theory_estimate ratio_estimate(const double *above, const double *below, size_t batches)
{
  const double n = (double)batches, t = student_995((int)batches - 1);
  double above_sum = 0, below_sum = 0, squares = 0, cubes = 0, ratio, deviation, error, a;
  for (size_t i = 0; i < batches; i++) {
    above_sum += above[i];
    below_sum += below[i];
  }
  ratio = above_sum / below_sum;
  for (size_t i = 0; i < batches; i++) {
    double residual = above[i] - ratio * below[i];
    squares += residual * residual;
    cubes += residual * residual * residual;
  }
  if (squares == 0) return (theory_estimate){ratio, ratio, ratio};
  deviation = sqrt(squares / (n - 1));
  error = deviation * sqrt(n) / below_sum;
  a = cubes * n / ((n - 1) * (n - 2)) / (deviation * deviation * deviation) / (6 * sqrt(n));
  return (theory_estimate){ratio, ratio - corrected(t, a) * error, ratio - corrected(-t, a) * error};
}

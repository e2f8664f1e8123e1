/* SPDX-License-Identifier: Apache-2.0 */
/** @file The models of acd/erlang.h. Rates are per second; what has been checked is not checked again. */
#ifndef ACD__ERLANG_SYSTEM_H
#define ACD__ERLANG_SYSTEM_H

#include <acd/erlang.h>

/* Calls that may wait in a computation. */
#define ACD__ERLANG_WAITING_MAX 10000000

typedef struct acd__rates {
  double arrivals;
  double services; /* of all agents together */
  double impatience;
  double erlangs;
  double agents;
  double blocked; /* Erlang B of the agents alone */
} acd__rates;

/* Shares and means of all calls, blocked ones included. */
typedef struct acd__shares {
  double blocked;
  double waited;
  double abandoned;
  double waiting;         /* mean number */
  double wait_answered_s; /* a call's mean, where what is not answered counts as 0 */
  double answered_within;
  double abandoned_within;
} acd__shares;

/* Both give what `within_s` asks for besides the rest; ACD_OK, ACD_ERR_STATE or ACD_ERR_LIMIT. `places` < 0: unbounded. */
int acd__patience_shares(const acd__rates *rates, int64_t places, double within_s, acd__shares *shares);
void acd__timeout_shares(const acd__rates *rates, double timeout_s, double within_s, acd__shares *shares);

/* Checked and computed; `within_s` may be 0. */
int acd__erlang_shares(const acd_erlang_system *system, double within_s, acd__shares *shares);
int acd__erlang_check(const acd_erlang_system *system);

#endif

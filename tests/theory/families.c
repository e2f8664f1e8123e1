/* SPDX-License-Identifier: Apache-2.0 */
#include "families.h"

const theory_family families[] = {
    {"theory/erlang_b.csv", "loss systems (Erlang 1917)", 3, read_erlang_b},
    {"theory/erlang_c.csv", "delay systems (Erlang 1917)", 3, read_erlang_c},
    {"theory/erlang_a.csv", "exponential patience (Palm; Garnett, Mandelbaum and Reiman 2002)", 3, read_erlang_a},
    {"theory/mmnk.csv", "M/M/n/(n+K), with patience and without", 2, read_mmnk},
    {"theory/mmn_deterministic_timeout.csv", "M/M/n+D (Baccelli and Hebuterne 1981)", 2, read_timeout},
    {"theory/cobham_mmc.csv", "priorities (Cobham 1954)", 1, read_cobham},
    {"theory/agent_selection_shares.csv", "shares of agents of different speed", 1, read_shares},
    {"theory/linear_hunt_delay.csv", "top-down hunt with a queue", 1, read_hunt},
    {"theory/fcfs_alis_types.csv", "first come first served, longest idle (Adan and Weiss 2014)", 1, read_fcfs_alis},
    {"theory/static_routing_ctmc.csv", "V, N, X and M designs with static preferences", 1, read_static},
    {0},
};

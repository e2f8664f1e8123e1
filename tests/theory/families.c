/* SPDX-License-Identifier: Apache-2.0 */
#include "families.h"

const theory_family families[] = {
    {"theory/erlang_b.csv", "loss systems (Erlang 1917)", 5, 1000, read_erlang_b},
    {"theory/erlang_c.csv", "delay systems (Erlang 1917)", 7, 1000, read_erlang_c},
    {"theory/erlang_a.csv", "exponential patience (Palm; Garnett, Mandelbaum and Reiman 2002)", 5, 1000, read_erlang_a},
    {"theory/mmnk.csv", "M/M/n/(n+K), with patience and without", 2, 1000, read_mmnk},
    {"theory/mmn_deterministic_timeout.csv", "M/M/n+D (Baccelli and Hebuterne 1981)", 2, 1000, read_timeout},
    {"theory/virtual_hold_callback.csv", "callers who keep their place and are called back", 3, 1000,
     read_virtual_hold},
    {"theory/cobham_mmc.csv", "priorities (Cobham 1954)", 5, 1000, read_cobham},
    {"theory/kleinrock_weighted_wait.csv", "priority that grows with the wait (Kleinrock 1964)", 1, 3000,
     read_kleinrock},
    {"theory/agent_selection_shares.csv", "shares of agents of different speed", 1, 3000, read_shares},
    {"theory/linear_hunt_delay.csv", "top-down hunt with a queue", 1, 3000, read_hunt},
    {"theory/fcfs_alis_types.csv", "first come first served, longest idle (Adan and Weiss 2014)", 1, 4000,
     read_fcfs_alis},
    {"theory/static_routing_ctmc.csv", "V, N, X and M designs with static preferences", 1, 5000, read_static},
    {0},
};

# SPDX-License-Identifier: Apache-2.0
# A fake switch: one queue, two agents. Ann does not answer, Bob does, the caller hangs up.
package require acd

set engine [acd::Engine new]
$engine define {{"agents": {"ann": {}, "bob": {}},
    "queues": {"support": {"members": ["ann", "bob"], "strategy": "linear", "ring_timeout_s": 20}}}}
set support [$engine queue_find support]
set ann [$engine agent_find ann]

# Says what it is asked to do, and claims to have done it. Gives the time at which there is more to do.
proc run {engine now} {
    set status $acd::AGAIN
    while {$status == $acd::AGAIN} {
        set status [$engine tick $now]
        while {[set action [$engine action_next]] ne ""} {
            dict with action {
                set name [dict get [$engine agent_get $agent] name]
                puts [format "%3d s  %s %s" [expr {$now / $acd::SECOND}] [acd::action_kind_str $kind] $name]
                if {$kind != $acd::ACTION_RING} {
                    $engine action_result $now $id $acd::OUTCOME_DONE ""
                } elseif {$agent != $::ann} { ;# hers rings until the engine's deadline
                    $engine action_result $now $id $acd::OUTCOME_ACCEPTED ""
                }
            }
        }
    }
    return [$engine deadline]
}

set end [expr {80 * $acd::SECOND}]
set call [$engine call_arrive 0 [dict create queue $support caller +4930123456]]
for {set now 0} {$now < $end} {} { set now [run $engine $now] }
$engine call_hangup $end $call
run $engine $end
set kpi [$engine kpi_queue_get $support]
puts [format "offered %d, answered %d after %d s, ring no answer %d, talk %d s" [dict get $kpi offered] [dict get $kpi answered] \
    [expr {[acd::kpi_asa_us $kpi] / $acd::SECOND}] [dict get $kpi no_answers] [expr {[dict get $kpi talk_us] / $acd::SECOND}]]

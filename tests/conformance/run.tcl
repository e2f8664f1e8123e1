# SPDX-License-Identifier: Apache-2.0
# Runs scripts.txt by the package for Tcl; has to print what run.c prints.
# usage: run.tcl SCRIPTS [--digests]
package require acd

# The id of what has a name, 0: of nothing.
foreach noun {agent queue skill flow toggle callback_plan} {
    proc $noun {name} "try { return \[\$::engine ${noun}_find \$name\] } trap ACD {} { return 0 }"
}

proc call {label} {
    if {[dict exists $::calls $label]} { return [dict get $::calls $label] }
    return 0
}

proc label {name call} {
    dict set ::calls $name $call
    if {![dict exists $::names $call]} { dict set ::names $call $name }
}

proc target {kind name} {
    if {$kind in {agent queue flow}} { return [list [set ::acd::TARGET_[string toupper $kind]] [$kind $name] ""] }
    return [list $::acd::TARGET_NUMBER 0 $name]
}

proc outcome_of {word} {
    for {set outcome 1} {[acd::outcome_str $outcome] ne $word} {incr outcome} {}
    return $outcome
}

proc arrival {words} {
    set given {}
    foreach {key value} $words {
        switch $key {
            queue - flow { dict set given $key [$key $value] }
            ref { dict set given host_ref $value }
            skill { dict set given requirements [list [list [skill $value] 1]] }
            prefer { dict set given preferred [list [agent $value]] }
            default { dict set given $key $value }
        }
    }
    return $given
}

proc do_tick {now} { $::engine tick $now }
proc do_wall {now offset} { $::engine wall_set $now $offset }
proc do_arrive {now name args} { label $name [$::engine call_arrive $now [arrival $args]] }
proc do_transfer {now call args} { $::engine call_transfer $now [call $call] {*}[target {*}$args] }
proc do_consult {now call made args} {
    lassign [target {*}$args] kind object
    label $made [$::engine call_consult $now [call $call] $kind $object 0]
}
proc do_callback {now name number plan queue} {
    label $name [$::engine callback_request $now [dict create number $number plan [callback_plan $plan] queue [queue $queue]]]
}
proc do_result {now kind call agent outcome {text ""}} {
    set id 0
    foreach action $::pending {
        if {[acd::action_kind_str [dict get $action kind]] eq $kind && [dict get $action call] == [call $call]
            && ($agent eq "-" || [dict get $action agent] == [agent $agent])} { set id [dict get $action id] }
    }
    $::engine action_result $now $id [outcome_of $outcome] $text
}
proc do_pick_up {now call agent} { $::engine call_pick_up $now [call $call] [agent $agent] 0 }
proc do_keys {now call digits} { $::engine call_keys $now [call $call] $digits }
proc do_set {now call key value} { $::engine call_set $now [call $call] $key $value }
proc do_require {now call skill level} { $::engine call_require $now [call $call] [list [list [skill $skill] $level]] }
proc do_move {now call queue place} { $::engine call_move $now [call $call] [queue $queue] $place }
proc do_also {now call queue} { $::engine call_also $now [call $call] [queue $queue] }
proc do_also_end {now call queue} { $::engine call_also_end $now [call $call] [queue $queue] }
proc do_supervise {now agent call role} { $::engine agent_supervise $now [agent $agent] [call $call] $role }
proc do_toggle {now name on} { $::engine toggle_set $now [toggle $name] $on }
proc do_cancel {now call} { $::engine callback_cancel $now [call $call] }
proc do_reconcile {now args} { $::engine reconcile $now [lmap name $args {call $name}] }
proc do_agent_hangup {now agent} { $::engine agent_hangup $now [agent $agent] 0 }

# Commands that hand on a call, an agent or a queue, and then numbers.
foreach {noun before names} {
    call {} {hangup hold resume complete conference park record prioritize}
    agent {} {login logout ready not_ready set_presence}
    agent 0 {elsewhere end_wrapup extend_wrapup}
    queue {} {open drain clear}
} {
    foreach name $names {
        proc do_$name {now who args} "\$::engine ${noun}_$name \$now \[$noun \$who\] $before {*}\$args"
    }
}

proc run {now name words} {
    if {[info procs do_$name] eq ""} { puts "! no such command"; return }
    try { do_$name $now {*}$words } trap ACD {- options} {
        puts "! [acd::status_text [set ::acd::ERR_[lindex [dict get $options -errorcode] 1]]]"
    }
    while {[set action [$::engine action_next]] ne ""} {
        lappend ::pending $action
        dict with action {
            set who [try { dict get [$::engine agent_get $agent] name } trap ACD {} { string cat - }]
            set label [if {[dict exists $::names $call]} { dict get $::names $call } else { string cat - }]
            puts "> [string trimright "[acd::action_kind_str $kind] $label $who $deadline_us $text"]"
        }
    }
}

proc figures {digests} {
    set q [$::engine kpi_queue_get 0]
    dict with q {
        puts "= offered $offered answered $answered abandoned [expr {$abandoned + $abandoned_short}] waiting $waiting wait_us $wait_us\
            talk_us $talk_us service_level_ppm [acd::kpi_service_level_ppm $q]"
    }
    set a [$::engine kpi_agent_get 0]
    set c [$::engine kpi_calls_get]
    dict with a { puts -nonewline "= handled $handled no_answers $no_answers busy_us $busy_us" }
    dict with c { puts " arrived $arrived live $live completed [lindex $ends $::acd::END_COMPLETED]" }
    if {$digests} { puts "= actions [$::engine digest_actions] state [$::engine digest_state]" }
}

proc define {text} {
    if {[info exists ::engine]} { $::engine destroy }
    set ::engine [acd::Engine new]
    lassign {} ::calls ::names ::pending
    set json [acd::Json new]
    try {
        $json load_text $text
        $json submit $::engine 0 $::acd::DEFINE_WHOLE
    } trap ACD {- options} {
        set first [$json error_at 0]
        puts "! [acd::status_text [set ::acd::ERR_[lindex [dict get $options -errorcode] 1]]]: [dict get $first path]: [dict get $first text]"
    }
    $json destroy
}

lassign $argv scripts digests
set file [open $scripts]
fconfigure $file -encoding utf-8
while {[gets $file line] >= 0} {
    if {[string match {[!>=]*} $line]} continue ;# what is to come out
    puts $line
    if {[string match "define *" $line]} {
        define [string range $line 7 end]
    } elseif {$line eq "figures"} {
        figures [expr {$digests ne ""}]
    } elseif {[regexp {^[-0-9]} $line]} {
        set words [lassign [split $line] now name]
        run $now $name $words
    }
}

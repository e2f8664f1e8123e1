# SPDX-License-Identifier: Apache-2.0
# The package for Tcl: that all of the headers is there, errors, exact numbers, bytes, lists, and that nothing is gone too early.
# usage: test_tcl.tcl INCLUDE (the folder of the headers)
package require acd

set centre {{"agents": {"ann": {}}, "queues": {"q": {"members": ["ann"], "wrapup_s": 0}}}}

proc check {holds {told ""}} {
    if {![uplevel 1 [list expr $holds]]} { error "not so: $holds $told" }
}

proc equal {found expected} {
    if {$found ne $expected} { error "\"$found\", not \"$expected\"" }
}

# The message of the error that a script has to end with, of this kind.
proc refused {kind script} {
    set status [catch {uplevel 1 $script} message options]
    if {$status != 1} { error "nothing was refused: $script" }
    set code [dict get $options -errorcode]
    if {[lrange $code 0 [llength $kind]-1] ne $kind} { error "$code, not $kind: $message" }
    return $message
}

proc engine_of {{options ""}} {
    set engine [acd::Engine new {*}$options]
    $engine define $::centre
    return $engine
}

# A call of a second, answered at once; `now` of its arrival.
proc one_call {engine now args} {
    set call [$engine call_arrive $now [dict create queue [$engine queue_find q] {*}$args]]
    $engine action_result $now [dict get [$engine action_next] id] $acd::OUTCOME_BRIDGED ""
    $engine call_hangup [expr {$now + $acd::SECOND}] $call
    $engine action_result [expr {$now + $acd::SECOND}] [dict get [$engine action_next] id] $acd::OUTCOME_DONE ""
    equal [$engine action_next] ""
    return $call
}

set tests {}
proc test {name body} { dict set ::tests $name $body }

test "what takes an engine, a history and so on first is a method of it" {
    set left_out {
        acd_engine_submit acd_engine_submit_batch acd_options_set_explain acd_options_set_log acd_options_set_score acd_options_set_events
        acd_options_set_trace acd_definition_bytes acd_history_event acd_metrics_event acd_records_event acd_records_set_hook
        acd_records_set_queue_log acd_sim_add_source acd_sim_set_outcome acd_sim_set_events acd_json_error_print acd_dispatcher_new
    }
    set classes {}
    foreach class {Engine Options Definition Check Difference Json History Distribution Records Metrics Sim Tzif} {
        dict set classes acd_[string tolower $class] $class
    }
    set seen 0
    foreach header {action agent call callback campaign check definition difference engine explain flow history json kpi mark metrics
        party queue record route schedule sim slot tzif zone} {
        if {$header in {json sim} && [info commands ::acd::[string totitle $header]] eq ""} continue
        set file [open [file join [lindex $::argv 0] acd $header.h]]
        fconfigure $file -encoding utf-8
        set text [read $file]
        close $file
        foreach declaration [regexp -all -inline {ACD_API[^;]+;} $text] {
            if {![regexp {(acd_\w+)\((?:const )?(\w+) ?\*} [regsub -all {\s+} $declaration " "] -> name first]} continue
            if {![dict exists $classes $first] || $name in $left_out || [regexp {_(free|new)$} $name]} continue
            set class [dict get $classes $first]
            set short [string range $name 4 end]
            set own [string tolower $class]_
            if {[string first $own $short] == 0} {
                set method [string range $short [string length $own] end]
            } else {
                set method $short
            }
            check {[info commands ::acd::$short] ne ""} $name
            check {$::acd::methods($class,$method) eq "::acd::$short"} $name
            incr seen
        }
    }
    check {$seen > 150} $seen
}

test "a refusal is an error with a code" {
    set engine [engine_of]
    set message [refused {ACD NOT_FOUND call_hangup} {$engine call_hangup 0 5}]
    check {[string match "call_hangup: *call 5" $message]} $message
    set message [refused {ACD STATE} {$engine agent_end_wrapup 0 [$engine agent_find ann] 0}]
    check {[string match {*agent * "ann" is ready} $message]} $message
    check {[string match *memmbers* [refused {ACD DEFINITION} {$engine define {{"queues": {"q": {"memmbers": []}}}}}]]}
    set trapped [try { $engine queue_find nowhere } trap {ACD NOT_FOUND} {} { string cat there is none }]
    equal $trapped "thereisnone"
    foreach name [info vars ::acd::ERR_*] {
        check {[string is integer -strict [set $name]]} $name
    }
}

test "what is no argument is an error" {
    set engine [engine_of]
    set history [acd::History new]
    foreach {told script} {
        "expected a whole number of 64 bits but got \"x\"" {$engine call_hangup 0 x}
        "expected a whole number" {$engine call_hangup 0.5 5}
        "expected a whole number" {$engine call_hangup 0 ""}
        "is out of range" {$engine call_hangup 0 9223372036854775808}
        "a whole number" {$engine call_hangup 0 [expr {2**70}]}
        "is out of range" {$engine call_record 0 5 [expr {1 << 40}]}
        "is out of range" {$engine error_at -1}
        "is out of range" {$engine explain_agents 1 1000001}
        "a NUL inside" {$engine queue_find "q\0q"}
        "a NUL inside" {$engine call_arrive 0 [dict create caller "4\0"]}
        "nothing where" {acd::engine_tick "" 0}
        "acd_engine" {acd::engine_tick $history 0}
        "acd_engine" {acd::engine_tick puts 0}
        "acd_engine" {acd::engine_tick _0000000000000000_p_acd_engine 0}
        "acd_engine" {acd::engine_tick "exit 3" 0}
        "list of numbers" {$engine reconcile 0 "\{"}
        "expected a whole number" {$engine reconcile 0 {1 x}}
        "list of pairs" {$engine call_require 0 5 {{1}}}
        "list of pairs" {$engine call_require 0 5 5}
        "list of pairs" {$engine call_arrive 0 {requirements {{1 2 3}}}}
        "no field \"queeu\"" {$engine call_arrive 0 {queeu 1}}
        "expected a dictionary" {$engine call_arrive 0 {queue}}
        "expected a whole number" {$engine call_arrive 0 {queue x}}
        "expected a list of" {acd::kpi_asa_us {estimate_over_us {1 2}}}
        "bytes" {acd::Tzif new "\u20ac"}
        "unknown method \"tock\"" {$engine tock 0}
    } {
        set message [refused {ACD WRONG_ARGUMENT} $script]
        check {[string first $told $message] >= 0} "$message: $told"
    }
    equal [refused {TCL WRONGARGS} {$engine call_hangup 0}] {wrong # args: should be "acd::call_hangup engine time_us call"}
    refused {TCL WRONGARGS} {acd::Engine new 1 2}
    refused {ACD NOT_FOUND} {$engine queue_find [string repeat q 10000000]}
    refused {ACD DEFINITION} {$engine define [string repeat "\{" 1000000]}
    check {[dict get [$engine kpi_calls_get] arrived] == 0}
    $engine destroy
    check {[catch {$engine tick 0}]}
    refused {ACD WRONG_ARGUMENT} {acd::engine_tick $engine 0}
}

test "numbers are exact" {
    set engine [engine_of]
    set most 9223372036854775807
    set call [$engine call_arrive 0 [dict create queue [$engine queue_find q] host_ref $most]]
    equal [dict get [$engine call_get $call] host_ref] $most
    equal $acd::TIME_NEVER $most
    foreach name [info vars ::acd::*] {
        check {[array exists $name] || [string is wideinteger -strict [set $name]]} $name
    }
}

test "texts are whole" {
    set engine [acd::Engine new]
    set name "Gr\u00fc\u00dfe \u20ac \U0001F4DE"
    $engine define "{\"queues\": {\"$name\": {}}}"
    equal [dict get [$engine queue_get [$engine queue_find $name]] name] $name
    check {[string match "*Gr\u00fc\u00df*" [refused {ACD NOT_FOUND} {$engine queue_find "Gr\u00fc\u00df"}]]}
}

test "what an engine speaks to goes on although its command is gone" {
    set options [acd::Options new]
    set feed [acd::Feed new]
    foreach class {History Records Metrics RecordQueue} { set $class [acd::$class new] }
    set replaced [acd::History new]
    $feed set_history $replaced
    $feed set_history $History
    $feed set_records $Records
    $feed set_metrics $Metrics
    $feed keep_events
    $feed attach $options
    $Records attach $RecordQueue
    set silent [acd::Feed new] ;# hears nothing, so that the engine goes on with the other
    $silent attach $options
    set engine [engine_of $options]
    set kept [acd::Engine new $options]
    foreach handle [list $options $silent $replaced] { $handle destroy }
    for {set i 0} {$i < 10} {incr i} { one_call $engine [expr {$i * 2 * $acd::SECOND}] caller +49$i }
    $Records flush
    set line [$RecordQueue print_json]
    check {[string match *+490* $line]} $line
    check {[string match *+490* [$RecordQueue print_csv]]}
    set records [$RecordQueue records]
    equal [lmap record $records {dict get $record caller}] {+490 +491 +492 +493 +494 +495 +496 +497 +498 +499}
    set first [lindex $records 0]
    equal [dict get [lindex [dict get $first visits] 0] queue_name] q
    equal [dict get [lindex [dict get $first conversations] 0] agent_name] ann
    equal [llength [dict get $first segments]] [dict get $first segments_count]
    refused {ACD NOT_FOUND} {$RecordQueue print_json}
    set callers {}
    foreach event [$feed events] {
        if {[dict get $event kind] == $acd::EVENT_CALL_ARRIVED} { lappend callers [dict get $event caller] }
    }
    equal [llength $callers] 10
    equal [lindex [dict get [$engine kpi_calls_get] ends] $acd::END_COMPLETED] 10
    check {[string match "*# EOF\n" [$Metrics print $engine $acd::METRICS_OPENMETRICS]]}
    set bytes [$History save]
    check {[string first "\0" $bytes] >= 0}
    set loaded [acd::history_load $bytes 0]
    equal [$loaded save] $bytes
    refused {ACD ENCODING history_load} {acd::history_load [string range $bytes 0 end-1] 0}
    # Their commands may go first.
    foreach handle [list $feed $History $Records $Metrics $RecordQueue] { $handle destroy }
    one_call $engine [expr {100 * $acd::SECOND}] caller +50
    $engine destroy
    $kept define $::centre
    one_call $kept 0
}

test "records go in as dictionaries and come out as such" {
    set engine [engine_of]
    $engine define {{"skills": {"dutch": {}}, "agents": {"bob": {"skills": {"dutch": 3}}}}} 0 $acd::DEFINE_CHANGE
    $engine define {{"queues": {"q": {"members": ["ann", "bob"]}}}} 0 $acd::DEFINE_CHANGE
    set call [$engine call_arrive 0 [dict create queue [$engine queue_find q] \
        requirements [list [list [$engine skill_find dutch] 1]] preferred [list [$engine agent_find bob]]]]
    equal [dict get [$engine action_next] agent] [$engine agent_find bob]
    lassign [$engine explain_agents $call 10] count candidates
    equal [llength $candidates] $count
    equal [$engine explain_agents $call 0] [list $count {}]
    set history [acd::History new {interval_us 900000000}]
    $history service_level_add [dict create formula $acd::SERVICE_LEVEL_CISCO_NEGATIVE threshold_us 15000000]
    set level [$history service_level_at 0]
    equal [dict get $level threshold_us] 15000000
    equal [dict get $level name] [acd::service_level_str $acd::SERVICE_LEVEL_CISCO_NEGATIVE]
    equal [acd::kpi_asa_us {answered 2 wait_us 30}] 15
}

test "a simulation tells its columns, and lives as long as its engine" {
    if {[info commands ::acd::Sim] eq ""} return
    set options [acd::Options new]
    set sim [acd::Sim new $options]
    set feed [acd::Feed new]
    set outcomes [acd::Outcomes new]
    $feed keep_events
    $sim attach $feed $outcomes
    set engine [$sim engine]
    $engine define $::centre
    for {set i 1} {$i <= 5} {incr i} {
        $sim add_caller [dict create arrives_at_us [expr {$i * $acd::SECOND}] queue [$engine queue_find q] talk_us 500000 ref $i]
    }
    $sim run [expr {100 * $acd::SECOND}]
    equal [$outcomes column ref] {1 2 3 4 5}
    check {[$feed count] > 0}
    set other [acd::Engine new $options] ;# whose options were the simulation's
    $sim destroy
    $feed destroy
    $outcomes destroy
    $options destroy
    equal [dict get [$engine kpi_calls_get] arrived] 5
    $engine destroy
    $other define $::centre
}

test "a simulation is not kept by its options" {
    if {[info commands ::acd::Sim] eq "" || ![file readable /proc/self/statm]} return
    set pages {apply {{} {
        set file [open /proc/self/statm]
        try { lindex [read $file] 1 } finally { close $file }
    }}}
    set options [acd::Options new]
    set taken {}
    foreach round {1 2} { # what the first takes, the second uses again
        set before [{*}$pages]
        for {set i 0} {$i < 200} {incr i} {
            set sim [acd::Sim new $options]
            set engine [$sim engine]
            $engine define $::centre
            $engine destroy
            $sim destroy
        }
        lappend taken [expr {[{*}$pages] - $before}]
    }
    check {[lindex $taken 1] < 2000}
    $options destroy
}

test "Erlang's figures" {
    if {[info commands ::acd::erlang_agents] eq ""} return
    set system [dict create calls_per_hour 100 handle_s 180]
    set agents [acd::erlang_agents $system [dict create service_level 0.8 within_s 20]]
    dict set system agents $agents
    check {[lindex [acd::erlang_within $system 20] 0] >= 0.8}
    dict set system agents [expr {$agents - 1}]
    check {[lindex [acd::erlang_within $system 20] 0] < 0.8}
    refused {ACD ARGUMENT} {acd::erlang_figures_get [dict create calls_per_hour -1]}
}

test "an interpreter may end with all that lives in it" {
    set child [interp create]
    $child eval [list set auto_path $::auto_path]
    $child eval {
        package require acd
        set options [acd::Options new]
        set feed [acd::Feed new]
        $feed keep_events
        $feed attach $options
        set engine [acd::Engine new $options]
    }
    interp delete $child
}

dict for {name body} $tests {
    if {[catch {apply [list {} $body]} message options]} {
        puts stderr "not ok $name: [dict get $options -errorinfo]"
        exit 1
    }
    puts "ok $name"
}

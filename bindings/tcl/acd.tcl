# SPDX-License-Identifier: Apache-2.0
# The library for Tcl: what acd.so has, and on top of it
#   - handles are made by [acd::Engine new], are commands, and end with [$engine destroy];
#   - methods: [$engine tick $now] is [acd::engine_tick $engine $now], [$engine call_hangup $now $call] is
#     [acd::call_hangup $engine $now $call], [$history queue_get …] is [acd::history_queue_get $history …];
#   - what has to live as long as something else does so.
# Names, units and rules are those of the headers, without the prefix acd_. Times are integers, records dictionaries.

namespace eval ::acd {
    # Which function a method of a class is: acd.so asks for it.
    variable methods

    # Handles are made by their classes, and what SWIG calls their methods are functions as others are. Fields need no functions,
    # and records no classes.
    apply {{} {
        foreach command [info commands new_*] {
            set class [string range $command 4 end]
            if {[info commands ${class}_*_get] eq ""} { lappend classes $class }
        }
        foreach class $classes {
            rename $class ""
            set noun [string tolower [regsub {(.)([A-Z])} $class {\1_\2}]]
            foreach command [info commands ${class}_*] { rename $command $noun[string range $command [string length $class] end] }
            rename new_$class _new_$class
            namespace ensemble create -command $class -map [list new [namespace current]::new_$class]
        }
        foreach command [info commands] {
            if {[string match {[A-Z]*} $command] && $command ni $classes || [string match new_* $command] || [string match delete_* $command]} {
                if {[namespace which -command $command] eq "[namespace current]::$command"} { rename $command "" }
            }
        }
        foreach class $classes { interp alias {} [namespace current]::new_$class {} [namespace current]::_new_$class }
    } ::acd}

    # Behind a function, what it was given at one place lives as long as what it was given at another; `what`: instead of the
    # one that was that before.
    proc _keeping {function given whom what other} {
        if {[info commands $function] eq ""} return
        if {[info commands _$function] eq ""} { rename $function _$function }
        proc $function $given "set result \[_$function [join [lmap name $given {string cat $ $name}]]\]
            _need \$$whom [list $what] \$$other
            return \$result"
    }
    _keeping feed_set_history {feed history} feed history history
    _keeping feed_set_records {feed records} feed records records
    _keeping feed_set_metrics {feed metrics} feed metrics metrics
    _keeping feed_attach {feed options} options "" feed
    _keeping records_attach {records queue} records queue queue
    _keeping sim_engine {sim} result "" sim

    proc new_Engine {args} {
        set engine [_new_Engine {*}$args]
        foreach options $args { if {$options ne ""} { _need $engine "" $options } }
        return $engine
    }
    if {[info commands Sim] ne ""} {
        rename sim_attach _sim_attach
        proc sim_attach {sim feed outcomes} {
            _sim_attach $sim $feed $outcomes
            _need $sim "" $feed
            _need $sim outcomes $outcomes
        }

        # One figure of all callers of a simulation, in the order in which they ended.
        proc outcomes_column {outcomes name} {
            set values {}
            for {set i 0} {$i < [$outcomes count]} {incr i} { lappend values [$outcomes at $name $i] }
            return $values
        }
    }

    # A definition in JSON; the whole of it, unless `mode` is $acd::DEFINE_CHANGE.
    proc engine_define {engine json {now ""} {mode 0}} {
        set reader [Json new]
        try {
            $reader load_text $json
            $reader submit $engine [expr {$now eq "" ? [$engine now] : $now}] $mode
        } finally {
            $reader destroy
        }
    }

    # The events that were kept, and the records that are complete; the oldest first.
    proc feed_events {feed} { _all $feed }
    proc record_queue_records {queue} { _all $queue }
    proc _all {queue} {
        set all {}
        while {[set one [$queue pull]] ne ""} { lappend all $one }
        return $all
    }

    # Methods. An engine has the functions of all that lives in it, too.
    apply {{} {
        variable methods
        set within {action agent call callback campaign channel device explain flow kpi queue schedule skill slot toggle zone}
        # Of no object, or of another than their name begins with.
        set others {definition_running Engine record_print_csv_head "" metrics_count "" history_load "" history_promise_ppm ""
            history_resolution_ppm ""}
        foreach command [info commands ::acd::*] {
            set name [namespace tail $command]
            if {[string match _* $name] || [string match *_str $name]} continue
            if {[dict exists $others $name]} {
                if {[dict get $others $name] ne ""} { set methods([dict get $others $name],$name) $command }
            } elseif {[regexp {^record_queue_(\w+)$} $name -> rest]} {
                set methods(RecordQueue,$rest) $command
            } elseif {[regexp {^([a-z]+)_(\w+)$} $name -> noun rest]} {
                set class [string totitle $noun]
                if {[info commands ::acd::$class] ne ""} { set methods($class,$rest) $command }
                if {$noun in $within && ($noun ne "kpi" || [string match *_get $rest])} { set methods(Engine,$name) $command }
            }
        }
    } ::acd}
}

<?php
// SPDX-License-Identifier: Apache-2.0
// The extension for PHP: that all of the headers is there, errors, exact numbers, bytes, lists, and that nothing is gone too early.
// usage: test_php.php INCLUDE (the folder of the headers)
declare(strict_types=1);
error_reporting(E_ALL);
set_error_handler(fn(int $level, string $text) => throw new ErrorException($text));

const CENTRE = '{"agents": {"ann": {}}, "queues": {"q": {"members": ["ann"], "wrapup_s": 0}}}';

function check(bool $holds, string $told = 'it does not hold'): void
{
    if (!$holds) {
        throw new Exception($told);
    }
}

function equal(mixed $found, mixed $expected): void
{
    check($found === $expected, var_export($found, true) . ', not ' . var_export($expected, true));
}

/** The exception of this class that a function throws. */
function refused(string $class, callable $call): Throwable
{
    try {
        $call();
    } catch (Throwable $problem) {
        check($problem instanceof $class, get_class($problem) . ", not $class: " . $problem->getMessage());
        return $problem;
    }
    throw new Exception('nothing was refused');
}

function define_from(AcdEngine $engine, string $text, int $mode = Acd::DEFINE_WHOLE): void
{
    $json = new AcdJson;
    Acd::json_load_text($json, $text);
    Acd::json_submit($json, $engine, 0, $mode);
}

function engine_of(?AcdOptions $options = null): AcdEngine
{
    $engine = new AcdEngine($options);
    define_from($engine, CENTRE);
    return $engine;
}

function arrival_of(AcdEngine $engine, array $fields = []): AcdArrival
{
    $arrival = new AcdArrival;
    $arrival->queue = Acd::queue_find($engine, 'q');
    foreach ($fields as $name => $value) {
        $arrival->$name = $value;
    }
    return $arrival;
}

/** A call of a second, answered at once; `now` of its arrival. */
function one_call(AcdEngine $engine, int $now, array $fields = []): int
{
    $call = Acd::call_arrive($engine, $now, arrival_of($engine, $fields));
    Acd::action_result($engine, $now, Acd::action_next($engine)->id, Acd::OUTCOME_BRIDGED, null);
    Acd::call_hangup($engine, $now + Acd::SECOND, $call);
    Acd::action_result($engine, $now + Acd::SECOND, Acd::action_next($engine)->id, Acd::OUTCOME_DONE, null);
    equal(Acd::action_next($engine), null);
    return $call;
}

$tests = [];

$tests['what the headers have is there'] = function () use ($argv): void {
    $left_out = preg_split('/\s+/', 'acd_engine_submit acd_engine_submit_batch acd_options_set_explain acd_options_set_log
        acd_options_set_score acd_options_set_events acd_options_set_trace acd_definition_bytes acd_history_event acd_metrics_event
        acd_records_event acd_records_set_hook acd_records_set_queue_log acd_sim_add_source acd_sim_set_outcome acd_sim_set_events
        acd_json_error_print acd_event_print_json acd_dispatcher_new acd_sim_stream_below acd_sim_stream_exponential');
    $headers = 'action agent call callback campaign check definition difference engine explain flow history json kpi mark metrics party'
        . ' queue record route schedule sim slot tzif zone';
    $seen = 0;
    foreach (explode(' ', $headers) as $header) {
        if (in_array($header, ['json', 'sim']) && !class_exists("Acd$header")) {
            continue;
        }
        preg_match_all('/ACD_API[^;(]*?\b(acd_\w+)\((?:const )?(acd_\w+) ?\*/', file_get_contents("$argv[1]/acd/$header.h"), $found);
        foreach ($found[1] as $i => $name) {
            if (preg_match('/_(free|new|init)$/', $name) || in_array($name, $left_out) || $found[2][$i] === 'acd_allocator') {
                continue;
            }
            check(method_exists('Acd', substr($name, 4)), $name);
            $seen++;
        }
    }
    check($seen > 150, "only $seen");
    check(!function_exists('status_text') && !defined('SECOND'), 'the extension has global names');
};

$tests['a refusal is an exception with a status'] = function (): void {
    $engine = engine_of();
    $gone = refused(AcdError::class, fn() => Acd::call_hangup($engine, 0, 5));
    equal([$gone->getCode(), $gone->function], [Acd::ERR_NOT_FOUND, 'call_hangup']);
    check($gone instanceof RuntimeException && $gone->getFile() === __FILE__);
    check((bool)preg_match('/^call_hangup: .*call 5$/', $gone->getMessage()), $gone->getMessage());
    $told = refused(AcdError::class, fn() => Acd::agent_end_wrapup($engine, 0, Acd::agent_find($engine, 'ann'), 0))->getMessage();
    check((bool)preg_match('/agent \d+ "ann" is ready$/', $told), $told);
    $unknown = refused(AcdError::class, fn() => define_from($engine, '{"queues": {"q": {"memmbers": []}}}'));
    equal($unknown->getCode(), Acd::ERR_DEFINITION);
    check(str_contains($unknown->getMessage(), 'memmbers'));
};

$tests['what is no argument is an error'] = function (): void {
    $engine = engine_of();
    $arrival = new AcdArrival;
    $sim = class_exists('AcdSim') ? new AcdSim : null;
    foreach ([
        [ArgumentCountError::class, 'call_hangup', fn() => Acd::call_hangup($engine, 0)],
        [TypeError::class, 'call must be of type int, string given', fn() => Acd::call_hangup($engine, 0, '5')],
        [TypeError::class, 'time_us must be of type int, float given', fn() => Acd::call_hangup($engine, 0.5, 5)],
        [TypeError::class, 'time_us must be of type int, null given', fn() => Acd::call_hangup($engine, null, 5)],
        [TypeError::class, 'float given', fn() => Acd::call_hangup($engine, 0, PHP_INT_MAX + 1)],
        [ValueError::class, 'out of range', fn() => Acd::call_record($engine, 0, 5, 1 << 40)],
        [ValueError::class, 'index: -1 is out of range', fn() => Acd::engine_error_at($engine, -1)],
        [ValueError::class, 'count: 1000001 is out of range', fn() => Acd::explain_agents($engine, 1, 1000001)],
        [ValueError::class, 'a NUL inside', fn() => Acd::queue_find($engine, "q\0q")],
        [ValueError::class, 'a NUL inside', fn() => $arrival->caller = "4\0"],
        [TypeError::class, 'of type ?string, int given', fn() => Acd::queue_find($engine, 5)],
        [TypeError::class, 'of type ?string, array given', fn() => $arrival->caller = []],
        [ValueError::class, 'nothing where a acd_engine', fn() => Acd::engine_tick(null, 0)],
        [TypeError::class, 'of type AcdEngine', fn() => Acd::engine_tick(new AcdHistory, 0)],
        [TypeError::class, 'of type AcdEngine', fn() => Acd::engine_tick(new stdClass, 0)],
        [TypeError::class, 'of type AcdEngine', fn() => Acd::engine_tick('engine', 0)],
        [TypeError::class, 'of type array', fn() => Acd::engine_reconcile($engine, 0, 1)],
        [TypeError::class, 'of type int, string given', fn() => Acd::engine_reconcile($engine, 0, [1, 'x'])],
        [TypeError::class, 'array of pairs', fn() => Acd::call_require($engine, 0, 5, [[1]])],
        [TypeError::class, 'of type array', fn() => Acd::call_require($engine, 0, 5, [1])],
        [TypeError::class, 'of type string', fn() => new AcdTzif(1)],
        [TypeError::class, 'of type AcdOptions', fn() => new AcdEngine('options')],
        [TypeError::class, 'of type AcdHistory', fn() => (new AcdFeed)->set_history($engine)],
        [Error::class, 'no field queeu', fn() => $arrival->queeu = 1],
        [Error::class, 'no field queeu', fn() => $arrival->queeu],
        [Error::class, 'no field commands to set', fn() => Acd::engine_stats_get($engine)->commands = 1],
        [Error::class, 'no field thisown', fn() => $engine->thisown = 0],
        [Error::class, 'uncloneable', fn() => clone $engine],
        [Error::class, 'cannot be made', fn() => new AcdAction],
        [Error::class, 'private', fn() => $arrival->queue_get()],
        [Exception::class, 'not allowed', fn() => serialize($engine)],
        [Exception::class, 'not allowed', fn() => unserialize('O:9:"AcdEngine":0:{}')],
        [ReflectionException::class, 'final', fn() => (new ReflectionClass('AcdEngine'))->newInstanceWithoutConstructor()],
        [AcdError::class, 'queue_find', fn() => Acd::queue_find($engine, str_repeat('q', 10000000))],
        [AcdError::class, 'json_load_text', fn() => define_from($engine, str_repeat('{', 1000000))],
        [AcdError::class, 'Tzif', fn() => new AcdTzif('no zone')],
    ] as [$class, $told, $wrong]) {
        $message = refused($class, $wrong)->getMessage();
        check(str_contains($message, $told), "$message: $told");
    }
    equal(Acd::kpi_calls_get($engine)->arrived, 0);
};

$tests['numbers are exact'] = function (): void {
    $engine = engine_of();
    $call = Acd::call_arrive($engine, 0, arrival_of($engine, ['host_ref' => PHP_INT_MAX]));
    equal(Acd::call_get($engine, $call)->host_ref, PHP_INT_MAX);
    equal(Acd::TIME_NEVER, PHP_INT_MAX);
    foreach ((new ReflectionClass('Acd'))->getConstants() as $name => $value) {
        check(is_int($value), $name);
    }
};

$tests['fields are read, written and shown'] = function (): void {
    $engine = engine_of();
    $arrival = arrival_of($engine, ['caller' => 'Grüße', 'attributes' => null]);
    equal([$arrival->caller, $arrival->attributes, isset($arrival->caller), isset($arrival->attributes), isset($arrival->foo)],
        ['Grüße', null, true, false, false]);
    check(empty($arrival->flow) && !empty($arrival->queue));
    equal(((array)$arrival)['caller'], 'Grüße');
    check(str_contains(print_r(Acd::kpi_calls_get($engine), true), '[arrived] => 0'));
    equal(json_decode(json_encode(Acd::engine_stats_get($engine)))->commands, Acd::engine_stats_get($engine)->commands);
    check($arrival != new AcdArrival && $arrival == $arrival);
    $call = Acd::call_arrive($engine, 0, $arrival);
    $action = Acd::action_next($engine);
    unset($engine, $arrival);
    equal($action->call, $call);
};

$tests['what an engine speaks to goes on although the program has dropped it'] = function (): void {
    [$history, $records, $metrics, $queue] = [new AcdHistory, new AcdRecords, new AcdMetrics, new AcdRecordQueue];
    $make = function () use ($history, $records, $metrics, $queue): array {
        [$options, $feed] = [new AcdOptions, new AcdFeed];
        $feed->set_history(new AcdHistory); // one that another replaces
        $feed->set_history($history);
        $feed->set_records($records);
        $feed->set_metrics($metrics);
        $feed->keep_events();
        Acd::feed_attach($feed, $options);
        Acd::records_attach($records, $queue);
        Acd::feed_attach(new AcdFeed, $options); // hears nothing, so that the engine goes on with the other
        return [engine_of($options), WeakReference::create($feed)];
    };
    [$engine, $feed] = $make();
    gc_collect_cycles();
    check($feed->get() !== null, "the engine's feed is gone");
    for ($i = 0; $i < 10; $i++) {
        one_call($engine, $i * 2 * Acd::SECOND, ['caller' => "+49$i"]);
    }
    Acd::records_flush($records);
    $callers = [];
    while ($event = $feed->get()->pull()) {
        if ($event->kind === Acd::EVENT_CALL_ARRIVED) {
            $callers[] = $event->caller;
        }
    }
    $expected = array_map(fn(int $i) => "+49$i", range(0, 9));
    equal($callers, $expected);
    $callers = [];
    while ($record = $queue->pull()) {
        $callers[] = $record->caller;
        equal([$record->visit_at(0)->queue_name, $record->conversation_at(0)->agent_name], ['q', 'ann']);
        equal([$record->conversation_at(1), $record->segment_at(-1)], [null, null]);
        check(str_contains(Acd::record_print_json($record), $record->caller));
    }
    equal($callers, $expected);
    equal(Acd::kpi_calls_get($engine)->ends[Acd::END_COMPLETED], 10);
    check(str_ends_with(Acd::metrics_print($metrics, $engine, Acd::METRICS_OPENMETRICS), "# EOF\n"));
    $bytes = Acd::history_save($history);
    check(str_contains($bytes, "\0"));
    equal(Acd::history_save(Acd::history_load($bytes, 0)), $bytes);
    equal(refused(AcdError::class, fn() => Acd::history_load(substr($bytes, 0, -1), 0))->function, 'history_load');
    unset($history, $records, $metrics, $queue, $make);
    one_call($engine, 100 * Acd::SECOND);
    unset($engine);
    gc_collect_cycles();
    equal($feed->get(), null);
};

$tests['an object is made once'] = function (): void {
    $tzif = 'TZif2' . str_repeat("\0", 15) . pack('N6', 0, 0, 0, 0, 1, 4) . pack('NCC', 0, 0, 0) . "UTC\0";
    $given = ['AcdCheck' => [new AcdDefinition], 'AcdDifference' => [new AcdDefinition, new AcdDefinition],
        'AcdTzif' => [$tzif . $tzif . "\nUTC0\n"], 'AcdHistoryPeriod' => [0, 0, 0], 'AcdServiceLevel' => [0]];
    $seen = 0;
    foreach (get_declared_classes() as $name) {
        $constructor = (new ReflectionClass($name))->getConstructor();
        if (!str_starts_with($name, 'Acd') || $name === 'AcdError' || !$constructor) {
            continue;
        }
        $object = new $name(...$given[$name] ?? []);
        check(str_contains(refused(Error::class, fn() => $object->__construct())->getMessage(), "$name was made already"), $name);
        refused(Error::class, fn() => $constructor->invoke($object));
        $seen++;
    }
    check($seen > 10, "only $seen");
    $feed = new AcdFeed;
    $feed->set_history(new AcdHistory);
    Acd::feed_attach($feed, $options = new AcdOptions);
    $engine = engine_of($options);
    refused(Error::class, fn() => $feed->__construct());
    refused(Error::class, fn() => call_user_func([$options, '__construct']));
    refused(Error::class, fn() => $engine->__construct($options));
    one_call($engine, 0);
};

$tests['no write is in vain'] = function (): void {
    $engine = engine_of();
    [$arrival, $calls] = [arrival_of($engine), Acd::kpi_calls_get($engine)];
    foreach ([
        function () use ($arrival): void {
            $reference = &$arrival->queue;
        },
        function () use ($calls): void {
            $calls->ends[0] = 77;
        },
        function () use ($calls): void {
            $calls->ends[0]++;
        },
        function () use ($calls): void {
            unset($calls->ends[0]);
        },
        fn() => sort($calls->ends),
    ] as $wrong) {
        check(str_contains(refused(Error::class, $wrong)->getMessage(), 'as a whole only'));
    }
    $queue = $arrival->queue;
    $arrival->queue++;
    $arrival->queue += 2;
    [$arrival->priority] = [7];
    equal([$arrival->queue, $arrival->priority], [$queue + 3, 7]);
    equal([$calls->ends[0], isset($calls->ends[0]), $calls->ends[1000] ?? null], [0, true, null]);
};

$tests['what an object keeps is out of reach'] = function (): void {
    $feed = new AcdFeed;
    $feed->set_history($history = new AcdHistory);
    $feed->set_metrics($metrics = new AcdMetrics);
    $kept = [WeakReference::create($history), WeakReference::create($metrics)];
    unset($history, $metrics);
    equal(get_mangled_object_vars($feed), []);
    array_walk($feed, function (&$value): void {
        $value = null;
    });
    refused(InvalidArgumentException::class, fn() => new ArrayObject($feed));
    gc_collect_cycles();
    check($kept[0]->get() !== null && $kept[1]->get() !== null, 'gone');
    $feed->set_history(new AcdHistory);
    equal($kept[0]->get(), null);
    $cycle = new stdClass;
    [$cycle->feed, $cycle->itself] = [$feed, $cycle];
    unset($feed, $cycle);
    gc_collect_cycles();
    equal($kept[1]->get(), null);
};

$tests['lists'] = function (): void {
    $engine = engine_of();
    $call = Acd::call_arrive($engine, 0, arrival_of($engine));
    [$count, $candidates] = Acd::explain_agents($engine, $call, 10);
    equal([$count, count($candidates), $candidates[0]->agent], [1, 1, Acd::agent_find($engine, 'ann')]);
    equal(Acd::explain_agents($engine, $call, 0), [1, []]);
    $ids = [1, $call];
    $reference = &$ids[1];
    Acd::engine_reconcile($engine, 1, $ids);
    Acd::engine_tick($engine, 1);
    equal(Acd::kpi_calls_get($engine)->ends[Acd::END_LOST_BY_HOST], 0);
    Acd::engine_reconcile($engine, 2, []);
    Acd::engine_tick($engine, 2);
    equal(Acd::kpi_calls_get($engine)->ends[Acd::END_LOST_BY_HOST], 1);
};

$tests['a simulation tells its columns, and lives as long as its engine'] = function (): void {
    if (!class_exists('AcdSim')) {
        return;
    }
    $options = new AcdOptions;
    $make = function () use ($options): array {
        [$sim, $feed, $outcomes] = [new AcdSim($options), new AcdFeed, new AcdOutcomes];
        $feed->keep_events();
        Acd::sim_attach($sim, $feed, $outcomes);
        $engine = Acd::sim_engine($sim);
        define_from($engine, CENTRE);
        for ($i = 1; $i <= 5; $i++) {
            $caller = new AcdSimCaller;
            $caller->arrives_at_us = $i * Acd::SECOND;
            $caller->queue = Acd::queue_find($engine, 'q');
            $caller->talk_us = 500000;
            $caller->ref = $i;
            Acd::sim_add_caller($sim, $caller);
        }
        Acd::sim_run($sim, 100 * Acd::SECOND);
        return [$engine, $outcomes, WeakReference::create($sim)];
    };
    [$engine, $outcomes, $sim] = $make();
    equal(Acd::kpi_calls_get($engine)->arrived, 5);
    equal(array_map(fn(int $i) => $outcomes->at('ref', $i), range(0, $outcomes->count() - 1)), [1, 2, 3, 4, 5]);
    unset($engine);
    gc_collect_cycles();
    equal($sim->get(), null);
    one_call(engine_of($options), 0); // with what were the options of a simulation that is gone
};

$tests["Erlang's figures"] = function (): void {
    if (!class_exists('AcdErlangSystem')) {
        return;
    }
    [$system, $target] = [new AcdErlangSystem, new AcdErlangTarget];
    [$system->calls_per_hour, $system->handle_s] = [100, 180.0];
    [$target->service_level, $target->within_s] = [0.8, 20];
    $system->agents = $agents = Acd::erlang_agents($system, $target);
    check(Acd::erlang_within($system, 20)[0] >= 0.8);
    $system->agents = $agents - 1;
    check(Acd::erlang_within($system, 20)[0] < 0.8);
    $target->service_level = NAN;
    equal(refused(AcdError::class, fn() => Acd::erlang_agents($system, $target))->getCode(), Acd::ERR_ARGUMENT);
};

foreach ($tests as $name => $test) {
    try {
        $test();
    } catch (Throwable $problem) {
        fwrite(STDERR, "not ok $name: $problem\n");
        exit(1);
    }
    echo "ok $name\n";
}

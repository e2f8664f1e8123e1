<?php
// SPDX-License-Identifier: Apache-2.0
// A fake switch: one queue, two agents. Ann does not answer, Bob does, the caller hangs up.

$engine = new AcdEngine;
$json = new AcdJson;
Acd::json_load_text($json, json_encode(['agents' => ['ann' => (object)[], 'bob' => (object)[]],
    'queues' => ['support' => ['members' => ['ann', 'bob'], 'strategy' => 'linear', 'ring_timeout_s' => 20]]]));
Acd::json_submit($json, $engine, 0, Acd::DEFINE_WHOLE);
$ann = Acd::agent_find($engine, 'ann');

// Says what it is asked to do, and claims to have done it. Gives the time at which there is more to do.
function run(AcdEngine $engine, int $ann, int $now): int
{
    do {
        $status = Acd::engine_tick($engine, $now);
        while ($action = Acd::action_next($engine)) {
            $agent = Acd::agent_get($engine, $action->agent);
            printf("%3d s  %s %s\n", intdiv($now, Acd::SECOND), Acd::action_kind_str($action->kind), $agent->name);
            if ($action->kind != Acd::ACTION_RING) {
                Acd::action_result($engine, $now, $action->id, Acd::OUTCOME_DONE, null);
            } elseif ($action->agent != $ann) { // hers rings until the engine's deadline
                Acd::action_result($engine, $now, $action->id, Acd::OUTCOME_ACCEPTED, null);
            }
        }
    } while ($status == Acd::AGAIN);
    return Acd::engine_deadline($engine);
}

$arrival = new AcdArrival;
$arrival->queue = Acd::queue_find($engine, 'support');
$arrival->caller = '+4930123456';
$call = Acd::call_arrive($engine, 0, $arrival);
for ($now = 0, $end = 80 * Acd::SECOND; $now < $end;) {
    $now = run($engine, $ann, $now);
}
Acd::call_hangup($engine, $end, $call);
run($engine, $ann, $end);
$kpi = Acd::kpi_queue_get($engine, $arrival->queue);
printf("offered %d, answered %d after %d s, ring no answer %d, talk %d s\n", $kpi->offered, $kpi->answered,
    intdiv(Acd::kpi_asa_us($kpi), Acd::SECOND), $kpi->no_answers, intdiv($kpi->talk_us, Acd::SECOND));

<?php
// SPDX-License-Identifier: Apache-2.0
// Runs scripts.txt by the extension for PHP; has to print what run.c prints.
// usage: run.php SCRIPTS [--digests]
declare(strict_types=1);

/** One centre, from a line `define` to the next. */
class Centre
{
    private AcdEngine $engine;
    private array $calls = [], $names = [], $pending = [];
    private int $now = 0;

    public function __construct(string $text)
    {
        $this->engine = new AcdEngine;
        $json = new AcdJson;
        try {
            Acd::json_load_text($json, $text);
            Acd::json_submit($json, $this->engine, 0, Acd::DEFINE_WHOLE);
        } catch (AcdError $problem) {
            $first = Acd::json_error_at($json, 0);
            echo '! ', Acd::status_text($problem->getCode()), ": $first->path: $first->text\n";
        }
    }

    public function run(int $now, string $name, array $words): void
    {
        $this->now = $now;
        if (!method_exists($this, "do_$name") && !isset(self::PLAIN[$name])) {
            echo "! no such command\n";
            return;
        }
        try {
            isset(self::PLAIN[$name]) ? $this->plain($name, ...$words) : $this->{"do_$name"}(...$words);
        } catch (AcdError $problem) {
            echo '! ', Acd::status_text($problem->getCode()), "\n";
        }
        while ($action = Acd::action_next($this->engine)) {
            $this->tell($action);
        }
    }

    public function figures(bool $digests): void
    {
        $q = Acd::kpi_queue_get($this->engine, 0);
        $a = Acd::kpi_agent_get($this->engine, 0);
        $c = Acd::kpi_calls_get($this->engine);
        printf("= offered %d answered %d abandoned %d waiting %d wait_us %d talk_us %d service_level_ppm %d\n", $q->offered, $q->answered,
            $q->abandoned + $q->abandoned_short, $q->waiting, $q->wait_us, $q->talk_us, Acd::kpi_service_level_ppm($q));
        printf("= handled %d no_answers %d busy_us %d arrived %d live %d completed %d\n", $a->handled, $a->no_answers, $a->busy_us,
            $c->arrived, $c->live, $c->ends[Acd::END_COMPLETED]);
        if ($digests) {
            printf("= actions %d state %d\n", Acd::engine_digest_actions($this->engine), Acd::engine_digest_state($this->engine));
        }
    }

    private function tell(AcdAction $action): void
    {
        try {
            $agent = Acd::agent_get($this->engine, $action->agent)->name;
        } catch (AcdError) {
            $agent = '-';
        }
        $call = $this->names[$action->call] ?? '-';
        echo rtrim('> ' . Acd::action_kind_str($action->kind) . " $call $agent $action->deadline_us $action->text"), "\n";
        $this->pending[] = $action;
    }

    /** The id of what has a name, 0: of nothing. */
    private function id(string $noun, string $name): int
    {
        try {
            return Acd::{"{$noun}_find"}($this->engine, $name);
        } catch (AcdError) {
            return 0;
        }
    }

    private function call(string $label): int
    {
        return $this->calls[$label] ?? 0;
    }

    private function label(string $name, int $call): void
    {
        $this->calls[$name] = $call;
        $this->names[$call] ??= $name;
    }

    private function target(string $kind, string $name): array
    {
        if (!in_array($kind, ['agent', 'queue', 'flow'])) {
            return [Acd::TARGET_NUMBER, 0, $name];
        }
        return [constant('Acd::TARGET_' . strtoupper($kind)), $this->id($kind, $name), null];
    }

    /** Commands that hand on a call, an agent or a queue, a number if need be, and then numbers. */
    private const PLAIN = [
        'hangup' => ['call'], 'hold' => ['call'], 'resume' => ['call'], 'complete' => ['call'], 'conference' => ['call'],
        'park' => ['call'], 'record' => ['call'], 'prioritize' => ['call'],
        'login' => ['agent'], 'logout' => ['agent'], 'ready' => ['agent'], 'not_ready' => ['agent'], 'set_presence' => ['agent'],
        'elsewhere' => ['agent', 0], 'end_wrapup' => ['agent', 0], 'extend_wrapup' => ['agent', 0],
        'open' => ['queue'], 'drain' => ['queue'], 'clear' => ['queue'],
    ];

    private function plain(string $name, string $who, string ...$words): void
    {
        $before = self::PLAIN[$name];
        $noun = array_shift($before);
        $id = $noun === 'call' ? $this->call($who) : $this->id($noun, $who);
        Acd::{"{$noun}_$name"}($this->engine, $this->now, $id, ...$before, ...array_map('intval', $words));
    }

    private function do_tick(): void
    {
        Acd::engine_tick($this->engine, $this->now);
    }

    private function do_wall(string $offset): void
    {
        Acd::engine_wall_set($this->engine, $this->now, (int)$offset);
    }

    private function do_arrive(string $name, string ...$words): void
    {
        $arrival = new AcdArrival;
        foreach (array_chunk($words, 2) as [$key, $value]) {
            match ($key) {
                'queue', 'flow' => $arrival->$key = $this->id($key, $value),
                'ref' => $arrival->host_ref = (int)$value,
                'priority', 'waited_us' => $arrival->$key = (int)$value,
                'skill' => $arrival->require($this->id('skill', $value), 1),
                'prefer' => $arrival->prefer($this->id('agent', $value)),
                default => $arrival->$key = $value,
            };
        }
        $this->label($name, Acd::call_arrive($this->engine, $this->now, $arrival));
    }

    private function do_transfer(string $call, string ...$whom): void
    {
        Acd::call_transfer($this->engine, $this->now, $this->call($call), ...$this->target(...$whom));
    }

    private function do_consult(string $call, string $made, string ...$whom): void
    {
        [$kind, $object] = $this->target(...$whom);
        $this->label($made, Acd::call_consult($this->engine, $this->now, $this->call($call), $kind, $object, 0));
    }

    private function do_callback(string $name, string $number, string $plan, string $queue): void
    {
        $wish = new AcdCallbackWish;
        [$wish->number, $wish->plan, $wish->queue] = [$number, $this->id('callback_plan', $plan), $this->id('queue', $queue)];
        $this->label($name, Acd::callback_request($this->engine, $this->now, $wish));
    }

    private function do_result(string $kind, string $call, string $agent, string $outcome, ?string $text = null): void
    {
        $id = 0;
        foreach ($this->pending as $action) {
            if (Acd::action_kind_str($action->kind) === $kind && $action->call === $this->call($call)
                && ($agent === '-' || $action->agent === $this->id('agent', $agent))) {
                $id = $action->id;
            }
        }
        for ($number = 1; Acd::outcome_str($number) !== $outcome;) {
            $number++;
        }
        Acd::action_result($this->engine, $this->now, $id, $number, $text);
    }

    private function do_pick_up(string $call, string $agent): void
    {
        Acd::call_pick_up($this->engine, $this->now, $this->call($call), $this->id('agent', $agent), 0);
    }

    private function do_keys(string $call, string $digits): void
    {
        Acd::call_keys($this->engine, $this->now, $this->call($call), $digits);
    }

    private function do_set(string $call, string $key, string $value): void
    {
        Acd::call_set($this->engine, $this->now, $this->call($call), $key, $value);
    }

    private function do_require(string $call, string $skill, string $level): void
    {
        Acd::call_require($this->engine, $this->now, $this->call($call), [[$this->id('skill', $skill), (int)$level]]);
    }

    private function do_move(string $call, string $queue, string $place): void
    {
        Acd::call_move($this->engine, $this->now, $this->call($call), $this->id('queue', $queue), (int)$place);
    }

    private function do_also(string $call, string $queue): void
    {
        Acd::call_also($this->engine, $this->now, $this->call($call), $this->id('queue', $queue));
    }

    private function do_also_end(string $call, string $queue): void
    {
        Acd::call_also_end($this->engine, $this->now, $this->call($call), $this->id('queue', $queue));
    }

    private function do_supervise(string $agent, string $call, string $role): void
    {
        Acd::agent_supervise($this->engine, $this->now, $this->id('agent', $agent), $this->call($call), (int)$role);
    }

    private function do_toggle(string $name, string $on): void
    {
        Acd::toggle_set($this->engine, $this->now, $this->id('toggle', $name), (int)$on);
    }

    private function do_cancel(string $call): void
    {
        Acd::callback_cancel($this->engine, $this->now, $this->call($call));
    }

    private function do_reconcile(string ...$calls): void
    {
        Acd::engine_reconcile($this->engine, $this->now, array_map($this->call(...), $calls));
    }

    private function do_agent_hangup(string $agent): void
    {
        Acd::agent_hangup($this->engine, $this->now, $this->id('agent', $agent), 0);
    }
}

$centre = null;
foreach (file($argv[1], FILE_IGNORE_NEW_LINES) as $line) {
    if ($line !== '' && str_contains('!>=', $line[0])) { // what is to come out
        continue;
    }
    echo "$line\n";
    if (str_starts_with($line, 'define ')) {
        $centre = new Centre(substr($line, 7));
    } elseif ($line === 'figures') {
        $centre->figures(isset($argv[2]));
    } elseif (preg_match('/^[-0-9]/', $line)) {
        $words = explode(' ', $line);
        $centre->run((int)array_shift($words), array_shift($words), $words);
    }
}

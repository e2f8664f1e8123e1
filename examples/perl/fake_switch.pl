# SPDX-License-Identifier: Apache-2.0
# A fake switch: one queue, two agents. Ann does not answer, Bob does, the caller hangs up.
use strict;
use warnings;
use Acd;

my $engine = Acd::Engine->new;
Acd::define($engine, '{"agents": {"ann": {}, "bob": {}},
  "queues": {"support": {"members": ["ann", "bob"], "strategy": "linear", "ring_timeout_s": 20}}}');
my ($support, $ann) = (Acd::queue_find($engine, 'support'), Acd::agent_find($engine, 'ann'));

# Says what it is asked to do, and claims to have done it. Gives the time at which there is more to do.
sub run {
    my ($now) = @_;
    my $status;
    do {
        $status = Acd::engine_tick($engine, $now);
        while (my $action = Acd::action_next($engine)) {
            my ($kind, $agent) = (Acd::action_kind_str($action->{kind}), Acd::agent_get($engine, $action->{agent}));
            printf "%3d s  %s %s\n", $now / $Acd::SECOND, $kind, $agent->{name};
            if ($action->{kind} != $Acd::ACTION_RING) {
                Acd::action_result($engine, $now, $action->{id}, $Acd::OUTCOME_DONE, undef);
            } elsif ($action->{agent} != $ann) {    # hers rings until the engine's deadline
                Acd::action_result($engine, $now, $action->{id}, $Acd::OUTCOME_ACCEPTED, undef);
            }
        }
    } while $status == $Acd::AGAIN;
    return Acd::engine_deadline($engine);
}

my $call = Acd::call_arrive($engine, 0, Acd::Arrival->new(queue => $support, caller => '+4930123456'));
my $now = 0;
$now = run($now) while $now < 80 * $Acd::SECOND;
Acd::call_hangup($engine, 80 * $Acd::SECOND, $call);
run(80 * $Acd::SECOND);
my $kpi = Acd::kpi_queue_get($engine, $support);
printf "offered %d, answered %d after %d s, ring no answer %d, talk %d s\n", $kpi->{offered}, $kpi->{answered},
    Acd::kpi_asa_us($kpi) / $Acd::SECOND, $kpi->{no_answers}, $kpi->{talk_us} / $Acd::SECOND;

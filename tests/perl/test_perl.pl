# SPDX-License-Identifier: Apache-2.0
# The module for Perl: errors, exact numbers, bytes, lists, and that nothing is gone too early.
use strict;
use warnings;
use Acd;
use Test::More;

my $CENTRE = '{"agents": {"ann": {}}, "queues": {"q": {"members": ["ann"], "wrapup_s": 0}}}';

sub engine_of { my $engine = Acd::Engine->new(@_); Acd::define($engine, $CENTRE); return $engine }

{
    my $engine = engine_of();
    ok !eval { Acd::call_hangup($engine, 0, 5); 1 }, 'a refusal dies';
    is ref $@, 'Acd::Error';
    is $@->{code}, $Acd::ERR_NOT_FOUND;
    like "$@", qr/^call_hangup: .*call 5 at \S*test_perl\.pl line \d+\.$/;
    ok !eval { Acd::define($engine, '{"queues": {"q": {"memmbers": []}}}'); 1 };
    like "$@", qr/memmbers/;
    for my $wrong (
        [qr/Usage/, sub { Acd::call_hangup($engine, 0) }],
        [qr/acd_id/, sub { Acd::call_hangup($engine, 0, 'x') }],
        [qr/a NUL inside/, sub { Acd::queue_find($engine, "q\0q") }],
        [qr/nothing where/, sub { Acd::engine_tick(undef, 0) }],
        [qr/acd_engine/, sub { Acd::engine_tick(Acd::History->new, 0) }],
        [qr/list of ids/, sub { Acd::engine_reconcile($engine, 0, [1, 'x']) }],
        [qr/list of ids/, sub { Acd::engine_reconcile($engine, 0, 1) }],
        [qr/list of pairs/, sub { Acd::call_require($engine, 0, 5, [[1]]) }],
        [qr/no field queeu/, sub { Acd::Arrival->new(queeu => 1) }],
    ) {
        my ($told, $call) = @$wrong;
        ok !eval { $call->(); 1 };
        like $@, $told;
    }
    is Acd::kpi_calls_get($engine)->{arrived}, 0, 'what was refused changed nothing';
}

{
    my ($engine, $most) = (engine_of(), 9223372036854775807);
    my $call = Acd::call_arrive($engine, 0, Acd::Arrival->new(queue => Acd::queue_find($engine, 'q'), host_ref => $most));
    is Acd::call_get($engine, $call)->{host_ref}, $most, 'numbers are exact';
}

# What an engine speaks to goes on although the program has dropped it; bytes, lists and figures come out whole.
{
    my ($history, $records, $kept) = (Acd::History->new, Acd::Records->new, Acd::RecordQueue->new);
    my $engine = do {
        my ($options, $feed) = (Acd::Options->new, Acd::Feed->new);
        $feed->set_history($history);
        $feed->set_records($records);
        Acd::feed_attach($feed, $options);
        Acd::records_attach($records, $kept);
        engine_of($options);
    };
    for my $i (0 .. 9) {
        my $now = $i * 2 * $Acd::SECOND;
        my $arrival = Acd::Arrival->new(queue => Acd::queue_find($engine, 'q'), caller => "+49$i");
        my $call = Acd::call_arrive($engine, $now, $arrival);
        Acd::action_result($engine, $now, Acd::action_next($engine)->{id}, $Acd::OUTCOME_BRIDGED, undef);
        Acd::call_hangup($engine, $now + $Acd::SECOND, $call);
        Acd::action_result($engine, $now + $Acd::SECOND, Acd::action_next($engine)->{id}, $Acd::OUTCOME_DONE, undef);
    }
    Acd::records_flush($records);
    my @callers;
    while (my $record = $kept->pull) {
        push @callers, $record->{caller};
        is $record->conversation_at(0)->{agent_name}, 'ann';
        ok !defined $record->conversation_at(1);
    }
    is "@callers", join ' ', map { "+49$_" } 0 .. 9;
    is Acd::kpi_calls_get($engine)->{ends}[$Acd::END_COMPLETED], 10;
    my $bytes = Acd::history_save($history);
    like $bytes, qr/\0/;
    is Acd::history_save(Acd::history_load($bytes, 0)), $bytes;
    ok !eval { Acd::history_load(substr($bytes, 0, -1), 0); 1 };
    is $@->{function}, 'history_load';
}

done_testing;

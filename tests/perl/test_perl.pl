# SPDX-License-Identifier: Apache-2.0
# The module for Perl: errors, exact numbers, texts, bytes, lists, and that nothing is gone too early, or kept too long.
use strict;
use warnings;
use utf8;
use Acd;
use Config;
use Scalar::Util qw(weaken);
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
    like "$@", qr/memmbers.* at \S*test_perl\.pl line \d+\.$/;
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
        [qr/expected a class/, sub { Acd::Arrival::new('main') }],
        [qr/each with its value/, sub { Acd::Arrival->new('queue') }],
        [qr/requirements: expected a reference to a list of pairs/, sub { Acd::Arrival->new(requirements => '1 1') }],
        [qr/requirements: expected a reference to a list of pairs/, sub { Acd::Arrival->new(requirements => undef) }],
        [qr/requirements: expected a reference to a list of a skill/, sub { Acd::Arrival->new(requirements => [1, 1]) }],
        [qr/requirements: expected pairs/, sub { Acd::Arrival->new(requirements => [[1]]) }],
        [qr/preferred: expected a reference to a list/, sub { Acd::Arrival->new(preferred => 1) }],
        [qr/acd_id/, sub { Acd::Arrival->new(preferred => ['x']) }],
        [qr/acd_id/, sub { Acd::call_hangup($engine, 0, undef) }],
        [qr/acd_time/, sub { Acd::engine_tick($engine, '') }],
        [qr/acd_time/, sub { Acd::engine_tick($engine, 0.5) }],
        [qr/OverflowError/, sub { Acd::engine_tick($engine, 9223372036854775808) }],
        [qr/OverflowError/, sub { Acd::call_record($engine, 0, 5, 1 << 40) }],
        [qr/char const/, sub { Acd::queue_find($engine, []) }],
        [qr/expected bytes/, sub { Acd::history_load("\x{100}", 0) }],
        [qr/expected bytes/, sub { Acd::history_load(undef, 0) }],
        defined &Acd::ErlangSystem::new ? [qr/double/, sub { Acd::ErlangSystem->new(handle_s => 'x') }] : (),
        [qr/no text/, sub { Acd::define($engine, undef) }],
        [qr/name is read-only/, sub { Acd::queue_get($engine, Acd::queue_find($engine, 'q'))->{name} = 'r' }],
        [qr/no field nmae/, sub { Acd::queue_get($engine, Acd::queue_find($engine, 'q'))->{nmae} }],
    ) {
        my ($told, $call) = @$wrong;
        ok !eval { $call->(); 1 };
        like $@, $told;
        like $@, qr/ at \S*test_perl\.pl line \d+\.$/, 'where the program is wrong';
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

# A text is its characters, whatever Perl keeps them as; numbers and objects that are texts are texts.
{
    package Named;
    use overload '""' => sub { ${$_[0]} };
}
{
    my $engine = Acd::Engine->new;
    my $definition = '{"queues": {"Müller": {}, "7": {}, "東京": {}}}';
    Acd::define($engine, $definition);
    my $mueller = Acd::queue_find($engine, 'Müller');
    utf8::downgrade(my $narrow = 'Müller');
    utf8::upgrade(my $wide = 'Müller');
    is Acd::queue_find($engine, $_), $mueller for $narrow, $wide, bless \$narrow, 'Named';
    is Acd::queue_get($engine, $mueller)->{name}, 'Müller';
    is Acd::queue_get($engine, Acd::queue_find($engine, '東京'))->{name}, '東京';
    is Acd::queue_get($engine, Acd::queue_find($engine, 7))->{name}, '7';
    is $definition, '{"queues": {"Müller": {}, "7": {}, "東京": {}}}';
    ok !eval { Acd::queue_find($engine, 'Jürgen'); 1 };
    like $@, qr/queue "Jürgen"/;
    my $arrival = Acd::Arrival->new(queue => "$mueller", caller => 4930123456);
    my $call = Acd::call_arrive($engine, 0, $arrival);
    is Acd::call_get($engine, $call)->{caller}, '4930123456';
    is_deeply [grep { /^(caller|queue)$/ } keys %$arrival], [qw(caller queue)], 'fields have names';
}

# A later argument cannot take an earlier one away.
{
    package Thief;
    our $victim;
    use overload '""' => sub { undef $victim; '0' };
}
{
    my $engine = engine_of();
    $Thief::victim = [1 .. 1000];
    push @$Thief::victim, bless {}, 'Thief';
    Acd::engine_reconcile($engine, 0, $Thief::victim);
    ok !defined $Thief::victim, 'a list that is gone when it is read';
    my $call = Acd::call_arrive($engine, 0, Acd::Arrival->new(queue => Acd::queue_find($engine, 'q')));
    $Thief::victim = 'k' x 10;
    Acd::call_set($engine, 0, $call, $Thief::victim, bless({}, 'Thief'));
    is Acd::call_attribute($engine, $call, 'k' x 10), '0', 'a text that is gone when it is read';
}

# Records that go in.
{
    my $level = Acd::ServiceLevel->new($Acd::SERVICE_LEVEL_CISCO_IGNORED, name => 'über', threshold_us => 10 * $Acd::SECOND);
    my $history = Acd::History->new(Acd::HistoryOptions->new(interval_us => 900 * $Acd::SECOND));
    Acd::history_service_level_add($history, $level);
    my $told = Acd::history_service_level_at($history, 0);
    is_deeply [@$told{qw(name formula threshold_us)}], ['über', $Acd::SERVICE_LEVEL_CISCO_IGNORED, 10 * $Acd::SECOND];
    ok !eval { Acd::HistoryOptions->new(zone => 'no zone', interval => 1); 1 };
    like $@, qr/no field interval/;
}

# A skill that is asked for is needed.
{
    my $engine = Acd::Engine->new;
    Acd::define($engine, '{"skills": ["french"], "agents": {"ann": {}, "bob": {"skills": {"french": 5}}},
      "queues": {"q": {"members": ["ann", "bob"], "strategy": "linear"}}}');
    my ($q, $french) = (Acd::queue_find($engine, 'q'), Acd::skill_find($engine, 'french'));
    Acd::call_arrive($engine, 0, Acd::Arrival->new(queue => $q, requirements => [[$french, 1]]));
    is Acd::action_next($engine)->{agent}, Acd::agent_find($engine, 'bob');
    Acd::call_arrive($engine, 0, Acd::Arrival->new(queue => $q, preferred => [Acd::agent_find($engine, 'ann')]));
    is Acd::action_next($engine)->{agent}, Acd::agent_find($engine, 'ann');
}

# What is replaced is gone; what is still spoken to is not, in whatever order the program drops it.
{
    my ($options, $feed) = (Acd::Options->new, Acd::Feed->new);
    my $replaced = Acd::History->new;
    $feed->set_history($replaced);
    Acd::feed_attach($feed, $options);
    my $engine = engine_of($options);
    weaken $replaced;
    ok $replaced, 'a feed keeps its history';
    $feed->set_history(my $history = Acd::History->new);
    ok !$replaced, 'until it has another';
    my $other = Acd::Feed->new;
    $other->keep_events;
    Acd::feed_attach($other, $options);
    weaken $feed;
    ok $feed, 'the engine speaks to what its options had then';
    Acd::feed_attach(Acd::Feed->new, $options);
    weaken $other;
    ok !$other, 'nobody speaks to what was replaced';
    engine_of($options);
    undef $options;
    Acd::call_arrive($engine, 0, Acd::Arrival->new(queue => Acd::queue_find($engine, 'q')));
    undef $engine;
    ok !$feed, 'nor keeps it';
    ok length Acd::history_save($history);
}

# Events.
{
    my ($options, $feed) = (Acd::Options->new, Acd::Feed->new);
    $feed->keep_events;
    Acd::feed_attach($feed, $options);
    my $engine = engine_of($options);
    Acd::call_arrive($engine, 0, Acd::Arrival->new(queue => Acd::queue_find($engine, 'q'), caller => 'Zoë'));
    undef $engine;
    my $left = $feed->count;
    my @arrived;
    while (my $event = $feed->pull) {
        $left--;
        push @arrived, $event->{caller} if $event->{kind} == $Acd::EVENT_CALL_ARRIVED;
    }
    is_deeply \@arrived, ['Zoë'];
    is $left, 0;
}

# Simulations: one leaves its options to others, and none lives for their sake.
SKIP: {
    skip 'made without simulations', 1 unless defined &Acd::Sim::new;
    my ($options, $outcomes, $feed) = (Acd::Options->new, Acd::Outcomes->new, Acd::Feed->new);
    $feed->keep_events;
    Acd::feed_attach($feed, $options);
    my $gone = Acd::Sim->new($options);
    weaken $gone;
    ok !$gone, 'a simulation is gone with its last name';
    my $engine = do {
        my $sim = Acd::Sim->new($options);
        Acd::sim_attach($sim, $feed, Acd::Outcomes->new);
        Acd::sim_attach($sim, $feed, $outcomes);
        my $engine = Acd::sim_engine($sim);
        Acd::define($engine, $CENTRE);
        my $queue = Acd::queue_find($engine, 'q');
        for my $ref (1 .. 5) {
            Acd::sim_add_caller($sim, Acd::SimCaller->new(arrives_at_us => $ref * $Acd::SECOND, queue => $queue, talk_us => 0.5 * $Acd::SECOND, ref => $ref));
        }
        Acd::sim_run($sim, 100 * $Acd::SECOND);
        $engine;
    };
    is Acd::kpi_calls_get($engine)->{ends}[$Acd::END_COMPLETED], 5, 'its engine keeps it';
    is join(' ', map { $outcomes->at('ref', $_) } 0 .. $outcomes->count - 1), '1 2 3 4 5';
    ok !eval { $outcomes->at(@$_); 1 } && $@->{code} == $Acd::ERR_NOT_FOUND for ['talk', 0], ['ref', 5], ['ref', -1];
    ok $feed->count > 10;
}

# A thread that comes and goes frees nothing of this one's.
SKIP: {
    skip 'Perl without threads', 1 unless $Config{useithreads} && eval { require threads };
    my $engine = engine_of();
    my $kind = threads->create(sub { ref $engine })->join;
    is $kind, 'SCALAR';
    ok Acd::queue_find($engine, 'q');
}

# What was freed by hand is no engine any more, and nobody but its simulation frees that engine.
{
    my $engine = engine_of();
    $engine->DESTROY;
    ok !eval { Acd::engine_now($engine); 1 };
    like $@, qr/nothing where a acd_engine/;
    ok !$engine->can('ACQUIRE');
}

# Every function there is, with anything: it dies or gives something.
{
    my ($engine, $history, $sim) = (engine_of(), Acd::History->new, defined &Acd::Sim::new ? Acd::Sim->new : undef);
    my @odd = (
        undef, '', 'q', 'ü', "\0", 'x' x 70_000, 0, 1, -1, 7, 0.5, 1e300, -9223372036854775808, 18446744073709551615, 9**9**9,
        '1e3', [], [1, 2], [[1, 1]], [undef, 'x', []], {}, \1, sub { 1 }, \*STDOUT, *STDOUT, *STDOUT{IO}, qr/x/, bless({}, 'Acd::Engine'), $engine,
        $history, Acd::Options->new, Acd::Feed->new, Acd::Arrival->new, Acd::Records->new, Acd::Definition->new, Acd::Json->new, $sim
    );
    my ($seed, $called, $died) = (1, 0, 0);
    my $some = sub { $seed = ($seed * 1103515245 + 12345) % 2147483648; return $odd[($seed >> 8) % @odd] };
    my @functions;
    for my $package ('Acd', map { /^(\w+)::$/ ? "Acd::$1" : () } sort keys %Acd::) {
        no strict 'refs';
        push @functions, map { "${package}::$_" } grep { defined &{"${package}::$_"} && !/^(?:DESTROY|bootstrap|\(.*)$/ } sort keys %{"${package}::"};
    }
    local $SIG{__WARN__} = sub { };
    for my $function (@functions) {
        my $code = \&$function;
        for my $count (0 .. 7) {
            for my $given ([map { $some->() } 1 .. $count], [$engine, map { $some->() } 2 .. $count], map { [($_) x $count] } $count < 3 ? @odd : ()) {
                $called++;
                eval { my @results = $code->(@$given); 1 } or $died++;
            }
        }
    }
    cmp_ok scalar @functions, '>', 500;
    ok $called > $died && $died > $called / 2, 'nearly all is refused';
    ok length Acd::history_save($history), 'and all is as it was';
}

done_testing;

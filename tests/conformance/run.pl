# SPDX-License-Identifier: Apache-2.0
# Runs scripts.txt by the module for Perl; has to print what run.c prints.
# usage: run.pl SCRIPTS [--digests]
use strict;
use warnings;
use Acd;

my ($engine, $now, %calls, %names, @pending);

sub found { my ($find, $name) = @_; my $id = eval { $find->($engine, $name) }; return $id // 0 }
sub agent { return found(\&Acd::agent_find, $_[0]) }
sub queue { return found(\&Acd::queue_find, $_[0]) }
sub skill { return found(\&Acd::skill_find, $_[0]) }
sub call { return $calls{$_[0]} // 0 }

sub label {
    my ($name, $call) = @_;
    $calls{$name} = $call;
    $names{$call} //= $name;
}

sub target {
    my ($kind, $name) = @_;
    return ($Acd::TARGET_AGENT, agent($name)) if $kind eq 'agent';
    return ($Acd::TARGET_QUEUE, queue($name)) if $kind eq 'queue';
    return ($Acd::TARGET_FLOW, found(\&Acd::flow_find, $name)) if $kind eq 'flow';
    return ($Acd::TARGET_NUMBER, 0, $name);
}

sub outcome_of {
    my ($word) = @_;
    my $outcome = 1;
    $outcome++ while Acd::outcome_str($outcome) ne $word;
    return $outcome;
}

sub arrive {
    my ($name, %words) = @_;
    my %given = %words;
    delete @given{qw(ref skill prefer)};
    $given{host_ref} = $words{ref} if defined $words{ref};
    $given{queue} = queue($words{queue}) if defined $words{queue};
    $given{flow} = found(\&Acd::flow_find, $words{flow}) if defined $words{flow};
    $given{requirements} = [[skill($words{skill}), 1]] if defined $words{skill};
    $given{preferred} = [agent($words{prefer})] if defined $words{prefer};
    label($name, Acd::call_arrive($engine, $now, Acd::Arrival->new(%given)));
}

sub result {
    my ($kind, $call, $agent, $outcome, $text) = @_;
    my $id = 0;
    for my $action (@pending) {
        $id = $action->{id}
            if Acd::action_kind_str($action->{kind}) eq $kind && $action->{call} == call($call)
            && ($agent eq '-' || $action->{agent} == agent($agent));
    }
    Acd::action_result($engine, $now, $id, outcome_of($outcome), $text);
}

sub transfer { my ($call, @whom) = @_; my ($kind, $id, $number) = target(@whom); Acd::call_transfer($engine, $now, call($call), $kind, $id, $number) }
sub consult { my ($call, $made, @whom) = @_; my ($kind, $id) = target(@whom); label($made, Acd::call_consult($engine, $now, call($call), $kind, $id, 0)) }

sub callback {
    my ($name, $number, $plan, $queue) = @_;
    my $wish = Acd::CallbackWish->new(number => $number, plan => found(\&Acd::callback_plan_find, $plan), queue => queue($queue));
    label($name, Acd::callback_request($engine, $now, $wish));
}

my %commands = (
    tick => sub { Acd::engine_tick($engine, $now) },
    wall => sub { Acd::engine_wall_set($engine, $now, $_[0]) },
    arrive => \&arrive,
    transfer => \&transfer,
    consult => \&consult,
    callback => \&callback,
    result => \&result,
    pick_up => sub { Acd::call_pick_up($engine, $now, call($_[0]), agent($_[1]), 0) },
    require => sub { Acd::call_require($engine, $now, call($_[0]), [[skill($_[1]), $_[2]]]) },
    move => sub { Acd::call_move($engine, $now, call($_[0]), queue($_[1]), $_[2]) },
    also => sub { Acd::call_also($engine, $now, call($_[0]), queue($_[1])) },
    also_end => sub { Acd::call_also_end($engine, $now, call($_[0]), queue($_[1])) },
    supervise => sub { Acd::agent_supervise($engine, $now, agent($_[0]), call($_[1]), $_[2]) },
    toggle => sub { Acd::toggle_set($engine, $now, found(\&Acd::toggle_find, $_[0]), $_[1]) },
    cancel => sub { Acd::callback_cancel($engine, $now, call($_[0])) },
    agent_hangup => sub { Acd::agent_hangup($engine, $now, agent($_[0]), 0) },
    reconcile => sub { Acd::engine_reconcile($engine, $now, [map { call($_) } @_]) },
);

# Commands that hand on a call, an agent or a queue, and then numbers or texts.
sub of {
    my ($find, $noun, $before, @names) = @_;
    for my $name (@names) {
        my $function = Acd->can("${noun}_$name");
        $commands{$name} = sub { my ($who, @rest) = @_; $function->($engine, $now, $find->($who), @$before, @rest) };
    }
}
of(\&call, 'call', [], qw(hangup hold resume complete conference park keys set record prioritize));
of(\&agent, 'agent', [], qw(login logout ready not_ready set_presence));
of(\&agent, 'agent', [0], qw(elsewhere end_wrapup extend_wrapup));
of(\&queue, 'queue', [], qw(open drain clear));

sub refused {
    my ($problem) = @_;
    die $problem if $problem && ref $problem ne 'Acd::Error';
    return $problem ? $problem->{code} : 0;
}

sub run {
    my ($name, @words) = @_;
    my $command = $commands{$name};
    if (!$command) { print "! no such command\n"; return }
    eval { $command->(@words); 1 };
    my $code = refused($@);
    print '! ', Acd::status_text($code), "\n" if $code;
    while (my $action = Acd::action_next($engine)) {
        my $agent = eval { Acd::agent_get($engine, $action->{agent})->{name} } // '-';
        my $text = $action->{text} ne '' ? " $action->{text}" : '';
        print '> ', Acd::action_kind_str($action->{kind}), ' ', $names{$action->{call}} // '-', " $agent $action->{deadline_us}$text\n";
        push @pending, $action;
    }
}

sub figures {
    my ($q, $a, $c) = (Acd::kpi_queue_get($engine, 0), Acd::kpi_agent_get($engine, 0), Acd::kpi_calls_get($engine));
    printf "= offered %d answered %d abandoned %d waiting %d wait_us %d talk_us %d service_level_ppm %d\n", $q->{offered},
        $q->{answered}, $q->{abandoned} + $q->{abandoned_short}, $q->{waiting}, $q->{wait_us}, $q->{talk_us},
        Acd::kpi_service_level_ppm($q);
    printf "= handled %d no_answers %d busy_us %d arrived %d live %d completed %d\n", $a->{handled}, $a->{no_answers},
        $a->{busy_us}, $c->{arrived}, $c->{live}, $c->{ends}[$Acd::END_COMPLETED];
    printf "= actions %d state %d\n", Acd::engine_digest_actions($engine), Acd::engine_digest_state($engine) if $_[0];
}

sub define {
    my ($text) = @_;
    ($engine, %calls, %names, @pending) = (Acd::Engine->new);
    my $json = Acd::Json->new;
    eval {
        Acd::json_load_text($json, $text);
        Acd::json_submit($json, $engine, 0, $Acd::DEFINE_WHOLE);
    };
    my $code = refused($@) or return;
    my $first = Acd::json_error_at($json, 0);
    print '! ', Acd::status_text($code), ": $first->{path}: $first->{text}\n";
}

binmode STDOUT, ':encoding(UTF-8)';
open my $file, '<:encoding(UTF-8)', $ARGV[0] or die "$ARGV[0]: $!\n";
while (my $line = <$file>) {
    next if $line =~ /^[!>=]/;    # what is to come out
    print $line;
    chomp $line;
    if ($line =~ s/^define //) { define($line) }
    elsif ($line eq 'figures') { figures($ARGV[1]) }
    elsif ($line =~ /^[-0-9]/) {
        ($now, my ($name, @words)) = split ' ', $line;
        run($name, @words);
    }
}

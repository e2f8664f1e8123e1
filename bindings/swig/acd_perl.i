/* SPDX-License-Identifier: Apache-2.0 */
/* What the interface needs of Perl: errors that are objects, lists and bytes. */
%{
#define ACD_SWIG_OWN (SWIG_POINTER_OWN | SWIG_SHADOW)
%}
%include "uniform.i"
%define %no_output %enddef
%fragment("SWIG_CanCastAsInteger");
%{
#include "perl_values.h"

#define ACD_SWIG_RAISE(status, function, about) do { acd_swig_raise(status, function, about); SWIG_fail; } while (0)
#define ACD_SWIG_RAISED() do {} while (0)
%}
%perlcode %{
package Acd::Error;
use overload '""' => sub { "$_[0]{text} at $_[0]{where}.\n" }, fallback => 1;
package Acd;
%}

%define %whole(number)
%typemap(in, noblock=1) number (acd_swig_integer whole, int res = 0) {
  res = acd_swig_whole($input, &whole);
  if (!SWIG_IsOK(res)) %argument_fail(res, "$type", $symname, $argnum);
  $1 = ($1_ltype)(whole.negative ? 0 - whole.magnitude : whole.magnitude);
  if (whole.negative ? !($1 < 0) || 0 - (UV)$1 != whole.magnitude : $1 < 0 || (UV)$1 != whole.magnitude)
    %argument_fail(SWIG_OverflowError, "$type", $symname, $argnum);
}
%enddef
%whole(int)
%whole(short)
%whole(long)
%whole(long long)
%whole(unsigned int)
%whole(unsigned short)
%whole(unsigned long)
%whole(unsigned long long)
%whole(size_t)
%whole(enum SWIGTYPE)
%typemap(in, noblock=1) double {
  if (!acd_swig_double($input, &$1)) %argument_fail(SWIG_TypeError, "$type", $symname, $argnum);
}
%typemap(in, noblock=1) const char * (STRLEN size = 0) {
  if (!acd_swig_text($input, (const char **)&$1, &size)) %argument_fail(SWIG_TypeError, "$type", $symname, $argnum);
  if ($1 && strlen($1) != size) SWIG_exception_fail(SWIG_ValueError, "$1_name: a NUL inside the text");
}
%typemap(freearg, match="in") const char * "";
%typemap(in, noblock=1) (const char *text, size_t size) (STRLEN length = 0) {
  if (!acd_swig_text($input, (const char **)&$1, &length)) %argument_fail(SWIG_TypeError, "$1_type", $symname, $argnum);
  $2 = (size_t)length;
}
%typemap(freearg) (const char *text, size_t size) "";
%typemap(out, noblock=1) const char * { %set_output(acd_swig_text_out($1)); }
%typemap(argout, noblock=1) (char *buffer, size_t capacity, size_t *size_out) {
  %append_output(acd_swig_characters(newSVpvn_flags($1, *$3, SVs_TEMP)));
}

%typemap(in, noblock=1) (const void *bytes, size_t size) (STRLEN length = 0) {
  if (!acd_swig_bytes($input, (void **)&$1, &length)) SWIG_exception_fail(SWIG_TypeError, "$symname: expected bytes");
  $2 = (size_t)length;
  if (!length) $1 = NULL;
}
%typemap(check) (const void *bytes, size_t size) "";
%typemap(in, numinputs=0, noblock=1) size_t *size_out (size_t size) { $1 = &size; size = 0; }
%typemap(out) const void *acd_zone_bytes "";
%typemap(argout, noblock=1) size_t *size_out { %append_output(newSVpvn_flags(result ? (const char *)result : "", *$1, SVs_TEMP)); }
%typemap(argout, noblock=1) (void *buffer, size_t capacity, size_t *size_out) { %append_output(newSVpvn_flags($1, *$3, SVs_TEMP)); }
%typemap(in, numinputs=0, noblock=1) const char **zone_out (char *name) { $1 = &name; name = NULL; }
%typemap(argout, noblock=1) const char **zone_out { %append_output(acd_swig_text_out(*$1)); }
%apply const char **zone_out { const char **name_out, const char **second_out };

%typemap(in) (const acd_id *calls, size_t count) {
  AV *list = acd_swig_list($input);
  SSize_t length = list ? av_len(list) + 1 : 0;
  acd_id *ids = acd_swig_scratch((size_t)length, sizeof *ids);
  if (!list) SWIG_exception_fail(SWIG_TypeError, "$symname: expected a reference to a list of ids");
  for (SSize_t i = 0; i < length; i++)
    if (!acd_swig_id(acd_swig_item(list, i), &ids[i]))
      SWIG_exception_fail(SWIG_TypeError, "$symname: expected a reference to a list of ids");
  $1 = ids;
  $2 = (size_t)length;
}
%apply (const acd_id *calls, size_t count) { (const acd_id *known, size_t count) };
%typemap(in) (const acd_requirement *requirements, size_t count) {
  AV *list = acd_swig_list($input);
  SSize_t length = list ? av_len(list) + 1 : 0;
  acd_requirement *needs = acd_swig_scratch((size_t)length, sizeof *needs);
  if (!list) SWIG_exception_fail(SWIG_TypeError, "$symname: expected a reference to a list of pairs: a skill's id, a level");
  for (SSize_t i = 0; i < length; i++) {
    AV *pair = acd_swig_list(acd_swig_item(list, i));
    acd_id skill = 0, level = 0;
    if (!pair || av_len(pair) != 1 || !acd_swig_id(acd_swig_item(pair, 0), &skill) || !acd_swig_id(acd_swig_item(pair, 1), &level))
      SWIG_exception_fail(SWIG_TypeError, "$symname: expected a reference to a list of pairs: a skill's id, a level");
    needs[i] = (acd_requirement){skill, level};
  }
  $1 = needs;
  $2 = (size_t)length;
}
%typemap(check) (const acd_requirement *requirements, size_t count) "";

%define %records_out(type, name)
%nodefaultctor type;
%typemap(in) (size_t count, size_t stride, type *name) {
  acd_id count = -1;
  if (!acd_swig_id($input, &count) || count < 0 || count > 1000000)
    SWIG_exception_fail(SWIG_ValueError, "$symname: count: 0 to 1,000,000");
  $1 = (size_t)count;
  $2 = sizeof(type);
  $3 = calloc($1 + 1, sizeof(type));
  if (!$3) SWIG_exception_fail(SWIG_MemoryError, "no memory");
}
%typemap(check) (size_t count, size_t stride, type *name) "";
%typemap(argout) (size_t count, size_t stride, type *name) {
  AV *list = newAV();
  SV *given = sv_2mortal(newRV_noinc((SV *)list));
  for (size_t i = 0; i < $1 && (long long)i < (long long)result; i++) {
    static const size_t no_texts[] = {0};
    void *copy = acd_swig_copy($3 + i, sizeof(type), no_texts, 0);
    if (!copy) SWIG_exception_fail(SWIG_MemoryError, "no memory");
    av_push(list, SvREFCNT_inc(%own_object(copy, type)));
  }
  %append_output(given);
}
%typemap(freearg) (size_t count, size_t stride, type *name) "free($3);"
%enddef
/* Under the numbers that name what is counted, from 0. */
%typemap(out) int64_t [ANY] {
  AV *list = newAV();
  for (int i = 0; i < $1_dim0; i++) av_push(list, newSViv((IV)$1[i]));
  %set_output(sv_2mortal(newRV_noinc((SV *)list)));
}
/* What is attached takes the place of what was: a feed that hears nothing, too. */
%exception acd_feed_attach {
  acd_options_set_events(arg2, NULL, NULL);
  $action
}
%exception acd_sim_attach {
  acd_sim_set_events(arg1, NULL, NULL);
  acd_sim_set_outcome(arg1, NULL, NULL);
  $action
}
%define %perl_last
%perlcode %{
use Carp ();
use Hash::Util::FieldHash qw(fieldhash);

# A thread that is made has no part in the objects of the one that made it.
sub CLONE_SKIP { return 1 }

# What an object needs, until it is gone or has another in its place.
fieldhash my %needed;
my $keeping = sub {
    my ($function, $keep) = @_;
    return unless defined &$function;
    my $plain = \&$function;
    my $keeper = sub {
        my @given = $plain->(@_);
        $keep->($given[0], @_);
        return wantarray ? @given : $given[0];
    };
    no strict 'refs';
    no warnings 'redefine';
    *$function = $keeper;
};
$keeping->('Acd::feed_attach', sub { my (undef, $feed, $options) = @_; $needed{$options}{feed} = $feed });
$keeping->('Acd::records_attach', sub { my (undef, $records, $queue) = @_; $needed{$records}{queue} = $queue });
for my $part (qw(history records metrics)) {
    $keeping->("Acd::Feed::set_$part", sub { my (undef, $feed, $needs) = @_; $needed{$feed}{$part} = $needs });
}
# An engine speaks to what its options had when it was made; a simulation leaves them without.
$keeping->('Acd::Engine::new', sub { my ($engine, undef, $options) = @_; $needed{$engine}{feed} = $needed{$options}{feed} if $options });
$keeping->('Acd::Sim::new', sub { my (undef, undef, $options) = @_; delete $needed{$options}{feed} if $options });
$keeping->('Acd::sim_attach', sub { my (undef, $sim, $feed, $outcomes) = @_; $needed{$sim} = {feed => $feed, outcomes => $outcomes} });
$keeping->('Acd::sim_engine', sub { my ($engine, $sim) = @_; $needed{$engine}{sim} = $sim });

# Fields: Acd::Arrival->new(queue => $q, requirements => [[$skill, 1]]). A service level begins with its formula.
my $each = sub {
    my ($what, $list, $told) = @_;
    Carp::croak("$what: expected a reference to a list of $told") unless ref $list eq 'ARRAY';
    return @$list;
};
my $fill = sub {
    my ($record, $class, $field, $value) = @_;
    if ($field eq 'requirements' && $record->can('require')) {
        for my $pair ($each->("Acd::$class: requirements", $value, 'pairs of a skill and a level')) {
            my @both = $each->("Acd::$class: requirements", $pair, 'a skill and a level');
            Carp::croak("Acd::$class: requirements: expected pairs of a skill and a level") unless @both == 2;
            $record->require(@both);
        }
    }
    elsif ($field eq 'preferred' && $record->can('prefer')) { $record->prefer($_) for $each->("Acd::$class: preferred", $value, 'agents') }
    elsif ($field eq 'zone' && $record->can('set_zone')) { $record->set_zone($value) }
    elsif ($record->can("swig_${field}_set")) { $record->{$field} = $value }
    else { Carp::croak("Acd::$class has no field $field to set") }
};
for my $class (qw(Arrival CallbackWish SlotWish Mark HistoryOptions ServiceLevel SimCaller SimPoisson ErlangSystem ErlangTarget)) {
    my $name = "Acd::${class}::new";
    next unless defined &$name;
    my $plain = \&$name;
    my $new = sub {
        my ($package, @fields) = @_;
        my $record = $plain->($package, splice @fields, 0, $class eq 'ServiceLevel');
        Carp::croak("Acd::$class: expected fields, each with its value") if @fields % 2;
        while (my ($field, $value) = splice @fields, 0, 2) { $fill->($record, $class, $field, $value) }
        return $record;
    };
    no strict 'refs';
    no warnings 'redefine';
    *$name = $new;
}

# Who frees what is not for a program to say; an object of another class would never be freed.
for my $class (map { /^(\w+)::$/ } keys %Acd::) {
    my $name = "Acd::${class}::new";
    my $plain = defined &$name ? \&$name : undef;
    my $new = sub {
        Carp::croak("$name: expected a class that is an Acd::$class") unless defined $_[0] && !ref $_[0] && $_[0]->isa("Acd::$class");
        goto &$plain;
    };
    no strict 'refs';
    no warnings 'redefine';
    delete @{"Acd::${class}::"}{qw(ACQUIRE DISOWN)};
    *$name = $new if $plain;
}

# How fields are read and written.
my $names = sub { no strict 'refs'; return sort map { /^swig_(\w+)_get$/ } keys %{ref($_[0]) . '::'} };
{
    no warnings 'redefine';
    *FETCH = sub {
        my ($record, $field) = @_;
        my $get = $record->can("swig_${field}_get") or Carp::croak(ref($record) . " has no field $field");
        return $record->$get;
    };
    *STORE = sub {
        my ($record, $field, $value) = @_;
        my $set = $record->can("swig_${field}_set");
        Carp::croak(ref($record) . ($record->can("swig_${field}_get") ? ": $field is read-only" : " has no field $field")) unless $set;
        return $record->$set($value);
    };
    *EXISTS = sub { return defined $_[0]->can("swig_$_[1]_get") };
    *FIRSTKEY = sub { return ($names->($_[0]))[0] };
    *NEXTKEY = sub { my ($record, $last) = @_; return (grep { $_ gt $last } $names->($record))[0] };
    *DELETE = *CLEAR = sub { Carp::croak(ref($_[0]) . ': a field cannot be deleted') };
}

# A definition in JSON; the whole of it, unless $mode is $Acd::DEFINE_CHANGE.
sub define {
    my ($engine, $text, $now, $mode) = @_;
    my $json = Acd::Json->new;
    json_load_text($json, $text);
    json_submit($json, $engine, $now // engine_now($engine), $mode // $Acd::DEFINE_WHOLE);
}
%}
%enddef

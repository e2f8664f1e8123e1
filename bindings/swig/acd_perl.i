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
%define %perl_last
%perlcode %{
# What an object needs, until it is gone.
use Hash::Util::FieldHash qw(fieldhash);
fieldhash my %needed;
sub needing {
    my ($function, $object, @others) = @_;
    no strict 'refs';
    no warnings 'redefine';
    my $plain = \&$function;
    *$function = sub {
        my @given = $plain->(@_);
        my $whom = defined $object ? $_[$object] : $given[0];
        push @{$needed{$whom}}, grep { ref } @_[@others];
        return wantarray ? @given : $given[0];
    };
}
needing('Acd::feed_attach', 1, 0);
needing('Acd::records_attach', 0, 1);
needing('Acd::Engine::new', undef, 1);
needing("Acd::Feed::set_$_", 0, 1) for qw(history records metrics);
if (defined &Acd::Sim::new) {
    needing('Acd::Sim::new', undef, 1);
    needing('Acd::sim_attach', 0, 1, 2);
    needing('Acd::sim_engine', undef, 0);
}

# The fields of a record that goes in: Acd::Arrival->new(queue => $q, caller => '+4930123456')
for my $class (qw(Arrival CallbackWish SlotWish Mark SimCaller SimPoisson ErlangSystem ErlangTarget)) {
    no strict 'refs';
    no warnings 'redefine';
    my $name = "Acd::${class}::new";
    next unless defined &$name;
    my $plain = \&$name;
    *$name = sub {
        my ($package, %fields) = @_;
        my $record = $plain->($package);
        for my $field (keys %fields) {
            my $set = "Acd::${class}::swig_${field}_set";
            if ($field eq 'requirements') { $record->require(@$_) for @{$fields{$field}} }
            elsif ($field eq 'preferred') { $record->prefer($_) for @{$fields{$field}} }
            elsif (defined &$set) { $record->{$field} = $fields{$field} }
            else { require Carp; Carp::croak("Acd::$class has no field $field to set") }
        }
        return $record;
    };
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

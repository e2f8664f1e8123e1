/* SPDX-License-Identifier: Apache-2.0 */
/* What the interface needs of Perl: errors that are objects, lists and bytes. */
%{
#define ACD_SWIG_OWN (SWIG_POINTER_OWN | SWIG_SHADOW)
%}
%include "uniform.i"
%define %no_output %enddef
%{
/* Dies with an Acd::Error of `code`, `function` and `text`, and where it was. */
static void acd_swig_raise(int status, const char *function, const char *about)
{
  dTHX;
  HV *error = newHV();
  SV *thrown = sv_2mortal(newRV_noinc((SV *)error));
  (void)hv_stores(error, "code", newSViv(status));
  (void)hv_stores(error, "function", newSVpv(function, 0));
  (void)hv_stores(error, "text", newSVpvf("%s: %s%s%s", function, acd_status_text(status), *about ? ": " : "", about));
  (void)hv_stores(error, "where", newSVpvf("%s line %lu", CopFILE(PL_curcop), (unsigned long)CopLINE(PL_curcop)));
  sv_bless(thrown, gv_stashpvs("Acd::Error", GV_ADD));
  sv_setsv(get_sv("@", GV_ADD), thrown);
}

/* How long a list is; -1: it is none. */
static SSize_t acd_swig_length(SV *list)
{
  dTHX;
  return SvROK(list) && SvTYPE(SvRV(list)) == SVt_PVAV ? av_len((AV *)SvRV(list)) + 1 : -1;
}

static SV *acd_swig_item(SV *list, SSize_t index)
{
  dTHX;
  SV **item = av_fetch((AV *)SvRV(list), index, 0);
  return item ? *item : &PL_sv_undef;
}

#define ACD_SWIG_RAISE(status, function, about) do { acd_swig_raise(status, function, about); SWIG_fail; } while (0)
#define ACD_SWIG_RAISED() do {} while (0)
%}
%perlcode %{
package Acd::Error;
use overload '""' => sub { "$_[0]{text} at $_[0]{where}.\n" }, fallback => 1;
package Acd;
%}

%typemap(in, noblock=1) (const void *bytes, size_t size) (STRLEN length) {
  $1 = (void *)SvPVbyte($input, length);
  $2 = (size_t)length;
  if (!length) $1 = NULL;
}
%typemap(check) (const void *bytes, size_t size) "";
%typemap(in, numinputs=0, noblock=1) size_t *size_out (size_t size) { $1 = &size; size = 0; }
%typemap(out) const void *acd_zone_bytes "";
%typemap(argout, noblock=1) size_t *size_out { %append_output(newSVpvn_flags(result ? (const char *)result : "", *$1, SVs_TEMP)); }
%typemap(argout, noblock=1) (void *buffer, size_t capacity, size_t *size_out) { %append_output(newSVpvn_flags($1, *$3, SVs_TEMP)); }
%typemap(in, numinputs=0, noblock=1) const char **zone_out (char *name) { $1 = &name; name = NULL; }
%typemap(argout, noblock=1) const char **zone_out { %append_output(SWIG_FromCharPtr(*$1)); }
%apply const char **zone_out { const char **name_out, const char **second_out };

%typemap(in, fragment=SWIG_AsVal_frag(long long)) (const acd_id *calls, size_t count) {
  SSize_t length = acd_swig_length($input);
  acd_id *ids = length < 0 ? NULL : malloc(((size_t)length + 1) * sizeof *ids);
  $1 = ids;
  $2 = ids ? (size_t)length : 0;
  if (!ids) SWIG_exception_fail(SWIG_TypeError, "$symname: expected a reference to a list of ids");
  for (SSize_t i = 0; i < length; i++) {
    long long id = 0;
    if (!SWIG_IsOK(SWIG_AsVal(long long)(acd_swig_item($input, i), &id)))
      SWIG_exception_fail(SWIG_TypeError, "$symname: expected a reference to a list of ids");
    ids[i] = id;
  }
}
%typemap(freearg) (const acd_id *calls, size_t count) "free((void *)$1);"
%apply (const acd_id *calls, size_t count) { (const acd_id *known, size_t count) };
%typemap(in, fragment=SWIG_AsVal_frag(long long)) (const acd_requirement *requirements, size_t count) {
  SSize_t length = acd_swig_length($input);
  acd_requirement *needs = length < 0 ? NULL : calloc((size_t)length + 1, sizeof *needs);
  $1 = needs;
  $2 = needs ? (size_t)length : 0;
  if (!needs) SWIG_exception_fail(SWIG_TypeError, "$symname: expected a reference to a list of pairs: a skill's id, a level");
  for (SSize_t i = 0; i < length; i++) {
    long long skill = 0, level = 0;
    SV *pair = acd_swig_item($input, i);
    if (acd_swig_length(pair) != 2 || !SWIG_IsOK(SWIG_AsVal(long long)(acd_swig_item(pair, 0), &skill)) ||
        !SWIG_IsOK(SWIG_AsVal(long long)(acd_swig_item(pair, 1), &level)))
      SWIG_exception_fail(SWIG_TypeError, "$symname: expected a reference to a list of pairs: a skill's id, a level");
    needs[i] = (acd_requirement){skill, level};
  }
}
%typemap(check) (const acd_requirement *requirements, size_t count) "";
%typemap(freearg) (const acd_requirement *requirements, size_t count) "free((void *)$1);"

%define %records_out(type, name)
%nodefaultctor type;
%typemap(in, fragment=SWIG_AsVal_frag(size_t)) (size_t count, size_t stride, type *name) {
  size_t count = 0;
  if (!SWIG_IsOK(SWIG_AsVal(size_t)($input, &count)) || count > 1000000)
    SWIG_exception_fail(SWIG_ValueError, "$symname: count: 0 to 1,000,000");
  $1 = count;
  $2 = sizeof(type);
  $3 = calloc(count + 1, sizeof(type));
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

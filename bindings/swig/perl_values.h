/* SPDX-License-Identifier: Apache-2.0 */
/* Values of Perl as those of C, and back; what a function dies with. */
#ifndef ACD_SWIG_PERL_VALUES_H
#define ACD_SWIG_PERL_VALUES_H

/* Where the program called: what stands in Acd.pm is not where an error was. */
static SV *acd_swig_where(void)
{
  dTHX;
  SV **module = hv_fetchs(GvHVn(PL_incgv), "Acd.pm", 0);
  const char *own = module && SvPOK(*module) ? SvPVX(*module) : "";
  const COP *cop = PL_curcop;
  const PERL_CONTEXT *frame;
  for (I32 level = 0; CopFILE(cop) && strcmp(CopFILE(cop), own) == 0 && (frame = caller_cx(level, NULL)); level++)
    cop = frame->blk_oldcop;
  return newSVpvf("%s line %lu", CopFILE(cop), (unsigned long)CopLINE(cop));
}

/* Texts are characters. What is no UTF-8 (a history may bring it along) stays the bytes it is. */
static SV *acd_swig_characters(SV *text)
{
  dTHX;
  sv_utf8_decode(text);
  return text;
}

static SV *acd_swig_text_out(const char *text)
{
  dTHX;
  return text ? acd_swig_characters(sv_2mortal(newSVpv(text, 0))) : sv_newmortal();
}

/* Dies with an Acd::Error of `code`, `function` and `text`, and where it was. */
static void acd_swig_raise(int status, const char *function, const char *about)
{
  dTHX;
  HV *error = newHV();
  SV *thrown = sv_2mortal(newRV_noinc((SV *)error));
  SV *text = newSVpvf("%s: %s%s%s", function, acd_status_text(status), *about ? ": " : "", about);
  (void)hv_stores(error, "code", newSViv(status));
  (void)hv_stores(error, "function", newSVpv(function, 0));
  (void)hv_stores(error, "text", acd_swig_characters(text));
  (void)hv_stores(error, "where", acd_swig_where());
  sv_bless(thrown, gv_stashpvs("Acd::Error", GV_ADD));
  sv_setsv(get_sv("@", GV_ADD), thrown);
}

/* How a wrapper that failed ends. */
static void acd_swig_die(void)
{
  dTHX;
  SV *problem = get_sv("@", GV_ADD);
  if (sv_isobject(problem)) croak(NULL);
  croak("%" SVf " at %" SVf ".\n", SVfARG(problem), SVfARG(sv_2mortal(acd_swig_where())));
}
#define SWIG_croak_null acd_swig_die
/* What is freed is forgotten, and only what is owned is freed. */
#undef SWIG_POINTER_DISOWN
#define SWIG_POINTER_DISOWN (SWIG_POINTER_CLEAR | 0x1)

/* A copy of a text or a number, also of an object's that has itself for one; NULL: it is neither. A copy, since what a later
 * argument runs (an overloaded operator, a tied variable) may change an earlier one. */
static SV *acd_swig_scalar(SV *value)
{
  dTHX;
  SV *copy = sv_newmortal();
  SvGETMAGIC(value);
  if (SvROK(value)) value = SvAMAGIC(value) ? AMG_CALLunary(value, string_amg) : NULL;
  if (!value || !SvOK(value) || SvROK(value) || isGV_with_GP(value)) return NULL;
  sv_setsv_flags(copy, value, SV_NOSTEAL | SV_DO_COW_SVSETSV);
  return copy;
}

/* A text in UTF-8, NULL for undef; 0: it is none. */
static int acd_swig_text(SV *value, const char **text, STRLEN *size)
{
  dTHX;
  SV *copy = acd_swig_scalar(value);
  *text = copy ? SvPVutf8(copy, *size) : NULL;
  return copy || !SvOK(value);
}

/* Bytes; 0: they are none. */
static int acd_swig_bytes(SV *value, void **bytes, STRLEN *size)
{
  dTHX;
  SV *copy = acd_swig_scalar(value);
  if (!copy || !sv_utf8_downgrade(copy, TRUE)) return 0;
  *bytes = SvPV(copy, *size);
  return 1;
}

typedef struct acd_swig_integer {
  UV magnitude;
  int negative;
} acd_swig_integer;

/* A whole number, also as a text in decimals, as Perl reads it; a float is one up to 2^53. */
static int acd_swig_whole(SV *value, acd_swig_integer *whole)
{
  dTHX;
  int kind;
  double number;
  if (!SvIOK(value) || SvGMAGICAL(value)) value = acd_swig_scalar(value);
  if (!value) return SWIG_TypeError;
  if (SvIOK(value)) {
    whole->negative = !SvIsUV(value) && SvIVX(value) < 0;
    whole->magnitude = whole->negative ? 0 - (UV)SvIVX(value) : SvUVX(value);
    return SWIG_OK;
  }
  if (!SvNOK(value)) {
    STRLEN size;
    const char *text = SvPV(value, size);
    kind = grok_number(text, size, &whole->magnitude);
    if (!kind || kind & (IS_NUMBER_INFINITY | IS_NUMBER_NAN)) return SWIG_TypeError;
    whole->negative = (kind & IS_NUMBER_NEG) != 0;
    if ((kind & IS_NUMBER_IN_UV) && !(kind & IS_NUMBER_NOT_INT)) return SWIG_OK;
  }
  number = SvNV(value);
  if (!(number >= -9007199254740992.0 && number <= 9007199254740992.0)) return SWIG_OverflowError;
  if (!SWIG_CanCastAsInteger(&number, -9007199254740992.0, 9007199254740992.0)) return SWIG_TypeError;
  whole->negative = number < 0;
  whole->magnitude = (UV)(number < 0 ? -number : number);
  return SWIG_OK;
}

static int acd_swig_id(SV *value, acd_id *id)
{
  acd_swig_integer whole;
  if (!SWIG_IsOK(acd_swig_whole(value, &whole)) || whole.magnitude > (UV)INT64_MAX) return 0;
  *id = whole.negative ? -(acd_id)whole.magnitude : (acd_id)whole.magnitude;
  return 1;
}

static int acd_swig_double(SV *value, double *number)
{
  dTHX;
  value = acd_swig_scalar(value);
  if (!value || !looks_like_number(value)) return 0;
  *number = SvNV(value);
  return 1;
}

/* The array of a list, which lives as long as the call; NULL: it is none. */
static AV *acd_swig_list(SV *list)
{
  dTHX;
  SvGETMAGIC(list);
  if (!SvROK(list) || SvTYPE(SvRV(list)) != SVt_PVAV) return NULL;
  return (AV *)sv_2mortal(SvREFCNT_inc(SvRV(list)));
}

static SV *acd_swig_item(AV *list, SSize_t index)
{
  dTHX;
  SV **item = av_fetch(list, index, 0);
  return item ? *item : &PL_sv_undef;
}

/* Memory that is gone with the call, however it ends. */
static void *acd_swig_scratch(size_t count, size_t size)
{
  dTHX;
  return SvPVX(sv_2mortal(newSV((count + 1) * size)));
}

#endif

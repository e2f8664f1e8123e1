/* SPDX-License-Identifier: Apache-2.0 */
/* Is a text JSON, and where do its values stand? jansson tells one place near a mistake and no path, so a text is checked
 * here first; what is accepted here, jansson reads, unless it has no memory. */
#include "internal.h"

#include <string.h>

#define LIKE_A_NUMBER "a number such as 5, -2.5 or 1e3"

enum { WANTS_VALUE, WANTS_FIRST_VALUE, WANTS_KEY, WANTS_FIRST_KEY, WANTS_COMMA, WANTS_END };

typedef struct scanner {
  acd_json *json;
  const char *text;
  uint32_t size;
  uint32_t at;
  uint32_t current; /* list or object that is open, NONE: none */
  uint32_t key;     /* offset of the key whose value follows, NONE: none */
  int depth;
  int wants;
} scanner;

static int is_digit(char byte)
{
  return byte >= '0' && byte <= '9';
}

/* All of these return 0, so that a caller can return what they do. */
static int fail(scanner *scan, uint32_t place, uint32_t offset, const char *text, const char *found,
                const char *expected)
{
  acd__json_report report = {ACD_ERR_ENCODING, place, offset, -1, 0, text, found, expected, NULL, 0};
  acd__json_add_error(scan->json, &report);
  return 0;
}

/* What stands at the present offset is not what should. Of a word only what can be shown is. */
static int fail_here(scanner *scan, uint32_t place, const char *expected)
{
  char found[60];
  uint32_t at = scan->at, shown = 0;
  unsigned byte = at < scan->size ? (unsigned char)scan->text[at] : 0;
  uint32_t token = (uint32_t)acd__json_token_size(scan->json, at);
  while (shown < token && shown < 40 && scan->text[at + shown] >= ' ' && scan->text[at + shown] < 0x7f) shown++;
  if (at == scan->size)
    snprintf(found, sizeof found, "the end of the text");
  else if (at == 0 && scan->size >= 3 && memcmp(scan->text, "\xef\xbb\xbf", 3) == 0)
    snprintf(found, sizeof found, "a byte order mark");
  else if (shown)
    snprintf(found, sizeof found, "%.*s%s", (int)shown, scan->text + at, shown < token ? "…" : "");
  else if (byte > ' ' && byte < 0x7f)
    snprintf(found, sizeof found, "\"%c\"", (int)byte);
  else
    snprintf(found, sizeof found, "byte 0x%02x", byte);
  return fail(scan, place, at, "not JSON", found, expected);
}

/* Bytes of the character that begins there; 0: it is not UTF-8. */
static uint32_t character_size(const scanner *scan, uint32_t at)
{
  static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const unsigned char *bytes = (const unsigned char *)scan->text + at;
  if (bytes[0] < 0x80) return 1;
  uint32_t size = bytes[0] >= 0xf0 ? 4 : bytes[0] >= 0xe0 ? 3 : 2;
  if (bytes[0] < 0xc0 || bytes[0] >= 0xf8 || size > scan->size - at) return 0;
  uint32_t point = bytes[0] & (0x7fu >> size);
  for (uint32_t i = 1; i < size; i++) {
    if ((bytes[i] & 0xc0) != 0x80) return 0;
    point = point << 6 | (bytes[i] & 0x3fu);
  }
  return point >= smallest[size] && point <= 0x10ffff && (point & ~0x7ffu) != 0xd800 ? size : 0;
}

/* The number of an escape \u…, -1: none is there. */
static long unicode_escape(const scanner *scan, uint32_t at)
{
  long number = 0;
  if (scan->size - at < 6 || scan->text[at] != '\\' || scan->text[at + 1] != 'u') return -1;
  for (uint32_t i = at + 2; i < at + 6; i++) {
    char byte = scan->text[i];
    int lower = byte >= 'a' && byte <= 'f', upper = byte >= 'A' && byte <= 'F';
    if (!is_digit(byte) && !lower && !upper) return -1;
    number = number * 16 + (is_digit(byte) ? byte - '0' : byte - (lower ? 'a' : 'A') + 10);
  }
  return number;
}

/* Bytes of the escape at an offset; 0: the mistake in it is listed, at the beginning of the string. */
static uint32_t escape_size(scanner *scan, uint32_t place, uint32_t at)
{
  char found[8] = "";
  uint32_t left = scan->size - at;
  if (left >= 2 && scan->text[at + 1] && strchr("\"\\/bfnrt", scan->text[at + 1])) return 2;
  long number = unicode_escape(scan, at);
  if (number >= 0) snprintf(found, sizeof found, "%.6s", scan->text + at);
  if (number == 0) return (uint32_t)fail(scan, place, scan->at, "a NUL in a string", found, "a text without it");
  if (number >= 0xd800 && number < 0xe000) {
    long second = unicode_escape(scan, at + 6);
    if (number < 0xdc00 && second >= 0xdc00 && second < 0xe000) return 12;
    return (uint32_t)fail(scan, place, scan->at, "half a surrogate pair in a string", found, "both halves");
  }
  if (number > 0) return 6;
  int shown = left >= 2 && scan->text[at + 1] > ' ' && scan->text[at + 1] < 0x7f;
  snprintf(found, sizeof found, "%.*s", shown ? 2 : 1, scan->text + at);
  return (uint32_t)fail(scan, place, scan->at, "no such escape in a string", found,
                        "one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t, or \\u and 4 hexadecimal digits");
}

/* A string, mistakes at its beginning. 1: it is one, and behind it goes on. */
static int scan_string(scanner *scan, uint32_t place)
{
  char found[32];
  uint32_t at = scan->at + 1;
  while (at < scan->size && scan->text[at] != '"') {
    unsigned byte = (unsigned char)scan->text[at];
    uint32_t size = byte == '\\' ? escape_size(scan, place, at) : character_size(scan, at);
    snprintf(found, sizeof found, "byte 0x%02x", byte);
    if (byte < ' ')
      return fail(scan, place, scan->at, "a control character in a string", found, "an escape such as \\n");
    if (!size) return byte == '\\' ? 0 : fail(scan, place, scan->at, "a string is not UTF-8", found, "text in UTF-8");
    at += size;
  }
  if (at >= scan->size) return fail(scan, place, scan->at, "a string does not end", "the end of the text", "\"");
  scan->at = at + 1;
  return 1;
}

static uint32_t skip_digits(const scanner *scan, uint32_t at)
{
  while (at < scan->size && is_digit(scan->text[at])) at++;
  return at;
}

/* A number that a double can hold, whatever it is for. */
static int scan_number(scanner *scan, uint32_t place)
{
  uint32_t first = scan->at + (scan->text[scan->at] == '-'), point = skip_digits(scan, first), end = point;
  long exponent = 0;
  int is_zero = 1, negative = 0;
  if (point == first || (point - first > 1 && scan->text[first] == '0')) return fail_here(scan, place, LIKE_A_NUMBER);
  if (end < scan->size && scan->text[end] == '.') {
    end = skip_digits(scan, point + 1);
    if (end == point + 1) return fail_here(scan, place, LIKE_A_NUMBER);
  }
  for (uint32_t at = first; at < end; at++) is_zero &= scan->text[at] == '0' || scan->text[at] == '.';
  if (end < scan->size && (scan->text[end] == 'e' || scan->text[end] == 'E')) {
    uint32_t at = end + 1;
    negative = at < scan->size && scan->text[at] == '-';
    at += at < scan->size && (scan->text[at] == '-' || scan->text[at] == '+');
    end = skip_digits(scan, at);
    if (end == at) return fail_here(scan, place, LIKE_A_NUMBER);
    for (; at < end; at++) exponent = exponent < 1000000 ? exponent * 10 + (scan->text[at] - '0') : exponent;
  }
  if (!is_zero && (int64_t)(point - first) + (negative ? -exponent : exponent) > 300)
    return fail(scan, place, scan->at, "the number is too large for any use", NULL, "a number of at most 300 digits");
  scan->at = end;
  return 1;
}

static int scan_word(scanner *scan, uint32_t place)
{
  static const char *const words[] = {"true", "false", "null"};
  size_t size = acd__json_token_size(scan->json, scan->at);
  for (int i = 0; i < 3; i++) {
    if (strlen(words[i]) != size || memcmp(scan->text + scan->at, words[i], size) != 0) continue;
    scan->at += (uint32_t)size;
    return 1;
  }
  const char *expected = scan->current == ACD__JSON_NONE    ? "an object"
                         : scan->wants == WANTS_FIRST_VALUE ? "a value or \"]\""
                                                            : "a value";
  return fail_here(scan, place, expected);
}

static int scan_value(scanner *scan)
{
  uint32_t place = acd__json_place_add(scan->json, scan->at, scan->key, scan->current);
  if (place == ACD__JSON_NONE) return 0;
  char first = scan->at < scan->size ? scan->text[scan->at] : '\0';
  scan->key = ACD__JSON_NONE;
  if (first == '{' || first == '[') {
    if (scan->depth == ACD__JSON_DEPTH_MAX)
      return fail(scan, place, scan->at, "nested too deeply", NULL, "at most 64 levels");
    scan->depth++;
    scan->current = place;
    scan->wants = first == '{' ? WANTS_FIRST_KEY : WANTS_FIRST_VALUE;
    scan->at++;
    return 1;
  }
  int good = first == '"'                      ? scan_string(scan, place)
             : first == '-' || is_digit(first) ? scan_number(scan, place)
                                               : scan_word(scan, place);
  scan->wants = scan->current == ACD__JSON_NONE ? WANTS_END : WANTS_COMMA;
  return good;
}

static int scan_key(scanner *scan)
{
  uint32_t key = scan->at;
  if (key == scan->size || scan->text[key] != '"')
    return fail_here(scan, scan->current, scan->wants == WANTS_KEY ? "a key in quotes" : "a key in quotes, or \"}\"");
  if (!scan_string(scan, scan->current)) return 0;
  while (scan->at < scan->size && scan->text[scan->at] && strchr(" \t\r\n", scan->text[scan->at])) scan->at++;
  if (scan->at == scan->size || scan->text[scan->at] != ':') return fail_here(scan, scan->current, "\":\"");
  scan->at++;
  scan->key = key;
  scan->wants = WANTS_VALUE;
  return 1;
}

/* The end of a list or object, where there may be one. */
static int scan_close(scanner *scan)
{
  scan->current = acd__json_place_close(scan->json, scan->current);
  scan->wants = scan->current == ACD__JSON_NONE ? WANTS_END : WANTS_COMMA;
  scan->depth--;
  scan->at++;
  return 1;
}

static int scan_next(scanner *scan)
{
  int in_object =
      scan->current != ACD__JSON_NONE && scan->text[acd__json_place_at(scan->json, scan->current)->at] == '{';
  char next = scan->at < scan->size ? scan->text[scan->at] : '\0';
  int closes = next && next == (in_object ? '}' : ']');
  switch (scan->wants) {
  case WANTS_FIRST_VALUE: return closes ? scan_close(scan) : scan_value(scan);
  case WANTS_FIRST_KEY: return closes ? scan_close(scan) : scan_key(scan);
  case WANTS_VALUE: return scan_value(scan);
  case WANTS_KEY: return scan_key(scan);
  case WANTS_END: return fail_here(scan, ACD__JSON_NONE, "the end of the text");
  default: break;
  }
  if (closes) return scan_close(scan);
  if (next != ',') return fail_here(scan, scan->current, in_object ? "\",\" or \"}\"" : "\",\" or \"]\"");
  scan->at++;
  scan->wants = in_object ? WANTS_KEY : WANTS_VALUE;
  return 1;
}

int acd__json_scan(acd_json *json)
{
  scanner scan = {json, json->text.items, (uint32_t)json->text.count, 0, ACD__JSON_NONE, ACD__JSON_NONE,
                  0,    WANTS_VALUE};
  json->places.count = 0;
  for (;;) {
    while (scan.at < scan.size && scan.text[scan.at] && strchr(" \t\r\n", scan.text[scan.at])) scan.at++;
    if (scan.at == scan.size && scan.wants == WANTS_END) return 1;
    if (!scan_next(&scan)) return 0;
  }
}

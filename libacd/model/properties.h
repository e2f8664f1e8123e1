/* SPDX-License-Identifier: Apache-2.0 */
/** @file The tables behind acd_noun_next() and acd_property_next(), by direct index; and what they say in words. */
#ifndef ACD__MODEL_PROPERTIES_H
#define ACD__MODEL_PROPERTIES_H

#include <acd/definition.h>

#include "base/text.h"

/* NULL: no such noun. */
const acd_noun *acd__noun_at(uint32_t noun);
/* Properties of a noun: entry i is number i + 1. NULL and 0 where there are none. */
const acd_property *acd__properties_of(uint32_t noun, size_t *count_out);
/* NULL: no such property. */
const acd_property *acd__property_at(uint32_t property);
/* 1 if values of the property are texts (texts and references), 0 if they are integers. */
int acd__property_is_text(const acd_property *property);

/* The `number`th word (from 1) of a list of words separated by blanks, not terminated; NULL: there are not so many. */
const char *acd__word_at(const char *words, int64_t number, size_t *size_out);
/* Number (from 1) of a word in such a list, 0: it is not there. */
int64_t acd__word_find(const char *words, const char *word, size_t size);
/* The words with commas between. */
void acd__text_add_words(acd__text *text, const char *words);

/* Name of a kind of node, not terminated; NULL: no such kind. */
const char *acd__node_kind_name(int64_t kind, size_t *size_out);
/* 1 for 0-9 * # A-D. */
int acd__key_valid(char key);

/* What values the property takes: "0 s to 3600 s", "one of a, b, c". */
void acd__text_add_expected(acd__text *text, const acd_property *property);
/* An integer value in the property's unit: "20 s", "09:00", "longest_idle". */
void acd__text_add_value(acd__text *text, const acd_property *property, int64_t value);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/** @file amazon_connect_actions.c: the table of action types. */
#ifndef ACD__IMPORT_AMAZON_CONNECT_ACTIONS_H
#define ACD__IMPORT_AMAZON_CONNECT_ACTIONS_H

#include "amazon_connect.h"

void acd__connect_map(acd__import_step *step);

/* amazon_connect_input.c */
/* What is to be played: a text, markup, or the name of a recording; "" if there is nothing. */
const char *acd__connect_prompt(const acd__import_step *step, const json_t *from);
void acd__connect_play(acd__import_step *step);
void acd__connect_play_on(acd__import_step *step);
void acd__connect_get_input(acd__import_step *step);

/* amazon_connect_host.c */
/* Seconds of a parameter, within what a node takes; 0: there are none. */
int64_t acd__connect_seconds(acd__import_step *step, const char *key);
/* As an action of the host, whatever it is. */
void acd__connect_host(acd__import_step *step);

#endif

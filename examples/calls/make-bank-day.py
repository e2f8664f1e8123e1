#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes bank-day.csv: a Monday of calls to the bank of examples/definitions/bank.json, invented from one seed.

    examples/calls/make-bank-day.py > examples/calls/bank-day.csv

Arrivals are Poisson with a rate for each half hour (a peak before noon, a lower one in the afternoon, a trickle at
night), patience and wrap-up exponential, talks log-normal. The same Python code gives the same file for ever:
random.random() is documented to be reproducible, and nothing else of that module is used.
"""
import math
import random
import sys

SEED = 20260302
DAY = "2026-03-02"

# Calls an hour, by half hours from 00:00.
RATES = [4, 3, 2, 2, 2, 2, 2, 2, 2, 3, 4, 5, 8, 12, 20, 40,
         107, 156, 197, 217, 230, 234, 221, 197, 168, 152, 156, 176, 193, 197, 184, 168,
         152, 139, 123, 107, 90, 78, 66, 53, 30, 18, 14, 12, 10, 8, 6, 5]

# What a caller wants: share, keys, mean and spread of the talk (s), mean wrap-up (s), mean patience (s).
WISHES = [
    ("service", 0.47, ["0", "", ",,", "7,", "70"], 175, 0.75, 15, 260),
    ("cards", 0.17, ["1"], 150, 0.55, 20, 420),
    ("loans", 0.13, ["2"], 380, 0.70, 45, 300),
    ("online", 0.17, ["3"], 265, 0.80, 22, 240),
    ("french", 0.06, ["4"], 205, 0.70, 15, 300),
]


def main():
    draw = random.Random(SEED).random

    def exponential(mean):
        return -math.log(1.0 - draw()) * mean

    def lognormal(mean, spread):
        normal = math.sqrt(-2.0 * math.log(1.0 - draw())) * math.cos(2.0 * math.pi * draw())
        return mean * math.exp(spread * normal - spread * spread / 2.0)

    def pick(items):
        return items[int(draw() * len(items))]

    out = ["arrival,number,caller,keys,key_after_s,patience_s,talk_s,wrapup_s,attr.segment"]
    time_s = 0.0
    while True:
        # thinning: candidates at the highest rate, kept in proportion to the rate of their half hour
        time_s += exponential(3600.0 / max(RATES))
        if time_s >= 86400.0:
            break
        if draw() * max(RATES) >= RATES[int(time_s // 1800)]:
            continue
        night = time_s < 8 * 3600 or time_s >= 20 * 3600
        chance = draw()
        for wish in WISHES:
            if chance < wish[1]:
                break
            chance -= wish[1]
        name, _, keys, talk, spread, wrapup, patience = wish
        number = "+15550161" if draw() < 0.08 else "+15550160"
        if name == "cards" and draw() < 0.5 or night and draw() < 0.6:
            number = "+15550165"
        pressed = "" if number == "+15550165" else pick(keys)
        if night and number != "+15550165":
            pressed = pick(["1", "2", "", ""])
        key_after = ""
        if name == "service" and not night and draw() < 0.06:
            pressed, key_after = "09", "%d" % (20 + int(draw() * 60))
        clock = "%02d:%02d:%06.3f" % (time_s // 3600, time_s // 60 % 60, int(time_s * 1000) % 60000 / 1000.0)
        out.append("%sT%s,%s,+1555%07d,\"%s\",%s,%.1f,%.1f,%.1f,%s" % (
            DAY, clock, number, int(draw() * 10000000), pressed, key_after, 3 + exponential(patience),
            max(8.0, lognormal(talk, spread)), exponential(wrapup), "premium" if number == "+15550161" else "retail"))
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()

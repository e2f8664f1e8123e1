# SPDX-License-Identifier: Apache-2.0
# %% [markdown]
# # How many agents?
#
# Calls at random for one queue, with more and more agents: simulated call by call, beside what queueing theory says.
#
# A script of cells, as notebooks and editors run them one by one, or as a whole:
#
#     staffing.py [PICTURE]    the figures as text; and drawn, as .png, .svg or .pdf, for which matplotlib is needed

# %%
from __future__ import annotations

import math
import statistics
import sys
from dataclasses import dataclass
from typing import Any

import acd
from acd import erlang, kinds

CALLS_PER_HOUR, HANDLE_S, PATIENCE_S = 340, 240, 90
TARGET, WITHIN_S = 0.80, 20
STAFFING = range(19, 31)

# %% [markdown]
# ## Theory
#
# Erlang C has callers wait until they are answered. So it has no answer for fewer agents than there is work, and asks for
# too many of them above. In Erlang A callers give up, as people do.

# %%
ERLANG_A = erlang.System(calls_per_hour=CALLS_PER_HOUR, handle_s=HANDLE_S, patience_s=PATIENCE_S)
ERLANG_C = erlang.System(calls_per_hour=CALLS_PER_HOUR, handle_s=HANDLE_S)
ERLANGS = CALLS_PER_HOUR * HANDLE_S / 3600


def curve(system: erlang.System) -> dict[int, float]:
    """The service level by the number of agents, where there is one."""
    levels = {}
    for agents in STAFFING:
        try:
            levels[agents] = system.service_level(WITHIN_S, agents)
        except acd.StateError:
            pass  # calls wait for ever
    return levels


CURVE_A, CURVE_C = curve(ERLANG_A), curve(ERLANG_C)
NEEDED_A, NEEDED_C = (system.agents(service_level=TARGET, within_s=WITHIN_S) for system in (ERLANG_A, ERLANG_C))

# %% [markdown]
# ## Simulation
#
# Many days, each with a seed of its own, and the same callers whatever the number of agents: how much the days differ says
# how sure their mean is. What is measured begins after an hour, since at first nobody waits.

# %%
DAYS, DAY_US, WARM_UP_US = 20, 20 * 3600 * acd.SECOND, 3600 * acd.SECOND
STUDENT = 2.093  # 97.5 % of Student's t distribution, for 20 days


def service_level(agents: int, seed: int) -> float:
    """The share of a day's calls that is answered in time."""
    names: dict[str, Any] = {f"agent {number}": {} for number in range(agents)}
    queue = {"members": list(names), "wrapup_s": 0, "service_level_s": WITHIN_S}
    centre = {"agents": names, "queues": {"q": queue}}
    with acd.Simulation(centre, options={kinds.SimOption.SEED: seed}) as simulation:
        simulation.add_poisson(
            "day",
            queue="q",
            interval_us_mean=3600 * acd.SECOND // CALLS_PER_HOUR,
            talk_us_mean=HANDLE_S * acd.SECOND,
            patience_us_mean=PATIENCE_S * acd.SECOND,
            until_us=WARM_UP_US + DAY_US,
        )
        simulation.run(WARM_UP_US)
        before = simulation.engine.kpi_queue
        simulation.run()
        after = simulation.engine.kpi_queue
    return (after.answered_within - before.answered_within) / (after.offered - before.offered)


@dataclass(frozen=True)
class Estimate:
    """A mean over days, and how far off it may be: the true one is within `margin` of it, 95 times of 100."""

    mean: float
    margin: float


def estimate(agents: int) -> Estimate:
    levels = [service_level(agents, seed) for seed in range(1, DAYS + 1)]
    return Estimate(statistics.fmean(levels), STUDENT * statistics.stdev(levels) / math.sqrt(DAYS))


SIMULATED = {agents: estimate(agents) for agents in STAFFING}

# %% [markdown]
# ## Figures

# %%
print(f"{CALLS_PER_HOUR} calls an hour of {HANDLE_S} s, patience {PATIENCE_S} s: {ERLANGS:.1f} erlangs")
print(f"answered within {WITHIN_S} s, of all calls:")
print("agents  simulated  95 % ±  Erlang A  Erlang C")
for agents, found in SIMULATED.items():
    theory_c = f"{CURVE_C[agents]:8.1%}" if agents in CURVE_C else f"{'-':>8}"
    print(f"{agents:6}  {found.mean:9.1%}  {found.margin:6.1%}  {CURVE_A[agents]:8.1%}  {theory_c}")
print(f"{TARGET:.0%} within {WITHIN_S} s: {NEEDED_A} agents by Erlang A, {NEEDED_C} by Erlang C")


# %% [markdown]
# ## Picture


# %%
def draw() -> Any:
    """The figure; ModuleNotFoundError without matplotlib."""
    from matplotlib import pyplot, ticker  # type: ignore[import]

    figure, axes = pyplot.subplots(figsize=(8, 5), layout="constrained")
    axes.axhline(100 * TARGET, color="0.45", linewidth=1, linestyle=":")
    axes.annotate(
        f"target: {TARGET:.0%} within {WITHIN_S} s", (STAFFING[0], 100 * TARGET), xytext=(0, 4),
        textcoords="offset points", color="0.35",
    )
    axes.plot(list(CURVE_C), [100 * level for level in CURVE_C.values()], "--s", color="tab:orange", markersize=4,
              label=f"Erlang C, nobody gives up: {NEEDED_C} agents reach the target")
    axes.plot(list(CURVE_A), [100 * level for level in CURVE_A.values()], "-", color="tab:blue",
              label=f"Erlang A, patience {PATIENCE_S} s: {NEEDED_A} agents reach the target")
    axes.errorbar(
        list(SIMULATED), [100 * found.mean for found in SIMULATED.values()],
        yerr=[100 * found.margin for found in SIMULATED.values()], fmt="o", color="black", markersize=4, capsize=4,
        label=f"simulated, {DAYS} days of {DAY_US // 3600 // acd.SECOND} h, with 95 % confidence",
    )
    axes.axvline(ERLANGS, color="0.8", linewidth=1)
    axes.annotate(
        f"offered load: {ERLANGS:.1f} erlangs", (ERLANGS, 2), xytext=(-4, 0),
        textcoords="offset points", ha="right", color="0.35",
    )
    axes.set_title(f"{CALLS_PER_HOUR} calls an hour, mean handle time {HANDLE_S} s")
    axes.set_xlabel("agents at work")
    axes.set_ylabel(f"service level (% of all calls answered within {WITHIN_S} s)")
    axes.xaxis.set_major_locator(ticker.MultipleLocator(1))
    axes.set_ylim(0, 102)
    axes.grid(color="0.92")
    axes.legend(loc="lower right")
    return figure


PICTURE = next((name for name in sys.argv[1:] if name.endswith((".png", ".svg", ".pdf"))), None)
if PICTURE or "get_ipython" in globals():
    try:
        FIGURE = draw()
    except ModuleNotFoundError as missing:
        sys.exit(f"no picture: {missing.name} is not installed (Debian: python3-matplotlib)")
    if PICTURE:
        FIGURE.savefig(PICTURE, dpi=120)

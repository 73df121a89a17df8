"""Timing of things against each other: in turn, so that a busy minute of the machine hits all of them alike."""

import statistics
import time
from collections.abc import Callable, Mapping


def medians_s(sides: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median seconds of each side over the rounds; one round more, not counted, warms up."""
    return {name: statistics.median(times) for name, times in _taken_s(sides, rounds).items()}


def best_s(sides: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The least seconds of each side over the rounds, as medians_s."""
    return {name: min(times) for name, times in _taken_s(sides, rounds).items()}


def _taken_s(sides: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        for name, side in sides.items():
            start_s = time.perf_counter()
            side()
            if number:
                taken[name].append(time.perf_counter() - start_s)
    return taken

"""Frames a second of the whole chain by each provider of this machine, against only decoding the same file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.clips import upscaled
from benchmarks.interleave import medians_s
from benchmarks.providers import on_this_machine
from tfcollab.chain.analyzer import Analyzer
from tfcollab.chain.recording import analyse_recording
from tfcollab.exam.frame import Eye
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.video import open_source

SIZES = {"1080p": (1920, 1080), "3632x2760": (3632, 2760)}


def measure(folder: Path, threads: int, frames: int = 60, rounds: int = 5) -> dict[str, dict[str, float]]:
    """Per size: frames a second decoded, and analysed by each provider; and how much faster each is than cpu."""
    providers = on_this_machine()
    analyzers = {name: Analyzer.open(ClinicalSettings(), provider=name, threads=threads) for name in providers}
    found = {}
    for name, (width, height) in SIZES.items():
        clip = upscaled(folder / f"{name}.mkv", width, height, frames)
        sides: dict[str, Callable[[], None]] = {"decode": partial(_decode, clip)}
        sides |= {f"analyse by {provider}": partial(_analyse, clip, analyzers[provider]) for provider in providers}
        taken = medians_s(sides, rounds)
        found[name] = {f"{side}_fps": frames / taken_s for side, taken_s in taken.items()}
        plain_s = taken["analyse by cpu"]
        found[name] |= {
            f"times_faster_by_{provider}": plain_s / taken[f"analyse by {provider}"] for provider in providers[1:]
        }
    for provider, analyzer in analyzers.items():
        if analyzer.provenance().provider != provider:
            raise RuntimeError(f"{provider} failed: {analyzer.provenance().provider_note}")
    return found


def _decode(clip: Path) -> None:
    with open_source(clip) as source:
        for _ in source:
            pass


def _analyse(clip: Path, analyzer: Analyzer) -> None:
    with open_source(clip) as source:
        analyse_recording(source, analyzer, Eye.UNKNOWN, analyzer.settings, source_sha256="")

"""Frames a second of the whole chain, against only decoding the same file."""

from pathlib import Path

from benchmarks.clips import upscaled
from benchmarks.interleave import medians_s
from tfcollab.chain.analyzer import Analyzer
from tfcollab.chain.recording import analyse_recording
from tfcollab.exam.frame import Eye
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.video import open_source

SIZES = {"1080p": (1920, 1080), "3632x2760": (3632, 2760)}


def measure(folder: Path, threads: int, frames: int = 60, rounds: int = 5) -> dict[str, dict[str, float]]:
    """Per size: frames a second decoded, frames a second analysed, and what the chain takes of a frame's time."""
    settings = ClinicalSettings()
    analyzer = Analyzer.open(settings, provider="cpu", threads=threads)
    found = {}
    for name, (width, height) in SIZES.items():
        clip = upscaled(folder / f"{name}.mkv", width, height, frames)

        def decode(clip: Path = clip) -> None:
            with open_source(clip) as source:
                for _ in source:
                    pass

        def analyse(clip: Path = clip) -> None:
            with open_source(clip) as source:
                analyse_recording(source, analyzer, Eye.UNKNOWN, settings, source_sha256="")

        taken = medians_s({"decode": decode, "analyse": analyse}, rounds)
        found[name] = {
            "decode_fps": frames / taken["decode"],
            "analyse_fps": frames / taken["analyse"],
            "share_of_decode_speed": taken["decode"] / taken["analyse"],
        }
    return found

"""A data set of synthetic frames in TFM's layout, for all three tasks.

images/{split}/*.png, labels/classification/{split}_cls.txt, labels/detection/{split}/*.txt (YOLO; an empty file is a
frame without rings; blurred frames have none), TF-Crop/images and masks/{split}/*.png. Masks hold 0, 100 for rims
that are neither broken nor sound, and 255 for break-up."""

import json
import math
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.chain.geometry import CROP_MARGIN
from tfcollab.exam.frame import FrameClass, Rings
from tfcollab.synth.film import FilmSpec
from tfcollab.synth.memory import keep_freed_memory
from tfcollab.synth.render import BLUR_MODULATION, BROKEN_AREA_PCT, CLOSED_SHARE, EyeState, FrameTruth, Scene
from tfcollab.synth.scene import load_ranges
from tfcollab.synth.script import draw_site

#: how often each class is asked for
SHARES = {FrameClass.CLEAR: 0.28, FrameClass.CLOSED: 0.12, FrameClass.BROKEN: 0.45, FrameClass.BLUR: 0.15}
FRAMES_PER_SCENE = 5


@dataclass(frozen=True, slots=True)
class DatasetSpec:
    """frames: per split. ranges: of data/scenes, or a path. first_seed: of the first scene; splits never share
    scenes."""

    frames: dict[str, int]
    ranges: dict[str, str]
    first_seed: int = 1


@dataclass(frozen=True, slots=True)
class _Job:
    out: Path
    split: str
    ranges: str
    seed: int
    first: int
    frames: int


def draw_state(
    rng: np.random.Generator, wanted: FrameClass, base: FilmSpec, radius_mm: float
) -> tuple[FilmSpec, EyeState]:
    """A film and a state that probably give a frame of the wanted class."""
    sites = []
    # the ripple of the first moments is no break-up, and has to be learnt
    since = float(rng.uniform(0.02, 0.3)) if rng.random() < 0.12 else float(rng.uniform(0.1, 12))
    if wanted is FrameClass.BROKEN or (wanted in (FrameClass.BLUR, FrameClass.CLOSED) and rng.random() < 0.5):
        for _ in range(int(rng.integers(1, 6))):
            age = float(rng.exponential(0.9)) + 0.15
            sites.append(draw_site(rng, radius_mm, since - age))
    opening = float(rng.uniform(0.85, 1.0)) if rng.random() < 0.8 else float(rng.uniform(0.6, 0.85))
    defocus = float(rng.uniform(0.02, 0.2))
    motion = rng.normal(0, 0.012, 2)
    if wanted is FrameClass.CLOSED:
        opening = float(rng.uniform(0, 0.35)) if rng.random() < 0.5 else 0.0
        defocus = float(rng.uniform(0.03, 0.8))
    elif wanted is FrameClass.BLUR:
        if rng.random() < 0.7:
            defocus = float(rng.uniform(0.26, 0.9))
        else:
            motion = rng.normal(0, 0.35, 2)
    state = EyeState(
        time_s=float(rng.uniform(0, 10)),
        opening=opening,
        gaze=(float(rng.normal(0, 0.25)), float(rng.normal(0, 0.25))),
        defocus=defocus,
        motion=(float(motion[0]), float(motion[1])),
        since_blink_s=since,
    )
    state = replace(state, gaze=(float(np.clip(state.gaze[0], -0.9, 0.9)), float(np.clip(state.gaze[1], -0.9, 0.9))))
    return replace(base, sites=tuple(sites)), state


def unambiguous(truth: FrameTruth) -> bool:
    """Whether a specialist would not hesitate over the frame's class."""
    near_closed = abs(truth.visible - CLOSED_SHARE) < 0.1
    near_blur = BLUR_MODULATION - 0.08 < truth.modulation < BLUR_MODULATION + 0.12
    # broken, but not so that this frame would show it
    near_broken = truth.area_pct > 0.2 * BROKEN_AREA_PCT and truth.evident_pct < BROKEN_AREA_PCT
    shut = truth.frame_class is FrameClass.CLOSED
    return not (near_closed or (not shut and (near_blur or (near_broken and truth.modulation > BLUR_MODULATION))))


def _scene_frames(job: _Job) -> Iterator[tuple[NDArray[np.uint8], FrameTruth]]:
    rng = np.random.default_rng(job.seed)
    scene = Scene.draw(load_ranges(job.ranges), rng, job.seed)
    spec = scene.spec
    classes, shares = list(SHARES), np.array(list(SHARES.values()))
    made, tries = 0, 0
    while made < job.frames:
        tries += 1
        wanted = classes[int(rng.choice(len(classes), p=shares / shares.sum()))]
        film_spec, state = draw_state(rng, wanted, spec.film, spec.device.image_radius_mm)
        film = scene.film(film_spec, int(rng.integers(2**31)))
        gray, truth = scene.render(film, state, int(rng.integers(2**31)))
        # a scene may be unable to give an unambiguous frame (rings never visible): then the last one is taken
        if unambiguous(truth) or tries > 10 * job.frames:
            made += 1
            yield gray, truth


def _yolo(rings: Rings, width: int, height: int) -> str:
    lines = []
    for number, box in enumerate((rings.outside, rings.middle, rings.inside)):
        if box is not None and box.width > 2 and box.height > 2:
            cx, cy = box.center
            values = (cx / width, cy / height, box.width / width, box.height / height)
            lines.append(f"{number} " + " ".join(f"{v:.6f}" for v in values))
    return "\n".join(lines) + "\n"


def square_crop(image: NDArray[np.uint8], rings: Rings, margin: float) -> NDArray[np.uint8]:
    """The square around the outside box, its longer side times margin; 0 where it leaves the frame."""
    box = rings.outside
    half = margin * max(box.width, box.height) / 2
    (cx, cy), side = box.center, max(8, round(2 * half))
    x0, y0 = round(cx - half), round(cy - half)
    out = np.zeros((side, side), np.uint8)
    top, left = max(0, -y0), max(0, -x0)
    part = image[max(0, y0) : y0 + side, max(0, x0) : x0 + side]
    out[top : top + part.shape[0], left : left + part.shape[1]] = part
    return out


def _write_png(path: Path, image: NDArray[np.uint8]) -> None:
    """OSError where it cannot be written, which cv2.imwrite would not say."""
    path.write_bytes(cv2.imencode(".png", image, [cv2.IMWRITE_PNG_COMPRESSION, 1])[1].tobytes())


def _write_scene(job: _Job) -> list[str]:
    lines = []
    for offset, (gray, truth) in enumerate(_scene_frames(job)):
        name = f"{job.split}{job.first + offset + 1}"
        _write_png(job.out / "images" / job.split / f"{name}.png", gray)
        lines.append(f"{name}.png {truth.frame_class}")
        if truth.frame_class is not FrameClass.BLUR:
            text = "" if truth.rings is None else _yolo(truth.rings, gray.shape[1], gray.shape[0])
            (job.out / "labels" / "detection" / job.split / f"{name}.txt").write_text(text)
        if truth.rings is not None and truth.frame_class in (FrameClass.CLEAR, FrameClass.BROKEN):
            for kind, image in (("images", gray), ("masks", truth.mask)):
                crop = square_crop(image, truth.rings, CROP_MARGIN)
                _write_png(job.out / "TF-Crop" / kind / job.split / f"{name}.png", crop)
    return lines


def write_dataset(
    spec: DatasetSpec, out: Path, workers: int = 1, progress: Callable[[float], None] | None = None
) -> None:
    """Write the data set into the folder `out`; same spec, same bytes, however many workers.

    progress is called with the share done, 0-1.
    """
    jobs: list[_Job] = []
    seed = spec.first_seed
    (out / "TF-Crop").mkdir(parents=True, exist_ok=True)
    (out / "TF-Crop" / "crop.json").write_text(json.dumps({"margin": CROP_MARGIN}) + "\n", encoding="utf-8")
    for split, frames in spec.frames.items():
        for folder in ("images", "labels/detection", "TF-Crop/images", "TF-Crop/masks"):
            (out / folder / split).mkdir(parents=True, exist_ok=True)
        for k in range(math.ceil(frames / FRAMES_PER_SCENE)):
            first = k * FRAMES_PER_SCENE
            jobs.append(_Job(out, split, spec.ranges[split], seed, first, min(FRAMES_PER_SCENE, frames - first)))
            seed += 1
    (out / "labels" / "classification").mkdir(parents=True, exist_ok=True)
    lines: dict[str, list[str]] = {split: [] for split in spec.frames}
    with ProcessPoolExecutor(workers, initializer=keep_freed_memory) as pool:
        for done, (job, written) in enumerate(zip(jobs, pool.map(_write_scene, jobs), strict=True)):
            lines[job.split] += written
            if progress is not None:
                progress((done + 1) / len(jobs))
    for split, names in lines.items():
        (out / "labels" / "classification" / f"{split}_cls.txt").write_text("\n".join(names) + "\n")

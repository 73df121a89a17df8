"""Frames of the synthetic eye a second, with truth, on all threads; against writing the same frames as PNG."""

import time
from concurrent.futures import ProcessPoolExecutor

import cv2
import numpy as np

from tfcollab.exam.frame import FrameClass
from tfcollab.synth.dataset import FRAMES_PER_SCENE, draw_state
from tfcollab.synth.memory import keep_freed_memory
from tfcollab.synth.render import Scene
from tfcollab.synth.scene import load_ranges

_SIZE = (1024, 768)
_SCENES = 24
_FIRST_SEED = 70_000


def measure(threads: int) -> dict[str, float]:
    """Wall time over whole scenes, their set-up included, as a data set is made; png: the baseline's share of it."""
    with ProcessPoolExecutor(threads, initializer=keep_freed_memory) as pool:
        list(pool.map(_scene, range(_FIRST_SEED - threads, _FIRST_SEED)))  # everything loaded
        start_s = time.monotonic()
        png_s = sum(pool.map(_scene, range(_FIRST_SEED, _FIRST_SEED + _SCENES)))
        took_s = time.monotonic() - start_s
    frames = _SCENES * FRAMES_PER_SCENE
    return {
        "width": _SIZE[0],
        "height": _SIZE[1],
        "frames_per_second": frames / took_s,
        "rendering_over_png": (took_s * threads - png_s) / png_s,
    }


def _scene(seed: int) -> float:
    """Renders a scene's frames; seconds that PNG took of them."""
    cv2.setNumThreads(1)
    rng = np.random.default_rng(seed)
    scene = Scene.draw(load_ranges("train"), rng, seed, _SIZE)
    png_s = 0.0
    for k in range(FRAMES_PER_SCENE):
        wanted = list(FrameClass)[k % len(FrameClass)]
        film, state = draw_state(rng, wanted, scene.spec.film, scene.spec.device.image_radius_mm)
        gray, _ = scene.render(scene.film(film, seed), state, seed + k)
        start_s = time.monotonic()
        cv2.imencode(".png", gray, [cv2.IMWRITE_PNG_COMPRESSION, 1])
        png_s += time.monotonic() - start_s
    return png_s

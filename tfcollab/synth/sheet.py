"""A contact sheet of the synthetic eye: one frame of each of many scenes."""

import numpy as np
from numpy.typing import NDArray

from tfcollab.exam.frame import FrameClass
from tfcollab.report.contact_sheet import contact_sheet
from tfcollab.report.overlay import Rgb
from tfcollab.synth.dataset import draw_state, unambiguous
from tfcollab.synth.render import Scene
from tfcollab.synth.scene import load_ranges

_SIDE_PX = 360
_TRIES = 20


def frames_sheet(ranges: str, wanted: FrameClass | None, count: int, seed: int, columns: int = 4) -> Rgb:
    """uint8 RGB: a frame from each of `count` scenes, with seeds counting up from `seed`.

    ranges: of data/scenes, or a path. wanted: class of all frames, None for each class in turn.
    """
    classes = list(FrameClass) if wanted is None else [wanted]
    pictures = [_frame(ranges, classes[k % len(classes)], seed + k) for k in range(count)]
    return contact_sheet(pictures, min(columns, count), _SIDE_PX)


def _frame(ranges: str, wanted: FrameClass, seed: int) -> tuple[NDArray[np.uint8], str]:
    """A frame of the wanted class, or the last one tried where the scene hardly gives one."""
    rng = np.random.default_rng(seed)
    scene = Scene.draw(load_ranges(ranges), rng, seed)
    spec = scene.spec
    for _ in range(_TRIES):
        film_spec, state = draw_state(rng, wanted, spec.film, spec.device.image_radius_mm)
        film = scene.film(film_spec, int(rng.integers(2**31)))
        gray, truth = scene.render(film, state, int(rng.integers(2**31)))
        if truth.frame_class is wanted and unambiguous(truth):
            break
    broken = f" {truth.area_pct:.1f} %" if truth.frame_class is FrameClass.BROKEN else ""
    return gray, f"{seed} {truth.frame_class}{broken}"

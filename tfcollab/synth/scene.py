"""One device, one eye, one camera: what stays the same through a recording, drawn from ranges kept in data/scenes."""

import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tfcollab.errors import UserError
from tfcollab.resources import data_dir
from tfcollab.synth.camera import CameraSpec
from tfcollab.synth.contact_lens import ContactLensSpec
from tfcollab.synth.cornea import Cornea
from tfcollab.synth.debris import DebrisSpec
from tfcollab.synth.device import Placido
from tfcollab.synth.eye import EyeSpec
from tfcollab.synth.film import FilmSpec
from tfcollab.synth.lamps import LampSpec
from tfcollab.synth.lids import LidSpec


@dataclass(frozen=True, slots=True)
class View:
    """width, height: of the frame in pixels. ring_share: diameter of the outermost ring over the frame's width.
    center_x, center_y: place of the corneal apex in half frames from the middle. ring_light: luminance of the
    rings' mirror image over the pupil. iris_veil: share of it that is lost in the glare over the iris and
    sclera."""

    width: int = 960
    height: int = 720
    ring_share: float = 0.42
    center_x: float = 0.0
    center_y: float = 0.0
    ring_light: float = 0.3
    iris_veil: float = 0.5

    def px_per_mm(self, device: Placido) -> float:
        return self.ring_share * self.width / (2 * device.image_radius_mm)


@dataclass(frozen=True, slots=True)
class SceneSpec:
    """Everything that is fixed through one recording. film: its manner of breaking; its sites belong to an interval."""

    view: View = field(default_factory=View)
    device: Placido = field(default_factory=Placido)
    cornea: Cornea = field(default_factory=Cornea)
    eye: EyeSpec = field(default_factory=EyeSpec)
    lids: LidSpec = field(default_factory=LidSpec)
    debris: DebrisSpec = field(default_factory=DebrisSpec)
    lamps: LampSpec = field(default_factory=LampSpec)
    lens: ContactLensSpec = field(default_factory=ContactLensSpec)
    camera: CameraSpec = field(default_factory=CameraSpec)
    film: FilmSpec = field(default_factory=FilmSpec)


#: smallest ring period, in pixels, of a scene whose size is not forced
FINEST_PERIOD_PX = 5.0

Ranges = dict[str, dict[str, Any]]


def load_ranges(name_or_path: str) -> Ranges:
    """Scene ranges by the name of a file in data/scenes (held_out/… for those), or by path.

    The file maps part → parameter → [low, high] (uniform; whole numbers when both are whole), a single value, or
    {"any": [...]} (one of them; each may be a range in its turn). "base" names ranges that it changes. UserError
    where the file cannot be read or names what no scene has.
    """
    path = Path(name_or_path)
    if not path.suffix:
        path = data_dir() / "scenes" / f"{name_or_path}.json"
    try:
        ranges: Ranges = json.loads(path.read_text())
    except (OSError, json.JSONDecodeError) as error:
        raise UserError(f"The scene ranges {path} cannot be read ({error}); name a file of data/scenes.") from error
    base = ranges.pop("base", None)
    parts = {part.name: part for part in dataclasses.fields(SceneSpec)}
    defaults = SceneSpec()
    for part, values in ranges.items():
        known = {f.name for f in dataclasses.fields(getattr(defaults, part))} if part in parts else set()
        for name in values:
            if name not in known:
                raise UserError(
                    f"The scene ranges {path} name {part}.{name}, which no scene has; remove or correct it."
                )
    if base is None:
        return ranges
    under = load_ranges(str(base))
    return {part: under.get(part, {}) | ranges.get(part, {}) for part in under | ranges}


def _draw_value(rng: np.random.Generator, value: Any) -> Any:
    if isinstance(value, dict):
        return _draw_value(rng, value["any"][int(rng.integers(len(value["any"])))])
    if isinstance(value, list):
        low, high = value
        if isinstance(low, int) and isinstance(high, int):
            return int(rng.integers(low, high + 1))
        return float(rng.uniform(low, high))
    return value


def draw_scene(ranges: Ranges, rng: np.random.Generator, size: tuple[int, int] | None = None) -> SceneSpec:
    """A scene drawn from ranges; parameters that they do not name keep their default. size: (width, height) if
    forced."""
    scene = SceneSpec()
    for part, values in ranges.items():
        drawn = {name: _draw_value(rng, value) for name, value in sorted(values.items())}
        scene = dataclasses.replace(scene, **{part: dataclasses.replace(getattr(scene, part), **drawn)})
    # rings finer than the sensor's grid would show as moiré that no clinic keeps: such a device has a larger sensor
    finest = scene.view.ring_share * scene.view.width * (1 - scene.device.disc_share) / (2 * scene.device.rings)
    if finest < FINEST_PERIOD_PX:
        zoom = FINEST_PERIOD_PX / finest
        width, height = (8 * round(side * zoom / 8) for side in (scene.view.width, scene.view.height))
        scene = dataclasses.replace(scene, view=dataclasses.replace(scene.view, width=width, height=height))
    if size is not None:
        scene = dataclasses.replace(scene, view=dataclasses.replace(scene.view, width=size[0], height=size[1]))
    return scene

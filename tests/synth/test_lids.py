"""Lids shut fully, veil softly, and are the same every time."""

from dataclasses import replace

import numpy as np
import pytest

from tfcollab.synth.lids import Lids, LidSpec

PX_PER_MM = 30.0


def lids(spec: LidSpec, seed: int = 3) -> Lids:
    x, y = np.meshgrid((np.arange(360) - 180) / PX_PER_MM, (np.arange(330) - 165) / PX_PER_MM)
    return Lids(spec, x.astype(np.float32), y.astype(np.float32), PX_PER_MM, np.random.default_rng(seed))


@pytest.mark.parametrize(
    "spec",
    [
        LidSpec(),
        LidSpec(upper_mm=2.6, lower_mm=3.6, edge_mm=0.6, rise_mm=1.2, slant=0.08, ptosis_mm=1.5),
        LidSpec(edge_mm=0.05, rise_mm=0.2, curve=0.035, veil=0.45),
    ],
)
def test_lids_meet_when_shut(spec: LidSpec):
    shut = lids(spec)
    assert shut.hidden(0.0).min() > 0.97
    # nothing of what lies behind comes through
    bright, dark = (shut.cover(np.full((330, 360), level, np.float32), 0.0) for level in (1.0, 0.0))
    assert np.abs(bright - dark).max() < 0.03


def test_an_open_eye_is_seen_between_its_lids():
    hidden = lids(LidSpec(lower_mm=5.0)).hidden(1.0)
    assert hidden[165, 180] == 0
    assert hidden[2, 180] == pytest.approx(1, abs=1e-3)
    assert hidden[-2, 180] == pytest.approx(1, abs=1e-3)


def test_the_more_open_the_less_is_hidden():
    eye = lids(LidSpec())
    hidden = [float(eye.hidden(opening).mean()) for opening in (0.0, 0.25, 0.5, 0.75, 1.0)]
    assert hidden == sorted(hidden, reverse=True)


@pytest.mark.parametrize("opening", [0.0, 1.0])
def test_far_from_the_eye_there_is_skin_only(opening: float):
    x, y = np.meshgrid((np.arange(200) - 100) / 6, (np.arange(300) - 150) / 6)
    wide = Lids(LidSpec(), x.astype(np.float32), y.astype(np.float32), 6.0, np.random.default_rng(1))
    hidden = wide.hidden(opening)
    assert (hidden[:80] == 1).all()
    assert (hidden[-80:] == 1).all()


def test_ptosis_lowers_the_upper_lid_alone():
    usual, low = lids(LidSpec()).hidden(1.0)[:, 180], lids(LidSpec(ptosis_mm=1.5)).hidden(1.0)[:, 180]
    assert (low[:165] > 0.5).sum() - (usual[:165] > 0.5).sum() == pytest.approx(1.5 * PX_PER_MM, abs=2)
    assert np.array_equal(low[165:], usual[165:])


def test_a_veil_is_half_transparent_and_does_not_hide():
    bare = LidSpec(lashes=0, shadow=0.0, meniscus=0.0, reflections=0.0)
    light = np.full((330, 360), 0.1, np.float32)
    clear, veiled = lids(bare), lids(replace(bare, veil=0.4, veil_mm=3.0))
    below = slice(round(165 - 4.0 * PX_PER_MM), round(165 - 3.5 * PX_PER_MM))
    assert veiled.cover(light, 1.0)[below, 180].mean() > 1.3 * clear.cover(light, 1.0)[below, 180].mean()
    assert (veiled.hidden(1.0)[below, 180] < 0.5).all()


def test_lashes_of_a_shut_lid_are_faint_against_its_bright_skin():
    spec = LidSpec(blotch=0.0, crease=0.0, lashes=100, lash_mm=4.0, lash_down=0.0, lower_lashes=0)
    light = np.full((330, 360), 0.3, np.float32)
    eye, bald = lids(spec), lids(replace(spec, lashes=0))
    loss = {o: float((1 - eye.cover(light, o) / bald.cover(light, o)).max()) for o in (1.0, 0.0)}
    assert loss[1.0] > 0.3
    assert loss[0.0] < 0.35 * loss[1.0]


def test_same_seed_same_bytes():
    spec = LidSpec(veil=0.3, clump=0.9, far_lashes=0.5, lower_lashes=20, liner=0.5)
    light = np.full((330, 360), 0.3, np.float32)
    first, second, other = lids(spec), lids(spec), lids(spec, seed=4)
    assert np.array_equal(first.cover(light, 0.9), second.cover(light, 0.9))
    assert not np.array_equal(first.cover(light, 0.9), other.cover(light, 0.9))
    # an opening seen before gives the same again
    first.cover(light, 0.2)
    assert np.array_equal(first.cover(light, 0.9), second.cover(light, 0.9))

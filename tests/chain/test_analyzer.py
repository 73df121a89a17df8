from pathlib import Path

import numpy as np
import pytest
from tiny_models import write_folder
from tiny_scenes import cell, scene, tiny_analyzer, true_rings

from tfcollab.chain.analyzer import Analyzer
from tfcollab.chain.geometry import ring_crop
from tfcollab.chain.look import Look
from tfcollab.chain.quiet import QuietFilm
from tfcollab.chain.reading import Reader
from tfcollab.chain.unwrap import View
from tfcollab.exam.frame import FULLY_BROKEN, NOT_SEEN, Box, Frame, FrameClass
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.runtime.contract import Task
from tfcollab.runtime.repository import ModelFolder, read_folder
from tfcollab.runtime.session import Session


def _frame(image: np.ndarray) -> Frame:
    return Frame(0, 0.0, image)


@pytest.mark.parametrize("kind", list(FrameClass))
def test_only_open_sharp_frames_are_segmented(tmp_path: Path, kind: FrameClass) -> None:
    drawn = [(5, 3)] if kind is FrameClass.BROKEN else []
    result = tiny_analyzer(tmp_path).process(_frame(scene(kind.value, drawn)))
    assert result.frame_class is kind
    assert sum(result.probabilities) == pytest.approx(1, abs=1e-6)
    assert result.probabilities[list(FrameClass).index(kind)] > 0.99
    assert (result.breakup is not None) == (kind in (FrameClass.CLEAR, FrameClass.BROKEN))


def test_a_frame_called_broken_in_which_nothing_is_broken_is_clear(tmp_path: Path) -> None:
    result = tiny_analyzer(tmp_path).process(_frame(scene("broken")))
    assert result.probabilities[list(FrameClass).index(FrameClass.BROKEN)] > 0.99
    assert result.frame_class is FrameClass.CLEAR


def test_a_frame_called_clear_with_much_broken_is_broken(tmp_path: Path) -> None:
    result = tiny_analyzer(tmp_path).process(_frame(scene("clear", [(5, 3), (5, 4), (6, 17)])))
    assert result.probabilities[list(FrameClass).index(FrameClass.CLEAR)] > 0.99
    assert result.frame_class is FrameClass.BROKEN


def test_ring_boxes_are_given_in_pixels_of_the_frame(tmp_path: Path) -> None:
    rings = tiny_analyzer(tmp_path).process(_frame(scene("closed"))).rings
    assert rings is not None
    assert rings.middle is not None
    for found, true in ((rings.outside, true_rings().outside), (rings.middle, true_rings().middle)):
        assert true is not None
        np.testing.assert_allclose(
            (found.x0, found.y0, found.x1, found.y1, found.confidence),
            (true.x0, true.y0, true.x1, true.y1, 0.9),
            atol=1e-3,
        )


def test_rings_below_the_threshold_of_the_contract_are_not_found(tmp_path: Path) -> None:
    result = tiny_analyzer(tmp_path, thresholds={"confidence": 0.95}).process(_frame(scene("clear")))
    assert result.frame_class is FrameClass.CLEAR
    assert result.rings is None
    assert result.breakup is None


def test_a_stable_film_has_no_broken_area_and_all_cells_are_seen(tmp_path: Path) -> None:
    breakup = tiny_analyzer(tmp_path).process(_frame(scene("clear"))).breakup
    assert breakup is not None
    assert breakup.area_pct == 0
    assert breakup.patch_probability == 0
    assert (breakup.cells == 0).all()
    assert breakup.window == Box(144, 64, 496, 416)


def test_broken_cells_and_their_area_are_what_was_drawn(tmp_path: Path) -> None:
    drawn = [(5, 3), (5, 4), (6, 17)]
    breakup = tiny_analyzer(tmp_path).process(_frame(scene("clear", drawn))).breakup
    assert breakup is not None
    rings_px = np.pi * (160 * 120) * (1 - 0.1**2)
    true_pct = 100 * sum(int(cell(*at).sum()) for at in drawn) / rings_px
    # the crop is drawn at 2.75 frame pixels a pixel, and only wholly bright ones count
    assert breakup.area_pct == pytest.approx(true_pct, rel=0.3)
    assert 0.5 < true_pct < 3
    assert breakup.strict_area_pct is not None
    assert breakup.strict_area_pct <= breakup.area_pct
    # the two cells side by side are a little narrower than a patch
    assert 0.5 < breakup.patch_probability < 0.9
    shares = breakup.cells / FULLY_BROKEN
    assert min(shares[at] for at in drawn) > 0.6
    others = np.ones((8, 24), bool)
    for at in drawn:
        others[at] = False
    assert shares[others].max() < 0.2


def test_cells_under_a_lid_are_not_seen(tmp_path: Path) -> None:
    image = scene("clear")
    image[:200] = 62
    breakup = tiny_analyzer(tmp_path).process(_frame(image)).breakup
    assert breakup is not None
    assert (breakup.cells[3:, [0, 23]] == NOT_SEEN).all()
    assert (breakup.cells[:, 8:16] == 0).all()
    assert breakup.area_pct == 0


def test_what_lies_beyond_the_frame_is_not_seen(tmp_path: Path) -> None:
    settings = ClinicalSettings()
    segment = Session.open(read_folder(write_folder(tmp_path, "segment")), "cpu", threads=1)
    reader = Reader(segment, settings, QuietFilm(settings), beside=False)
    image = scene("clear")
    # the upper half of the ring system is cut off by the frame's edge
    rings = true_rings()
    frame = _frame(image[240:])
    cut_off = type(rings)(*_up(rings.outside, rings.middle, rings.inside))
    view = View(*ring_crop(frame.gray, cut_off.outside, 1.1, (128, 128)))
    breakup = reader.read(Look(frame, FrameClass.CLEAR, (1.0, 0.0, 0.0, 0.0), cut_off, view)).breakup
    assert breakup is not None
    assert (breakup.cells[2:, [20, 21, 22, 23, 0, 1, 2, 3]] == NOT_SEEN).all()
    assert (breakup.cells[2:, 8:16] == 0).all()


def _up(*boxes: Box | None) -> list[Box]:
    return [Box(box.x0, box.y0 - 240, box.x1, box.y1 - 240) for box in boxes if box is not None]


def test_only_sharp_frames_steady_the_boxes_and_a_closure_forgets_them(tmp_path: Path) -> None:
    analyzer = tiny_analyzer(tmp_path)
    analyzer.process(Frame(0, 0.0, scene("clear")))
    assert len(analyzer._looker._tracker._recent) == 1
    analyzer.process(Frame(1, 0.03, scene("blur")))
    assert len(analyzer._looker._tracker._recent) == 1
    analyzer.process(Frame(2, 0.06, scene("closed")))
    assert len(analyzer._looker._tracker._recent) == 0


def test_without_a_visible_ring_no_area_is_given(tmp_path: Path) -> None:
    breakup = tiny_analyzer(tmp_path).process(_frame(np.full((480, 640), 60, np.uint8))).breakup
    assert breakup is not None
    assert breakup.area_pct is None
    assert (breakup.cells == NOT_SEEN).all()


def test_the_grid_of_the_settings_is_used(tmp_path: Path) -> None:
    settings = ClinicalSettings(annuli=4, sectors=12)
    breakup = tiny_analyzer(tmp_path, settings).process(_frame(scene("broken"))).breakup
    assert breakup is not None
    assert breakup.cells.shape == (4, 12)


def test_the_same_frame_gives_the_same_bytes(tmp_path: Path) -> None:
    analyzer = tiny_analyzer(tmp_path)
    frame = _frame(scene("broken", [(4, 4)]))
    one, two = analyzer.process(frame).breakup, analyzer.process(frame).breakup
    assert one is not None
    assert two is not None
    assert one.cells.tobytes() == two.cells.tobytes()
    assert one.probability.tobytes() == two.probability.tobytes()
    assert one.area_pct == two.area_pct


def test_the_provenance_names_the_three_models_and_the_provider(tmp_path: Path) -> None:
    provenance = tiny_analyzer(tmp_path).provenance()
    assert [stamp.task for stamp in provenance.models] == ["classify", "detect", "segment"]
    assert provenance.provider == "cpu"
    assert provenance.provider_note == ""


@pytest.mark.parametrize(
    ("threads", "ahead", "each", "detector"), [(2, False, 1, 2), (2, True, 1, 1), (5, True, 2, 2), (1, True, 1, 1)]
)
def test_nets_that_compute_at_the_same_time_share_the_threads(
    threads: int, ahead: bool, each: int, detector: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = {}
    real = Session.open

    def watched(folder: ModelFolder, provider: str, *, precision: str, threads: int) -> Session:
        opened[folder.contract.task] = threads
        return real(folder, provider, precision=precision, threads=threads)

    monkeypatch.setattr(Session, "open", watched)
    Analyzer.open(ClinicalSettings(), provider="cpu", threads=threads, ahead=ahead).close()
    assert opened == {Task.CLASSIFY: each, Task.DETECT: detector, Task.SEGMENT: each}

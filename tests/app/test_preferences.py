"""The settings file: what falls back, and what never does."""

import json
from pathlib import Path
from typing import Any

import pytest

from tfcollab.app.preferences import Preferences
from tfcollab.errors import UserError


def written(path: Path, **sections: Any) -> Preferences:
    path.write_text(json.dumps({"version": 1, **sections}), "utf-8")
    return Preferences(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def test_without_a_file_all_is_usual_and_nothing_is_said(path: Path) -> None:
    held = Preferences(path)
    assert held.interface.theme == "dark"
    assert held.clinical().cutoff_s == 10.0
    assert held.notes == []
    assert not path.exists()


def test_a_change_is_kept(path: Path) -> None:
    Preferences(path).change(interface={"theme": "light"}, clinical={"cutoff_s": 5.0}, protocol={"rest_s": 3})
    again = Preferences(path)
    assert again.interface.theme == "light"
    assert again.clinical().cutoff_s == 5.0
    assert again.protocol().rest_s == 3


def test_one_broken_value_of_the_window_falls_back_alone_and_is_told(path: Path) -> None:
    held = written(path, interface={"theme": "mauve", "text_scale": 1.5}, capture={"fps": "many"})
    assert held.interface.theme == "dark"
    assert held.interface.text_scale == 1.5
    assert held.capture.fps == 30.0
    assert len(held.notes) == 2


@pytest.mark.parametrize(
    "clinical", [{"cutoff_s": -1}, {"cutoff_s": "ten"}, {"cut_off": 5}, [5], {"persistence_s": float("nan")}]
)
def test_a_broken_threshold_never_falls_back(path: Path, clinical: Any) -> None:
    held = written(path, clinical=clinical)
    with pytest.raises(UserError):
        held.clinical()
    # a change of something else leaves it as it is
    held.change(interface={"theme": "light"})
    with pytest.raises(UserError):
        Preferences(path).clinical()


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"version": 99}', b"\xff\xfe"])
def test_a_file_that_cannot_be_read_lets_no_exam_start_until_it_is_put_right(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    held = Preferences(path)
    with pytest.raises(UserError, match=r"settings\.json"):
        held.clinical()
    held.change(interface={"theme": "light"})
    assert path.read_bytes() == content
    held.reset_clinical()
    assert held.clinical().cutoff_s == 10.0
    assert path.with_suffix(".unreadable.json").read_bytes() == content
    assert Preferences(path).clinical().cutoff_s == 10.0


def test_a_value_out_of_its_range_is_refused_and_changes_nothing(path: Path) -> None:
    held = Preferences(path)
    for sections in ({"clinical": {"cutoff_s": -1}}, {"interface": {"text_scale": 9}}, {"protocol": {"blinks": 0}}):
        with pytest.raises(UserError):
            held.change(**sections)
    assert held.clinical().cutoff_s == 10.0
    assert held.interface.text_scale == 1.0
    assert not path.exists()

import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from tfcollab.errors import UserError
from tfcollab.video.camera import CameraInfo, CameraRequest, CameraSource, _of_linux, _told_apart, number_of


def test_linux_tells_the_names_and_each_device_is_listed_once(tmp_path: Path) -> None:
    for node, name, device in ((10, "Slit lamp", "usb2"), (2, "Webcam", "usb1"), (3, "Webcam", "usb1")):
        (tmp_path / device).mkdir(exist_ok=True)
        entry = tmp_path / "video4linux" / f"video{node}"
        entry.mkdir(parents=True)
        (entry / "name").write_text(f"{name}\n", "utf-8")
        (entry / "device").symlink_to(tmp_path / device)
    assert _of_linux(tmp_path / "video4linux") == [CameraInfo(2, "Webcam"), CameraInfo(10, "Slit lamp")]


def test_where_there_is_no_camera_none_is_listed(tmp_path: Path) -> None:
    assert _of_linux(tmp_path / "none") == []


def test_a_camera_that_is_not_there_is_said_in_a_sentence() -> None:
    with pytest.raises(UserError, match="Camera 99 cannot be opened"):
        CameraSource(CameraRequest(99))


class Driver:
    """A camera's driver as OpenCV shows it, since no test has one: it counts exposure in units, or in powers of two."""

    def __init__(self, exposure: float, takes: bool = True) -> None:
        self.held = {cv2.CAP_PROP_EXPOSURE: exposure, cv2.CAP_PROP_FRAME_WIDTH: 64.0, cv2.CAP_PROP_FRAME_HEIGHT: 48.0}
        self.takes = takes

    def __call__(self, number: int) -> "Driver":
        return self

    def isOpened(self) -> bool:
        return True

    def get(self, prop: int) -> float:
        return self.held.get(prop, 0.0)

    def set(self, prop: int, value: float) -> bool:
        if prop == cv2.CAP_PROP_EXPOSURE and not self.takes:
            return False
        self.held[prop] = value
        return True

    def read(self) -> tuple[bool, np.ndarray]:
        return True, np.zeros((48, 64), np.uint8)

    def release(self) -> None:
        return


@pytest.mark.parametrize(
    ("before", "steps", "after"),
    [(100.0, 1, 125.0), (100.0, -1, 80.0), (1.0, -1, 1.0), (1.0, 1, 2.0), (-6.0, -1, -7.0)],
)
def test_exposure_is_stepped_between_two_pictures(
    monkeypatch: pytest.MonkeyPatch, before: float, steps: int, after: float
) -> None:
    driver = Driver(before)
    monkeypatch.setattr(cv2, "VideoCapture", driver)
    with CameraSource(CameraRequest(0)) as source:
        frames = iter(source)
        next(frames)
        assert source.exposure is None
        source.step_exposure(steps)
        assert driver.held[cv2.CAP_PROP_EXPOSURE] == before
        next(frames)
        assert (source.exposure, source.exposure_refused) == (after, False)
        by_hand = driver.held[cv2.CAP_PROP_AUTO_EXPOSURE]
        source.step_exposure(0)
        next(frames)
        assert source.exposure is None
        assert driver.held[cv2.CAP_PROP_AUTO_EXPOSURE] != by_hand


def test_a_camera_without_exposure_says_so_and_stays_automatic(monkeypatch: pytest.MonkeyPatch) -> None:
    driver = Driver(100.0, takes=False)
    monkeypatch.setattr(cv2, "VideoCapture", driver)
    with CameraSource(CameraRequest(0, exposure=50.0)) as source:
        assert (source.exposure, source.exposure_refused) == (None, True)
        assert driver.held[cv2.CAP_PROP_AUTO_EXPOSURE] in (1.0, 3.0)


def test_two_cameras_of_one_make_are_told_apart() -> None:
    found = [CameraInfo(0, "Webcam"), CameraInfo(2, "Webcam"), CameraInfo(4, "Slit lamp")]
    assert [camera.name for camera in _told_apart(found)] == ["Webcam", "Webcam (2)", "Slit lamp"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the platform tells no names")
def test_a_camera_that_comes_back_is_found_by_its_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tfcollab.video.camera._V4L", tmp_path)
    (tmp_path / "video3").mkdir()
    (tmp_path / "video3" / "name").write_text("Slit lamp\n", "utf-8")
    assert number_of("Slit lamp", 1) == 3
    assert number_of("Webcam", 1) == 1

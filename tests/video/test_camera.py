from pathlib import Path

import pytest

from tfcollab.errors import UserError
from tfcollab.video.camera import CameraInfo, CameraRequest, CameraSource, _of_linux


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

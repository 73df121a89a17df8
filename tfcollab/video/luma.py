"""One gray picture from whatever a decoder gives."""

import cv2
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange
from numpy.typing import NDArray

_TURNS = {90: cv2.ROTATE_90_COUNTERCLOCKWISE, -90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180}
_LIMITED_TO_FULL = np.clip(np.rint((np.arange(256) - 16) * 255 / 219), 0, 255).astype(np.uint8)


def to_gray(frame: VideoFrame) -> NDArray[np.uint8]:
    """Luma as uint8 (height, width), full range 0-255, read-only, turned as the metadata asks.

    The Y plane is taken as it is decoded: of full range it is the decoder's own, which stays as it is for as long as
    somebody holds it, and its rows may lie apart. Limited range (ITU-R BT.601 and BT.709: 16-235, or 64-940 in 10 bits)
    is stretched to full. RGB and palettes become luma by BT.601 weights.
    """
    gray = _planar_luma(frame) if _has_own_luma_plane(frame) else _packed_luma(frame)
    turn = _TURNS.get((round(frame.rotation) + 179) % 360 - 179)
    if turn is not None:
        gray = np.asarray(cv2.rotate(gray, turn), np.uint8)
    gray.flags.writeable = False
    return gray


def _has_own_luma_plane(frame: VideoFrame) -> bool:
    format_ = frame.format
    if format_.is_rgb or format_.has_palette or format_.is_bit_stream or "f" in format_.name.removesuffix("le"):
        return False
    first = [component for component in format_.components if component.plane == 0]
    return len(first) == 1 and 8 <= first[0].bits <= 16 and not format_.name.startswith(("p0", "p2", "p4", "xyz"))


def _planar_luma(frame: VideoFrame) -> NDArray[np.uint8]:
    bits = frame.format.components[0].bits
    dtype = np.dtype(np.uint8 if bits == 8 else ">u2" if frame.format.is_big_endian else "<u2")
    plane = frame.planes[0]
    rows = np.frombuffer(memoryview(plane), dtype, count=plane.line_size // dtype.itemsize * frame.height)
    luma = rows.reshape(frame.height, -1)[:, : frame.width]
    if bits == 8:
        if _is_full_range(frame):
            return np.asarray(luma, np.uint8)
        return np.asarray(cv2.LUT(np.asarray(luma, np.uint8), _LIMITED_TO_FULL), np.uint8)
    deep = luma.astype(np.uint16)
    if _is_full_range(frame):
        return scale_to_8_bits(deep, (1 << bits) - 1)
    unit = 1 << (bits - 8)
    black = np.minimum(deep, 16 * unit)
    return scale_to_8_bits(deep - black, 219 * unit)


def _packed_luma(frame: VideoFrame) -> NDArray[np.uint8]:
    return np.asarray(cv2.cvtColor(frame.to_ndarray(format="rgb24"), cv2.COLOR_RGB2GRAY), np.uint8)


def scale_to_8_bits(deep: NDArray[np.uint16], white: int) -> NDArray[np.uint8]:
    """uint16 to uint8, rounded, so that `white` becomes 255; more is clipped."""
    return np.asarray(cv2.convertScaleAbs(deep, alpha=255 / white), np.uint8)


def _is_full_range(frame: VideoFrame) -> bool:
    if frame.format.name.startswith("yuvj"):
        return True
    if frame.color_range == ColorRange.UNSPECIFIED:
        return frame.format.name.startswith(("gray", "ya"))
    return frame.color_range == ColorRange.JPEG

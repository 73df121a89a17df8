"""Break-up area over the time of the recording as SVG, with each measurement, its break-up, and the frame classes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice

from tfcollab.exam.frame import FrameRecord
from tfcollab.exam.result import Measurement, RecordingResult, TimeKind
from tfcollab.report import palette
from tfcollab.report.svg import FONT, line, rect, text

_WIDTH, _HEIGHT = 640.0, 184.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 28.0, 8.0, 36.0, 128.0
_STRIP_TOP, _STRIP_HEIGHT = _BOTTOM + 5, 9.0
#: points of the curve at most; a bin keeps its largest area, so that thinning hides no break-up
_POINTS = 1200
#: above this many measurements their labels would run into each other
_LABELLED = 6


@dataclass(frozen=True, slots=True)
class _Axes:
    duration_s: float
    top_pct: float

    def x(self, time_s: float) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * time_s / self.duration_s

    def y(self, area_pct: float) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * area_pct / self.top_pct


def curve_svg(result: RecordingResult) -> str:
    """The figure, 640 × 184 units; frames without a reading (closed, blur, no rings) leave holes in the curve."""
    last_s = result.frames[-1].time_s if result.frames else 0.0
    largest_pct = max((record.area_pct for record in result.frames if record.area_pct is not None), default=0.0)
    axes = _Axes(
        duration_s=max(result.source.duration_s, last_s, 1e-3),
        top_pct=next((top for top in (1.0, 2.0, 5.0, 10.0, 20.0, 50.0) if largest_pct <= top), 100.0),
    )
    if not any(record.area_pct is not None for record in result.frames):
        unread = text((_LEFT + _WIDTH) / 2, (_TOP + _BOTTOM) / 2, "no frame could be read", 11, palette.MUTED, "middle")
    else:
        unread = ""
    labelled = len(result.measurements) <= _LABELLED
    body = [
        *(_span(measurement, axes) for measurement in result.measurements),
        _grid(axes),
        unread,
        _curve(result.frames, axes),
        *(_breakup(measurement, axes, labelled) for measurement in result.measurements),
        _strip(result.frames, axes),
        _legend(),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" width="{_WIDTH:g}" '
        f'height="{_HEIGHT:g}" {FONT}>{"".join(body)}</svg>'
    )


def _grid(axes: _Axes) -> str:
    parts = [text(0, 9, "Break-up area, % of the seen ring area", size=10, colour=palette.MUTED)]
    for pct in (0.0, axes.top_pct / 2, axes.top_pct):
        parts.append(line(_LEFT, axes.y(pct), _WIDTH - _RIGHT, axes.y(pct), palette.RULE))
        parts.append(text(_LEFT - 5, axes.y(pct) + 3.5, f"{pct:g}", size=10, colour=palette.MUTED, anchor="end"))
    steps = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0)
    step_s = next((step for step in steps if axes.duration_s / step <= 14), 300.0)
    for count in range(int(axes.duration_s / step_s + 1e-9) + 1):
        label = f"{count * step_s:g}" + (" s" if count == 0 else "")
        parts.append(text(axes.x(count * step_s), _STRIP_TOP + 20, label, 10, palette.MUTED, anchor="middle"))
    return "".join(parts)


def _span(measurement: Measurement, axes: _Axes) -> str:
    x0, x1 = axes.x(measurement.start_s), axes.x(measurement.end_s)
    return rect(x0, _TOP, x1 - x0, _BOTTOM - _TOP, "#f5f8fa")


def _breakup(measurement: Measurement, axes: _Axes, labelled: bool) -> str:
    time, parts = measurement.first_breakup, []
    if time.kind is TimeKind.MEASURED and time.seconds is not None:
        x = axes.x(measurement.start_s + time.seconds)
        parts.append(line(x, _TOP - 6, x, _BOTTOM, palette.ACCENT, width=1.2, dash="3 2"))
    if labelled:
        middle = axes.x((measurement.start_s + measurement.end_s) / 2)
        # a label at the figure's edge would be cut
        at = min(max(middle, _LEFT + 40), _WIDTH - _RIGHT - 40)
        parts.append(text(at, _TOP - 10, f"{measurement.number}: {time.text()}", 10, palette.ACCENT, anchor="middle"))
    return "".join(parts)


def _curve(frames: Sequence[FrameRecord], axes: _Axes) -> str:
    lines = []
    for known, run in groupby(frames, key=lambda record: record.area_pct is not None):
        if not known:
            continue
        points = [(axes.x(record.time_s), axes.y(record.area_pct or 0.0)) for record in run]
        if len(points) == 1:
            # a lone reading between two holes is a dot
            points = [points[0], (points[0][0] + 0.8, points[0][1])]
        lines.append(" ".join(f"{x:.1f},{y:.1f}" for x, y in _thinned(points, len(frames) // _POINTS + 1)))
    return "".join(
        f'<polyline points="{points}" fill="none" stroke="{palette.INK}" stroke-width="1.1" stroke-linejoin="round"/>'
        for points in lines
    )


def _thinned(points: list[tuple[float, float]], size: int) -> list[tuple[float, float]]:
    # y runs down: the smallest is the largest area
    return [min(points[i : i + size], key=lambda point: point[1]) for i in range(0, len(points), size)]


def _strip(frames: Sequence[FrameRecord], axes: _Axes) -> str:
    parts = []
    ends_s = chain((record.time_s for record in islice(frames, 1, None)), [axes.duration_s])
    for name, run in groupby(zip(frames, ends_s, strict=False), key=lambda pair: str(pair[0].frame_class)):
        spans_s = [(record.time_s, end_s) for record, end_s in run]
        x0, x1 = axes.x(spans_s[0][0]), axes.x(spans_s[-1][1])
        parts.append(rect(x0, _STRIP_TOP, x1 - x0, _STRIP_HEIGHT, palette.CLASS_COLOURS[name]))
    return "".join(parts)


def _legend() -> str:
    y, x = _HEIGHT - 4, _LEFT
    parts = [text(x, y, "Frame class:", 10, palette.MUTED)]
    x += 62
    for name, colour in palette.CLASS_COLOURS.items():
        parts.append(rect(x, y - 8, 10, 9, colour))
        parts.append(text(x + 14, y, name, 10, palette.MUTED))
        x += 62
    parts.append(line(x, y - 4, x + 16, y - 4, palette.ACCENT, width=1.2, dash="3 2"))
    parts.append(text(x + 20, y, "first break-up", 10, palette.MUTED))
    x += 100
    parts.append(rect(x, y - 8, 14, 9, "#e9eff3"))
    parts.append(text(x + 18, y, "measurement (open-eye interval)", 10, palette.MUTED))
    return "".join(parts)

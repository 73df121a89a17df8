"""An eye's break-up time over its visits as SVG, with the band in which a change is no change that can be told."""

from collections.abc import Sequence
from itertools import pairwise

from tfcollab.exam.repeatability import ChangeKind
from tfcollab.exam.result import BreakupTime, TimeKind
from tfcollab.report import palette
from tfcollab.report.svg import FONT, line, rect, text
from tfcollab.store.history import EyeAtVisit, VisitView

_WIDTH, _HEIGHT = 640.0, 190.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 26.0, 20.0, 24.0, 150.0
#: visits nearer than this are drawn apart
_LEAST_GAP = 40.0
#: above this many visits their figures would run into each other
_LABELLED = 14
_BEYOND = {ChangeKind.LONGER, ChangeKind.SHORTER}
#: keeps figures legible where a line runs through them
_HALO = '<g stroke="#ffffff" stroke-width="2.2" paint-order="stroke" stroke-linejoin="round">{}</g>'
_BAND, _CHANGED = "#dfe9ee", "#b3361b"


def trend_svg(history: Sequence[EyeAtVisit], visits: Sequence[VisitView]) -> str:
    """The figure, 640 × 190 units. history: of the eye, oldest first. visits: all of the patient's, at least one.

    Medians as discs, lower bounds as triangles that point up, single times small and hollow. The band at a visit is
    the median of the visit before ± the repeatability limit; where that median is a bound the band is open above.
    """
    medians_s = [visit.repeats.median_s for visit in history]
    times_s = [time.seconds for visit in history for time in visit.times]
    top_s = _top_s(max((value for value in (*medians_s, *times_s) if value is not None), default=0.0))
    places = dict(zip((visit.id for visit in visits), _places([visit.day for visit in visits]), strict=True))
    parts = [_band(places[visit.visit_id], before, visit, top_s) for before, visit in pairwise(history)]
    parts.append(_grid(top_s))
    known = [(places[visit.visit_id], visit) for visit in history if visit.repeats.median_s is not None]
    parts += [_link(one, two, top_s) for one, two in pairwise(known)]
    for visit in history:
        parts += [_single(places[visit.visit_id], time, top_s) for time in visit.times]
        parts.append(_median(places[visit.visit_id], visit, top_s, len(visits) <= _LABELLED))
    parts.append(_visit_labels(list(places.values()), visits))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" width="{_WIDTH:g}" '
        f'height="{_HEIGHT:g}" {FONT}>{"".join(parts)}</svg>'
    )


def _top_s(largest_s: float) -> float:
    return next((top_s for top_s in (10.0, 15.0, 20.0, 25.0, 30.0, 40.0, 60.0) if largest_s <= 0.9 * top_s), 100.0)


def _y(seconds: float, top_s: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * min(max(seconds, 0.0), top_s) / top_s


def _places(days: Sequence[int]) -> list[float]:
    """x of each visit: by its day, but never nearer to the one before than the least gap, or an even share."""
    if len(days) == 1:
        return [(_LEFT + _WIDTH - _RIGHT) / 2]
    room = _WIDTH - _LEFT - _RIGHT - 36 - 12
    gap = min(_LEAST_GAP, room / (len(days) - 1))
    free = room - gap * (len(days) - 1)
    span = days[-1] - days[0]
    # the room beyond the least gaps is shared by time
    return [
        _LEFT + 36 + gap * number + (free * (day - days[0]) / span if span else free * number / (len(days) - 1))
        for number, day in enumerate(days)
    ]


def _grid(top_s: float) -> str:
    parts = [text(0, 9, "First break-up time (NIF-BUT), median of a visit, s", 10, palette.MUTED)]
    for seconds in (0.0, top_s / 2, top_s):
        y = _y(seconds, top_s)
        parts.append(line(_LEFT, y, _WIDTH, y, palette.RULE))
        parts.append(text(_LEFT - 5, y + 3.5, f"{seconds:g}", 10, palette.MUTED, "end"))
    return "".join(parts)


def _band(x: float, before: EyeAtVisit, visit: EyeAtVisit, top_s: float) -> str:
    median_s, change = before.repeats.median_s, visit.change
    if median_s is None or change is None or change.limit_s is None:
        return ""
    upper_s = top_s if before.repeats.median_is_bound else median_s + change.limit_s
    upper, lower = _y(upper_s, top_s), _y(median_s - change.limit_s, top_s)
    return rect(x - 11, upper, 22, lower - upper, _BAND)


def _link(one: tuple[float, EyeAtVisit], two: tuple[float, EyeAtVisit], top_s: float) -> str:
    (x0, first), (x1, second) = one, two
    bound = first.repeats.median_is_bound or second.repeats.median_is_bound
    ends = (_y(visit.repeats.median_s or 0.0, top_s) for visit in (first, second))
    return line(x0, next(ends), x1, next(ends), palette.MUTED, 0.8, "3 3" if bound else "none")


def _single(x: float, time: BreakupTime, top_s: float) -> str:
    if time.seconds is None:
        return ""
    y, stroke = _y(time.seconds, top_s), f'fill="#ffffff" stroke="{palette.MUTED}" stroke-width="0.7"'
    if time.kind is TimeKind.CENSORED:
        return f'<path d="{_triangle(x + 7, y, 2.6)}" {stroke}/>'
    return f'<circle cx="{x + 7:.2f}" cy="{y:.2f}" r="2" {stroke}/>'


def _median(x: float, visit: EyeAtVisit, top_s: float, labelled: bool) -> str:
    repeats = visit.repeats
    if repeats.median_s is None:
        return text(x, _BOTTOM - 4, "none", 9, palette.MUTED, "middle")
    y = _y(repeats.median_s, top_s)
    colour = _CHANGED if visit.change is not None and visit.change.kind in _BEYOND else palette.ACCENT
    mark = (
        f'<path d="{_triangle(x, y, 5)}" fill="{colour}"/>'
        if repeats.median_is_bound
        else f'<circle cx="{x:.2f}" cy="{y:.2f}" r="3.6" fill="{colour}"/>'
    )
    label = repeats.median_text().removesuffix(" s")
    return mark + (_HALO.format(text(x - 6, y - 2.5, label, 10.5, colour, "end")) if labelled else "")


def _triangle(x: float, y: float, half: float) -> str:
    return f"M{x - half:.2f} {y + 0.7 * half:.2f}L{x + half:.2f} {y + 0.7 * half:.2f}L{x:.2f} {y - half:.2f}Z"


def _visit_labels(places: Sequence[float], visits: Sequence[VisitView]) -> str:
    """The visits' numbers, and below them their dates, as many as have room."""
    parts, free_from = [], 0.0
    for number, (x, visit) in enumerate(zip(places, visits, strict=True), start=1):
        parts.append(text(x, _BOTTOM + 13, str(number), 10, palette.INK, "middle"))
        if visit.at is not None and x - 25 >= free_from:
            parts.append(text(x, _BOTTOM + 26, visit.at.strftime("%Y-%m-%d"), 9, palette.MUTED, "middle"))
            free_from = x + 29
    return "".join(parts)

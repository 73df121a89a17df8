"""Corrections as plain data, for the result document and for files of their own; versioned."""

from collections.abc import Mapping, Sequence
from typing import Any

from tfcollab.errors import UserError
from tfcollab.exam.corrections import Change, Correction, Decision, ExcludeSpan, Judge, MoveBreakup, SpanLabel

#: raised whenever a reader of the previous form would stumble
VERSION = 1


def to_form(corrections: Sequence[Correction]) -> dict[str, Any]:
    """`{"version": 1, "items": […]}`; an item has `change` (by which its other keys go), `who` and `why`."""
    items = [{**_change(each.change), "who": each.who, "why": each.why} for each in corrections]
    return {"version": VERSION, "items": items}


def from_form(form: Mapping[str, Any]) -> tuple[Correction, ...]:
    """The corrections; raises UserError where the form is of another version or says something else."""
    if form.get("version") != VERSION:
        raise UserError("The corrections are of a form that this TF-Collab does not know: use a newer one.")
    try:
        return tuple(Correction(_from_item(item), str(item["who"]), str(item["why"])) for item in form["items"])
    except (KeyError, TypeError, ValueError):
        raise UserError("The corrections cannot be read: restore the result from a backup.") from None


def _change(change: Change) -> dict[str, Any]:
    if isinstance(change, MoveBreakup):
        return {"change": "move breakup", "measurement": change.measurement, "frame": change.frame}
    if isinstance(change, Judge):
        return {"change": str(change.decision), "measurement": change.measurement}
    return {
        "change": "exclude span",
        "first_frame": change.first_frame,
        "last_frame": change.last_frame,
        "label": str(change.label),
    }


def _from_item(item: Mapping[str, Any]) -> Change:
    kind = item["change"]
    if kind == "move breakup":
        return MoveBreakup(int(item["measurement"]), int(item["frame"]))
    if kind == "exclude span":
        return ExcludeSpan(int(item["first_frame"]), int(item["last_frame"]), SpanLabel(item["label"]))
    return Judge(int(item["measurement"]), Decision(kind))

"""Colours of pictures and figures; times differ in lightness, for grey prints and for colour-blind eyes."""

INK = "#1b1f24"
MUTED = "#5c6670"
RULE = "#c9d0d6"
ACCENT = "#0b5c7a"
STABLE = "#d9eaf2"
NOT_SEEN = "#eceeef"
NOT_SEEN_HATCH = "#9aa3ab"

#: times of first break-up: upper limit of the class in seconds (None: no limit), colour; early is dark
TIME_CLASSES: tuple[tuple[float | None, str], ...] = (
    (2.0, "#5f0000"),
    (4.0, "#a50f0f"),
    (6.0, "#d7301f"),
    (8.0, "#f16f4b"),
    (10.0, "#fc9f6b"),
    (15.0, "#fdc692"),
    (None, "#fee3c2"),
)

#: frame classes of the strip below the area curve
CLASS_COLOURS = {"clear": "#d9eaf2", "broken": "#e5673b", "blur": "#b4bbc1", "closed": "#39424b"}

#: drawn on gray pictures, RGB: break-up (bright orange) and ring outline (sky blue)
BREAKUP_RGB = (255, 128, 0)
RING_RGB = (86, 180, 233)


def time_colour(time_s: float) -> str:
    """The colour of a cell that broke at `time_s` (finite seconds)."""
    return next(colour for limit_s, colour in TIME_CLASSES if limit_s is None or time_s < limit_s)


def time_class_labels() -> tuple[tuple[str, str], ...]:
    """(label, colour) of each class, early first: `0–2`, … `≥ 15`."""
    labels, lower_s = [], 0.0
    for limit_s, colour in TIME_CLASSES:
        labels.append((f"≥ {lower_s:g}" if limit_s is None else f"{lower_s:g}–{limit_s:g}", colour))
        lower_s = limit_s or lower_s
    return tuple(labels)

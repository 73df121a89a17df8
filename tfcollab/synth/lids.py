"""Lids with their crease, shadow, veil, meniscus and lashes, from wide open to shut.

Each lid is painted once on a sheet: columns as in the frame, rows by depth from its margin. Opening the eye moves the
margins over the frame, and the sheets with them."""

from dataclasses import dataclass

import cv2
import numpy as np

from tfcollab.synth.lashes import Growth, draw_lashes
from tfcollab.synth.noise import Field, fractal_noise, smooth_noise, smoothstep, wide_blur

#: channels of a sheet: how far the lid hides the eye 0-1, luminance of the lid over that of plain skin, opacity of
#: the lashes, share of the eye's light that shadow and reflected lashes leave
HIDES, TONE, LASH, PASSES = range(4)
#: how far up the lid the upper sheet reaches (mm); beyond it the skin is mirrored
LID_MM = 6.0


@dataclass(frozen=True, slots=True)
class LidSpec:
    """upper_mm, lower_mm: height of the lid margins above and below the apex when open; ptosis_mm: by how much the
    upper one hangs lower. curve: sag of the margins per mm² of distance from the middle. rise_mm: how far the lower
    lid comes up when the eye shuts. level: skin luminance 0-1, uneven by blotch; crease: depth of the fold, crease_mm
    above the margin. edge_mm: softness of the margin. liner: darkness 0-1 of a drawn lid line.

    shadow: darkening under the upper lid, over shadow_mm. veil: opacity 0-0.45 of the out-of-focus lid over the eye
    below its margin, over veil_mm; veil_tone: its luminance over that of skin. meniscus: brightness of the wet line
    on the lower margin.

    lashes: number of upper lashes; lash_mm: their length; lash_down: share that hangs over the eye. lash_soft_px:
    their defocus, far_lashes the share that is blurred far more; clump, lash_thick_mm: mascara. lower_lashes: number.
    reflections: opacity of the upper lashes' mirror image over the rings.

    closed_gain: how much brighter the closed lid is, being nearer to the lamp and in full view of it; closed_fall:
    its loss of light towards the frame's corners, 0-1."""

    upper_mm: float = 4.8
    lower_mm: float = 5.4
    ptosis_mm: float = 0.0
    curve: float = 0.018
    slant: float = 0.0
    rise_mm: float = 0.7
    level: float = 0.6
    blotch: float = 0.04
    crease: float = 0.12
    crease_mm: float = 3.5
    edge_mm: float = 0.12
    liner: float = 0.0
    shadow: float = 0.25
    shadow_mm: float = 1.2
    veil: float = 0.0
    veil_mm: float = 1.5
    veil_tone: float = 0.6
    meniscus: float = 0.3
    lashes: int = 60
    lash_mm: float = 5.0
    lash_down: float = 0.15
    lash_dark: float = 0.5
    lash_soft_px: float = 1.5
    lash_thick_mm: float = 0.08
    far_lashes: float = 0.0
    clump: float = 0.0
    lower_lashes: int = 0
    closed_gain: float = 1.4
    closed_fall: float = 0.0
    reflections: float = 0.1


class Lids:
    """The lids of one eye over a frame's fixed grid (the lids hardly follow small gaze drifts)."""

    def __init__(self, spec: LidSpec, x_mm: Field, y_mm: Field, px_per_mm: float, rng: np.random.Generator) -> None:
        self._spec, self._scale = spec, px_per_mm
        self._x, self._y = x_mm[0], y_mm[:, 0]
        self._columns = np.repeat(np.arange(x_mm.shape[1], dtype=np.float32)[None], x_mm.shape[0], 0)
        # no two lid margins are the same arc
        self._wave = (0.12 * np.sin(self._x * rng.uniform(0.4, 0.9) + rng.uniform(0, 6))).astype(np.float32)
        self._upper_reach_mm = max(3.0 * spec.shadow_mm, 1.3 * spec.veil_mm, 0.9 * spec.lash_mm, 1.0)
        self._lower_reach_mm = 1.2
        self._upper = self._paint_upper(rng)
        self._lower = self._paint_lower(rng)
        height, width = x_mm.shape
        corner = ((self._columns[:1] / width - 0.5) ** 2) + ((np.arange(height) / height - 0.5) ** 2)[:, None]
        self._corner = (2 * corner).astype(np.float32)
        self._laid: tuple[float, Field, Field, Field] | None = None

    def _skin(self, rng: np.random.Generator, shape: tuple[int, int]) -> Field:
        """Luminance of plain skin about 1, at half the frame's scale."""
        blotch, scale = self._spec.blotch, self._scale
        fine = fractal_noise(rng, shape, 0.3 * scale, 2)
        return 1 + np.float32(blotch) * (fractal_noise(rng, shape, 4.5 * scale, 2) + np.float32(0.35) * fine)

    def _paint_upper(self, rng: np.random.Generator) -> Field:
        """Row 0 lies LID_MM above the margin, the last row where nothing of the lid is left."""
        spec, scale, width = self._spec, self._scale, len(self._x)
        margin_row = round(LID_MM * scale)
        rows = margin_row + round(self._upper_reach_mm * scale)
        depth = ((np.arange(rows, dtype=np.float32) - margin_row) / np.float32(scale))[:, None]
        uneven = np.clip(smooth_noise(rng, (1, width), 3.5 * scale), -2, 2)
        sheet = np.empty((rows, width, 4), np.float32)
        edge = smoothstep(-depth / np.float32(max(0.03, spec.edge_mm)) + np.float32(0.5))
        sheet[..., HIDES] = edge
        # what is soft is painted at half the scale
        whole, depth, uneven = depth, depth[::2], uneven[:, ::2]
        if spec.veil > 0:
            veil_end = np.maximum(0.3, spec.veil_mm * (1 + 0.3 * uneven))
            veil = np.float32(min(spec.veil, 0.45)) * (1 - smoothstep(depth / veil_end))
            sheet[..., HIDES] = np.maximum(edge, cv2.resize(veil, (width, rows)))
        tone = self._skin(rng, (len(depth), uneven.shape[1]))
        tone *= 1 - np.float32(spec.crease) * np.exp(-(((depth + spec.crease_mm + 0.15 * uneven) / 0.5) ** 2))
        # the lid rolls out of the light towards its margin, and again behind the fold
        tone *= 1 - np.float32(0.35 * spec.crease) * smoothstep(depth / 1.2 + 1)
        tone *= 1 + np.float32(0.5 * spec.crease) * np.exp(-(((depth + 0.55 * spec.crease_mm) / 1.1) ** 2))
        if spec.liner > 0:
            line = smoothstep((depth + 0.9 + 0.08 * uneven) / 0.5) * (1 - smoothstep(depth / 0.2))
            tone *= 1 - np.float32(0.8 * spec.liner) * line
        under = smoothstep(depth / 0.3 + 0.8)
        sheet[..., TONE] = cv2.resize(tone * (1 - under) + np.float32(spec.veil_tone) * under, (width, rows))
        growth = Growth(
            spec.lashes, spec.lash_mm, spec.lash_down, 0.9, spec.clump, spec.lash_thick_mm, 1.0, spec.far_lashes,
            spec.lash_soft_px,
        )  # fmt: skip
        lash = draw_lashes(growth, (rows, width), margin_row, -1, scale, rng)
        sheet[..., LASH] = lash * np.minimum(1, np.arange(rows - 1, -1, -1, dtype=np.float32) / (0.3 * scale))[:, None]
        below = np.maximum(depth, 0)
        fall = np.exp(-below / (spec.shadow_mm * np.maximum(0.4, 1 + 0.25 * uneven)))
        shade = cv2.resize(1 - np.float32(spec.shadow) * fall * (1 - below / self._upper_reach_mm), (width, rows))
        shade *= 1 + np.float32(0.5 * spec.meniscus) * np.exp(-(((whole - 0.14) / 0.06) ** 2))
        if spec.reflections > 0:
            shade *= 1 - np.float32(spec.reflections) * self._mirrored(lash, margin_row)
        shade[-1] = 1
        sheet[..., PASSES] = shade
        return sheet

    def _mirrored(self, lash: Field, margin_row: int) -> Field:
        """The reflection of lashes in the cornea: mirrored about the margin, shortened and out of focus."""
        above = lash[:margin_row][::-1]
        flat = cv2.resize(above, (lash.shape[1], round(0.7 * margin_row)), interpolation=cv2.INTER_AREA)
        out = np.zeros_like(lash)
        rows = min(len(flat), len(lash) - margin_row)
        fade = np.linspace(1, 0, rows, dtype=np.float32)[:, None]
        out[margin_row : margin_row + rows] = flat[:rows] * fade
        return wide_blur(out, self._spec.lash_soft_px + 0.04 * self._scale)

    def _paint_lower(self, rng: np.random.Generator) -> Field:
        """Row 0 lies where nothing of the lid is left, above the margin."""
        spec, scale, width = self._spec, self._scale, len(self._x)
        margin_row = round(self._lower_reach_mm * scale)
        rows = margin_row + round(LID_MM * scale)
        depth = ((np.arange(rows, dtype=np.float32) - margin_row) / np.float32(scale))[:, None]
        uneven = np.clip(smooth_noise(rng, (1, width), 3.5 * scale), -2, 2)
        sheet = np.empty((rows, width, 4), np.float32)
        sheet[..., HIDES] = smoothstep(depth / np.float32(max(0.03, spec.edge_mm)) + np.float32(0.5))
        half, half_uneven = depth[::2], uneven[:, ::2]
        tone = self._skin(rng, (len(half), half_uneven.shape[1]))
        # the moist edge of the lid, pale, and the thin line where it ends
        tone *= 1 + np.float32(0.15) * np.exp(-(((half - 0.35) / 0.3) ** 2))
        line = np.exp(-(((half - 0.95 - 0.1 * half_uneven) / 0.25) ** 2))
        sheet[..., TONE] = cv2.resize(tone * (1 - np.float32(0.1 + 0.4 * spec.liner) * line), (width, rows))
        growth = Growth(
            spec.lower_lashes, 0.5 * spec.lash_mm, 0.1, 0.9, 0.5 * spec.clump, 0.6 * spec.lash_thick_mm, 1.6, 0.2,
            spec.lash_soft_px,
        )  # fmt: skip
        lash = draw_lashes(growth, (rows, width), margin_row, 1, scale, rng)
        sheet[..., LASH] = lash * np.minimum(1, np.arange(rows, dtype=np.float32) / (0.3 * scale))[:, None]
        bright = np.maximum(0, 1 + 0.5 * uneven + 0.4 * smooth_noise(rng, (1, width), 0.7 * scale))
        wet = 1 - np.float32(0.35 * spec.meniscus) * np.exp(-(((depth + 0.3) / 0.1) ** 2))
        wet = wet + np.float32(spec.meniscus) * bright * np.exp(-(((depth + 0.13) / 0.07) ** 2))
        wet[0] = 1
        sheet[..., PASSES] = wet
        return sheet

    def _margins(self, opening: float) -> tuple[Field, Field]:
        """y (mm) of the upper and the lower margin over the columns; y grows downwards. They meet at opening 0."""
        spec, x = self._spec, self._x
        open_upper = -spec.upper_mm + spec.ptosis_mm + spec.curve * x**2 + spec.slant * x + self._wave
        open_lower = spec.lower_mm - 0.7 * spec.curve * x**2 + spec.slant * x
        open_upper = np.minimum(open_upper, open_lower)
        shut = open_lower - spec.rise_mm
        # shut, the upper lid laps over the lower one by its soft edge
        upper = shut + spec.edge_mm + 0.1 + (open_upper - shut - spec.edge_mm - 0.1) * opening
        lower = shut + (open_lower - shut) * opening
        return upper.astype(np.float32), lower.astype(np.float32)

    def _place(self, sheet: Field, rows: slice, margin: Field, margin_row: float) -> Field:
        """The part of a sheet that lies over those rows of the frame."""
        y = self._y[rows]
        at = (y[:, None] - margin[None]) * np.float32(self._scale) + np.float32(margin_row)
        last = np.float32(len(sheet) - 1)
        # past the lid's last trace that last row; past the skin that is painted its mirror image, without the lashes
        bare = None
        if sheet is self._upper:
            at = np.minimum(at, last)
            if at[0].min() < 0:
                bare = at < 0
                at[bare] = self._folded(-at[bare])
        else:
            at = np.maximum(at, 0)
            if at[-1].max() > last:
                bare = at > last
                at[bare] = last - self._folded(at[bare] - last)
        placed = cv2.remap(sheet, self._columns[rows], at, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        if bare is not None:
            placed[..., LASH][bare] = 0
        return placed

    def _folded(self, rows: Field) -> Field:
        """Rows past the painted skin, folded to and fro over the part of it that is away from the margin."""
        span = np.float32(0.75 * LID_MM * self._scale)
        rows = np.mod(rows, 2 * span)
        return np.minimum(rows, 2 * span - rows)

    def _lay(self, opening: float) -> tuple[Field, Field, Field]:
        """Share of the eye's light that is left, light of the lids, and what they hide: all of the frame's shape."""
        if self._laid is not None and self._laid[0] == opening:
            return self._laid[1:]
        spec, height = self._spec, len(self._y)
        upper, lower = self._margins(opening)
        left, added = np.ones((height, len(self._x)), np.float32), np.zeros((height, len(self._x)), np.float32)
        hidden = np.zeros_like(left)
        shutting = 1 - opening
        gain = 1 + (spec.closed_gain - 1) * shutting**2
        # in the full light of the lamp the shut lid loses its texture, and its lashes theirs
        relief = np.float32(0.35 + 0.65 * opening)
        dark = np.float32(spec.lash_dark * (0.2 + 0.8 * opening))
        parts = (
            (self._lower, lower, self._lower_reach_mm, slice(self._row(lower.min() - self._lower_reach_mm), height)),
            (self._upper, upper, LID_MM, slice(0, self._row(upper.max() + self._upper_reach_mm))),
        )
        for sheet, margin, margin_mm, rows in parts:
            if rows.stop <= rows.start:
                continue
            hides, tone, lash, passes = cv2.split(self._place(sheet, rows, margin, round(margin_mm * self._scale)))
            light = (np.float32(spec.level * gain) * (1 + relief * (tone - 1))) * hides
            if shutting > 0 and spec.closed_fall > 0:
                light *= 1 - np.float32(spec.closed_fall * shutting) * self._corner[rows]
            clear = 1 - dark * lash
            through = (1 - hides) * passes * clear
            left[rows] *= through
            added[rows] = added[rows] * through + light * clear
            np.maximum(hidden[rows], hides, out=hidden[rows])
        self._laid = (opening, left, added, hidden)
        return left, added, hidden

    def _row(self, y_mm: float) -> int:
        return int(np.clip(np.ceil((y_mm - self._y[0]) * self._scale), 0, len(self._y)))

    def hidden(self, opening: float) -> Field:
        """Share 0-1 of each pixel that the lids cover, lashes left out; not to be written into."""
        return self._lay(opening)[2]

    def cover(self, light: Field, opening: float) -> Field:
        """The eye (luminance 0-1) under shadow, veil, lids, lashes and their reflections."""
        left, added, _ = self._lay(opening)
        return cv2.add(cv2.multiply(light, left), added)

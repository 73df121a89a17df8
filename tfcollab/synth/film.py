"""The tear film between two blinks: a nearly smooth mirror that breaks in patches which grow and merge.

A patch is an irregular, elongated and curved region in which the film thins from its rest thickness (about 3 µm:
King-Smith et al., Invest Ophthalmol Vis Sci 2004;45:3829) to almost nothing, by evaporation in the middle and by flow
along the lipid's gradients at the edge (Braun et al., Prog Retin Eye Res 2015;45:132). Its hollow is a slope of the
mirror and so bends the rings, already around the bare part; its floor is uneven, which smears and doubles them, and it
scatters, which takes their contrast. All follow one field, the severity 0-1, of which the truth is cut.
Just after the blink the film rises with the spreading lipid (Owens and Phillips, Optom Vis Sci 2001;78:686) and
ripples. Simplified: growth of the radius is linear in time, thinning keeps pace with it, and patches stay in place."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from tfcollab.synth.noise import Field, fractal_noise, smooth_noise, smoothstep

#: severity from which a point counts as broken; between WEAK and this it is the gradual rim
BROKEN = 0.5
WEAK = 0.2


@dataclass(frozen=True, slots=True)
class Site:
    """One patch. x_mm, y_mm: centre on the cornea. onset_s: seconds after the blink. speed_mm_s: growth of its mean
    radius, up to limit_mm. elongation: long over short axis; direction_rad: of the long axis; curvature: of the long
    axis, 1/mm. raggedness: 0-1. rim_mm: width of its gradual edge."""

    x_mm: float
    y_mm: float
    onset_s: float
    speed_mm_s: float
    limit_mm: float
    elongation: float
    direction_rad: float
    raggedness: float
    rim_mm: float
    curvature: float = 0.0


@dataclass(frozen=True, slots=True)
class FilmState:
    """severity 0-1, slopes (radians) along x and y, contrast left 0-1, and the part of the slopes that the break-up
    itself adds; float32 (h, w)."""

    severity: Field
    slope_x: Field
    slope_y: Field
    contrast: Field
    break_x: Field
    break_y: Field


@dataclass(frozen=True, slots=True)
class FilmSpec:
    """thickness_um: depth of a patch's hollow (over a dry spot it can be deeper than the film). hollow_mm: standard
    deviation by which surface tension rounds it. roughness: slope (radians) of the floor's relief, of wavelength
    roughness_mm. scatter: contrast lost on the floor, 0-1. calm: slope of the healthy film's relief, of wavelength
    calm_mm. blink_ripple: slope of the ripple just after the blink, which fades with a time constant of 0.12 s."""

    sites: tuple[Site, ...] = ()
    thickness_um: float = 3.0
    hollow_mm: float = 0.15
    roughness: float = 0.008
    roughness_mm: float = 0.3
    scatter: float = 0.6
    calm: float = 0.0006
    calm_mm: float = 1.2
    blink_ripple: float = 0.003

    def setting_in(self, onset_s: float) -> "FilmSpec":
        """The same film, its patches as far apart in time, of which the first sets in so long after the blink."""
        if not self.sites:
            return self
        earlier_s = min(site.onset_s for site in self.sites) - onset_s
        return replace(self, sites=tuple(replace(site, onset_s=site.onset_s - earlier_s) for site in self.sites))


class TearFilm:
    """The film of one open-eye interval on a fixed grid of the cornea."""

    def __init__(self, spec: FilmSpec, x_mm: Field, y_mm: Field, px_per_mm: float, rng: np.random.Generator) -> None:
        self._spec = spec
        self._px_per_mm = np.float32(px_per_mm)
        shape = x_mm.shape
        self._distance = [self._site_distance(s, x_mm, y_mm, shape, px_per_mm, rng) for s in spec.sites]
        relief = smooth_noise(rng, shape, spec.roughness_mm * px_per_mm)
        self._rough_y, self._rough_x = self._unit_slopes(relief)
        self._calm_y, self._calm_x = self._unit_slopes(smooth_noise(rng, shape, spec.calm_mm * px_per_mm))
        phase = (y_mm / 0.35 + 0.5 * smooth_noise(rng, shape, 1.5 * px_per_mm)).astype(np.float32)
        self._ripple = np.sin(2 * np.pi * phase, dtype=np.float32)

    @staticmethod
    def _unit_slopes(relief: Field) -> tuple[Field, Field]:
        gy, gx = np.gradient(relief)
        scale = np.float32(1 / max(1e-6, float(np.sqrt((gy**2 + gx**2).mean() / 2))))
        return gy * scale, gx * scale

    @staticmethod
    def _site_distance(
        site: Site, x: Field, y: Field, shape: tuple[int, int], px_per_mm: float, rng: np.random.Generator
    ) -> Field:
        """Distance (mm) from the patch's centre in its own metric, warped so that its edge is irregular."""
        cos, sin = np.cos(site.direction_rad), np.sin(site.direction_rad)
        dx, dy = x - np.float32(site.x_mm), y - np.float32(site.y_mm)
        stretch = np.float32(np.sqrt(site.elongation))
        along, across = dx * cos + dy * sin, -dx * sin + dy * cos
        across = (across - np.float32(site.curvature / 2) * along * along) * stretch
        along = along / stretch
        warp = fractal_noise(rng, shape, 0.9 * px_per_mm, 2, 0.5)
        distance = np.hypot(along, across)
        # the warp fades towards the centre, so that the patch begins where it is said to begin
        return (distance + site.raggedness * 0.15 * warp * np.tanh(distance / 0.25)).astype(np.float32)

    def severity(self, since_blink_s: float) -> Field | None:
        """Severity 0-1 this long after the blink; None where no patch has begun."""
        total: Field | None = None
        for site, distance in zip(self._spec.sites, self._distance, strict=True):
            age = since_blink_s - site.onset_s
            if age <= 0:
                continue
            radius = min(site.speed_mm_s * age, site.limit_mm)
            # the rim is no wider than the patch itself, so that a young patch is small, not faint everywhere
            rim = min(site.rim_mm, 0.08 + radius)
            own = smoothstep((np.float32(radius) - distance) / np.float32(rim) + np.float32(BROKEN))
            total = own if total is None else np.maximum(total, own)
        return total

    def _walls(self, severity: Field) -> tuple[Field, Field, Field]:
        """The hollow 0-1, rounded by surface tension, and its slopes along y and x per mm of depth."""
        height, width = severity.shape
        sigma_px = max(0.5, self._spec.hollow_mm * float(self._px_per_mm))
        # smooth as it is, it need not be computed at every pixel
        shrink = max(1, int(sigma_px / 2))
        size = (max(2, width // shrink), max(2, height // shrink))
        small = cv2.GaussianBlur(cv2.resize(severity, size, interpolation=cv2.INTER_AREA), (0, 0), sigma_px / shrink)
        scale = self._px_per_mm * np.float32(size[0] / width)
        fields = (small, *(np.ascontiguousarray(g * scale) for g in np.gradient(small)))
        hollow, along_y, along_x = (cv2.resize(f, (width, height), interpolation=cv2.INTER_LINEAR) for f in fields)
        return hollow, along_y, along_x

    def state(self, since_blink_s: float) -> FilmState:
        """The film this long (seconds) after the blink."""
        spec = self._spec
        severity = self.severity(since_blink_s)
        slope_x, slope_y = np.float32(spec.calm) * self._calm_x, np.float32(spec.calm) * self._calm_y
        ripple = spec.blink_ripple * np.exp(-max(0.0, since_blink_s) / 0.12)
        if ripple > 1e-4:
            slope_y = slope_y + np.float32(ripple) * self._ripple
        if severity is None:
            flat = np.zeros_like(self._calm_x)
            return FilmState(flat, slope_x, slope_y, flat + 1, flat, flat)
        hollow, wall_y, wall_x = self._walls(severity)
        wall = np.float32(-spec.thickness_um * 1e-3)
        floor = np.float32(spec.roughness) * hollow
        break_x, break_y = wall * wall_x + floor * self._rough_x, wall * wall_y + floor * self._rough_y
        contrast = 1 - np.float32(spec.scatter) * severity
        return FilmState(severity, slope_x + break_x, slope_y + break_y, contrast, break_x, break_y)

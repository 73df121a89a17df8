"""A tiny data set of drawn rings in TFM's layout: learnable, and made in a fraction of a second."""

from pathlib import Path

import cv2
import numpy as np
import pytest

WORDS = ("clear", "closed", "broken", "blur")
HEIGHT, WIDTH = 120, 160


def draw_eye(kind: str, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, tuple[float, float, float]]:
    """Gray frame, break-up mask (0 or 255), and the rings' centre and radius in pixels."""
    cx, cy = WIDTH / 2 + rng.uniform(-10, 10), HEIGHT / 2 + rng.uniform(-6, 6)
    radius = WIDTH * rng.uniform(0.24, 0.3)
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    r = np.hypot(x - cx, y - cy)
    gray = np.where((np.sin(r / radius * 4 * 2 * np.pi) > 0) & (r < radius), 200, 60).astype(np.uint8)
    smeared = cv2.GaussianBlur(gray, (0, 0), 6)
    if kind == "closed":
        gray[:] = 220
    elif kind == "blur":
        gray = smeared
    elif kind == "broken":
        angle = rng.uniform(0, 2 * np.pi)
        centre = (round(cx + radius / 2 * np.cos(angle)), round(cy + radius / 2 * np.sin(angle)))
        cv2.ellipse(mask, centre, (14, 9), 0, 0, 360, 255, -1)
        gray = np.where(mask > 0, smeared, gray)
    noisy = gray + rng.normal(0, 2, gray.shape)
    return noisy.clip(0, 255).astype(np.uint8), mask, (cx, cy, radius)


@pytest.fixture(scope="session")
def tiny_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tiny")
    rng = np.random.default_rng(5)
    for split, count in (("train", 16), ("val", 8), ("test", 8)):
        for folder in ("images", "labels/detection", "TF-Crop/images", "TF-Crop/masks"):
            (root / folder / split).mkdir(parents=True)
        (root / "labels/classification").mkdir(exist_ok=True)
        lines = []
        for i in range(count):
            kind, name = WORDS[i % 4], f"{split}{i}"
            gray, mask, (cx, cy, radius) = draw_eye(kind, rng)
            cv2.imwrite(str(root / f"images/{split}/{name}.png"), gray)
            boxes = [
                f"{ring} {cx / WIDTH} {cy / HEIGHT} {2 * radius * part / WIDTH} {2 * radius * part / HEIGHT}"
                for ring, part in enumerate((1.0, 0.42, 0.13))
            ]
            (root / f"labels/detection/{split}/{name}.txt").write_text("" if kind == "closed" else "\n".join(boxes))
            lines.append(f"{name}.png {kind}")
            if kind in ("clear", "broken"):
                window = np.s_[int(cy - radius) : int(cy + radius), int(cx - radius) : int(cx + radius)]
                cv2.imwrite(str(root / f"TF-Crop/images/{split}/{name}.png"), gray[window])
                cv2.imwrite(str(root / f"TF-Crop/masks/{split}/{name}.png"), mask[window])
        (root / f"labels/classification/{split}_cls.txt").write_text("\n".join(lines))
    return root

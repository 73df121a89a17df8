"""`train`: from a data set to a run folder with recipe.yaml, metrics.csv, last.ckpt and best.ckpt."""

import csv
import logging
import warnings
from pathlib import Path
from typing import Any

import cv2
import lightning.pytorch as L
import torch
from lightning.pytorch.callbacks import Callback, ModelCheckpoint, TQDMProgressBar
from lightning.pytorch.utilities.exceptions import MisconfigurationException
from torch.utils.data import DataLoader

from tfcollab.chain.geometry import CROP_MARGIN
from tfcollab.errors import UserError
from tfcollab.training.begin import begin_with
from tfcollab.training.data import CropSet, FrameSet, crop_set, frame_set
from tfcollab.training.losses import class_weights
from tfcollab.training.modules import ClassifyModule, DetectModule, NetModule, SegmentModule
from tfcollab.training.options import TrainOptions, check_same_run, write_recipe


def train(
    task: str,
    data: Path,
    out: Path,
    options: TrainOptions = TrainOptions(),  # noqa: B008 (frozen)
    resume: bool | None = None,
    progress: bool = True,
) -> Path:
    """Train a net on a data set of TFM's layout; gives the best checkpoint, `out`/best.ckpt.

    resume: None goes on with the run in `out` if there is one; True insists on one; False starts over.
    A resumed run ends at the same epoch (or after the same minutes) as one that was never interrupted.
    UserError for a data set, an option or a run folder that does not fit.
    """
    options = options.checked(task)
    last = _checkpoint_to_resume(out, resume)
    if last is not None:
        check_same_run(out, task, options, {"data": data.name})
    cv2.setNumThreads(1)  # the loader's own process does the pictures
    if options.threads is not None:
        torch.set_num_threads(options.threads)
    L.seed_everything(options.seed, verbose=False)
    training, validation = _sets(task, data, "train", options), _sets(task, data, "val", options)
    facts: dict[str, Any] = {"data": data.name, "train_samples": len(training), "val_samples": len(validation)}
    if isinstance(training, CropSet):
        facts["crop_margin"] = training.samples[0].margin
    elif task == "classify":
        facts["crop_margin"] = CROP_MARGIN
    if last is not None:
        facts = check_same_run(out, task, options, facts)
    out.mkdir(parents=True, exist_ok=True)
    module = _module(task, training, options)
    if last is None and options.start_from is not None:
        begin_with(module, Path(options.start_from), training)
    with warnings.catch_warnings():
        _quiet()
        trainer = _trainer(out, options, progress, fresh=last is None)
        if trainer.is_global_zero:
            write_recipe(out / "recipe.yaml", task, options, facts)
        trainer.fit(
            module,
            _loader(training, options, shuffle=True),
            _loader(validation, options, shuffle=False),
            ckpt_path=last,
            weights_only=True if last else None,
        )
    return out / "best.ckpt"


class MetricsLog(Callback):
    """Appends a line to metrics.csv after each validation, so that an interrupted run keeps its history."""

    def __init__(self, path: Path, fresh: bool) -> None:
        self.path, self.fresh = path, fresh

    def on_fit_start(self, trainer: L.Trainer, pl_module: L.LightningModule) -> None:
        if self.fresh and trainer.is_global_zero:
            self.path.unlink(missing_ok=True)

    def on_train_epoch_end(self, trainer: L.Trainer, pl_module: L.LightningModule) -> None:
        if not trainer.is_global_zero:
            return
        assert isinstance(pl_module, NetModule)
        row: dict[str, Any] = {
            "epoch": trainer.current_epoch,
            "step": trainer.global_step,
            "minutes": round(pl_module.elapsed() / 60, 3),
            "lr": trainer.optimizers[0].param_groups[0]["lr"],
            **{name: round(float(value), 6) for name, value in sorted(trainer.callback_metrics.items())},
        }
        new = not self.path.exists()
        with self.path.open("a", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, row.keys())
            if new:
                writer.writeheader()
            writer.writerow(row)


def _sets(task: str, data: Path, split: str, options: TrainOptions) -> CropSet | FrameSet:
    assert options.size is not None
    augment = split == "train"
    if task == "segment":
        return crop_set(data, split, options.size[0], augment, options.view)
    return frame_set(task, data, split, options.size, augment)


def _module(task: str, training: CropSet | FrameSet, options: TrainOptions) -> NetModule:
    if task == "segment":
        return SegmentModule(options)
    if task == "detect":
        return DetectModule(options)
    assert isinstance(training, FrameSet)
    labels = torch.tensor([sample.label for sample in training.samples])
    return ClassifyModule(options, class_weights(labels))


def _loader(samples: CropSet | FrameSet, options: TrainOptions, shuffle: bool) -> DataLoader[Any]:
    workers = options.workers if shuffle else 0
    return DataLoader(
        samples,
        options.batch_size,
        shuffle=shuffle,
        num_workers=workers,
        drop_last=shuffle and len(samples) >= options.batch_size,
        persistent_workers=workers > 0,
    )


def _trainer(out: Path, options: TrainOptions, progress: bool, fresh: bool) -> L.Trainer:
    best = ModelCheckpoint(out, "best", "val_score", mode="max", enable_version_counter=False)
    last = ModelCheckpoint(out, "last", enable_version_counter=False)
    bar = [TQDMProgressBar(refresh_rate=5)] if progress else []
    try:
        return L.Trainer(
            accelerator=options.accelerator,
            devices=options.devices,
            precision=options.precision,  # type: ignore[arg-type]
            max_epochs=options.epochs,
            gradient_clip_val=1.0,
            check_val_every_n_epoch=options.validate_every,
            num_sanity_val_steps=0,
            callbacks=[MetricsLog(out / "metrics.csv", fresh), best, last, *bar],
            logger=False,
            enable_progress_bar=progress,
            enable_model_summary=False,
        )
    except (MisconfigurationException, ValueError, TypeError) as error:
        said = " ".join(str(error).split())
        raise UserError(
            f"Lightning does not take --accelerator {options.accelerator}, --devices {options.devices} and "
            f"--precision {options.precision} together here: {said}"
        ) from None


def _checkpoint_to_resume(out: Path, resume: bool | None) -> Path | None:
    last = out / "last.ckpt"
    if resume is True and not last.is_file():
        raise UserError(f"There is no run to resume in {out}: last.ckpt is missing.")
    if resume is False or not last.is_file():
        return None
    return last


def _quiet() -> None:
    """Hints of Lightning that do not concern a user of the command line."""
    for name in ("lightning.pytorch.utilities.rank_zero", "lightning.pytorch.accelerators.cuda"):
        logging.getLogger(name).setLevel(logging.WARNING)
    for pattern in (
        "does not have many workers",
        "The number of training batches",
        "Checkpoint directory",
        "You're resuming",
        ".*LeafSpec.*",
        ".*multi-threaded.*fork",
    ):
        warnings.filterwarnings("ignore", f".*{pattern}")

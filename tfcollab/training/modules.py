"""The three nets as Lightning modules: loss, averaged weights, schedule and validation."""

import math
import time
from typing import Any

import lightning.pytorch as L
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.optim.swa_utils import AveragedModel

from tfcollab.datasets.masks import IGNORED
from tfcollab.nets.build import build, gray_to_input
from tfcollab.nets.classifier import FrameClassifier
from tfcollab.nets.detector import RingDetector, decode
from tfcollab.nets.detector_loss import detector_loss
from tfcollab.nets.tfnet import TFNet
from tfcollab.training.box_metrics import box_scores
from tfcollab.training.class_metrics import confusion_matrix, f1_scores, macro_f1
from tfcollab.training.losses import classify_loss, segment_loss
from tfcollab.training.mask_metrics import MaskTable
from tfcollab.training.options import TrainOptions

WARM_UP = 0.05


class NetModule(L.LightningModule):
    """What the three tasks share. `net` is trained; `averaged` follows it, is validated, and is what is deployed.

    Validation logs `val_score` (higher is better), by which the best checkpoint is chosen.
    """

    def __init__(self, task: str, options: TrainOptions) -> None:
        super().__init__()
        self.task, self.options = task, options
        self.net = new_net(task, options.variant)
        self.averaged = AveragedModel(self.net, multi_avg_fn=_average(options.ema), use_buffers=True)
        self.averaged.requires_grad_(False)
        self.elapsed_s = 0.0
        self._started = 0.0
        self.save_hyperparameters({"task": task, "size": options.size, "variant": options.variant})

    def configure_optimizers(self) -> torch.optim.Optimizer:
        decay = [p for p in self.net.parameters() if p.ndim > 1]
        plain = [p for p in self.net.parameters() if p.ndim <= 1]
        groups = [{"params": decay, "weight_decay": self.options.weight_decay}, {"params": plain, "weight_decay": 0.0}]
        assert self.options.lr is not None
        return torch.optim.AdamW(groups, lr=self.options.lr)

    def progress(self) -> float:
        """How far the run is, 0-1, by steps or by its time limit, whichever is further."""
        steps = self.trainer.estimated_stepping_batches
        done = self.global_step / steps if math.isfinite(steps) else 0.0
        if self.options.max_minutes is not None:
            done = max(done, self.elapsed() / (60 * self.options.max_minutes))
        return min(done, 1.0)

    def elapsed(self) -> float:
        """Seconds of training over all resumed parts of the run."""
        return self.elapsed_s + (time.monotonic() - self._started if self._started else 0.0)

    def on_fit_start(self) -> None:
        self._started = time.monotonic()

    def on_train_batch_start(self, batch: Any, batch_idx: int) -> None:
        """Linear warm-up, then a half cosine to a hundredth, by progress: the same shape for steps and for minutes."""
        done = self.progress()
        factor = min(1.0, (done + 1e-3) / WARM_UP) * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * done)))
        assert self.options.lr is not None
        for group in self.trainer.optimizers[0].param_groups:
            group["lr"] = self.options.lr * factor
        if done >= 1.0:
            self.trainer.should_stop = True

    def on_train_batch_end(self, outputs: Any, batch: Any, batch_idx: int) -> None:
        self.averaged.update_parameters(self.net)

    def on_train_epoch_start(self) -> None:
        self.averaged.eval()

    def on_save_checkpoint(self, checkpoint: dict[str, Any]) -> None:
        checkpoint["elapsed_s"] = self.elapsed()

    def on_load_checkpoint(self, checkpoint: dict[str, Any]) -> None:
        self.elapsed_s = float(checkpoint["elapsed_s"])

    def note(self, loss: Tensor) -> Tensor:
        self.log("train_loss", loss, on_step=False, on_epoch=True, prog_bar=True)
        return loss

    def note_scores(self, **scores: float) -> None:
        for name, value in scores.items():
            self.log(name, value, prog_bar=name == "val_score", sync_dist=True)


class ClassifyModule(NetModule):
    """Frame classes; val_score is macro-F1."""

    weights: Tensor

    def __init__(self, options: TrainOptions, weights: Tensor) -> None:
        super().__init__("classify", options)
        self.register_buffer("weights", weights)
        self._pairs: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []

    def training_step(self, batch: tuple[Tensor, Tensor, Tensor], batch_idx: int) -> Tensor:
        gray, labels, _ = batch
        return self.note(classify_loss(self.net(gray_to_input(gray)).float(), labels, self.weights))

    def validation_step(self, batch: tuple[Tensor, Tensor, Tensor], batch_idx: int) -> None:
        gray, labels, _ = batch
        predicted = self.averaged(gray_to_input(gray)).argmax(1)
        self._pairs.append((labels.cpu().numpy(), predicted.cpu().numpy()))

    def on_validation_epoch_end(self) -> None:
        truth, predicted = (np.concatenate(column) for column in zip(*self._pairs, strict=True))
        self._pairs.clear()
        confusion = confusion_matrix(truth, predicted)
        per_class = {f"f1_{name}": float(f1) for name, f1 in enumerate(f1_scores(confusion))}
        self.note_scores(val_score=macro_f1(confusion), **per_class)


class DetectModule(NetModule):
    """Ring boxes; val_score is the mean of mAP50 and mean IoU."""

    def __init__(self, options: TrainOptions) -> None:
        super().__init__("detect", options)
        self._pairs: list[tuple[NDArray[np.float32], NDArray[np.float32]]] = []

    def training_step(self, batch: tuple[Tensor, Tensor, Tensor], batch_idx: int) -> Tensor:
        gray, _, boxes = batch
        raw = self.net(gray_to_input(gray)).float()
        return self.note(detector_loss(raw, boxes.nan_to_num(), ~boxes[..., 0].isnan()).total)

    def validation_step(self, batch: tuple[Tensor, Tensor, Tensor], batch_idx: int) -> None:
        gray, _, boxes = batch
        predicted = decode(self.averaged(gray_to_input(gray)).float())
        self._pairs.append((boxes.cpu().numpy(), predicted.cpu().numpy()))

    def on_validation_epoch_end(self) -> None:
        truth, predicted = (np.concatenate(column) for column in zip(*self._pairs, strict=True))
        self._pairs.clear()
        scores = box_scores(predicted, truth)
        map50, iou = np.nan_to_num((scores["map50"], scores["mean_iou"]))
        self.note_scores(val_score=(map50 + iou) / 2, map50=map50, mean_iou=iou)


class SegmentModule(NetModule):
    """Break-up masks; val_score is the mean IoU of both classes, per image then averaged."""

    def __init__(self, options: TrainOptions) -> None:
        super().__init__("segment", options)
        self._table = MaskTable(distances=False)

    def training_step(self, batch: tuple[Tensor, Tensor], batch_idx: int) -> Tensor:
        gray, labels = batch
        return self.note(segment_loss(self.net(gray_to_input(gray)).float(), labels.long()))

    def validation_step(self, batch: tuple[Tensor, Tensor], batch_idx: int) -> None:
        gray, labels = batch
        logits = self.averaged(gray_to_input(gray))
        predicted = (logits[:, 1] > logits[:, 0]).cpu().numpy()
        for mask, label in zip(predicted, labels.cpu().numpy(), strict=True):
            self._table.add(mask, label == 1, label != IGNORED)

    def on_validation_epoch_end(self) -> None:
        scores = self._table.scores()
        self._table = MaskTable(distances=False)
        mean, breakup = scores["mean"], scores["breakup"]
        self.note_scores(
            val_score=mean["iou"], iou_breakup=breakup["iou"], dsc_breakup=breakup["dsc"], recall=breakup["recall"]
        )


def new_net(task: str, variant: str) -> FrameClassifier | RingDetector | TFNet:
    """The net that is trained for a task."""
    return build(task, **({"variant": variant, "local_contrast": True} if task == "segment" else {}))


def _average(decay: float) -> Any:
    """Exponential average that starts fast: after n updates it looks back over n / 10, up to the decay's reach."""

    def update(averaged: Any, current: Any, count: Any) -> None:
        n = int(count)
        keep = min(decay, (1 + n) / (10 + n))
        if averaged[0].is_floating_point():
            torch._foreach_lerp_(averaged, current, 1 - keep)
        else:
            for a, c in zip(averaged, current, strict=True):
                a.copy_(c)

    return update

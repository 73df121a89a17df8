"""A whole recording through the chain and the clinical rules."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace

from tfcollab.chain.analyzer import Analyzer
from tfcollab.chain.look import Look
from tfcollab.chain.prefetch import prefetched
from tfcollab.errors import UserError
from tfcollab.exam.frame import Eye, Frame, FrameClass, FrameRecord, FrameResult
from tfcollab.exam.frame_log import FrameLog
from tfcollab.exam.provenance import Source
from tfcollab.exam.repeats import summarise
from tfcollab.exam.result import Measurement, RecordingResult
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.exam.timing import BreakupTimer, Timeline, TimerState
from tfcollab.video.source import DecodeReport, SourceInfo, VideoSource

#: share of the open frames in which rings should be found
_FEW_RINGS = 0.8


def analyse_recording(
    source: VideoSource,
    analyzer: Analyzer,
    eye: Eye,
    settings: ClinicalSettings,
    source_sha256: str,
    on_result: Callable[[FrameResult, TimerState], None] | None = None,
    progress: Callable[[int, int | None], None] | None = None,
) -> RecordingResult:
    """Analyses every frame of an opened source; keeps no pixels, 313 bytes a frame.

    source: not yet iterated; the caller closes it. settings: those that the analyzer was made with, checked.
    source_sha256: of the recording (tfcollab.video.hashing.sha256_of).
    on_result: called for every frame, in order, in the caller's thread. progress: called after every frame with the
    frames done and the expected number of frames, if known.
    Raises UserError where the source cannot be read, or nothing in it can be measured: no open eye, no Placido rings,
    no frame in focus, or no blink. Whatever on_result raises ends the analysis.
    """
    run = RecordingRun(analyzer, eye, settings, (source.info.width, source.info.height))
    with closing(prefetched(source)) as frames, closing(analyzer.results(frames)) as results:
        for result in results:
            state = run.add(result)
            if on_result is not None:
                on_result(result, state)
            if progress is not None:
                progress(len(run), source.info.expected_frames)
    return run.finish(source.info, source.decode_report(), source_sha256)


class RecordingRun:
    """One recording on its way through the chain and the clinical rules, frame by frame; the same live and offline.

    Resets the analyzer, which is its own until `finish`. frame_size: width and height in pixels.
    """

    def __init__(self, analyzer: Analyzer, eye: Eye, settings: ClinicalSettings, frame_size: tuple[int, int]) -> None:
        analyzer.reset()
        self._analyzer = analyzer
        self._eye = eye
        self._settings = settings
        self._timer = BreakupTimer(settings, eye, frame_size)
        self._records = FrameLog(settings)

    def __len__(self) -> int:
        """Frames so far."""
        return len(self._records)

    @property
    def measurements(self) -> tuple[Measurement, ...]:
        """Those that have ended so far."""
        return self._timer.measurements

    def push(self, frame: Frame, meanwhile: Callable[[Look], None] | None = None) -> tuple[FrameResult, TimerState]:
        """The next frame, later than the one before; frames may be left out between them.

        Its record, and all that is measured, count the frames that were pushed: a number is a place in the result's
        `frames`, whose time says which frame of the recording it is. meanwhile: as for Analyzer.process.
        """
        result = self._analyzer.process(frame, meanwhile)
        return result, self.add(result)

    def add(self, result: FrameResult) -> TimerState:
        """As push, of a frame that the analyzer has processed."""
        record = replace(result.record(), index=len(self._records))
        self._records.append(record)
        return self._timer.push(record)

    def finish(self, info: SourceInfo, report: DecodeReport, source_sha256: str) -> RecordingResult:
        """Everything measured. Call it once. Raises UserError where nothing can be measured."""
        records, settings = self._records, self._settings
        timeline = self._timer.finish()
        _refuse_the_unmeasurable(info.name, records, timeline)
        return RecordingResult(
            source=_describe(info, report, source_sha256, records),
            eye=self._eye,
            settings=settings,
            provenance=self._analyzer.provenance(),
            frames=records,
            blinks=timeline.blinks,
            measurements=timeline.measurements,
            repeats=summarise(timeline.measurements),
            warnings=(*report.warnings, *_warnings(info.name, records, report, timeline, settings)),
        )


def _describe(info: SourceInfo, report: DecodeReport, sha256: str, records: Sequence[FrameRecord]) -> Source:
    return Source(
        name=info.name,
        sha256=sha256,
        width=info.width,
        height=info.height,
        frames=len(records),
        duration_s=records[-1].time_s - records[0].time_s,
        codec=info.codec,
        gaps=report.gaps,
        missing_frames=report.missing_frames,
    )


def _open_frames(records: Sequence[FrameRecord]) -> tuple[int, int]:
    """How many there are, and how many of them have rings."""
    with_rings = Counter(r.rings is not None for r in records if r.frame_class in (FrameClass.CLEAR, FrameClass.BROKEN))
    return with_rings.total(), with_rings[True]


def _refuse_the_unmeasurable(name: str, records: Sequence[FrameRecord], timeline: Timeline) -> None:
    if not records:
        raise UserError(f"{name} has no frames: choose another recording.")
    counts = Counter(record.frame_class for record in records)
    if counts[FrameClass.BLUR] == len(records):
        raise UserError(f"All frames of {name} are blurred, so nothing can be measured: focus and record again.")
    if counts[FrameClass.CLOSED] == len(records):
        raise UserError(f"No open eye was found in any frame of {name}: choose a recording of an eye.")
    opened, with_rings = _open_frames(records)
    if not opened:
        raise UserError(
            f"No frame of {name} shows an open eye in focus ({counts[FrameClass.BLUR]} blurred, "
            f"{counts[FrameClass.CLOSED]} closed of {len(records)}): record again."
        )
    if not with_rings:
        raise UserError(
            f"No Placido rings were found in any frame of {name}, so nothing can be measured: "
            "choose a recording of the rings' reflection."
        )
    if not timeline.blinks:
        raise UserError(
            f"The eye is open in {name} from the first frame to the last, so no measurement has a start: "
            "record again, beginning with a blink."
        )


def _warnings(
    name: str, records: Sequence[FrameRecord], report: DecodeReport, timeline: Timeline, settings: ClinicalSettings
) -> list[str]:
    warnings = []
    counts = Counter(record.frame_class for record in records)
    if not timeline.measurements:
        warnings.append(f"No measurement was found in {name}: the eye is never open for long enough.")
    opened, with_rings = _open_frames(records)
    if with_rings < _FEW_RINGS * opened:
        warnings.append(f"Rings were found in only {with_rings} of the {opened} open, sharp frames of {name}.")
    blurred = counts[FrameClass.BLUR]
    if blurred > settings.max_blur_share * len(records):
        warnings.append(f"{blurred} of the {len(records)} frames of {name} are blurred.")
    if report.gaps:
        start_s, end_s = max(report.gaps, key=lambda gap: gap[1] - gap[0])
        gaps = "1 gap" if len(report.gaps) == 1 else f"{len(report.gaps)} gaps, the longest"
        warnings.append(
            f"{name} has {gaps} of {end_s - start_s:.2f} s after {start_s:.2f} s, in which nothing is known."
        )
    return warnings

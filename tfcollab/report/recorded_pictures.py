"""The pictures of a patient's report, taken from the encrypted recording while the report is made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tfcollab.errors import UserError
from tfcollab.exam.result import Measurement, RecordingResult, TimeKind
from tfcollab.report.key_frames import MOST_SHOWN, KeyFrame, PictureKind, encoded, view_of
from tfcollab.report.overlay import draw_cells
from tfcollab.store.measured_video import MeasuredVideo, measured_video
from tfcollab.store.store import Store
from tfcollab.video.seekable import SeekableRecording

NOT_THERE = "Key frames are not shown: the recording was not there when this report was made."
NOT_READ = "Key frames are not shown: the recording could not be read, or is not the one that was measured."
SOME_NOT_READ = "Some key frames are not shown: the recording could not be read there."
#: four of them stand side by side on a page
_WIDTH_PX = 480


@dataclass(frozen=True, slots=True)
class RecordedPictures:
    """pictures: with the number of the measurement that each is of. missing: a sentence where some or all that could be
    shown are not, else empty."""

    pictures: tuple[tuple[int, KeyFrame], ...] = ()
    missing: str = ""


def recorded_pictures(
    store: Store, recording_id: str, result: RecordingResult, measurements: Sequence[Measurement]
) -> RecordedPictures:
    """First break-up and largest area of these measurements of a recording, of three at most that broke."""
    broke = [one for one in measurements if one.first_breakup.kind is TimeKind.MEASURED][:MOST_SHOWN]
    wanted = [(one.number, kind, frame) for one in broke for kind, frame in _frames(one)]
    if not wanted:
        return RecordedPictures()
    try:
        with store.kept_open():
            video = measured_video(store, recording_id)
            if video is None:
                return RecordedPictures(missing=NOT_THERE)
            found = tuple(_pictures(video, result, wanted))
    except UserError:
        return RecordedPictures(missing=NOT_READ)
    if not found:
        return RecordedPictures(missing=NOT_READ)
    return RecordedPictures(found, "" if len(found) == len(wanted) else SOME_NOT_READ)


def _frames(measurement: Measurement) -> Iterator[tuple[PictureKind, int]]:
    if measurement.first_breakup_frame is not None:
        yield PictureKind.FIRST_BREAKUP, measurement.first_breakup_frame
    if measurement.largest_area_frame is not None:
        yield PictureKind.LARGEST_AREA, measurement.largest_area_frame


def _pictures(
    video: MeasuredVideo, result: RecordingResult, wanted: Sequence[tuple[int, PictureKind, int]]
) -> Iterator[tuple[int, KeyFrame]]:
    times_s = [record.time_s for record in result.frames]
    size = (result.source.height, result.source.width)
    with SeekableRecording(video.path, times_s, content=video.content) as recording:
        for number, kind, frame in wanted:
            gray = recording.frame(frame)
            if gray is not None and gray.shape == size:
                record = result.frames[frame]
                view = view_of(record.rings, size[1], size[0], _WIDTH_PX)
                yield number, encoded(draw_cells(gray, record, result.settings, view), kind, record)

"""Sources of frames with their true times, and writers of video."""

from tfcollab.video.opening import open_source
from tfcollab.video.source import DecodeReport, SourceInfo, VideoSource

__all__ = ["DecodeReport", "SourceInfo", "VideoSource", "open_source"]

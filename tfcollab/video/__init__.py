"""Sources of frames with their true times, and writers of video."""

"""The synthetic eye: Placido video with exact truth."""

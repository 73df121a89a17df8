"""TF-Collab itself: classify, locate, crop, segment, time."""

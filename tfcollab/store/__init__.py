"""What a clinic keeps: recordings, encrypted."""

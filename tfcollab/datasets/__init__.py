"""Readers of TFM's layout and the augmentation of its samples."""

"""The vocabulary of an exam and its clinical rules, as frozen data and pure functions."""

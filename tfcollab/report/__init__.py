"""A result as PDF, CSV, JSON and annotated video."""

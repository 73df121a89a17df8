"""TF-Collab: tear film break-up read from Placido video."""

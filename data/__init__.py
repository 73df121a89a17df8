"""Resources of TF-Collab; opened through tfcollab.resources."""

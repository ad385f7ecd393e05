"""A comparison as files and texts for other programs."""

"""The dossiers: the basket kept after every change, found again after a power cut, listed and opened."""

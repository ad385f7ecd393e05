"""The family mode: full screen, one indicator at a time."""

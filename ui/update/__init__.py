"""The dialog of updates: where to look, what is published, how far it is, what has changed."""

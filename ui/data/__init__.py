"""The data page: what the snapshot holds, how fresh it is, whose it is, how far it reaches, what it is worth."""

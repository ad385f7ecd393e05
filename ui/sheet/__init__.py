"""The page of the paper: the pages of the very PDF that is saved and printed, and what is asked of it."""

"""Matching by label, where sources share no code: lines of Parcoursup and diplomas. Likely, never certain."""

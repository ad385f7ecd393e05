"""Development side: raw open-data files in, one snapshot out. Never imported at run time."""

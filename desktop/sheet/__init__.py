"""The printed sheet: a Comparison drawn on A4 by reportlab, legible in grey, with no figure computed here."""

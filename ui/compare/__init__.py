"""The comparison page: two to six formations side by side. It draws a Comparison and decides nothing about figures."""

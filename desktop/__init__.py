"""The application without a window: questions to the snapshot, figures with their doubt, the comparison."""

"""The window: everything with a pixel. All of Qt is here; ``ui.app`` puts it together."""

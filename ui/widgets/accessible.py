"""Gives painted widgets a role for assistive technology; their name and description are those of the widget.

A plain QWidget says "client" and nothing else. A widget that paints what it says carries ``accessible_role``.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget


@cache
def install() -> None:
    """Install our factory, once for the life of the program (Qt keeps a list of them)."""
    QAccessible.installFactory(_interface)


def _interface(_key: str, thing: Any) -> QAccessibleWidget | None:
    role = getattr(thing, "accessible_role", None)
    if isinstance(role, QAccessible.Role) and isinstance(thing, QWidget):
        return QAccessibleWidget(thing, role)
    return None

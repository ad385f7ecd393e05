"""The guide of the help menu: one window for all its pages, and the memo to print."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.guide import ADMIN, NEWS, START

if TYPE_CHECKING:
    from ui.guide.page import Reader
    from ui.memo import MemoDialog
    from ui.program import Program
    from ui.window import Window


class Guiding:
    """The hands of one window for the guide. ``window`` is set by who puts it together."""

    window: Window

    def __init__(self, program: Program) -> None:
        self._program = program
        self.reader: Reader | None = None
        """The window of the guide, None while it is closed."""

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of ours calls."""
        return {
            "guide": lambda: self.show(START),
            "administrer": lambda: self.show(ADMIN),
            "nouveautes": lambda: self.show(NEWS),
            "memo": self.show_memo,
        }

    def show(self, page: str) -> None:
        """Show a page of the guide beside the program, in the window that is there already if there is one."""
        from PySide6.QtCore import Qt

        from ui.guide.page import Reader

        if self.reader is None:
            reader = Reader(self._program.theme, self.window)
            reader.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            reader.zoom_asked.connect(self._zoom)
            reader.finished.connect(self._closed)
            self.reader = reader
        self.reader.go(page)
        self.reader.show()
        self.reader.raise_()
        self.reader.activateWindow()

    def show_memo(self) -> None:
        """Show the memo, to be printed or saved."""
        dialog = self.memo_dialog()
        dialog.exec()
        dialog.deleteLater()

    def memo_dialog(self) -> MemoDialog:
        """Return the dialog of the memo, not shown yet."""
        from ui.memo import MemoDialog

        return MemoDialog(self._program.jobs, self._program.theme, self.window)

    def show_theme(self) -> None:
        """Draw with the program's theme from now on."""
        if self.reader is not None:
            self.reader.set_theme(self._program.theme)

    def _closed(self, _result: int) -> None:
        self.reader = None
        self.window.activateWindow()  # not every window manager does

    def _zoom(self, step: int) -> None:
        self.window.named_actions[{1: "agrandir", -1: "reduire", 0: "taille"}[step]].trigger()

"""The reference of a start: an empty PySide6 window that says `pret` once painted and idle, then quits."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class Window(QMainWindow):
    painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, say_ready)


def say_ready() -> None:
    print("pret", flush=True)
    QApplication.quit()


app = QApplication(sys.argv)
window = Window()
window.resize(1366, 690)
window.show()
sys.exit(app.exec())

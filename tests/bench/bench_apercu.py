"""The preview of a page beside pypdfium2 alone drawing the same page at the same size.

First from the bytes of the PDF to a QImage, then to the pixels of the view of the window, through its jobs and its
paint. The reference has its document and its page open already.
"""

from __future__ import annotations

import os

from harness import ROOT, Row, UnmeasurableError, in_turns

REFS = ("mefstat11:23220022139@reg:53", "cfd:50022139@reg:53", "mefstat11:23830033403@reg:53")
SIZE = (794, 1123)
"""A page of A4 at 96 dots an inch."""
REPEAT = 5
PATIENCE_MS = 5000
BARE = "pypdfium2 seul, même page, même taille"


def rows(times: int) -> list[Row]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import pypdfium2
    from PySide6.QtWidgets import QApplication

    from ui.sheet.pdf import Paper

    app = QApplication.instance() or QApplication([])
    content = _content()
    document = pypdfium2.PdfDocument(content)
    page = document[0]
    scale = SIZE[0] / page.get_width()

    def bare() -> None:
        for _ in range(REPEAT):
            page.render(scale=scale)

    def drawn() -> None:
        for _ in range(REPEAT):
            with Paper(content) as paper:
                paper.image(0, *SIZE)

    show = _shown(content)

    def shown() -> None:
        for _ in range(REPEAT):
            show()

    found = []
    for name, ours in (("apercu_page", drawn), ("apercu_page_a_l_ecran", shown)):
        seconds = in_turns(times, ours, bare)
        per = [[s * 1000 / REPEAT for s in series] for series in seconds]
        found.append(Row(name, per[0], "ms", BARE, per[1], 3.0))
    page.close()
    document.close()
    del app
    return found


def _shown(content: bytes):  # type: ignore[no-untyped-def]
    """Return what shows the first page in a view, from its bytes to its pixels."""
    from PySide6.QtCore import QEventLoop, QTimer

    from ui.jobs import JobRunner
    from ui.sheet.jobs import SheetJobs
    from ui.sheet.places import WIDE
    from ui.sheet.view import GAP, PaperView
    from ui.theme import LIGHT, Theme

    jobs = SheetJobs(JobRunner())
    view = PaperView(jobs, Theme(LIGHT))
    view.set_fit(WIDE)
    bar = view.verticalScrollBar().sizeHint().width()
    view.resize(SIZE[0] + 2 * GAP + bar, 700)
    jobs.ready.connect(view.show_paper)
    view.show()
    painted: list[int] = []
    loop = QEventLoop()
    patience = QTimer()
    patience.setSingleShot(True)
    patience.timeout.connect(loop.quit)
    jobs.drawn.connect(lambda picture, _image: painted.append(picture.width))
    jobs.drawn.connect(lambda *_: loop.quit())

    def show() -> None:
        painted.clear()
        jobs.prepare(lambda: content)
        patience.start(PATIENCE_MS)
        loop.exec()
        if not painted:
            raise UnmeasurableError("La page ne se montre pas.")
        view.repaint()
        if painted[0] != SIZE[0]:
            raise UnmeasurableError(f"La page est montrée en {painted[0]} pixels au lieu de {SIZE[0]}.")

    return show


def _content() -> bytes:
    from desktop.catalogue import Catalogue
    from desktop.comparison import compare
    from desktop.selection import parse_selection
    from desktop.sheet.document import render
    from desktop.snapshot import open_snapshot

    catalogue = Catalogue(open_snapshot(ROOT / "data_bundle" / "extrait.sqlite"))
    return render(compare(catalogue, parse_selection(list(REFS))))

"""QR codes on paper: an independent reader finds in the printed page the words that were put in."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from desktop import retour
from desktop.adresses import adresse
from desktop.comparison import Comparison
from desktop.selection import Selection
from desktop.sheet.boxes import Box
from desktop.sheet.document import render
from desktop.sheet.look import PAGE_HEIGHT, PAGE_WIDTH, SIDE, WIDTH, Look
from desktop.sheet.palette import INK_2
from desktop.sheet.pen import Pen
from desktop.sheet.qr import QUIET, SIZE, SMALLEST, Code, _modules, runs
from desktop.sheet.qr_retour import retour_bloc
from tests.desktop.sheet.paper import Paper

ZBAR = shutil.which("zbarimg")
MM = 72 / 25.4
LONG = "https://www.onisep.fr/recherche?context=formation&text=" + "%C3%A9" * 10 + "+mot" * 21
GREY = round(255 * sum(w * c for w, c in zip((0.299, 0.587, 0.114), INK_2, strict=True)))
CUISINE = "https://www.onisep.fr/recherche?context=formation&text=CAP+Cuisine"
Placed = tuple[Box, float, float, float]
Real = Callable[[str], Comparison]


def page(placed: Sequence[Placed]) -> bytes:
    """Return a page that holds boxes: box, left, top, width."""
    content = BytesIO()
    canvas = Canvas(content, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1)
    pen = Pen(canvas)
    for box, x, top, width in placed:
        box.draw(pen, x, top, width)
    canvas.showPage()
    canvas.save()
    return content.getvalue()


def picture(content: bytes, dpi: int, number: int = 0) -> Image.Image:
    rendered = pypdfium2.PdfDocument(content)[number].render(scale=dpi / 72).to_pil()
    assert isinstance(rendered, Image.Image)
    return rendered.convert("L")


def read(image: Image.Image, folder: Path) -> list[str]:
    """Return what zbar reads in a picture, in any order."""
    file = folder / "page.png"
    image.save(file)
    assert ZBAR is not None
    command = [ZBAR, "--nodbus", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()


def leads(comparison: Comparison) -> set[str]:
    """Return the words of every code of a sheet."""
    return {adresse(colonne).url for colonne in comparison.colonnes} | {retour.code(basket(comparison))}


def basket(comparison: Comparison) -> Selection:
    return Selection(tuple(colonne.choix for colonne in comparison.colonnes))


@pytest.mark.skipif(ZBAR is None, reason="zbarimg is absent (sudo apt install zbar-tools)")
class TestAnotherReader:
    @pytest.mark.parametrize("dpi", [150, 300])
    @pytest.mark.parametrize("name", ["une", "trois lieux", "quatre lieux", "six"])
    def test_reads_every_code_of_a_sheet(self, real: Real, name: str, dpi: int, tmp_path: Path) -> None:
        content = render(real(name))
        pages = range(len(pypdfium2.PdfDocument(content)))
        found = {words for number in pages for words in read(picture(content, dpi, number), tmp_path)}
        assert found == leads(real(name))

    @pytest.mark.parametrize("data", ["CXCB", LONG, "https://www.onisep.fr/", "Côte à Côte \u00a0é"])
    def test_reads_short_long_and_accented_words(self, data: str, tmp_path: Path) -> None:
        content = page([(Code(data, SIZE, "essai"), 100, 700, 200)])
        assert read(picture(content, 150), tmp_path) == [data]

    def test_reads_nothing_when_the_symbol_is_not_there(self, tmp_path: Path) -> None:
        assert read(picture(page([]), 150), tmp_path) == []


@pytest.mark.parametrize("data", ["CXCB", "https://www.onisep.fr/", LONG, "Y" * 97])
def test_a_symbol_is_never_under_20_mm_and_its_quiet_zone_is_in_the_box(data: str) -> None:
    count = len(_modules(data))
    for size in (10.0, SIZE, 120.0):
        code = Code(data, size, "essai")
        assert code.symbol >= 20 * MM - 1e-6 == pytest.approx(SMALLEST)
        assert code.quiet == pytest.approx(QUIET * code.symbol / count)
        assert code.height(1e4) == code.side >= size


def test_the_ink_is_dark_modules_and_nothing_else() -> None:
    """Measured on the rendered page: every module has its colour, the quiet zone is white."""
    code = Code(LONG, SIZE, "essai")
    count = len(_modules(LONG))
    content = page([(code, 100, 700, 200)])
    dpi = 72 * 10 * (count + 2 * QUIET) / code.side  # ten pixels a module
    image = picture(content, round(dpi))
    scale = round(dpi) / 72
    step = code.symbol / count
    for row in range(-QUIET, count + QUIET):
        for column in range(-QUIET, count + QUIET):
            x = 100 + code.quiet + (column + 0.5) * step
            y = 700 - code.quiet - (row + 0.5) * step
            dark = 0 <= row < count and 0 <= column < count and _modules(LONG)[row][column]
            grey = image.getpixel((int(x * scale), int((PAGE_HEIGHT - y) * scale)))
            assert isinstance(grey, int)
            assert abs(grey - GREY) < 8 if dark else (grey > 250), (row, column)


@pytest.mark.parametrize("data", ["CXCB", LONG])
def test_the_rectangles_cover_every_dark_module_once(data: str) -> None:
    modules = _modules(data)
    seen = [
        (x, y)
        for left, row, wide, high in runs(modules)
        for x in range(left, left + wide)
        for y in range(row, row + high)
    ]
    dark = {(x, y) for y, line in enumerate(modules) for x, on in enumerate(line) if on}
    assert len(seen) == len(set(seen)) == len(dark)
    assert set(seen) == dark
    assert len(list(runs(modules))) < 0.5 * len(dark)


def test_the_same_words_are_painted_once_a_document() -> None:
    def forms(content: bytes) -> int:
        return content.count(b"/Subtype /Form")

    one = page([(Code(LONG, SIZE, "essai"), 100, 700, 200)])
    three = page([(Code(LONG, SIZE, "essai"), 100, 200 * n, 200) for n in (1, 2, 3)])
    other = page([(Code(LONG + str(n), SIZE, "essai"), 100, 200 * n, 200) for n in (1, 2, 3)])
    assert (forms(one), forms(three), forms(other)) == (1, 1, 3)
    assert len(three) < len(one) + 300 < len(other)


@pytest.mark.parametrize(("data", "side", "level"), [("CXCB", 21, "H"), (CUISINE, 33, "L"), ("Y" * 38, 25, "M")])
def test_the_symbol_is_the_smallest_with_the_best_correction_that_it_holds(data: str, side: int, level: str) -> None:
    """The level is in the first two modules of the ninth row, masked with 10 (ISO/IEC 18004, 7.9)."""
    modules = _modules(data)
    assert len(modules) == side
    assert {(0, 1): "L", (0, 0): "M", (1, 1): "Q", (1, 0): "H"}[modules[8][0] ^ 1, modules[8][1]] == level


@pytest.mark.parametrize("name", ["une", "deux", "trois lieux", "six"])
@pytest.mark.parametrize("width", [WIDTH, 250.0])
def test_the_block_keeps_to_its_room_and_says_its_words(real: Real, name: str, width: float) -> None:
    bloc = retour_bloc(Look(2), basket(real(name)))
    paper = Paper(page([(bloc, SIDE, 700, width)]))
    letters = paper.letters(0)
    assert letters
    for letter in letters:
        assert letter.size >= 9.3 - 1e-3
        assert letter.left > SIDE + 60
        assert letter.right <= SIDE + width + 0.5
        assert 700 - bloc.height(width) - 0.5 <= letter.bottom
        assert letter.top <= 700.5
    assert "Au prochain rendez-vous, cette fiche se rouvre avec ce code." in paper.text
    assert "Il contient les formations choisies, rien d’autre." in paper.text
    code = retour.code(basket(real(name)))
    assert retour.grouped(code) in paper.text
    assert retour.parse(retour.grouped(code)) == basket(real(name))


def test_each_symbol_is_a_figure_with_words_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    figure = Pen.figure

    def listen(pen: Pen, alt: str) -> AbstractContextManager[None]:
        said.append(alt)
        return figure(pen, alt)

    monkeypatch.setattr(Pen, "figure", listen)
    page([(Code(words, SIZE, f"Où mène {words}"), 100, 200 * n, 200) for n, words in ((1, "CXCB"), (2, "CXCC"))])
    assert said == ["Où mène CXCB", "Où mène CXCC"]

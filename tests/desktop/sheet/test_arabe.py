"""Sheets that run from right to left: mirrored, shaped, and read back as they were written."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from desktop.comparison import Comparison
from desktop.langues.langue import Langue
from desktop.sheet import bidi, fonts, glyphs
from desktop.sheet.demande import Demande
from desktop.sheet.document import render
from desktop.sheet.fonts import BOLD, EN_FRANCAIS, REGULAR
from desktop.sheet.mirror import MirrorPen
from desktop.sheet.palette import INK
from tests.desktop.sheet.paper import Paper

QUESTION = "ماذا أصبح التلاميذ بعد 6 أشهر؟"
"""Made-up text with a lam-alef, digits and Arabic punctuation."""
SIGNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
PAGE = 400.0


def drawn(*pieces: tuple[float, str, str, tuple[float, float, float]]) -> bytes:
    fonts.load()
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(PAGE, 100), invariant=1, initialFontName=REGULAR)
    pen = MirrorPen(canvas, PAGE)
    pen.text(20, 50, pieces, 14)
    pen.turn()
    canvas.save()
    return buffer.getvalue()


def read(content: bytes, tmp_path: Path) -> str:
    path = tmp_path / "page.pdf"
    path.write_bytes(content)
    said = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout
    return "".join(SIGNS.sub("", said).split())


def test_letters_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    for font in (REGULAR, BOLD):
        assert read(drawn((0, QUESTION, font, INK)), tmp_path) == QUESTION.replace(" ", "")


def test_the_structure_says_the_words_in_their_order(tmp_path: Path, real: Callable[[str], Comparison]) -> None:
    path = tmp_path / "fiche.pdf"
    path.write_bytes(render(real("trois lieux"), Demande(langue="ar")))
    said = subprocess.run(["pdfinfo", "-struct-text", str(path)], capture_output=True, text=True, check=True).stdout
    title = Langue("ar").traduire("Trois formations côte à côte")
    assert f'"{title}"' in said
    assert '"Lycée professionnel Louis' in said


def test_letters_are_joined_and_a_lam_alef_is_one_glyph_that_says_two_letters() -> None:
    found, _ = glyphs.shape("سلام", REGULAR)
    assert [glyph.unseen for glyph in found] == [False, False, True, False]
    alone = sum(glyphs.advance(letter, REGULAR) for letter in "سلام")
    assert glyphs.advance("سلام", REGULAR) < alone


def test_the_line_starts_on_the_right_and_french_names_keep_their_own_order() -> None:
    parts = [
        bidi.Styled("بين ", REGULAR, INK),
        bidi.Styled("CAP Cuisine ", EN_FRANCAIS[REGULAR], INK),
        bidi.Styled("و 57 إلى 71%", REGULAR, INK),
    ]
    placed, used = bidi.line(parts, 11)
    by_place = [part.shown for part in sorted(placed, key=lambda part: part.x)]
    assert (by_place[0], by_place[-1]) == ("71%", "بين")
    assert "CAP Cuisine" in by_place
    assert [part.words for part in placed if part.words.strip()] == ["بين", "CAP Cuisine", "و", "57", "إلى", "71%"]
    assert used == pytest.approx(max(part.x for part in placed) + glyphs.advance("بين", REGULAR) * 11)


def test_brackets_open_towards_the_words_that_they_hold() -> None:
    placed, _ = bidi.line([bidi.Styled("(نعم)", REGULAR, INK)], 11)
    assert [part.shown for part in placed] == [")", "نعم", "("]


def test_what_is_measured_is_what_is_drawn() -> None:
    _, used = bidi.line([bidi.Styled(QUESTION, BOLD, INK)], 11)
    assert used == pytest.approx(fonts.width(QUESTION, BOLD, 11))


def test_frames_and_lines_stand_as_in_a_mirror_and_pictograms_upright() -> None:
    fonts.load()
    canvas = Canvas(BytesIO(), pagesize=(PAGE, 100))
    pen = MirrorPen(canvas, PAGE)
    pen.frame(10, 5, 50, 20)
    pen.line(10, 5, 60, 5)
    pen.stamp("essai", lambda _: None, 10, 5, 0.5)
    code = " ".join(canvas._code)
    assert "340.000 5.000 50.000 20.000 re" in code
    assert "390.000 5.000 m 340.000 5.000 l" in code
    assert re.search(r"0\.50* 0 0 0\.50* 378\.0* 5\.0* cm", code), (
        "of the same sense, its right edge 10 points from the right"
    )


def test_each_run_carries_its_text_and_each_name_its_language(real: Callable[[str], Comparison]) -> None:
    said, langs = [], set()
    with pikepdf.open(BytesIO(render(real("trois lieux"), Demande(langue="ar")))) as pdf:
        assert str(pdf.Root.Lang) == "ar"
        waiting = [pdf.Root.StructTreeRoot.K]
        while waiting:
            node = waiting.pop()
            if isinstance(node, pikepdf.Array):
                waiting += list(node)
            elif isinstance(node, pikepdf.Dictionary):
                if "/ActualText" in node:
                    said.append(str(node.ActualText))
                if "/Lang" in node:
                    langs.add(str(node.Lang))
                if "/K" in node:
                    waiting.append(node.K)
    arabic = [text for text in said if re.search("[\u0600-\u06ff]", text)]
    assert len(arabic) > 60
    assert not any(sign in text for text in said for sign in "\ufffc\ue000\ue001\ue010\ue011")
    assert langs == {"fr-FR"}


def test_the_columns_go_from_right_to_left(real: Callable[[str], Comparison]) -> None:
    french, arabic = (Paper(render(real("trois lieux"), Demande(langue=code))) for code in ("fr", "ar"))

    def middle(paper: Paper, word: str) -> float:
        letters = paper.letters(0)
        text = "".join(one.char for one in letters)
        return letters[text.index(word)].left

    assert middle(french, "Guilloux") > 300 > middle(arabic, "Guilloux")


def test_every_font_is_an_embedded_subset(real: Callable[[str], Comparison]) -> None:
    with pikepdf.open(BytesIO(render(real("deux"), Demande(langue="ar")))) as pdf:
        found = {
            str(font.BaseFont): "/FontFile2" in font.FontDescriptor
            for page in pdf.pages
            for font in page.Resources.Font.values()
        }
    assert any("IBMPlexSansArabic" in name for name in found)
    assert all(found.values())
    assert all(re.match(r"/[A-Z]{6}\+", name) for name in found)

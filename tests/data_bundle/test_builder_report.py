from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from data_bundle.builder.build import build
from data_bundle.builder.files import newest
from data_bundle.builder.progress import Progress
from data_bundle.builder.sources import load
from tests.data_bundle.lecture import Lecture


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def said(dossier: Path, tmp_path: Path) -> str:
    stream = StringIO()
    build(dossier, tmp_path / "dit.sqlite", None, None, stream)
    return stream.getvalue()


def test_rows_are_reported_by_source(dossier: Path, tmp_path: Path) -> None:
    lines = said(dossier, tmp_path).splitlines()
    assert "inserjeunes-regions\u00a0: 7 lignes" in lines
    assert "fr-en-inserjeunes-cfa\u00a0: 5 lignes" in lines
    assert Lecture(tmp_path / "dit.sqlite").one("SELECT lignes FROM source WHERE code = 'offre-scolaire'") == 8


def test_an_unknown_column_is_reported_and_a_known_one_is_not(dossier: Path, tmp_path: Path) -> None:
    path = dossier / "offre-scolaire/constat_rentree_2020_presence.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(f"{line};x" for line in lines).replace("mefstat11;x", "mefstat11;nouvelle"), "utf-8")
    report = said(dossier, tmp_path)
    assert "presence.csv\u00a0: colonnes inconnues, laissées de côté\u00a0: «\u00a0nouvelle\u00a0»" in report
    assert "num_ligne" not in report


def test_rows_that_contradict_each_other_are_left_out_and_reported(dossier: Path, tmp_path: Path) -> None:
    path = dossier / "inserjeunes-depp-etablissements/depp-2022-etablissements-2018_2019-pro.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.rindex("49;47")] + "50;47;41;6;51;55;56\n", encoding="utf-8")
    assert "2 lignes refusées, chiffres différents pour un même établissement (0359901X 2018_2019)" in said(
        dossier, tmp_path
    )
    assert Lecture(tmp_path / "dit.sqlite").lignes("0359901X", "2018_2019") == []


def test_the_two_tables_of_cfa_are_compared(dossier: Path, tmp_path: Path) -> None:
    assert "6 chiffres de CFA lus deux fois (export et tableaux de la DEPP), 2 différents" in said(dossier, tmp_path)


def test_a_wrong_uai_letter_is_kept_flagged_and_reported(dossier: Path, tmp_path: Path) -> None:
    path = dossier / "fr-en-inserjeunes-cfa/fr-en-inserjeunes-cfa.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("0359905B", "0359905Z"), encoding="utf-8")
    assert "UAI à la lettre fausse, gardés et signalés\u00a0: 0359905Z" in said(dossier, tmp_path)
    flags = "SELECT uai FROM etablissement WHERE uai_douteux"
    assert Lecture(tmp_path / "dit.sqlite").column(flags) == ["0359905Z"]


def test_a_code_that_the_nomenclature_lacks_is_reported(dossier: Path, tmp_path: Path) -> None:
    path = dossier / "inserjeunes-regions/ij_region_data_invente.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("50090002", "50099999"), encoding="utf-8")
    assert "1 ligne refusée, codes absents de la nomenclature (50099999)" in said(dossier, tmp_path)


def test_progress_is_plain_lines_without_a_terminal() -> None:
    stream = StringIO()
    progress = Progress(stream, 2)
    progress.step("un")
    progress.step("deux")
    progress.close()
    assert stream.getvalue() == "1/2 un\n2/2 deux\n"


def test_progress_is_a_bar_on_a_terminal() -> None:
    stream = Terminal()
    progress = Progress(stream, 2)
    progress.step("un")
    assert stream.getvalue().startswith("\r[############............] 1/2 un")
    assert "\n" not in stream.getvalue()
    progress.close()
    assert stream.getvalue().endswith("\n")


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2024-01-01", "2024-12-31"], "2024-12-31"),
        (["2024-01-01", "2024-12-31", "2031-05-05"], "2024-12-31"),
        (["2024-01-01", "3024-12-31", "0001-01-01", "2024-02-31", ""], "2024-01-01"),
        (["2024-01-01"], "2024-01-01"),
        ([], None),
    ],
)
def test_the_newest_believable_date_of_a_content(dates: list[str], expected: str | None) -> None:
    assert newest(dates) == expected


def test_a_manifest_dates_a_source_whose_content_does_not(dossier: Path, tmp_path: Path) -> None:
    (dossier / "manifest.json").write_text(
        '{"fichiers": {"inserjeunes-regions/ij_region_data_invente.csv": {"mise_a_jour": "2024-07-20"}}}', "utf-8"
    )
    said(dossier, tmp_path)
    dates = dict(Lecture(tmp_path / "dit.sqlite").all("SELECT code, mise_a_jour FROM source"))
    assert dates["inserjeunes-regions"] == "2024-07-20"
    assert dates["fr-en-inserjeunes-cfa"] is None


def test_every_source_says_whose_it_is() -> None:
    sources = load().sources
    assert len(sources) > 10
    for source in sources:
        assert all((source.titre, source.producteur, source.licence, source.site, source.parution)), source.code
        assert source.url.startswith(("https://", "pkg:"))
        assert "onisep-ideo" not in " ".join(source.fichiers)
    assert len({source.code for source in sources}) == len(sources)

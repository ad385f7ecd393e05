"""Names of establishments and communes, from capitals to what people write."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_bundle.builder.labels.names import restore_name
from data_bundle.folding import words


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("LYCÉE PROFESSIONNEL JAVOUHEY", "Lycée professionnel Javouhey"),
        ("LYCEE POLYVALENT PIERRE GUEGUIN", "Lycée polyvalent Pierre Gueguin"),
        ("BREST CEDEX 02", "Brest"),
        ("Les Abymes cedex", "Les Abymes"),
        ("SAINT-GERMAIN-EN-LAYE", "Saint-Germain-en-Laye"),
        ("LE HAVRE", "Le Havre"),
        ("VILLENEUVE-D'ASCQ", "Villeneuve-d’Ascq"),
        ("L'ILE-BOUCHARD", "L’Île-Bouchard"),
        ("CFA DE LA CCI - UTEC", "CFA de la CCI - UTEC"),
        ("LYCÉE JEAN XXIII", "Lycée Jean XXIII"),
        ("LYCÉE HENRI IV", "Lycée Henri IV"),
        ("LYCÉE LE CORBUSIER", "Lycée Le Corbusier"),
        ("LYCÉE DE LA MER ET DU LITTORAL", "Lycée de la Mer et du Littoral"),
        ("CENTRE DE FORMATION D APPRENTIS", "Centre de formation d’apprentis"),
        ("INSTITUT DE L'AMEUBLEMENT (AFPIA)", "Institut de l’ameublement (AFPIA)"),
        ("I.F.R.I.A.", "I.F.R.I.A."),
        ("PARIS 14E ARRONDISSEMENT", "Paris 14e arrondissement"),
        ("  Lycée  Jean Moulin ", "Lycée Jean Moulin"),
        ("Lycée LAHO de l'Yser", "Lycée LAHO de l’Yser"),
        ("institut supérieur d'optique", "Institut supérieur d’optique"),
        ("", ""),
    ],
)
def test_names_read_as_people_write_them(raw: str, name: str) -> None:
    assert restore_name(raw) == name


@given(st.text(st.characters(codec="cp1252", exclude_characters="\x00"), max_size=40))
def test_a_name_keeps_its_words_but_for_cedex(text: str) -> None:
    plain = re.sub(r"(?i)\s+cedex(?:\s+\d+)?\s*$", "", " ".join(text.split()))
    assert words(restore_name(text)) == words(plain)

"""Made-up rows of Parcoursup to the official header, and made-up formations to match them with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from data_bundle.builder.files import Inputs
from data_bundle.builder.formations import Formation
from data_bundle.builder.parcoursup_formations import formation_of
from data_bundle.builder.read_parcoursup import read, read_apprentissage
from data_bundle.builder.reading import Reading
from data_bundle.builder.report import Report
from data_bundle.builder.sources import load

FILE = "fr-esr-parcoursup/fr-esr-parcoursup.csv"
FILE_APPRENTISSAGE = "fr-esr-parcoursup-apprentissage/fr-esr-parcoursup-apprentissage.csv"
HEADER = [
    "session", "contrat_etab", "cod_uai", "g_ea_lib_vx", "ville_etab", "fili", "lib_comp_voe_ins",
    "g_olocalisation_des_formations", "capa_fin", "voe_tot", "acc_tot", "cod_aff_form", "taux_acces_ens",
    "part_acces_gen", "part_acces_tec", "part_acces_pro",
]  # fmt: skip
HEADER_APPRENTISSAGE = [
    "session", "cod_uai", "g_ea_lib_vx", "fili", "lib_for_voe_ins", "g_olocalisation_des_formations", "capa_fin",
    "voe_tot", "prop_tot", "nb_rech_con", "cod_aff_form",
]  # fmt: skip
TEMPLATE = {
    "session": "2025", "contrat_etab": "Public", "cod_uai": "0359901X", "g_ea_lib_vx": "Lycée des fées", "fili": "BTS",
    "lib_comp_voe_ins": "BTS - Services - Licornier",
    "lib_for_voe_ins": "BTS - Services - Licornier - en apprentissage",
    "g_olocalisation_des_formations": "48.1, -1.7", "capa_fin": "40", "voe_tot": "936", "acc_tot": "38",
    "taux_acces_ens": "13",
}  # fmt: skip


def text_of(*rows: dict[str, str], header: list[str] = HEADER) -> str:
    """Return a file of made-up rows; each gives what differs from the template."""
    lines = [header] + [[(TEMPLATE | row).get(name, "") for name in header] for row in rows]
    return "".join(";".join(f'"{t}"' if "," in t else t for t in line) + "\r\n" for line in lines)


def put(folder: Path, *rows: dict[str, str]) -> None:
    """Put a made-up file of Parcoursup below a folder of raw files."""
    path = folder / FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text(text_of(*rows), encoding="utf-8-sig")


def lu(folder: Path, *rows: dict[str, str], apprentissage: bool = False) -> tuple[Reading, Report]:
    """Read made-up rows below an empty folder; return them and the report."""
    path = folder / (FILE_APPRENTISSAGE if apprentissage else FILE)
    path.parent.mkdir(exist_ok=True)
    header = HEADER_APPRENTISSAGE if apprentissage else HEADER
    path.write_text(text_of(*rows, header=header), encoding="utf-8-sig")
    report = Report()
    reader = read_apprentissage if apprentissage else read
    return reader(Inputs(folder, load(), report)), report


def diplome(code: str, titre: str, **given: Any) -> Formation:
    """Return a made-up diploma of BCN: the last year of a BTS in two years, by MEFSTAT11, unless told otherwise."""
    row = replace(
        formation_of("1", "scolaire", "x", ""),
        type_code="mefstat11",
        code=code,
        mefstat11=code,
        cfd="320" + code[-5:],
        diplome="BTS",
        intitule=titre,
        libelle=f"BTS {titre}",
        libelle_officiel=f"{titre.upper()} (BTS)",
        duree=2,
        annee=2,
    )
    return replace(row, **given)

"""From what the sources say to what the snapshot holds: formations, links, places, offer, copies, doubt, coverage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from data_bundle.builder import apres, read_affelnet, read_rome
from data_bundle.builder.attribution_sites import everywhere
from data_bundle.builder.calibrate import Calibration, CohortRow, calibrate
from data_bundle.builder.continuum import MefKey, mef_links
from data_bundle.builder.continuum import links as cfd_links
from data_bundle.builder.coverage import Row as CoverageRow
from data_bundle.builder.coverage import coverage
from data_bundle.builder.etablissements import Etablissement, establishments
from data_bundle.builder.formations import Formation, FormationMaker, in_display_order
from data_bundle.builder.inputs import Raw
from data_bundle.builder.insersup_formations import restored
from data_bundle.builder.labels.make import LabelReport
from data_bundle.builder.links import Link, links, terminal_of
from data_bundle.builder.measures import Key, Mesure
from data_bundle.builder.offre import Offre, newest_seen, offers
from data_bundle.builder.precedence import one_source
from data_bundle.builder.progress import Progress
from data_bundle.builder.rapprochement import facts as rapprochement_facts
from data_bundle.builder.rapprochement import match as rapprochement
from data_bundle.builder.read_bcn import Bcn
from data_bundle.builder.read_structures import Structure
from data_bundle.builder.renewed_offers import under_todays_diploma
from data_bundle.builder.report import Report
from data_bundle.builder.scope import scope
from data_bundle.builder.territories import Territories
from data_bundle.builder.too_old import without_old
from data_bundle.builder.twins import told_apart
from data_bundle.indicators import INDICATEURS

STEPS = 5
"""Number of announced steps of `derive`."""


@dataclass(frozen=True, slots=True)
class Derived:
    """The content of the snapshot, before rows are numbered. Formations and establishments are in display order."""

    formations: list[Formation]
    liens: list[Link]
    etablissements: list[Etablissement]
    offre: list[Offre]
    mesures: list[Mesure]
    calibration: list[Calibration]
    couverture: list[CoverageRow]
    territories: Territories
    labels: LabelReport
    metiers: Mapping[str, str]
    structures: list[Structure]

    def worth_finding(self, day: str) -> set[Key]:
        """Return the formations that a search shows: with an offer or a row of figures, or open on that day.

        A closed diploma whose only figures are those of the version that replaced it is not one of them; nor is a
        cycle that exists on paper (a CAP in three years) when the same diploma is seen in another one, nor a private
        title that no source shows, nor the second code of a shared first year, nor a line of Parcoursup that stands
        beside the diploma of the same name.
        """
        seen = {offer.formation for offer in self.offre}
        seen |= {row.formation for row in self.mesures if row.formation and row.origine != "nouvelle"}
        taught = {row.cfd for row in self.formations if row.key in seen and row.mefstat11 and row.cfd}
        on_paper = {row.key for row in self.formations if row.mefstat11 and row.cfd in taught and not row.commune}
        on_paper |= {row.key for row in self.formations if row.cfd and row.cfd[2].isalpha()}
        on_paper |= {row.key for row in self.formations if row.commune and row.type_code == "cfd"}
        beside = {line for genre, line, _ in self.liens if genre == "rapprochement"}
        found = seen | {row.key for row in self.formations if row.is_open(day) and row.key not in on_paper}
        return found - beside


def derive(raw: Raw, day: str, report: Report, progress: Progress) -> Derived:
    """Derive everything. ``day`` (AAAA-MM-JJ) decides which diplomas are closed."""
    progress.step("Formations, libellés et liens")
    raw = without_old(raw, day, report)
    succ = successors(raw.bcn)
    read = one_source([*raw.regions, *read_affelnet.coded(raw.others.mesures, raw.bcn)], report)
    seen_mefs = {p.mefstat11 for p in raw.offre} | _codes(read, "mefstat11")
    found = scope(raw.bcn, succ["mefstat11"], succ["cfd"], seen_mefs, _codes(read, "cfd"))
    maker = FormationMaker(raw.bcn, raw.certif, found, day)
    others = restored(raw.others.formations, raw.certif.vocabulaire)
    formations = in_display_order([*maker.all(), *others])
    by_key = {row.key: row for row in formations}
    leads = terminal_of(raw.bcn, found.mefs)
    read = read_affelnet.attached(read, by_key, leads, report)
    matched = rapprochement.match(formations, read)
    checked = rapprochement_facts.truth(matched.matches, by_key, raw.offre, raw.bcn)
    rapprochement_facts.tell(matched, checked, report)
    read = [*read, *matched.mesures(read, by_key)]
    liens = [*links(formations, found, raw.bcn), *matched.liens]
    progress.step("Établissements")
    territories = Territories(raw.cog)
    offered = {p.uai for p in raw.offre}
    noms = [*raw.noms, *raw.others.noms]
    places = establishments(offered, noms, raw.directories, raw.cog, territories, report)
    progress.step("Offre")
    offre = offers(raw.offre, by_key, leads, succ["mefstat11"], day, report)
    offre = newest_seen([*offre, *under_todays_diploma(matched.offre(raw.others.offre), by_key, succ, day)])
    progress.step("Chiffres repris d’une autre version d’un diplôme")
    own = [row for row in read if row.formation is None or row.formation in by_key]
    lost = {(row.source, row.formation[1]) for row in read if row.formation and row.formation not in by_key}
    for source in sorted({source for source, _ in lost}):
        rows_lost = sum(row.source == source for row in read if row.formation and row.formation not in by_key)
        codes = sorted(code for s, code in lost if s == source)
        report.refused(source, "codes absents de la nomenclature", codes, rows_lost)
    own = of_last_years(own, by_key, report)
    rows = [row for row in everywhere(own, succ, raw.sites, report) if not row.formation or row.formation in by_key]
    progress.step("Mesure du doute sur les promotions passées")
    content = Derived(
        formations=told_apart(formations, offre),
        liens=liens,
        etablissements=places,
        offre=offre,
        mesures=rows + raw.places,
        calibration=calibrate(cohort_rows(raw.regions)),
        couverture=coverage(rows, by_key, {place.uai: place.region for place in places}, day),
        territories=territories,
        labels=maker.label_report,
        metiers=read_rome.of(formations, raw.metiers),
        structures=[replace(s, region=territories.region(s.departement)) for s in raw.structures],
    )
    after = apres.links(formations, content.worth_finding(day), offre, content.mesures, day)
    return replace(content, liens=[*liens, *after])


def of_last_years(own: list[Mesure], formations: Mapping[Key, Formation], report: Report) -> list[Mesure]:
    """Return the rows without those of a year that is not the last: nobody leaves it with a diploma (DOMAIN.md §5.2).

    Places and candidacies are those of any year.
    """
    early = {key for key, row in formations.items() if not row.terminale or row.commune}
    wrong = [row for row in own if row.formation in early and row.portee != "acces"]
    for source in sorted({row.source for row in wrong}):
        found = [row.formation[1] for row in wrong if row.formation and row.source == source]
        report.refused(source, "chiffres d’une année qui n’est pas la dernière", sorted(set(found)), len(found))
    return [row for row in own if row.formation not in early or row.portee == "acces"] if wrong else own


def successors(bcn: Bcn) -> dict[str, Mapping[str, str]]:
    """Return the 1↔1 links older → newer, by type of code."""
    anciens: dict[str, Sequence[str]] = {d.cfd: d.anciens for d in bcn.diplomes.values()}
    nouveaux: dict[str, Sequence[str]] = {d.cfd: d.nouveaux for d in bcn.diplomes.values()}
    cfds = cfd_links(anciens, nouveaux)
    keys = [MefKey(m.mefstat11, m.cfd, m.dispositif) for m in bcn.mefs.values()]
    return {"cfd": cfds, "mefstat11": mef_links(cfds, keys)}


def cohort_rows(own: Iterable[Mesure]) -> list[CohortRow]:
    """Return the cells with counts of own rows, as the calibration wants them."""
    names = {i.id: i.nom for i in INDICATEURS}
    return [
        CohortRow(
            names[c.indicateur], row.voie, row.lieu[4:], row.formation[1], row.millesime, c.numerateur, c.effectif
        )
        for row in own
        if row.formation
        for c in row.cells
        if c.numerateur is not None and c.effectif is not None
    ]


def _codes(rows: Iterable[Mesure], kind: str) -> set[str]:
    return {row.formation[1] for row in rows if row.formation and row.formation[0] == kind}

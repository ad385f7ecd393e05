"""What each action does to the open window and its session."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import CoteACoteError
from ui.session import Session
from ui.theme import ZOOMS
from ui.window import COMPARE, DATA, SEARCH, Window

NBSP = "\u00a0"

if TYPE_CHECKING:
    from desktop.selection import Choix, Selection
    from ui.compare_actions import ComparedActions
    from ui.data_file import DataFile
    from ui.exporting import Exporting
    from ui.guiding import Guiding
    from ui.helping import Helping
    from ui.interview import Interview
    from ui.program import Program
    from ui.retour import Retour
    from ui.sheet_actions import SheetActions
    from ui.showing import Showing
    from ui.updating import Updating
    from ui.welcome import Welcome

LATER = {
    "interview": ("dossiers", "fin", "notes", "preferences", "sombre"),
    "welcome": ("visite", "exemple"),
    "showing": ("famille", "carte"),
    "data_file": ("donnees", "verifier", "joindre_onisep", "detacher_onisep"),
    "updating": ("maj", "maj_retour"),
    "guiding": ("guide", "administrer", "nouveautes", "memo"),
    "helping": ("touches", "sources", "etendue", "a_propos", "accessibilite"),
    "retour": ("rouvrir",),
    "paper": ("apercu", "imprimer", "lot"),
    "exporting": ("exporter",),
    "compared": ("autre_voie", "niveau_ligne", "signaler", "glossaire"),
}
"""Actions done by other hands of the window, each made when it is first needed: the first window waits for none."""


class Desk:
    """The hands of one window. ``window`` is set by who puts it together, then ``wire`` ties the two."""

    window: Window

    def __init__(self, program: Program, session: Session) -> None:
        self._program = program
        self.session = session
        self._damage: CoteACoteError | None = None
        self._before_data = SEARCH

    @cached_property
    def interview(self) -> Interview:
        """What an interview keeps and lets go of."""
        from ui.interview import Interview

        made = Interview(self._program, self.session)
        made.window = self.window
        return made

    @cached_property
    def welcome(self) -> Welcome:
        """The tour and the sample."""
        from ui.welcome import Welcome

        made = Welcome(self._program, self.session, self.compare, self.focus_page)
        made.window = self.window
        return made

    @cached_property
    def showing(self) -> Showing:
        """The family mode and the map."""
        from ui.showing import Showing

        made = Showing(self._program, self)
        made.window = self.window
        return made

    @cached_property
    def data_file(self) -> DataFile:
        """The data file and the one joined to it."""
        from ui.data_file import DataFile

        made = DataFile(self._program, self.session)
        made.window = self.window
        return made

    @cached_property
    def updating(self) -> Updating:
        """New data, and the way back."""
        from ui.updating import Updating

        made = Updating(self._program, self.session)
        made.window = self.window
        return made

    @cached_property
    def helping(self) -> Helping:
        """The help menu."""
        from ui.helping import Helping

        made = Helping(self._program, self.session, lambda: self.extent)
        made.window = self.window
        return made

    @cached_property
    def guiding(self) -> Guiding:
        """The guide and the memo."""
        from ui.guiding import Guiding

        made = Guiding(self._program)
        made.window = self.window
        return made

    @cached_property
    def retour(self) -> Retour:
        """Sheets opened again by their code."""
        from ui.retour import Retour

        made = Retour(self._program, self.session)
        made.window = self.window
        return made

    @cached_property
    def paper(self) -> SheetActions:
        """The page of the sheet, printing, many sheets at once."""
        from ui.sheet_actions import SheetActions

        made = SheetActions(self._program, self)
        made.window = self.window
        return made

    @cached_property
    def exporting(self) -> Exporting:
        """The comparison as files and text for other programs."""
        from ui.exporting import Exporting

        made = Exporting(self._program, self)
        made.window = self.window
        return made

    @cached_property
    def compared(self) -> ComparedActions:
        """What is done with a cell of the comparison."""
        from ui.compare_actions import ComparedActions

        return ComparedActions(self, self._current, lambda: self._program.theme)

    @property
    def regions(self) -> list[tuple[str, str]]:
        """The regions that can be searched, (INSEE code, name): those of an extract, or the country and all of them."""
        snapshot, catalogue = self.session.snapshot, self.session.catalogue
        if snapshot.est_extrait:
            return [(code, catalogue.lieu(f"reg:{code}").nom) for code in snapshot.perimetre]
        return [("", "Toute la France"), *((region.code, region.nom) for region in catalogue.regions())]

    @property
    def freshness(self) -> str:
        """The newest cohort of the region searched, or of all of them; the sources of the figures give no date."""
        from desktop.typography import annees

        catalogue, region = self.session.catalogue, self.session.region
        places = [region] if region else [code for code, _ in self.regions if code]
        cohorts = [c for code in places for c in catalogue.promotions(catalogue.lieu(f"reg:{code}"), "scolaire")]
        return f"Chiffres des sortants {annees(max(cohorts))}" if cohorts else ""

    @property
    def extent(self) -> str:
        """Which regions an extract holds; empty for the whole country."""
        from desktop.typography import liste

        return f"Extrait{NBSP}: {liste([nom for _, nom in self.regions])}" if self.session.snapshot.est_extrait else ""

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of the table calls."""
        return {
            "enregistrer": self.save_sheet,
            "quitter": lambda: self.window.close(),
            "annuler": self.session.undo,
            "chercher": self._search,
            "comparer": self.compare,
            "agrandir": lambda: self._zoom(1),
            "reduire": lambda: self._zoom(-1),
            "taille": lambda: self._zoom(0),
            "ajouter": lambda: self._with_current(self.session.add),
            "retirer": lambda: self._with_current(self.session.remove),
            "gauche": lambda: self._move(-1),
            "droite": lambda: self._move(1),
            "specialites": lambda: self._of_line("show_behind"),
            "proches": lambda: self._of_line("show_near"),
            "vider": self.session.clear,
            "les_donnees": self._show_data,
            **{action: self._later(hands, action) for hands, actions in LATER.items() for action in actions},
        }

    def wire(self) -> None:
        """Tie the session to the window."""
        session, window = self.session, self.window
        session.message.connect(window.say)
        session.selection_changed.connect(self._selection_changed)
        session.onisep_changed.connect(self._show_attached)
        self._show_count()
        window.page(SEARCH).focus_field()

    def warm_up(self) -> None:
        """Make, while the person looks at the window, what the first key will need. Raises SnapshotError."""
        from ui.updating import trial_words

        page, extent = self.window.page(SEARCH), self.extent
        page.offer_regions(self.regions)
        page.extent = f"Données chargées{NBSP}: {extent.partition(': ')[2]} (extrait)." if extent else ""
        page.warm_up(self._program.jobs)
        self.window.status.show_data(self.freshness, self.session.snapshot.prochaine_parution or "", extent)
        self.window.status.show_trial(trial_words(self.session.snapshot.path))
        self.window.warm_up()
        self._show_count()
        self._show_attached()
        self.interview.warm_up()
        self.welcome.warm_up()

    def save_sheet(self) -> None:
        """Save the sheet of the comparison; the person says where."""
        from ui.saving import SheetSaver, open_file

        def saved(path: Path) -> None:
            said = f"La fiche est enregistrée{NBSP}: {path.name}"
            self.window.say(said, "Ouvrir la fiche", lambda: open_file(path))

        saver = SheetSaver(self.session, self._program.jobs, self.ask_path, self.paper.demande, self.session)
        saver.saved.connect(saved)
        saver.save()

    def damage(self) -> CoteACoteError | None:
        """Return what is wrong with the data file: a damaged page shows only in the questions that meet it."""
        if self._damage is None:
            from ui.data_file import check_file

            try:
                check_file(self.session.snapshot.path)
            except CoteACoteError as error:
                self._damage = error
        return self._damage

    def say_damage(self, error: CoteACoteError) -> None:
        """Say that the data file is damaged, with the way out; once, though every paint may fail."""
        if self.window.notice_text == error.phrase:
            return
        from ui.updating import way_back

        if back := way_back(self.session.snapshot.path):
            self.window.say(error.phrase, back[0], self.updating.go_back)
        else:
            self.window.say(error.phrase, "Choisir un fichier de données…", self.data_file.choose)

    def ask_path(self, proposed: Path) -> Path | None:
        """Ask the person where to save; None when they change their mind."""
        from ui.saving import ask_path

        return ask_path(self.window)(proposed)

    def compare(self) -> None:
        """Show the comparison, the focus in its grid: the arrows go from there."""
        self.window.show_page(COMPARE)
        self.window.page(COMPARE).take_focus()

    def focus_page(self) -> None:
        """Give the focus to the page shown, where it starts there."""
        if self.window.current_number == SEARCH:
            self._search()
        else:
            self.window.page(self.window.current_number).take_focus()

    def leave_data(self) -> None:
        """Go back from the data page to where one came from, the focus where it starts there."""
        if self._before_data == COMPARE:
            self.compare()
        else:
            self._search()

    def _show_data(self) -> None:
        if self.window.current_number != DATA:
            self._before_data = self.window.current_number
        self.window.show_page(DATA)
        self.window.page(DATA).take_focus()

    def _search(self) -> None:
        self.window.show_page(SEARCH)
        self.window.page(SEARCH).focus_field()

    def _with_current(self, change: Callable[[Choix], object]) -> None:
        if (choix := self._current()) is not None:
            change(choix)

    def _current(self) -> Choix | None:
        """Return the formation that the focus is on: a line, a tile, or a column of the comparison."""
        page = self.window.page(self.window.current_number)
        if self.window.current_number == SEARCH:
            found: Choix | None = page.current_choix()
            return found
        if self.window.current_number != COMPARE:
            return None
        cell, columns = page.board.navigator.current, self.session.selection.choix
        return columns[cell.column] if cell is not None and cell.column < len(columns) else None

    def _of_line(self, what: str) -> None:
        """Show another list that the current line of the search leads to."""
        if self.window.current_number == SEARCH:
            getattr(self.window.page(SEARCH).outcome, what)()

    def _move(self, step: int) -> None:
        choix = self._current()
        if choix is None or choix not in self.session.selection:
            return
        if self.window.current_number == COMPARE:  # there the focus goes with the column
            self.window.page(COMPARE).move_column(self.session.selection.choix.index(choix), step)
        else:
            self.session.move(choix, step)

    def _selection_changed(self, _selection: Selection) -> None:
        if self._damage is None:  # that stays true
            self.window.hush()
        self._show_count()

    def _show_count(self) -> None:
        count = self.session.count
        self.window.header.set_count(count)
        if actions := self.window.named_actions:
            for name in ("enregistrer", "imprimer", "exporter"):
                actions[name].setEnabled(count > 0)
            actions["annuler"].setEnabled(self.session.can_undo)
            actions["vider"].setEnabled(count > 0)

    def _show_attached(self) -> None:
        if actions := self.window.named_actions:
            actions["detacher_onisep"].setEnabled(self.session.onisep is not None)

    def _zoom(self, step: int) -> None:
        theme = self._program.theme
        at = ZOOMS.index(theme.zoom) + step if step else 0
        if 0 <= at < len(ZOOMS) and ZOOMS[at] != theme.zoom:
            self._program.prefer(zoom=ZOOMS[at])

    def _later(self, hands: str, action: str) -> Callable[[], object]:
        return lambda: getattr(self, hands).handlers()[action]()

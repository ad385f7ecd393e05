"""What the page asks now: the words of the field and what narrows them, put to the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.search.field import SearchField
from ui.search.side import Side
from ui.session import Session

if TYPE_CHECKING:
    from desktop.search import Filtres, Recherche, Resultats
    from ui.search.asking import Asker, Question


class Inquiry:
    """Puts a question together from the widgets that it is asked with; ``by_distance`` is the order asked for."""

    def __init__(self, session: Session, field: SearchField, side: Side) -> None:
        self._session = session
        self._field = field
        self._side = side
        self._asker: Asker | None = None
        self._as_typed = ""
        self.by_distance = False

    @property
    def awake(self) -> bool:
        """Tell whether anything was asked yet, or the index read for it."""
        return self._asker is not None

    @property
    def asker(self) -> Asker:
        """Who asks the engine, made at the first call."""
        if self._asker is None:
            from ui.search.asking import Asker  # later than the first window

            self._asker = Asker(self._session)
        return self._asker

    @property
    def question(self) -> Question:
        """What is asked now: typed, ticked, around where."""
        from ui.search.asking import Question  # later than the first window

        typed, from_where = self._field.text.strip(), self._side.departure
        return Question(
            typed,
            self._side.facets.chosen,
            from_where.radius_km,
            self.by_distance,
            from_where.bounded,
            as_typed=bool(typed) and typed == self._as_typed,
        )

    def take_as_typed(self, as_typed: bool) -> None:
        """Take the words as they are now, until others are typed; or correct them again."""
        self._as_typed = self._field.text.strip() if as_typed else ""

    def ask(self, limit: int) -> Resultats:
        """Return the first ``limit`` results."""
        return self.asker.ask(self.question, limit)

    def asked(self) -> tuple[Recherche, str, Filtres]:
        """Return what answers, the words and the filters, for another page to ask more about."""
        return self.asker.engine, self._field.text, self.asker.filtres(self.question)

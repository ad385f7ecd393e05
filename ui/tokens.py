"""The colours of the design, as hex text (design/DESIGN-TOKENS.md §1). Outcomes have no good or bad colour."""

from __future__ import annotations

from typing import NamedTuple


class Tokens(NamedTuple):
    """One theme's colours. ``accent`` is for actions and focus, never data; ``work``, ``study``, ``other`` are data."""

    bg: str
    surface: str
    sunk: str
    band: str
    chip: str
    line: str
    line_strong: str
    ink: str
    ink_2: str
    ink_3: str
    accent: str
    on_accent: str
    accent_soft: str
    caution: str
    caution_bg: str
    work: str
    study_fill: str
    study_bg: str
    study_outline: str
    other_fill: str
    other_outline: str


LIGHT = Tokens(
    bg="#F6F3EC",
    surface="#FFFFFF",
    sunk="#FBF9F4",
    band="#EFEADF",
    chip="#F3EFE6",
    line="#DDD7CA",
    line_strong="#857E72",
    ink="#22262B",
    ink_2="#4A4E54",
    ink_3="#62656A",
    accent="#64365F",
    on_accent="#FFFFFF",
    accent_soft="#F1E8F0",
    caution="#744A00",
    caution_bg="#FBF0D9",
    work="#0B5570",
    study_fill="#E2A33B",
    study_bg="#FBEBCB",
    study_outline="#754E05",
    other_fill="#FFFFFF",
    other_outline="#625D57",
)

DARK = Tokens(
    bg="#17191C",
    surface="#212429",
    sunk="#1C1F23",
    band="#2B2F35",
    chip="#2B2F35",
    line="#393E45",
    line_strong="#8A9099",
    ink="#EFECE5",
    ink_2="#CBC8C1",
    ink_3="#A9A7A2",
    accent="#DDB6D7",
    on_accent="#2A1327",
    accent_soft="#3A2C39",
    caution="#F0C777",
    caution_bg="#3A2F18",
    work="#8BCDE6",
    study_fill="#E9B44C",
    study_bg="#3B3016",
    study_outline="#E9B44C",
    other_fill="#212429",
    other_outline="#C2BCB3",
)

CONTRAST_LIGHT = Tokens(
    bg="#FFFFFF",
    surface="#FFFFFF",
    sunk="#FFFFFF",
    band="#EDEDED",
    chip="#EDEDED",
    line="#595959",
    line_strong="#000000",
    ink="#000000",
    ink_2="#1A1A1A",
    ink_3="#333333",
    accent="#4A1245",
    on_accent="#FFFFFF",
    accent_soft="#F3E6F1",
    caution="#4A2E00",
    caution_bg="#FFF3D1",
    work="#003A52",
    study_fill="#8A5A00",
    study_bg="#FFF3D1",
    study_outline="#4A3000",
    other_fill="#FFFFFF",
    other_outline="#333333",
)
"""Text at 7 to 1 at least, everything else at 4.5 to 1, decorative lines too."""

CONTRAST_DARK = Tokens(
    bg="#000000",
    surface="#000000",
    sunk="#000000",
    band="#1F1F1F",
    chip="#1F1F1F",
    line="#9A9A9A",
    line_strong="#FFFFFF",
    ink="#FFFFFF",
    ink_2="#F2F2F2",
    ink_3="#D9D9D9",
    accent="#F5C8EE",
    on_accent="#000000",
    accent_soft="#33202F",
    caution="#FFD98A",
    caution_bg="#2B2000",
    work="#9BDCF5",
    study_fill="#F0B94D",
    study_bg="#2B2100",
    study_outline="#F0B94D",
    other_fill="#000000",
    other_outline="#E0E0E0",
)

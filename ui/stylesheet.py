"""The style sheet of the program, from the tokens: flat fills, 1 px lines, radii; no shadow, no gradient.

A widget asks for a look by its ``kind`` property: buttons 'primary', 'quiet', 'icon', 'link', 'tab', 'segment',
'chip'; frames 'card', 'sunk', 'bar', 'notice', 'caution'; labels 'caption', 'group', 'card', 'quiet'.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ui.tokens import Tokens

_QSS = """
QMainWindow, QDialog, QMessageBox, #page { background: ${bg}; }
QToolTip { background: ${surface}; color: ${ink}; border: 1px solid ${line_strong}; padding: ${px4}px; }
QLabel[kind="caption"] { font-size: ${pt_caption}pt; color: ${ink_3}; }
QLabel[kind="quiet"] { color: ${ink_2}; }
QLabel[kind="name"] { font-size: ${pt_figure}pt; font-weight: 600; }
QLabel[kind="strong"] { font-weight: 600; }
QLabel[kind="group"] { font-size: ${pt_group}pt; font-weight: 600; }
QLabel[kind="figure"] { font-size: ${pt_figure}pt; font-weight: 600; }
QFrame[kind="card"] { background: ${surface}; border: 1px solid ${line}; border-radius: ${px8}px; }
QFrame[kind="tray"] { background: ${surface}; border: none; border-top: 2px solid ${line_strong}; }
QFrame[kind="tile"] { background: ${sunk}; border: 1px solid ${line}; border-radius: ${px6}px; }
QLabel[kind="tileTitle"] { font-weight: 600; font-size: ${pt_caption}pt; }
QScrollArea#facets { border-right: 1px solid ${line}; background: ${sunk}; }
QLabel[kind="card"] { background: transparent; border: none; font-size: ${pt_card}pt; font-weight: 600; }
QFrame[kind="sunk"] { background: ${sunk}; }
QFrame[kind="bar"] { background: ${surface}; }
QFrame[kind="band"] { background: ${band}; border-radius: ${px6}px; }
QFrame[kind="rule"] { background: ${line}; border: none; max-height: 1px; min-height: 1px; }
QFrame[kind="ruleV"] { background: ${line}; border: none; max-width: 1px; min-width: 1px; }
QFrame[kind="notice"] { background: ${surface}; border: 1px solid ${accent}; border-radius: ${px8}px; }
QFrame[kind="caution"] { background: ${caution_bg}; border-radius: ${px8}px; }
QFrame[kind="caution"] QLabel { color: ${caution}; }

QPushButton { background: ${surface}; border: 1px solid ${line_strong}; border-radius: ${px6}px;
  min-height: ${px30}px; padding: 0 ${px14}px; font-weight: 600; color: ${ink}; }
QPushButton:hover { background: ${chip}; }
QPushButton:pressed { background: ${band}; }
QPushButton:disabled { color: ${ink_3}; border-color: ${line}; }
QPushButton[kind="primary"] { background: ${accent}; border-color: ${accent}; color: ${on_accent}; }
QPushButton[kind="primary"]:hover { background: ${accent}; border-color: ${ink}; }
QPushButton[kind="primary"]:disabled { background: ${band}; border-color: ${line}; color: ${ink_3}; }
QPushButton[kind="primary"][large="true"] { min-height: ${px38}px; padding: 0 ${px16}px; font-size: ${pt_group}pt; }
QPushButton[kind="quiet"], QPushButton[kind="icon"] { background: transparent; border-color: transparent; }
QPushButton[kind="quiet"]:hover, QPushButton[kind="icon"]:hover { background: ${chip}; }
QPushButton[kind="icon"] { padding: 0; min-height: ${px24}px; min-width: ${px24}px; }
QPushButton[kind="link"] { background: transparent; border: none; padding: 0 ${px2}px; min-height: ${px24}px;
  color: ${accent}; text-decoration: underline; font-weight: 400; text-align: left; }
QPushButton[kind="link"]:hover { color: ${ink}; }
QPushButton[kind="statusLink"] { background: transparent; border: none; padding: 0; min-height: ${px24}px;
  font-size: ${pt_caption}pt; font-weight: 400; color: ${accent}; text-decoration: underline; }
QPushButton[kind="menu"] { min-height: ${px26}px; padding: 0 ${px10}px; }
QPushButton::menu-indicator { width: 0; }
QPushButton[kind="chip"] { background: ${chip}; border: 1px solid transparent; border-radius: ${px5}px;
  min-height: ${px22}px; padding: 0 ${px8}px; font-size: ${pt_caption}pt; font-weight: 600; color: ${ink_2}; }
QPushButton[kind="chip"]:hover { border-color: ${line_strong}; }
QPushButton[kind="segment"] { background: ${surface}; border: 1px solid ${line_strong}; border-radius: 0;
  min-height: ${px24}px; padding: 0 ${px10}px; font-weight: 400; color: ${ink_2}; border-left-width: 0; }
QPushButton[kind="segment"][place="first"] { border-left-width: 1px;
  border-top-left-radius: ${px6}px; border-bottom-left-radius: ${px6}px; }
QPushButton[kind="segment"][place="last"] {
  border-top-right-radius: ${px6}px; border-bottom-right-radius: ${px6}px; }
QPushButton[kind="segment"]:hover { background: ${chip}; }
QPushButton[kind="segment"]:checked { background: ${accent_soft}; color: ${accent}; font-weight: 600; }
QPushButton[kind="tab"] { background: transparent; border: none; border-bottom: ${px3}px solid transparent;
  border-radius: 0; padding: ${px3}px ${px16}px 0 ${px16}px; min-height: ${tab}px; font-weight: 600; color: ${ink_2}; }
QPushButton[kind="tab"][counted="true"] { padding-right: ${px44}px; }
QPushButton[kind="tab"]:hover { color: ${ink}; }
QPushButton[kind="tab"]:checked { color: ${accent}; border-bottom-color: ${accent}; }
QLabel[kind="badge"] { background: ${accent_soft}; color: ${accent}; border-radius: ${px6}px; font-weight: 600;
  font-size: ${pt_caption}pt; padding: ${px1}px ${px6}px; }
QLabel[kind="place"] { color: ${ink_3}; min-width: ${px34}px; }

QLineEdit { background: ${surface}; border: 1px solid ${line_strong};
  border-radius: ${px6}px; min-height: ${px28}px; padding: 0 ${px10}px;
  selection-background-color: ${accent}; selection-color: ${on_accent}; }
QLineEdit:focus { border: 2px solid ${accent}; padding: 0 ${px9}px; }
QLineEdit[kind="bare"], QLineEdit[kind="bare"]:focus { border: none; background: transparent; padding: 0; }
QFrame[kind="search"] { background: ${surface}; border: 1px solid ${line_strong}; border-radius: ${px8}px; }
QFrame[kind="search"][focused="true"] { border: 2px solid ${accent}; }
QFrame[kind="search"] QLineEdit { font-size: ${pt_search}pt; min-height: ${field}px; }
QFrame[kind="field"] { background: ${surface}; border: 1px solid ${line_strong}; border-radius: ${px6}px; }
QFrame[kind="field"][focused="true"] { border: 2px solid ${accent}; }
QListView#completions { background: ${surface}; border: 1px solid ${line_strong};
  padding: ${px4}px; outline: none; font-weight: 400;
  selection-background-color: ${accent_soft}; selection-color: ${accent}; }
QListView#completions::item { min-height: ${px26}px; padding: 0 ${px6}px; }
QListView#dossiers { background: ${surface}; border: 1px solid ${line_strong}; border-radius: ${px6}px;
  padding: ${px4}px; }
QListView#dossiers:focus { border: 2px solid ${accent}; }
QListView#dossiers::item { padding: ${px6}px ${px8}px; border-radius: ${px4}px; color: ${ink}; }
QListView#dossiers::item:selected { background: ${accent_soft}; color: ${accent}; }
QListView#cfas::item, QListView#mots::item { padding: ${px3}px ${px6}px; border-radius: ${px4}px; }
QListView#cfas::item:selected, QListView#mots::item:selected { background: ${accent_soft}; color: ${accent}; }
QListView#completions::item:selected { background: ${accent_soft}; color: ${accent}; }

QSlider { min-height: ${px22}px; }
QSlider::groove:horizontal { height: ${px4}px; border-radius: ${px2}px; background: ${line}; }
QSlider::sub-page:horizontal { background: ${accent}; border-radius: ${px2}px; }
QSlider::handle:horizontal { width: ${px14}px; height: ${px14}px; margin: -${px6}px 0; border-radius: ${px8}px;
  background: ${surface}; border: 2px solid ${accent}; }
QSlider::sub-page:horizontal:disabled { background: ${line}; }
QSlider::handle:horizontal:disabled { border-color: ${line_strong}; }

QScrollArea, QListView, QTableView, QTreeView, QAbstractScrollArea { background: transparent; border: none; }
QListView { outline: none; }
QPlainTextEdit { background: ${surface}; border: 1px solid ${line_strong}; border-radius: ${px6}px;
  padding: ${px6}px ${px8}px; selection-background-color: ${accent}; selection-color: ${on_accent}; }
QPlainTextEdit:focus { border: 2px solid ${accent}; padding: ${px5}px ${px7}px; }
QScrollBar:vertical { background: transparent; width: ${px10}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${px10}px; margin: 0; }
QScrollBar::handle { background: ${line_strong}; border-radius: ${px2}px; margin: ${px3}px; }
QScrollBar::handle:vertical { min-height: ${px32}px; }
QScrollBar::handle:horizontal { min-width: ${px32}px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenuBar { background: ${surface}; border-bottom: 1px solid ${line}; padding: 0 ${px8}px; }
QMenuBar::item { padding: ${px4}px ${px10}px; background: transparent; color: ${ink_2}; }
QMenuBar::item:selected { background: ${accent_soft}; color: ${accent}; }
QMenu { background: ${surface}; border: 1px solid ${line_strong}; padding: ${px4}px; }
QMenu::item { padding: ${px6}px ${px24}px ${px6}px ${px12}px; border-radius: ${px4}px; }
QMenu::item:selected { background: ${accent_soft}; color: ${accent}; }
QMenu::item:disabled { color: ${ink_3}; }
QMenu::separator { height: 1px; background: ${line}; margin: ${px4}px ${px8}px; }
"""


def stylesheet(tokens: Tokens, zoom: float, points: Mapping[str, float]) -> str:
    """Return the style sheet for these colours at this zoom."""
    sizes = {f"px{n}": str(max(1, round(n * zoom))) for n in range(1, 65)}
    type_sizes = {f"pt_{role}": f"{size * zoom:.2f}" for role, size in points.items()}
    sizes["field"] = sizes["px30" if zoom >= 1.5 else "px38"]
    sizes["tab"] = sizes["px32" if zoom >= 1.5 else "px38"]
    values = tokens._asdict() | sizes | type_sizes
    return re.sub(r"\$\{(\w+)\}", lambda found: str(values[found[1]]), _QSS)

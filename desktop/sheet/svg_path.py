"""Reads the path language of SVG as far as our own icons use it, into moves, lines and cubic curves.

Supported: M L H V C S A Z, absolute and relative. Every point comes out absolute, y downwards as in SVG.
"""

from __future__ import annotations

import re
from functools import cache
from math import acos, ceil, copysign, cos, hypot, pi, radians, sin, sqrt, tan

Segment = tuple[str, tuple[float, ...]]
"""``("M", (x, y))``, ``("L", (x, y))``, ``("C", (x1, y1, x2, y2, x, y))`` or ``("Z", ())``."""

_TOKEN = re.compile(r"([A-Za-z])|([-+]?(?:\d*\.\d+|\d+\.?)(?:[eE][-+]?\d+)?)")
_COUNT = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "A": 7, "Z": 0}


@cache
def segments(path: str) -> tuple[Segment, ...]:
    """Return the segments of a path; ValueError for a command that our icons do not use."""
    reader = _Reader()
    command, numbers = "", list[float]()
    for letter, number in _TOKEN.findall(path):
        if letter:
            reader.run(command, numbers)
            command, numbers = letter, []
        else:
            numbers.append(float(number))
    reader.run(command, numbers)
    return tuple(reader.out)


class _Reader:
    def __init__(self) -> None:
        self.out: list[Segment] = []
        self.x = self.y = self.x0 = self.y0 = 0.0
        self._mirror: tuple[float, float] | None = None

    def run(self, command: str, numbers: list[float]) -> None:
        if not command:
            return
        letter = command.upper()
        if letter not in _COUNT:
            raise ValueError(f"path command {command!r} is not supported")
        size = _COUNT[letter]
        if not size:
            self.out.append(("Z", ()))
            self.x, self.y, self._mirror = self.x0, self.y0, None
            return
        for at in range(0, len(numbers), size):
            self._one("L" if letter == "M" and at else letter, numbers[at : at + size], command.islower())

    def _one(self, letter: str, v: list[float], relative: bool) -> None:
        dx, dy = (self.x, self.y) if relative else (0.0, 0.0)
        mirror, self._mirror = self._mirror, None
        if letter == "A":
            self._arc(v, dx, dy)
        elif letter in "CS":
            points = [c + (dy if i % 2 else dx) for i, c in enumerate(v)]
            if letter == "S":
                mx, my = mirror or (self.x, self.y)
                points = [2 * self.x - mx, 2 * self.y - my, *points]
            self._mirror = (points[2], points[3])
            self._curve(points)
        else:
            x = v[0] + dx if letter != "V" else self.x
            y = v[-1] + dy if letter != "H" else self.y
            self.out.append(("M" if letter == "M" else "L", (x, y)))
            self.x, self.y = x, y
            if letter == "M":
                self.x0, self.y0 = x, y

    def _curve(self, points: list[float]) -> None:
        self.out.append(("C", tuple(points)))
        self.x, self.y = points[4], points[5]

    def _arc(self, v: list[float], dx: float, dy: float) -> None:
        """Turn an elliptical arc into cubic curves (SVG 1.1, appendix F.6)."""
        rx, ry, turn, large, sweep = abs(v[0]), abs(v[1]), radians(v[2]), bool(v[3]), bool(v[4])
        x1, y1, x2, y2 = self.x, self.y, v[5] + dx, v[6] + dy
        c, s = cos(turn), sin(turn)
        px, py = c * (x1 - x2) / 2 + s * (y1 - y2) / 2, -s * (x1 - x2) / 2 + c * (y1 - y2) / 2
        grow = hypot(px / rx, py / ry)
        if grow > 1:
            rx, ry = rx * grow, ry * grow
        left = (rx * ry) ** 2 - (rx * py) ** 2 - (ry * px) ** 2
        k = copysign(sqrt(max(0.0, left) / ((rx * py) ** 2 + (ry * px) ** 2)), 1 if large != sweep else -1)
        qx, qy = k * rx * py / ry, -k * ry * px / rx
        cx, cy = c * qx - s * qy + (x1 + x2) / 2, s * qx + c * qy + (y1 + y2) / 2
        start = _angle((px - qx) / rx, (py - qy) / ry)
        sweep_angle = _angle((-px - qx) / rx, (-py - qy) / ry) - start
        if sweep and sweep_angle < 0:
            sweep_angle += 2 * pi
        elif not sweep and sweep_angle > 0:
            sweep_angle -= 2 * pi
        steps = max(1, ceil(abs(sweep_angle) / (pi / 2) - 1e-9))
        step = sweep_angle / steps
        pull = 4 / 3 * tan(step / 4)
        for i in range(steps):
            a, b = start + i * step, start + (i + 1) * step
            unit = (
                (cos(a) - pull * sin(a), sin(a) + pull * cos(a)),
                (cos(b) + pull * sin(b), sin(b) - pull * cos(b)),
                (cos(b), sin(b)),
            )
            points: list[float] = []
            for ux, uy in unit:
                points += [cx + c * rx * ux - s * ry * uy, cy + s * rx * ux + c * ry * uy]
            self._curve(points)


def _angle(x: float, y: float) -> float:
    return copysign(acos(max(-1.0, min(1.0, x / hypot(x, y)))), y)

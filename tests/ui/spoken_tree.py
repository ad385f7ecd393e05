"""Reads a running program as a screen reader does: through AT-SPI on its session bus."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

ACCESSIBLE = "org.a11y.atspi.Accessible"
ROOT = "/org/a11y/atspi/accessible/root"
FOCUSED, SHOWING = 12, 25
"""Bits of AT-SPI's states."""


@dataclass(frozen=True)
class Node:
    """One thing on the screen: its role and name as they would be spoken, and where it is on the bus."""

    role: str
    name: str
    focused: bool
    bus: str
    path: str


class SpokenTree:
    """The accessible objects of the only program on a session bus."""

    def __init__(self, address: str) -> None:
        session = open_dbus_connection(address)
        asked = new_method_call(DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress")
        (found,) = session.send_and_get_reply(asked).body
        session.close()
        self._bus = open_dbus_connection(found)
        self._program = self._wait_for_program()

    def close(self) -> None:
        self._bus.close()

    def showing(self) -> Iterator[Node]:
        """Yield what is on the screen, in the order in which it would be read."""
        return self._walk(*self._program)

    def focused(self) -> Node:
        """Return the thing that has the focus."""
        return next(node for node in self.showing() if node.focused)

    def text_of_focus(self) -> str:
        """Return the whole text of the thing that has the focus."""
        node = self.focused()
        text = DBusAddress(node.path, node.bus, "org.a11y.atspi.Text")
        return str(self._bus.send_and_get_reply(new_method_call(text, "GetText", "ii", (0, -1))).body[0])

    def _walk(self, name: str, path: str) -> Iterator[Node]:
        low, _high = self._ask(name, path, "GetState")
        root = path == ROOT
        if not root and not low >> SHOWING & 1:
            return
        role = self._ask(name, path, "GetRoleName")
        yield Node(role, self._get(name, path, "Name"), bool(low >> FOCUSED & 1), name, path)
        for child in self._ask(name, path, "GetChildren"):
            yield from self._walk(*child)

    def _wait_for_program(self) -> tuple[str, str]:
        for _ in range(100):
            programs = self._ask("org.a11y.atspi.Registry", ROOT, "GetChildren")
            if programs:
                name, path = programs[0]
                return name, path
            time.sleep(0.1)
        raise TimeoutError("no program on the bus")

    def _ask(self, name: str, path: str, method: str) -> Any:
        call = new_method_call(DBusAddress(path, name, ACCESSIBLE), method)
        return self._bus.send_and_get_reply(call).body[0]

    def _get(self, name: str, path: str, what: str) -> str:
        properties = DBusAddress(path, name, "org.freedesktop.DBus.Properties")
        reply = self._bus.send_and_get_reply(new_method_call(properties, "Get", "ss", (ACCESSIBLE, what)))
        return str(reply.body[0][1])

"""What PyInstaller collects and the program never opens is left out; read by ``app.spec``.

PyInstaller brings every plugin of each Qt module that is imported, and what these plugins need: a web socket
server for the virtual keyboard's QML, GTK, OpenSSL for Qt's own network. We name what is used instead.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution, packages_distributions
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

Entry = tuple[str, str, str]
"""Of PyInstaller's lists: path inside the folder, path on this machine, kind."""

PLUGINS = {
    "platforms/qxcb", "platforms/qoffscreen", "platforms/qwindows", "platforms/qcocoa",
    "styles/qmodernwindowsstyle", "styles/qmacstyle",
    "iconengines/qsvgicon", "imageformats/qsvg",
    "platforminputcontexts/composeplatforminputcontextplugin",  # ^ and ¨ before a letter
    "platforminputcontexts/ibusplatforminputcontextplugin",
    "platformthemes/qxdgdesktopportal",
    "printsupport/cupsprintersupport",
}  # fmt: skip
QT_LIBRARIES = {"Core", "Gui", "Widgets", "PrintSupport", "Svg", "DBus", "XcbQpa", "OpenGL"}
TRANSLATIONS = {"qtbase_fr.qm"}
LEFT_TO_THE_SYSTEM = re.compile(
    r"lib(cups|systemd|gcrypt|gpg-error|lz4|cap|avahi-.*|gnutls|fontconfig|drm|dbus-1|glib-2\.0|gthread-2\.0|pcre2-.*"
    r"|X11|X11-xcb|freetype|png16|brotli\w+|stdc\+\+|gcc_s|z|expat|uuid)\.so\."
)
"""What every Linux with a window has, and other libraries of the system use too: two versions of it in one process
would not get on. The `.deb` names their packages."""
STANDARD_LIBRARY = [
    "_pydecimal", "_uuid", "_pyrepl", "_sysconfigdata__linux_x86_64-linux-gnu", "antigravity", "asyncio", "audioop",
    "cgi", "cgitb", "code", "codeop", "crypt", "curses", "dbm", "distutils", "doctest", "ensurepip", "ftplib",
    "idlelib", "imaplib", "lib2to3", "mailbox", "mailcap", "multiprocessing", "nntplib", "pdb", "poplib",
    "pydoc", "pydoc_data", "readline", "smtplib", "socketserver", "sqlite3.dump", "telnetlib", "test",
    "tkinter", "turtle", "turtledemo", "unittest", "venv", "webbrowser", "wsgiref", "xmlrpc",
]  # fmt: skip
OF_PILLOW = ["_avif", "_imagingcms", "_imagingft", "_imagingmath", "_imagingmorph", "_imagingtk", "_webp", "ImageCms",
             "ImageQt", "ImageShow", "ImageTk", "ImageWin"]  # fmt: skip
"""Pages are written as PNG, and reportlab needs PIL.Image to load: nothing else of it is used."""
FORMATS = {"PngImagePlugin"}
NEVER = ["cryptography", "nacl", "charset_normalizer", "data_bundle.builder", "PySide6.QtNetwork", "PySide6.QtQml",
         "PySide6.QtDBus", "lxml.html", "lxml.objectify", "lxml.isoschematron", "uharfbuzz._harfbuzz_test",
         "rapidfuzz.fuzz_cpp", "rapidfuzz.fuzz_cpp_avx2"]  # fmt: skip
HOOKS = {"pyi_rth_inspect", "pyi_rth_pkgutil", "pyi_rth_multiprocessing"}
"""What PyInstaller runs at each start for `inspect.getsource` and the like: modules that the first window waits for."""


def excluded(root: Path) -> list[str]:
    """Return the modules that must not enter: those of distributions that the program's own lock doesn't hold."""
    lock = (root / "requirements" / "run.txt").read_text(encoding="utf-8")
    ours = {_plain(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE)}
    if len(ours) < 10:
        raise ValueError("requirements/run.txt holds no versions")
    foreign = [
        module
        for module, distributions in packages_distributions().items()
        if module.isidentifier() and not ours & {_plain(name) for name in distributions}
    ]
    formats = [path.stem for path in _folder("PIL").glob("*ImagePlugin.py") if path.stem not in FORMATS]
    pillow = [f"PIL.{name}" for name in (*formats, *OF_PILLOW)]
    kept = {"ui", "desktop", "data_bundle", "resources", "PyInstaller", "_pyinstaller_hooks_contrib"}
    return sorted({*foreign, *STANDARD_LIBRARY, *pillow, *NEVER} - kept)


def binaries(entries: Iterable[Entry]) -> list[Entry]:
    """Return the binaries that are used: plugins by name, then the libraries that something kept asks for."""
    kept = [entry for entry in entries if _is_used(entry[0])]
    return _reached(kept) if sys.platform.startswith("linux") else kept


def data(entries: Iterable[Entry], kept: Iterable[Entry]) -> list[Entry]:
    """Return the data files that are used, and the links to ``kept`` libraries."""
    names = {PurePosixPath(inside).name for inside, _, _ in kept}
    return [
        entry
        for entry in entries
        if (_target(entry) in names if entry[2] == "SYMLINK" else _is_data(PurePosixPath(entry[0].replace("\\", "/"))))
    ]


def metadata(entries: Iterable[Entry]) -> list[Entry]:
    """Return the METADATA of every distribution that something in the program comes from.

    The program reads the version of some; the list of parts of a release is made from them.
    """
    tops = {re.split(r"[./\\]", inside)[0] for inside, _, _ in entries}
    owners = {name for module, names in packages_distributions().items() if module in tops for name in names}
    found = []
    for owner in sorted(owners):
        files = distribution(owner).files or []
        path = next(file for file in files if file.match("*.dist-info/METADATA"))
        found.append((str(path), str(path.locate()), "DATA"))
    return found


def _plain(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()


def _is_used(inside: str) -> bool:
    path = PurePosixPath(inside.replace("\\", "/"))
    if LEFT_TO_THE_SYSTEM.match(path.name):
        return False
    if "plugins" in path.parts:
        plugin = re.sub(r"^lib|\.(so|dll|dylib)$", "", path.name)
        return f"{path.parent.name}/{plugin}" in PLUGINS
    library = re.match(r"(?:lib)?Qt6([A-Za-z0-9]+)\.(?:so|dll|dylib)", path.name)
    return library is None or library[1] in QT_LIBRARIES


def _is_data(path: PurePosixPath) -> bool:
    if "translations" in path.parts:
        return path.name in TRANSLATIONS
    if path.parts[0] == "reportlab":  # its own fonts: ours are in resources
        return path.suffix not in {".pfb", ".afm", ".ttf"}
    return path.suffix not in {".qml", ".qmltypes"} and "qml" not in path.parts


def _reached(entries: list[Entry]) -> list[Entry]:
    """Return what is loaded by name (extensions, plugins) and every library that these need, in turn."""
    files = [entry for entry in entries if entry[2] != "SYMLINK"]
    by_name = {PurePosixPath(inside).name: (inside, source, kind) for inside, source, kind in files}
    todo = [entry for entry in files if entry[2] == "EXTENSION" or _is_root(entry[0])]
    seen = {entry[0] for entry in todo}
    while todo:
        for name in needed(todo.pop()[1]):
            entry = by_name.get(name)
            if entry is not None and entry[0] not in seen:
                seen.add(entry[0])
                todo.append(entry)
    names = {PurePosixPath(inside).name for inside in seen}
    return [entry for entry in entries if entry[0] in seen or (entry[2] == "SYMLINK" and _target(entry) in names)]


def needed(library: str | Path) -> list[str]:
    """Return the names of the libraries that one asks for itself; ``ldd`` would add what these ask for."""
    told = subprocess.run(["objdump", "-p", str(library)], capture_output=True, text=True).stdout
    return re.findall(r"^ +NEEDED +(\S+)", told, re.MULTILINE)


def _target(entry: Entry) -> str:
    return PurePosixPath(entry[1]).name


def _is_root(inside: str) -> bool:
    path = PurePosixPath(inside)
    return "plugins" in path.parts or path.name.startswith(("libpython", "libpdfium"))


def modules(root: Path) -> Iterator[str]:
    """Give the name of every module of the four packages: some are named only when an action needs them."""
    for package in ("ui", "desktop", "data_bundle", "resources"):
        for path in sorted((root / package).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            if parts[:2] != ("data_bundle", "builder"):
                yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def compiled(package: str) -> list[str]:
    """Return the names of a package's compiled modules: it picks the ones for the processor while it runs."""
    folder = _folder(package)
    files = [*folder.rglob("*.so"), *folder.rglob("*.pyd")]
    names = (".".join((*path.relative_to(folder.parent).parent.parts, path.name.split(".")[0])) for path in files)
    return sorted(set(names) - set(NEVER))


def _folder(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None, package
    assert spec.origin is not None, package
    return Path(spec.origin).parent


def carried(root: Path) -> list[tuple[str, str]]:
    """Return the plain files that the packages carry, each with its folder in the program."""
    found = []
    for package in ("ui", "desktop", "data_bundle", "resources"):
        for path in sorted((root / package).rglob("*")):
            inside = path.relative_to(root)
            plain = path.is_file() and path.suffix not in {".py", ".pyc"} and ".qualite." not in path.name
            if plain and inside.parts[:2] != ("data_bundle", "builder"):
                found.append((str(path), str(inside.parent)))
    return found

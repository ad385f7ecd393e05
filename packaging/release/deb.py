"""The Debian package: the same folder under /usr/lib, a command, an entry in the menu, what Debian asks to be told."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import icon
from contents import Part
from project import NAME, TITLE, Project, ReleaseError
from prune import needed

HERE = Path(__file__).resolve().parent.parent / "linux" / "deb"
ARCHITECTURE = "amd64"
KEEPER = f"Les auteurs de Côte à Côte <{os.environ.get('DEBEMAIL', 'cote-a-cote@localhost')}>"


def build(project: Project, made: Path, parts: list[Part], target: Path) -> list[str]:
    """Write the package and return the packages it depends on. ReleaseError when a library has no package."""
    tree = project.work / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    lib = tree / "usr" / "lib" / NAME
    shutil.copytree(made, lib, symlinks=True, ignore=shutil.ignore_patterns("portable.txt", "licences"))
    share, doc = tree / "usr" / "share", tree / "usr" / "share" / "doc" / NAME
    shutil.copytree(made / "licences", doc / "licences")
    (lib / "licences").symlink_to(f"../../share/doc/{NAME}/licences")
    command = tree / "usr" / "bin" / NAME
    command.parent.mkdir(parents=True)
    command.symlink_to(f"../lib/{NAME}/{NAME}")
    _share(project, share)
    _docs(project, doc, parts)
    depends = dependencies(made)
    _control(project, tree, depends)
    _same_dates(tree, project.epoch)
    command_line = ["dpkg-deb", "--build", "--root-owner-group", "-Zxz", "-z6", str(tree), str(target)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(project.epoch)}
    done = subprocess.run(command_line, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise ReleaseError(f"dpkg-deb a refusé le paquet : {done.stderr.strip()}")
    return depends


def dependencies(made: Path) -> list[str]:
    """Return the packages that hold what the folder asks for and doesn't carry; those of printing are only wished."""
    files = [path for path in made.rglob("*") if path.is_file() and not path.is_symlink() and _is_elf(path)]
    carried = {path.name for path in made.rglob("*.so*")}
    asked = {name for path in files if "printsupport" not in path.parts for name in needed(path)} - carried
    found: set[str] = set()
    for name in asked:
        told = subprocess.run(["dpkg", "-S", f"*/{name}"], capture_output=True, text=True).stdout
        packages = {line.split(":")[0] for line in told.splitlines() if re.search(rf"/{re.escape(name)}$", line)}
        packages = {package for package in packages if not package.endswith(("-cross", "-dev", "-dbg"))}
        if not packages:
            raise ReleaseError(f"Aucun paquet installé ici ne contient {name}, dont le programme a besoin.")
        found.add(sorted(packages, key=len)[0])
    found.add("libfontconfig1")
    libc = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", "libc6"], capture_output=True, text=True).stdout
    return sorted(f"libc6 (>= {re.match('[0-9.]+', libc)[0]})" if p == "libc6" else p for p in found)  # type: ignore[index]


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _share(project: Project, share: Path) -> None:
    named = f"{NAME}.desktop", f"{NAME}.metainfo.xml", f"{NAME}.1"
    folders = share / "applications", share / "metainfo", share / "man" / "fr" / "man1"
    for name, folder in zip(named, folders, strict=True):
        folder.mkdir(parents=True)
        text = (HERE / name).read_text(encoding="utf-8").replace("@VERSION@", project.version)
        date = datetime.fromtimestamp(project.epoch, UTC).date().isoformat()
        (folder / name).write_text(text.replace("@DATE@", date), encoding="utf-8")
    manual = share / "man" / "fr" / "man1" / f"{NAME}.1"
    _gzip(manual.read_bytes(), manual.with_name(manual.name + ".gz"))
    _gzip(manual.read_bytes(), share / "man" / "man1" / f"{NAME}.1.gz")
    manual.unlink()
    scalable = share / "icons" / "hicolor" / "scalable" / "apps" / f"{NAME}.svg"
    scalable.parent.mkdir(parents=True)
    scalable.write_text(icon.svg(), encoding="utf-8")
    for side in (48, 128):
        icon.write(share / "icons" / "hicolor" / f"{side}x{side}" / "apps" / f"{NAME}.png", side)


def _docs(project: Project, doc: Path, parts: list[Part]) -> None:
    head = (HERE / "copyright").read_text(encoding="utf-8")
    listed = "".join(f" {part.name} {part.version} : {part.licence}\n" for part in parts[1:])
    (doc / "copyright").write_text(head.replace("@PARTIES@", listed.rstrip()), encoding="utf-8")
    date = format_datetime(datetime.fromtimestamp(project.epoch, UTC))
    entry = f"{NAME} ({project.version}) stable; urgency=medium\n\n  * Voir CHANGELOG.md.\n\n -- {KEEPER}  {date}\n"
    _gzip(entry.encode(), doc / "changelog.gz")


def _control(project: Project, tree: Path, depends: list[str]) -> None:
    size = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    text = (HERE / "control").read_text(encoding="utf-8")
    for mark, value in {"VERSION": project.version, "ARCHITECTURE": ARCHITECTURE, "KEEPER": KEEPER, "TITLE": TITLE,
                        "SIZE": str(size // 1024), "DEPENDS": ", ".join(depends)}.items():  # fmt: skip
        text = text.replace(f"@{mark}@", value)
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(text, encoding="utf-8")


def _gzip(content: bytes, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(content, 9, mtime=0))


def _same_dates(tree: Path, epoch: int) -> None:
    for path in [tree, *tree.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
        os.utime(path, (epoch, epoch), follow_symlinks=False)

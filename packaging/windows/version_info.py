"""The version resource of the Windows programs, read by ``app.spec``. NEVER RUN: no Windows was at hand."""

from __future__ import annotations

from typing import Any

from project import TITLE, Project


def version_info(project: Project, name: str) -> Any:
    """Return what Explorer and the inventory services read in an .exe: French, Unicode."""
    from PyInstaller.utils.win32.versioninfo import (
        FixedFileInfo,
        StringFileInfo,
        StringStruct,
        StringTable,
        VarFileInfo,
        VarStruct,
        VSVersionInfo,
    )

    numbers = tuple(int(part) for part in (*project.version.split("."), "0", "0", "0")[:4])
    texts = {
        "CompanyName": f"Les auteurs de {TITLE}",
        "FileDescription": TITLE,
        "FileVersion": project.version,
        "InternalName": name,
        "LegalCopyright": f"Licence MIT, les auteurs de {TITLE}",
        "OriginalFilename": f"{name}.exe",
        "ProductName": TITLE,
        "ProductVersion": project.version,
    }
    table = StringTable("040C04B0", [StringStruct(key, value) for key, value in texts.items()])
    return VSVersionInfo(
        ffi=FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[StringFileInfo([table]), VarFileInfo([VarStruct("Translation", [0x040C, 1200])])],
    )

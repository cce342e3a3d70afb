"""The public folder: a folder for each edition, `editions/0002/`, as its document says."""

from pathlib import Path

EDITIONS = "editions"


def folder_of(public: Path, number: int) -> Path:
    return public / EDITIONS / f"{number:04d}"


def is_there(public: Path, number: int) -> bool:
    return (folder_of(public, number) / "edition.json").is_file()

"""The data folder: private, whole, and left alone while its first start is unfinished."""

import stat
from pathlib import Path

import pytest

from minqing.data_folder import DataFolder, FolderMissing
from minqing.settings import Settings
from minqing.system import reading, working


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def test_keys_are_made_once(folder: DataFolder) -> None:
    folder.make()
    key = folder.master_key
    folder.make()
    assert folder.master_key == key
    assert len(key) == 32


def test_a_private_file_is_replaced_as_a_whole_and_readable_by_its_owner_only(
    folder: DataFolder,
) -> None:
    folder.make()
    folder.file("words.txt.new").write_text("left by a crash, readable by all")
    path = folder.write_private("words.txt", "one")
    assert folder.write_private("words.txt", "two") == path
    assert path.read_text() == "two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not folder.file("words.txt.new").exists()


@pytest.mark.parametrize("command", [reading, working])
def test_no_command_works_in_a_folder_whose_first_start_is_unfinished(
    folder: DataFolder, command: type
) -> None:
    folder.make()
    folder.unfinished.touch()
    with (
        pytest.raises(FolderMissing, match="unfinished"),
        command(Settings({"MINQING_DATA": str(folder.path)})),
    ):
        pass

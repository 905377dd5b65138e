"""Settings are read once, and a wrong one is told with its file."""

from pathlib import Path

import pytest

from entracte.config import Settings, settings
from entracte.errors import BadSetting


def written(home: Path, text: str) -> Settings:
    (home / "config.toml").write_text(text)
    return settings({"ENTRACTE_HOME": str(home)})


def test_without_a_file_everything_has_a_value(tmp_path: Path) -> None:
    found = settings({"ENTRACTE_HOME": str(tmp_path / "none")})
    assert found == Settings(home=str(tmp_path / "none"))


def test_without_a_home_the_system_names_one() -> None:
    assert "entracte" in settings({}).home
    assert settings({"ENTRACTE_HOME": ""}).home == settings({}).home


def test_a_home_is_always_a_whole_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert settings({"ENTRACTE_HOME": "shelf"}).home == str(tmp_path / "shelf")
    assert settings({"ENTRACTE_HOME": "~/shelf"}).home == str(Path.home() / "shelf")


def test_what_is_written_counts(tmp_path: Path) -> None:
    found = written(tmp_path, "workers = 3\npatience = 5\n")
    assert found == Settings(home=str(tmp_path), workers=3, patience=5.0)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("workers = ", "not valid TOML"),
        ("workers = 'two'", "makes no sense"),
        ("wokers = 2", "wokers"),
        ("workers = -1", "workers is -1"),
        ("port = 70000", "port is 70000"),
        ("patience = nan", "patience is nan"),
        ("home = '/elsewhere'", "names a home"),
        ("[workers]\na = 1", "makes no sense"),
    ],
)
def test_what_makes_no_sense_is_told(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadSetting, match=says) as told:
        written(tmp_path, text)
    assert "config.toml" in told.value.what
    assert told.value.do


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b"workers = 1 # \xff\xfe")
    with pytest.raises(BadSetting, match="not valid TOML"):
        settings({"ENTRACTE_HOME": str(tmp_path)})


def test_every_setting_is_documented() -> None:
    documented = (Path(__file__).parents[1] / "docs" / "commands.md").read_text()
    for name in Settings.__struct_fields__:
        assert f"`{name}`" in documented or name == "home"

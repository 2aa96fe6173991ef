"""The user's own defaults: written, told, and what comes before them; mistakes in their file."""

import tomllib
from pathlib import Path

import platformdirs
import pytest
from typer.testing import CliRunner

from conftest import Program
from inforeport import settings
from inforeport.cli import app
from inforeport.errors import SettingsMistake
from inforeport.settings import changed, office_file, setting


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings file of this test; nothing of the environment's is left."""
    for key in settings.KEYS.values():
        monkeypatch.delenv(key.variable, raising=False)
    path = tmp_path / "settings.toml"
    monkeypatch.setenv(settings.FILE, str(path))
    return path


def test_an_option_comes_before_the_environment_and_that_before_the_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert setting("lang") == (None, "default")
    file.write_text('lang = "zh"\n', "utf-8")
    assert setting("lang") == ("zh", "settings")
    monkeypatch.setenv("INFOREPORT_LANG", "en")
    assert setting("lang") == ("en", "INFOREPORT_LANG")
    assert setting("lang", "zh") == ("zh", "--lang")


def test_a_path_starts_from_the_folder_of_the_file(file: Path) -> None:
    file.write_text('db = "某街道.db"\n', "utf-8")
    assert office_file(None) == (file.parent / "某街道.db", "settings")
    assert office_file("x.db") == (Path("x.db"), "--db")


@pytest.mark.parametrize("home", ["/home/甲", "relative", ""])
@pytest.mark.parametrize("xdg", [None, "", "/elsewhere", "relative"])
def test_the_users_folders_are_where_platformdirs_says(
    monkeypatch: pytest.MonkeyPatch, home: str, xdg: str | None
) -> None:
    variables = {"HOME": home, "XDG_DATA_HOME": xdg, "XDG_CONFIG_HOME": xdg, settings.FILE: None}
    for name, value in variables.items():
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    data = platformdirs.user_data_path("inforeport", appauthor=False) / "inforeport.db"
    config = platformdirs.user_config_path("inforeport", appauthor=False) / "settings.toml"
    assert (office_file(None)[0], settings.settings_file()) == (data, config)


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ('lang = "zh"\ntemplat = "a.docx"\n', 2, "no setting templat; did you mean template"),
        ('lang = "fr"\n', 1, "fr is not known; write one of"),
        ("\nlang = 5\n", 2, "lang wants a text"),
        ("# ours\nlang = zh\n", 2, "no TOML"),
        ('[lang]\na = "zh"\n', 1, "lang wants a text"),
    ],
)
def test_a_mistake_is_told_with_its_line(file: Path, text: str, place: int, says: str) -> None:
    file.write_text(text, "utf-8")
    with pytest.raises(SettingsMistake, match=says) as refused:
        setting("lang")
    assert refused.value.facts["place"] == f"{file}:{place}"


def test_a_file_in_another_encoding_is_told(file: Path) -> None:
    file.write_bytes('db = "街道.db"'.encode("gb18030"))
    with pytest.raises(SettingsMistake, match="not in UTF-8"):
        setting("db")


def test_every_command_says_the_mistake_in_one_sentence(office: Program) -> None:
    path = office.db.with_name("settings.toml")
    path.write_text('lnag = "zh"\n', "utf-8")
    ran = CliRunner().invoke(app, ["unit", "list"], env={settings.FILE: str(path), "LC_ALL": "C"})
    assert ran.exit_code == 2
    assert f"error[settings]: {path}:1: no setting lnag; did you mean lang?" in ran.stderr


def test_what_else_stands_in_the_file_stays(file: Path) -> None:
    file.write_text('# mine\nlang = "en"  # for now\n\ndb = "a.db"', "utf-8")
    assert changed(file, "lang", "zh") == '# mine\nlang = "zh"\n\ndb = "a.db"'
    assert changed(file, "lang", "") == '# mine\n\ndb = "a.db"'
    assert changed(file, "template", 'a"\\b.docx').startswith(file.read_text("utf-8"))
    assert tomllib.loads(changed(file, "template", 'a"\\b.docx'))["template"] == 'a"\\b.docx'


def test_a_default_is_set_told_and_taken_away(run: Program) -> None:
    path = run.db.with_name("settings.toml")
    run.well("config", "set", "template", "模板.docx")
    kept = str(Path("模板.docx").absolute())
    assert tomllib.loads(path.read_text("utf-8")) == {"template": kept}
    assert run.well("config", "get", "template").out == f"{kept}\n"
    listed = run.well("config", "list", "--json").json["settings"]
    assert {one["key"]: one["origin"] for one in listed} == {
        "db": "default",
        "lang": "default",
        "template": "settings",
    }
    assert f"template = {kept}" in run("doctor").out
    run.well("config", "set", "template", "")
    assert path.read_text("utf-8") == ""


def test_a_setting_that_there_is_not_or_cannot_be_is_refused(run: Program) -> None:
    assert "no setting lnag; did you mean lang" in run("config", "set", "lnag", "zh").err
    assert "no setting lnag; did you mean lang" in run("config", "get", "lnag").err
    assert "fr is not known" in run("config", "set", "lang", "fr").err
    assert not run.db.with_name("settings.toml").exists()


def test_what_is_no_plain_file_is_not_replaced(run: Program) -> None:
    run.db.with_name("settings.toml").mkdir()
    ran = run("config", "set", "lang", "zh")
    assert ran.status != 0
    assert run.db.with_name("settings.toml").is_dir()


def test_the_screen_speaks_the_language_of_the_settings(office: Program) -> None:
    path = office.db.with_name("settings.toml")
    path.write_text(f'lang = "zh"\ndb = "{office.db.name}"\n', "utf-8")
    ran = CliRunner().invoke(app, ["unit", "add", "甲社区", "社区"], env={settings.FILE: str(path)})
    assert ran.stdout.startswith("已登记：甲社区")


def test_a_paper_is_set_in_the_template_of_the_settings(office: Program) -> None:
    path = office.db.with_name("settings.toml")
    path.write_text('template = "fehlt.docx"\n', "utf-8")
    office.well("unit", "add", "甲社区", "社区")
    asked = ("export", "roster", "-o", office.db.with_name("名册.docx"))
    assert "fehlt.docx" in office(*asked).err
    office.well("export", "roster", "-o", office.db.with_name("名册.xlsx"))

"""Finding the archive and reading its settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutesearch import config
from minutesearch.errors import ConfigError, NoArchive, UsageError


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(config.ENVIRONMENT, raising=False)


def written(folder: Path, text: str) -> Path:
    (folder / config.SETTINGS_FILE).write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert config.load(tmp_path) == config.Settings()


def test_a_partial_file_changes_only_what_it_names(tmp_path: Path) -> None:
    settings = config.load(written(tmp_path, '[index]\nengine = "tantivy"\n[ingest]\njobs = 3\n'))
    assert (settings.engine, settings.jobs, settings.pages) == ("tantivy", 3, 2000)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[indx]\n", "Did you mean 'index'?"),
        ('[index]\nengin = "auto"\n', "Did you mean 'engine'?"),
        ("[ingest]\nzzz = 1\n", "It may hold: jobs"),
        ("engine = 1\n", "Did you mean 'index'?"),
        ('[index]\nengine = "solr"\n', 'Write: engine = "auto"'),
        ("[ingest]\njobs = -1\n", "None"),
        ("[ingest]\npages = true\n", "None"),
        ('[ingest]\npages = "many"\n', "None"),
        ("[index\n", "Mend "),
        ("\x00", "Mend "),
    ],
)
def test_a_wrong_file_is_an_error_that_helps(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config.load(written(tmp_path, text))
    assert config.SETTINGS_FILE in caught.value.message
    assert said in str(caught.value.hint)


def test_every_setting_has_a_table() -> None:
    named = {key for keys in config.TABLES.values() for key in keys}
    assert named == set(config.Settings.__dataclass_fields__)


def test_given_then_environment_then_upwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a" / "corpus").mkdir(parents=True)
    below = tmp_path / "a" / "deep" / "er"
    below.mkdir(parents=True)
    other = tmp_path / "b"
    other.mkdir()
    monkeypatch.chdir(below)
    assert config.find_archive() == tmp_path / "a"
    monkeypatch.setenv(config.ENVIRONMENT, str(other))
    assert config.find_archive() == other
    assert config.find_archive(tmp_path / "a") == tmp_path / "a"


def test_no_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoArchive):
        config.find_archive()
    assert config.find_archive(create=True) == tmp_path
    with pytest.raises(UsageError):
        config.find_archive(tmp_path / "gone")


@pytest.mark.parametrize(
    "line", ['ocr = "always"', "ocr = true", 'ocr_language = "English, please"', "ocr_language = 3"]
)
def test_what_recognition_may_be_set_to(tmp_path: Path, line: str) -> None:
    with pytest.raises(ConfigError, match=line.partition(" ")[0]) as caught:
        config.load(written(tmp_path, f"[ingest]\n{line}\n"))
    assert caught.value.hint is not None
    assert caught.value.hint.startswith("Write: ocr")


def test_recognition_in_two_languages(tmp_path: Path) -> None:
    settings = config.load(written(tmp_path, '[ingest]\nocr = "off"\nocr_language = "eng+cym"\n'))
    assert (settings.ocr, settings.ocr_language) == ("off", "eng+cym")


def test_the_reader_of_pdf(tmp_path: Path) -> None:
    assert config.load(written(tmp_path, '[ingest]\npdf = "pdfium"\n')).pdf == "pdfium"
    with pytest.raises(ConfigError, match="pdf must be one of pdfminer, pdfium"):
        config.load(written(tmp_path, '[ingest]\npdf = "poppler"\n'))

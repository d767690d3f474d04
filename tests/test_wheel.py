"""The built wheel is what a user gets: it must work outside the checkout, with its own data.

No network: the wheel is built by the hatchling of this environment, and the new environment finds the dependencies in
this one's site-packages, which a ``.pth`` file puts behind its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from extract import __version__

ROOT = Path(__file__).resolve().parent.parent
DATA = "extract/_data/"
TEXT = "2023年，甲县慈善会向三个村投入帮扶资金1000余万元。"


def run(*command: str | Path, cwd: Path) -> str:
    """Standard output of a command that sees nothing of the checkout; fails with what it wrote to stderr."""
    environment = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "HEZHANG_DB"}}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**environment, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"{command}: exit {done.returncode}\n{done.stderr[-2000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    # -P: beside this file lies build.py, and a folder of that name may lie in the checkout.
    run(sys.executable, "-P", "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a new environment that holds the wheel."""
    root = tmp_path_factory.mktemp("environment")
    venv.create(root, with_pip=True, symlinks=True)
    python = root / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=root)
    dependencies = sysconfig.get_path("purelib")
    assert (Path(dependencies) / "spacy").is_dir()
    (site_packages(root) / "dependencies.pth").write_text(f"{dependencies}\n", encoding="utf-8")
    return root


def site_packages(root: Path) -> Path:
    (found,) = (root / "lib").glob("python3*/site-packages")
    return found


def hezhang(root: Path, *arguments: str, cwd: Path) -> str:
    return run(root / "bin" / "hezhang", *arguments, cwd=cwd)


def test_the_wheel_holds_the_package_and_its_data_and_nothing_else(names: list[str]) -> None:
    assert {name.split("/")[0] for name in names} == {"extract", f"hezhang-{__version__}.dist-info"}
    assert f"{DATA}schemas/indicators.toml" in names
    assert f"{DATA}schemas/extract.schema.json" in names
    assert f"{DATA}schemas/gazetteer/gazetteer.csv" in names
    assert any(name.startswith(f"{DATA}schemas/database/0001") for name in names)
    assert f"{DATA}corpora/gold/gold.jsonl" in names
    assert "extract/py.typed" in names
    templates = sorted(path.name for path in (ROOT / "extract/present/report/templates").iterdir())
    assert templates == sorted(Path(name).name for name in names if "/report/templates/" in name) != []
    assert [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".db"))] == []
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_each_text_of_the_corpora_is_in_the_wheel(names: list[str]) -> None:
    texts = sorted(path.name for path in (ROOT / "corpora" / "texts").iterdir())
    assert sorted(Path(name).name for name in names if name.startswith(f"{DATA}corpora/texts/")) == texts


def test_nothing_of_the_project_lies_beside_the_package(installed: Path) -> None:
    beside = {path.name for path in site_packages(installed).iterdir()}
    assert "extract" in beside
    assert beside & {"corpora", "schemas", "tests", "benchmarks", "docs"} == set()


def test_data_come_from_the_installed_package(installed: Path, tmp_path: Path) -> None:
    code = "from extract.resources import corpora, schemas; print(corpora('texts')); print(schemas('units.toml'))"
    texts, units = run(installed / "bin" / "python", "-c", code, cwd=tmp_path).splitlines()
    data = site_packages(installed) / "extract" / "_data"
    assert Path(texts) == data / "corpora" / "texts"
    assert Path(units) == data / "schemas" / "units.toml"


def test_the_command_knows_its_version(installed: Path, tmp_path: Path) -> None:
    assert __version__ in hezhang(installed, "--version", cwd=tmp_path)


def test_a_text_is_extracted_in_another_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    found = json.loads(hezhang(installed, "extract", "news.txt", "--jsonl", cwd=tmp_path))
    (money,) = (figure for figure in found["figures"] if figure["unit"] == "元")
    assert (money["low"], money["high"]) == (10_000_000, None)
    assert TEXT[slice(*money["fragments"][0])] == money["quote"] == "1000余万元"
    assert [path.name for path in tmp_path.iterdir()] == ["news.txt"]


def test_the_demonstration_runs(installed: Path, tmp_path: Path) -> None:
    shown = hezhang(installed, "demo", cwd=tmp_path)
    for command in ("load", "totals", "check", "diff"):
        assert f"hezhang {command}" in shown
    assert list(tmp_path.iterdir()) == []


def test_the_demonstration_reads_every_text_and_has_answers(installed: Path, tmp_path: Path) -> None:
    answers = json.loads(hezhang(installed, "demo", "--json", cwd=tmp_path))
    texts = list((site_packages(installed) / "extract" / "_data" / "corpora" / "texts").iterdir())
    assert answers["load"]["documents"] == len(texts)
    assert not answers["load"]["failures"]
    for part in ("totals", "findings", "diff"):
        assert answers[part], f"{part}: nothing to show"


def test_a_base_is_loaded_and_queried(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    hezhang(installed, "load", "news.txt", "--db", "base.db", cwd=tmp_path)
    hezhang(installed, "report", "--html", "a.html", "--xlsx", "a.xlsx", "--db", "base.db", cwd=tmp_path)
    assert "1000余万元" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert zipfile.is_zipfile(tmp_path / "a.xlsx")
    totals = json.loads(hezhang(installed, "totals", "--db", "base.db", "--json", cwd=tmp_path))
    assert any("1000余万元" in json.dumps(total, ensure_ascii=False) for total in totals)

"""``hezhang serve``: the real server on a loopback port, read-only, with queries that answer."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli_build import run, write_folder

pytest.importorskip("datasette")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("serve")
    run("load", write_folder(folder / "in"), "--db", folder / "base.db")
    run("check", "--db", folder / "base.db", code=3)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "extract.present.cli",
        "serve",
        "--port",
        str(port),
        "--db",
        str(folder / "base.db"),
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        for _ in range(300):
            assert process.poll() is None, process.stderr and process.stderr.read()
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/-/versions.json", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("the server did not start")
        yield f"http://127.0.0.1:{port}/base"
    finally:
        process.terminate()
        process.wait(timeout=20)


def fetch(address: str, **parameters: str) -> Any:
    query = urllib.parse.urlencode({"_shape": "array", **parameters})
    with urllib.request.urlopen(f"{address}?{query}", timeout=30) as answer:
        return json.loads(answer.read())


@pytest.mark.parametrize(
    ("query", "parameters", "column", "found"),
    [
        ("search", {"words": "兰花"}, "uri", "report.txt"),
        ("search", {"words": "東川"}, "uri", "plan.txt"),
        ("place", {"place": "东川区"}, "quote", "300万元"),
        ("provider", {"provider": "昆明市兰花协会"}, "quote", "72万元"),
        ("findings", {"verdict": "inconsistent"}, "check", "disbursed-committed"),
        ("programme", {"programme": "“兰花助学”项目"}, "quote", "300万元"),
        ("waiting", {}, "quote", "72万元"),
    ],
)
def test_the_questions_of_the_three_users_are_answered(
    address: str, query: str, parameters: dict[str, str], column: str, found: str
) -> None:
    rows = fetch(f"{address}/{query}.json", **parameters)
    assert any(str(row[column]).endswith(found) for row in rows), rows


def test_nothing_can_be_written(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        fetch(f"{address}.json", sql="delete from failure")
    assert refused.value.code == 400


def test_titles_are_in_both_languages(address: str) -> None:
    with urllib.request.urlopen(address, timeout=30) as answer:
        page = answer.read().decode("utf-8")
    assert "研究者" in page
    assert "auditor: findings" in page


def test_without_the_extra_it_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("load", write_folder(tmp_path / "in"), "--db", tmp_path / "base.db")
    monkeypatch.setitem(sys.modules, "datasette.app", None)
    assert "pip install 'hezhang[web]'" in run("serve", "--db", tmp_path / "base.db", code=1).stderr

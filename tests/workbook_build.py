"""A small base, hostile in places, and its workbook."""

from __future__ import annotations

from pathlib import Path

from tests.cli_build import run, write_folder

HOSTILE = """2023年工作情况

=HYPERLINK("x","甲")慈善会投入帮扶资金80万元。
+1至-1，@甲县慈善会投入资金90万元；"社会组织"<script>alert`甲`</script>&amp捐赠7万元。
"""


def make_base(folder: Path) -> Path:
    """The base of two ordinary texts and a hostile one."""
    texts = write_folder(folder / "texts")
    (texts / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    run("load", texts, "--db", folder / "base.db")
    return folder / "base.db"


def make_workbook(base: Path, *arguments: str) -> Path:
    path = base.with_suffix(".xlsx")
    run("report", "--xlsx", path, "--db", base, "--force", *arguments)
    return path

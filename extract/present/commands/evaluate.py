"""``hezhang evaluate``: the extraction against texts annotated by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.present.options import json_option

if TYPE_CHECKING:
    from extract.evaluate import Prediction
    from extract.types import Document


@click.command("evaluate", short_help="Score the extraction against gold. 对照标准答案评分。")
@click.argument("gold", type=click.Path(exists=True, path_type=Path), metavar="GOLD")
@click.option("--documents", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR",
              help="Where the files lie that the gold names. 原文所在文件夹。")  # fmt: skip
@click.option("--errors", is_flag=True, help="Every miss in its sentence. 列出每个错误。")
@click.option("--floors", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="Fail (exit 1) if a score is below its floor there. 低于下限则失败。")  # fmt: skip
@json_option
@click.pass_context
def command(
    ctx: click.Context, gold: Path, documents: Path | None, errors: bool, floors: Path | None, as_json: bool
) -> None:
    """Extract the texts of GOLD (a .jsonl file or a folder of them) and score the result, field by field.

    \b
    读取带标准答案的文本，逐字段给出准确率、召回率；--errors 列出每个错误所在的句子。
    """
    from extract.evaluate import evaluate
    from extract.evaluate.floors import breaches, floors_for
    from extract.evaluate.report import as_errors, as_table
    from extract.evaluate.report import as_json as encode
    from extract.present.terminal import output, print_json, say

    held = None if floors is None else floors_for(floors, gold)
    scores = evaluate(gold, documents=documents, extract=_extract)
    shown = None if held is None else held.floors
    if as_json:
        print_json(encode(scores, errors=errors, floors=shown))
    else:
        console = output()
        console.print(as_table(scores, floors=shown))
        if errors:
            console.print(as_errors(scores))
    below = [] if held is None else breaches(scores, held)
    for breach in below:
        say(f"below its floor 低于下限: {breach}")
    if below:
        ctx.exit(1)


def _extract(document: Document) -> Prediction:
    from extract.encode import to_json
    from extract.pipeline import extract_document

    return to_json(extract_document(document))

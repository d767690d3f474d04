"""``hezhang train``: a model of names from gold that the user owns."""

from __future__ import annotations

from pathlib import Path

import click

from extract.present.terminal import say


@click.command("train", short_help="Train a second opinion on names. 训练名称识别模型。")
@click.argument("gold", nargs=-1, required=True, metavar="GOLD…", type=click.Path(exists=True, path_type=Path))
@click.option("--output", "-o", required=True, metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Where the model goes. 模型文件。")  # fmt: skip
@click.option("--iterations", type=click.IntRange(1), default=120, show_default=True, help="At most. 迭代次数上限。")
def command(gold: tuple[Path, ...], output: Path, iterations: int) -> None:
    """Train a tagger of organizations and places (conditional random field; extra `train`) on your own gold.

    \b
    用自己标注的文本训练：每行一个 JSON，写法同 hezhang evaluate，或
    {"text": "…", "names": [[起, 止, "organization"|"place"], …]}。
    用法：hezhang extract --ner 模型文件 …；规则在先，模型只补规则没有找到的名称。
    """
    # Imported here: help needs neither the gazetteer nor the readers.
    from extract.evaluate.training import read_examples, train

    examples = [example for path in gold for example in read_examples(path)]
    made = train(examples, output, iterations=iterations)
    names = "、".join(f"{label} {count}" for label, count in sorted(made.names.items()))
    say(f"{output}: {made.texts} texts 篇，{made.characters} characters 字，{names}")

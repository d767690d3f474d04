"""``hezhang serve``: the base in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from extract.present.options import db_option, open_existing
from extract.present.terminal import say

_TIME_LIMIT = 5000  # milliseconds a query may take: whole views of a large base take longer than Datasette's second


@click.command("serve", short_help="Show the base in a browser. 网页浏览。")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on. 监听地址。")
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Port. 端口。")
@db_option
def command(host: str, port: int, db: Path) -> None:
    """Show the base in a browser by Datasette, read-only, with the questions of the three users as queries.

    \b
    用 Datasette 在浏览器里查看知识库：只读，附研究者、审计员、分析员的常用查询。
    只有本机能访问；--host 0.0.0.0 向全网公开，没有密码，慎用。
    Needs the extra `web` 需要附加组件: pip install 'hezhang[web]'
    """
    try:
        import uvicorn
        from datasette.app import Datasette
        from datasette.plugins import pm

        from extract.present.web import Functions, metadata
    except ImportError as error:
        raise click.ClickException(
            f"serve needs Datasette ({error}): pip install 'hezhang[web]'\n"
            "serve 需要 Datasette：请先运行 pip install 'hezhang[web]'"
        ) from error
    open_existing(db).close()  # it exists, is a base, and has today's schema
    name = db.stem
    if pm.get_plugin("hezhang") is None:
        pm.register(Functions, name="hezhang")
    app = Datasette(
        files=[str(db)],  # opened read-only by Datasette, and seen anew after a load
        metadata=metadata(name),
        settings={"sql_time_limit_ms": _TIME_LIMIT, "allow_download": False, "default_page_size": 50},
    )
    say(f"http://{host}:{port}/{name}  Ctrl-C 结束 ends")
    uvicorn.run(app.app(), host=host, port=port, log_level="warning")

"""Speed and memory of extraction on a large text corpus, in one process on one core.

    python benchmarks/speed.py [--megabytes 10] [--profile] [--json]

The corpus is made by varying the texts of ``corpora/`` (``perturb.py``) until it has the size; each variant is a file
of its own, so that what a document costs beside its characters is measured too. The measured process is a fresh one:
it reads the files, extracts them and writes JSON lines, as ``hezhang extract --jsonl`` does. Characters are code
points of ``Document.text``; memory is the peak resident set of that process.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import platform
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}


def make_corpus(folder: Path, size: int) -> int:
    """Write varied texts as UTF-8 files until they hold ``size`` bytes; returns how many files."""
    from benchmarks.perturb import perturb, plain_rows

    rows, written, count, seed = plain_rows(), 0, 0, 0
    while written < size:
        for row in rows:
            # Seed 0 leaves the texts as they are. Names are not varied here: that takes long and changes no load.
            text = row["text"] if seed == 0 else perturb(row, seed, ("numbers", "order"))[0]["text"]
            data = text.encode("utf-8")
            (folder / f"{row['id']}-{seed:05}.txt").write_bytes(data)
            written, count = written + len(data), count + 1
            if written >= size:
                break
        seed += 1
    return count


def measure(folder: Path, *, profile: bool) -> dict[str, Any]:
    """Read, extract and print everything in ``folder`` in this process; times in seconds of the processor."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    stages: defaultdict[str, float] = defaultdict(float)
    clock = time.process_time
    begun = clock()
    from extract.encode import to_json
    from extract.pipeline import extract_document
    from extract.read import documents
    from extract.types import Failure

    first = next(iter(documents(sorted(folder.glob("*.txt"))[:1])))
    if not isinstance(first, Failure):
        extract_document(first)  # data files, automata: what every call of the command pays once
    stages["start"] = clock() - begun
    characters = failed = 0
    profiler = cProfile.Profile() if profile else None
    wall, begun = time.perf_counter(), clock()
    if profiler:
        profiler.enable()
    with Path(os.devnull).open("w", encoding="utf-8") as out:
        for document in documents([folder]):
            now = clock()
            stages["read"] += now - begun
            begun = now
            if isinstance(document, Failure):
                failed += 1
                continue
            characters += len(document.text)
            extraction = extract_document(document)
            now = clock()
            stages["extract"] += now - begun
            begun = now
            out.write(json.dumps(to_json(extraction), ensure_ascii=False) + "\n")
            now = clock()
            stages["write"] += now - begun
            begun = now
    if profiler:
        profiler.disable()
    result: dict[str, Any] = {
        "characters": characters,
        "failed": failed,
        "seconds": time.perf_counter() - wall,
        "stages": dict(stages),
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        / (1024 if sys.platform != "darwin" else 2**20),
    }
    if profiler:
        result["profile"] = by_module(pstats.Stats(profiler))
    return result


def by_module(stats: pstats.Stats) -> dict[str, float]:
    """Own time by module of the package, by library outside it, and by function for what is built in."""
    times: defaultdict[str, float] = defaultdict(float)
    rows: dict[tuple[str, int, str], tuple[int, int, float, float, Any]] = stats.stats  # type: ignore[attr-defined]
    for (file, _, function), (_, _, own, _, _) in rows.items():
        times[_module(file, function)] += own
    return dict(sorted(times.items(), key=lambda item: -item[1])[:30])


def _module(file: str, function: str) -> str:
    if file == "~":
        return function.strip("<>")
    path = Path(file)
    if path.is_relative_to(ROOT / "extract"):
        return path.relative_to(ROOT).with_suffix("").as_posix()
    return path.parts[path.parts.index("site-packages") + 1] if "site-packages" in path.parts else "standard library"


def machine() -> str:
    """Processor, cores and versions."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.is_file() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    name = names[0] if names else platform.processor() or platform.machine()
    return f"{name}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def show(result: dict[str, Any]) -> None:
    """Print the result as tables."""
    print(result["machine"])
    print(f"{result['files']} files, {result['bytes']:,} bytes, {result['characters']:,} characters")
    busy = sum(seconds for stage, seconds in result["stages"].items() if stage != "start")
    for seconds, clock in ((result["seconds"], "by the clock"), (busy, "of the processor")):
        print(f"{result['characters'] / seconds:,.0f} characters a second ({seconds:.1f} s {clock})")
    print(f"peak memory {result['peak_rss_mb']:.0f} MB")
    if result["failed"]:
        print(f"{result['failed']} files failed")
    total = sum(result["stages"].values())
    for stage, seconds in result["stages"].items():
        print(f"  {stage:10} {seconds:8.2f} s  {seconds / total:6.1%}")
    for module, seconds in result.get("profile", {}).items():
        print(f"    {module[:60]:60} {seconds:8.2f} s")


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the corpus, measure in a fresh process, print; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--profile", action="store_true", help="own time by module; slows the run down")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)  # the fresh process
    options = parser.parse_args(arguments)
    if options.measure:
        print(json.dumps(measure(options.measure, profile=options.profile)))
        return 0
    with tempfile.TemporaryDirectory(prefix="hezhang-speed-") as folder:
        files = make_corpus(Path(folder), int(options.megabytes * 1_000_000))
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
        command = [sys.executable, str(Path(__file__).resolve()), "--measure", folder]
        command += ["--profile"] if options.profile else []
        run = subprocess.run(command, env={**os.environ, **_ONE_THREAD}, stdout=subprocess.PIPE, text=True, check=True)
    result = {"machine": machine(), "files": files, "bytes": size, **json.loads(run.stdout)}
    if options.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        show(result)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Thousands of damaged and hostile files through ``load``, one process, one file after the other.

    python benchmarks/hostile.py [--cases 5000] [--seed 1] [--state FILE] [--keep FOLDER]

Held of each file: the process lives; no more than 10 seconds of the processor; a peak memory below 1 GB; what was not
loaded is a failure in the base, with a reason. The state file has a line for each finished case, so that a run that was
stopped goes on where it stopped. Ends with 1 if a case broke what is held; ``--keep`` writes such files to a folder.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import selectors
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

SECONDS: Final = 10.0  # of the processor, for one file
WAIT: Final = 120.0  # seconds by the clock after which a file is given up, on a machine that others use
MEMORY: Final = 1_000  # MB
_OPAQUE: Final = re.compile(r"Traceback|^\W*$|object at 0x|extraction failed")


class Worker:
    """A process that loads the files it is told of; it is replaced when it dies, hangs or has grown too large."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def load(self, path: Path) -> dict[str, Any]:
        """What became of ``path``: ``outcome`` is loaded, failed, crash or hang."""
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{path}\n")
        process.stdin.flush()
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            line = process.stdout.readline() if selector.select(WAIT) else None
        if line:
            result: dict[str, Any] = json.loads(line)
            if result["memory"] > MEMORY:
                self.stop()
            return result
        self.stop()
        return {"outcome": "hang" if line is None else "crash", "reasons": [], "seconds": WAIT, "memory": 0}

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _start(self) -> subprocess.Popen[str]:
        self._process = subprocess.Popen(
            [sys.executable, __file__, "--worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self._process


def work() -> None:
    """Loads each file named on stdin and prints what became of it."""
    from extract.load import load
    from extract.pipeline import load_pipeline
    from extract.store.base import open_base
    from extract.store.query import failures

    load_pipeline()
    for line in sys.stdin:
        path = Path(line.rstrip("\n"))
        base = open_base(":memory:")  # a new one for each file: a load looks over all that its base holds
        begun = _processor()
        report = load([path], base)
        recorded = {failure.uri: failure.reason for failure in failures(base)}
        reasons = [failure.reason for failure in report.failures]
        result = {
            "outcome": "failed" if reasons else "loaded",
            "documents": report.documents,
            "reasons": reasons[:20],
            "unrecorded": sum(failure.uri not in recorded for failure in report.failures),
            "seconds": round(_processor() - begun, 2),
            "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000,
        }
        base.close()
        print(json.dumps(result, ensure_ascii=False), flush=True)


def _processor() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def broken(result: dict[str, Any]) -> str | None:
    """What of that which is held the file broke, or ``None``."""
    if result["outcome"] in ("crash", "hang"):
        return str(result["outcome"])
    if result["seconds"] > SECONDS:
        return f"{result['seconds']} seconds"
    if result["memory"] > MEMORY:
        return f"{result['memory']} MB"
    if result["unrecorded"]:
        return "failure not recorded"
    if not result["reasons"] and not result["documents"]:
        return "neither loaded nor failed"
    return next((f"reason: {reason}" for reason in result["reasons"] if _OPAQUE.search(reason)), None)


def run(cases: int, seed: int, state: Path | None, keep: Path | None) -> Iterator[dict[str, Any]]:
    """The results of all cases, those of an earlier run from its state file."""
    from benchmarks.hostile_files import make_case

    done: dict[int, dict[str, Any]] = {}
    if state is not None and state.exists():
        lines = [json.loads(line) for line in state.read_text(encoding="utf-8").splitlines()]
        done = {line["case"]: line for line in lines if line["seed"] == seed}
    worker = Worker()
    try:
        with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
            for number in range(cases):
                if number in done:
                    yield done[number]
                    continue
                name, data = make_case(number, seed)
                path = Path(folder) / name
                path.write_bytes(data)
                begun = time.perf_counter()
                result = {"case": number, "seed": seed, "name": name, **worker.load(path)}
                result["clock"] = round(time.perf_counter() - begun, 2)
                result["broken"] = broken(result)
                if result["broken"] and keep is not None:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / name).write_bytes(data)
                path.unlink()
                if state is not None:
                    with state.open("a", encoding="utf-8") as file:
                        file.write(json.dumps(result, ensure_ascii=False) + "\n")
                yield result
    finally:
        worker.stop()


def summarize(results: Sequence[dict[str, Any]]) -> str:
    """The figures of a run: outcomes, the slowest and the largest, the most frequent reasons, what broke."""
    outcomes = Counter(result["outcome"] for result in results)
    reasons = Counter(re.sub(r"[\d,.]+|\(.*\)", "…", reason) for result in results for reason in result["reasons"])
    slowest = max(results, key=lambda result: result["seconds"])
    largest = max(results, key=lambda result: result["memory"])
    lines = [
        f"{len(results)} files: " + ", ".join(f"{number} {outcome}" for outcome, number in sorted(outcomes.items())),
        f"slowest {slowest['seconds']} s of the processor ({slowest['name']}), peak memory {largest['memory']} MB",
        "most frequent reasons:",
        *(f"{number:7} {reason}" for reason, number in reasons.most_common(25)),
        f"broken: {sum(result['broken'] is not None for result in results)}",
        *(f"  {result['name']}: {result['broken']}" for result in results if result["broken"]),
    ]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--state", type=Path, help="a line of JSON for each finished case")
    parser.add_argument("--keep", type=Path, help="where to write the files that broke something")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        work()
        return 0
    results = []
    for result in run(arguments.cases, arguments.seed, arguments.state, arguments.keep):
        results.append(result)
        if sys.stderr.isatty():
            print(f"\r{len(results)}/{arguments.cases}", end="", file=sys.stderr)
    print(summarize(results))
    return 1 if any(result["broken"] for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())

"""Run the benchmarks and print their table.

    photofinder bench                       everything but a million vectors: some minutes
    photofinder bench --large               also a million vectors (10 minutes, 4 GB of disk)
    photofinder bench index search          only these
    photofinder bench --photos DIR          index these photos instead of generated ones
    photofinder bench --json                one JSON object per figure

Every figure is a ratio, or a time beside a raw limit that was measured in the same run: the
machine's speed is not what is judged.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import bench_compare
import bench_folders
import bench_grid
import bench_groups
import bench_index
import bench_instance
import bench_moments
import bench_painted
import bench_quality
import bench_rescan
import bench_search
import bench_startup
import bench_verify
import bench_window
from figures import Figure, Settings

BENCHMARKS = {
    "index": bench_index.run,
    "rescan": bench_rescan.run,
    "search": bench_search.run,
    "painted": bench_painted.run,
    "compare": bench_compare.run,
    "verify": bench_verify.run,
    "startup": bench_startup.run,
    "instance": bench_instance.run,
    "window": bench_window.run,
    "quality": bench_quality.run,
    "moments": bench_moments.run,
    "grid": bench_grid.run,
    "groups": bench_groups.run,
    "folders": bench_folders.run,
}


def main(arguments: list[str]) -> int:
    """Run what was asked for; return 0."""
    options = _parser().parse_args(arguments)
    if options.list:
        print(f"{__doc__}\nBenchmarks: {', '.join(BENCHMARKS)}")
        return 0
    names = options.names or list(BENCHMARKS)
    if len(names) > 1:  # each in a process of its own: memory is measured too
        flags = [word for word in arguments if word not in BENCHMARKS]
        for name in names:
            subprocess.run([sys.executable, __file__, name, *flags], check=True)
        return 0
    with tempfile.TemporaryDirectory(prefix="photofinder-bench-", dir=options.work) as work:
        settings = Settings(Path(work), options.photos, options.count, options.large)
        for name in names:
            for figure in BENCHMARKS[name](settings):
                _print(figure, as_json=options.json)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="photofinder bench", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], metavar="NAME",
                        help=f"of {', '.join(BENCHMARKS)} (default: all)")  # fmt: skip
    parser.add_argument("--list", action="store_true", help="name the benchmarks and end")
    parser.add_argument("--photos", type=Path, help="index these photos")
    parser.add_argument("--count", type=int, default=100_000, help="photos of the large library")
    parser.add_argument("--large", action="store_true", help="also a million vectors")
    parser.add_argument("--work", type=Path, help="where to make the libraries (default: temp)")
    parser.add_argument("--json", action="store_true", help="print JSON lines")
    return parser


def _print(figure: Figure, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(figure.as_dict()), flush=True)
        return
    goal = f"  (to reach: {figure.goal})" if figure.goal else ""
    print(f"{figure.what:52} {figure.value:>12}  {figure.detail}{goal}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

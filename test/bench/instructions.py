#!/usr/bin/env python3
"""Instruction counts of the program, as ratios against yaml-cpp loading the same files.

  test/bench/instructions.py BUILD_FOLDER [--files N] [--limits]

BUILD_FOLDER is a release build with -DEVENTARCH_BUILD_BENCHMARKS=ON. Counts are callgrind's, of
instructions in user space with the dynamic loader: they repeat to about 0.1 %, however busy the
machine is, and so can be held to a limit, as --limits does (exit status 1 where one is exceeded).
Memory is the peak resident set of a run without callgrind.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

from corpus import corpus
from measured import Measured


def instructions(command, within=None):
    """Of all threads together; `within` one function alone, by a pattern of its name."""
    toggle = [f"--toggle-collect={within}"] if within else []
    with tempfile.NamedTemporaryFile() as out:
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out.name}", *toggle, *command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        found = re.search(r"Collected : (\d+)", run.stderr)
        if run.returncode > 1 or not found:
            sys.exit(f"instructions.py: {' '.join(command[:3])} ... failed:\n{run.stderr[-2000:]}")
        return int(found.group(1))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--files", type=int, default=300, help="files in the corpus of `check` (300)")
    parser.add_argument("--limits", action="store_true", help="fail where a limit is exceeded")
    options = parser.parse_args()
    program = str(options.build / "bin" / "eventarch")
    bare = str(options.build / "test" / "bench" / "eventarch_bare_parse")

    rows = []

    def row(what, value, limit, unit=""):
        rows.append((what, value, limit, unit))

    with tempfile.TemporaryDirectory() as name:
        paths = corpus(pathlib.Path(name), options.files)
        one = paths[0]
        floor = instructions([bare, one])
        print(f"bare_parse of one file: {floor / 1e6:.2f} M instructions")
        row("design, one file / bare_parse", instructions([program, "design", one]) / floor, 3.0)
        row("--version / bare_parse", instructions([program, "--version"]) / floor, 0.25)
        row("--help / bare_parse", instructions([program, "--help"]) / floor, 0.25)
        # What starting costs is taken off on both sides.
        files = options.files - 1
        load = (instructions([bare, *paths]) - floor) / files
        start = instructions([program, "check", "-j1", one])
        check = (instructions([program, "check", "-j1", *paths]) - start) / files
        print(f"load of a file: {load / 1e3:.0f} k; check of a file: {check / 1e3:.0f} k instructions")
        row("check, a file / load", check / load, 0.95)
        # From the tree of a document to its findings.
        after = instructions([program, "check", "-j1", *paths], within="*FileCheck::take*") / options.files
        row("check, after parsing, a file", after / 1e3, 150, "k")
        measured = Measured(options.build)
        row("design, peak memory", measured.run([program, "design", one]).peak_mib, 8, "MiB")
        row("check, peak memory", measured.run([program, "check", name]).peak_mib, 12, "MiB")

    failed = False
    for what, value, limit, unit in rows:
        over = value > limit
        failed = failed or over
        print(f"{what:32} {value:7.2f} {unit:4} limit {limit:g}{'  EXCEEDED' if over else ''}")
    return 1 if failed and options.limits else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Instruction counts of the program, as ratios against yaml-cpp loading the same files.

  test/bench/instructions.py BUILD_FOLDER [--files N] [--limits]

BUILD_FOLDER is a release build with -DEVENTARCH_BUILD_BENCHMARKS=ON. Counts are callgrind's, of
instructions in user space with the dynamic loader: they repeat to about 0.1 %, however busy the
machine is, and so can be held to a limit, as --limits does (exit status 1 where one is exceeded).
Memory is the peak resident set, read from the kernel after a run without callgrind.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

SAMPLE = """\
event_context:
  name: {name}
  description: Orders of the shop, for mails and figures   # one of many
  use_case: {use_case}
  requirements:
    throughput: {throughput} msg/s
    latency: {latency}ms
    ordering: {ordering}
    delivery: at_least_once
    retention: {retention} days
  producers: [order-service, basket-service]
  consumers:
    - notification-service
    - analytics-service
    - invoice-service
  workload:
    message_size: {size} KB
    peak_factor: 3
    processing_time: 2 ms
    distinct_keys: 100K
  capacity:
    availability_zones: 3
  messages:
    - type: OrderPlaced
      key: order_id
      payload:
        order_id: string
        total_cents: integer
        placed_at: timestamp
  decisions:
    max_attempts: 5
"""


def corpus(folder, count):
    """Designs that differ, all valid."""
    paths = []
    for i in range(count):
        text = SAMPLE.format(
            name=f"orders-{i}",
            use_case=("pub_sub", "work_queue", "saga", "cqrs")[i % 4],
            throughput=("500", "1K", "2K", "5K", "10K")[i % 5],
            latency=(100, 250, 500)[i % 3],
            ordering=("none", "partition")[i % 2],
            retention=(1, 3, 7)[i % 3],
            size=(1, 2)[i % 2],
        )
        path = folder / f"orders-{i:05}.eventarch.yaml"
        path.write_text(text)
        paths.append(str(path))
    return paths


def instructions(command):
    """Of all threads together."""
    with tempfile.NamedTemporaryFile() as out:
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out.name}", *command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        found = re.search(r"Collected : (\d+)", run.stderr)
        if run.returncode > 1 or not found:
            sys.exit(f"instructions.py: {' '.join(command[:3])} ... failed:\n{run.stderr[-2000:]}")
        return int(found.group(1))


def peak_kib(command):
    """Peak resident set of one run."""
    script = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    run = subprocess.run([sys.executable, "-c", script, *command], stdout=subprocess.PIPE, text=True, check=True)
    return int(run.stdout)


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
        row("design, peak memory", peak_kib([program, "design", one]) / 1024, 8, "MiB")
        row("check, peak memory", peak_kib([program, "check", name]) / 1024, 12, "MiB")

    failed = False
    for what, value, limit, unit in rows:
        over = value > limit
        failed = failed or over
        print(f"{what:32} {value:7.2f} {unit:4} limit {limit:g}{'  EXCEEDED' if over else ''}")
    return 1 if failed and options.limits else 0


if __name__ == "__main__":
    sys.exit(main())

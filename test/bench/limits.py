#!/usr/bin/env python3
"""Broken and hostile files: how long each command takes to say what is wrong, and in how much memory.

  test/bench/limits.py BUILD_FOLDER [--all] [--limits]

Wanted: 100 ms and 64 MiB. Without --all only what is beyond is printed. --limits gives exit status 1
where a file takes more than ten times that time or more than that memory: time means little while
the machine does other work.
"""

import argparse
import pathlib
import random
import sys
import tempfile

from measured import Measured

HEAD = "event_context:\n  use_case: pub_sub\n  requirements: {}\n"

LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefghi", "bcdefghij")
)


def refused_files():
    """What no command may design for. Name and bytes."""
    noise = random.Random(1)
    return {
        "20 MB, one line": HEAD + "  description: " + "x" * 20_000_000,
        "20 MB of keys": HEAD + "".join(f"  x-{i}: some value\n" for i in range(700_000)),
        "4,500 slips of one key behind as many others": HEAD
        + "".join(f"  qzxjk{i:05}zz: 1\n" for i in range(4_500))
        + "".join(f"  req{chr(97 + i % 26)}ir{i // 26:03}nts: 1\n" for i in range(4_500)),
        "alias bomb": LAUGHS + HEAD,
        "alias in its own node": "event_context: &a\n  use_case: pub_sub\n  requirements: {}\n  x-b: *a\n",
        "alias in its own list": "a: &x [1, *x]\n",
        "100,000 brackets": HEAD + "  x-a: " + "[" * 100_000,
        "100,000 brackets in lines": HEAD + "  x-a:\n" + "    [\n" * 100_000,
        "100,000 braces": HEAD + "  x-a: " + "{a: " * 100_000,
        "500,000 dashes": "- " * 500_000,
        "500,000 colons": ": " * 500_000,
        "60,000 digits": HEAD.replace(" {}", "") + "    throughput: " + "9" * 60_000 + " msg/s\n",
        "60,000 digits, a factor": HEAD + "  workload: {peak_factor: " + "1" * 60_000 + "}\n",
        "70,000 digits": HEAD + "  workload: {peak_factor: " + "1" * 70_000 + "}\n",
        "random bytes": bytes(noise.randrange(256) for _ in range(1_000_000)),
        "random punctuation": "".join(noise.choice(" \n-:?[]{},#&*!|>'\"%@`ab") for _ in range(1_000_000)),
        "250,000 empty documents": "---\n" * 250_000,
        "quote never closed": HEAD + '  description: "' + "a " * 500_000,
        "value of 1 MB": HEAD + "  description: " + "word " * 200_000 + "\n",
        "4,900 misspelt keys": HEAD + "".join(f"  producerz{i}: a\n" for i in range(4900)),
        "one key 4,900 times": HEAD + "  name: a\n" * 4900,
    }


def large_files():
    """Valid as far as they go, at the limits on input. `simulate` runs them, which takes its time."""
    return {
        "250,000 comments": HEAD + "# c\n" * 250_000,
        "19,000 suppressions": HEAD + "# eventarch: ignore=retry_without_dead_letters -- x\n" * 19_000,
        "names of 60,000 bytes": HEAD + "  name: " + "n" * 60_000 + "\n  producers: [" + "p" * 60_000 + "]\n",
        "9,900 producers": HEAD + "  producers: [" + ", ".join(f"p{i}" for i in range(9900)) + "]\n",
        "9,900 consumers": HEAD + "  consumers: [" + ", ".join(f"c{i}" for i in range(9900)) + "]\n",
        "4,900 producers and consumers": HEAD
        + "  producers: [" + ", ".join(f"p{i}" for i in range(4900)) + "]\n"
        + "  consumers: [" + ", ".join(f"c{i}" for i in range(4900)) + "]\n",
        "1,400 message types": HEAD
        + "  messages:\n"
        + "".join(f"    - {{type: T{i}, payload: {{a: string}}}}\n" for i in range(1400)),
        "4,900 payload fields": HEAD
        + "  messages:\n    - type: T\n      payload:\n"
        + "".join(f"        field_{i}: string\n" for i in range(4900)),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--all", action="store_true", help="print what is within the limits, too")
    parser.add_argument("--limits", action="store_true", help="fail where they are far exceeded")
    options = parser.parse_args()
    program = str(options.build / "bin" / "eventarch")
    measured = Measured(options.build)
    seconds_most, mib_most = 0.1, 64
    failed = False
    count = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        other = folder / "other.yaml"
        other.write_text(HEAD)

        def measure(title, text, commands):
            nonlocal failed, count
            path = folder / "hostile.yaml"
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
            for command in commands:
                rest = [str(other)] if command == "diff" else []
                run = measured.run([program, command, str(path), *rest])
                beyond = run.seconds > seconds_most or run.peak_mib > mib_most
                crashed = run.status < 0 or run.status > 2
                failed = failed or crashed or run.seconds > 10 * seconds_most or run.peak_mib > mib_most
                count += 1
                if options.all or beyond or crashed:
                    note = "  CRASHED" if crashed else "  BEYOND" if beyond else ""
                    print(f"{title:28} {command:9} status {run.status} "
                          f"{run.seconds * 1e3:7.0f} ms {run.peak_mib:6.1f} MiB{note}")

        for title, text in refused_files().items():
            measure(title, text, ("check", "design", "diff", "simulate"))
        for title, text in large_files().items():
            measure(title, text, ("check", "design", "diff"))
    print(f"{count} runs; wanted: {seconds_most * 1e3:.0f} ms and {mib_most} MiB")
    return 1 if failed and options.limits else 0


if __name__ == "__main__":
    sys.exit(main())

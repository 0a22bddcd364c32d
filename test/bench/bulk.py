#!/usr/bin/env python3
"""Many files and many documents: time as ratios within one run, and peak memory.

  test/bench/bulk.py BUILD_FOLDER [--files N] [--documents N] [--rounds N]

BUILD_FOLDER is a release build with -DEVENTARCH_BUILD_BENCHMARKS=ON. The commands of a comparison
run in turn, and the best round of each counts. Wall time means little while the machine does other
work: read the ratios of a calm one, and gate nothing on them.
"""

import argparse
import pathlib
import tempfile

from corpus import corpus
from measured import Measured


def fastest(measured, rounds, commands):
    """The best run of each command, taken in turn."""
    best = {}
    for _ in range(rounds):
        for name, command in commands.items():
            run = measured.run(command)
            if name not in best or run.seconds < best[name].seconds:
                best[name] = run
    return best


def many_files(measured, program, bare, files, rounds):
    with tempfile.TemporaryDirectory() as name:
        paths = corpus(pathlib.Path(name), files)
        best = fastest(
            measured,
            rounds,
            {
                "load": [bare, *paths],
                "one": [program, "check", "-j1", name],
                "two": [program, "check", "-j2", name],
            },
        )
    load, one, two = best["load"], best["one"], best["two"]
    print(f"check of {files} files, one thread: {files / one.seconds:.0f} files/s, "
          f"{load.seconds / one.seconds:.2f} times as fast as loading them (aim: 1.2)")
    print(f"check, two threads: {one.seconds / two.seconds:.2f} times one thread (aim: 1.85)")
    return one.peak_mib


def many_documents(measured, program, documents, rounds):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        texts = [pathlib.Path(path).read_text() for path in corpus(folder, documents)]
        files = {}
        for share in (4, 1):
            count = documents // share
            before, after = folder / f"before-{count}.yaml", folder / f"after-{count}.yaml"
            before.write_text("---\n".join(texts[:count]))
            after.write_text("---\n".join(text.replace("latency: 100ms", "latency: 90ms") for text in texts[:count]))
            files[count] = (str(before), str(after))
        commands = {}
        for count, (before, after) in files.items():
            commands["design", count] = [program, "design", before]
            commands["design -f jsonl", count] = [program, "design", "-f", "jsonl", before]
            commands["diff", count] = [program, "diff", before, after]
        best = fastest(measured, rounds, commands)
    for command in ("design", "design -f jsonl", "diff"):
        few, all_of_them = best[command, documents // 4], best[command, documents]
        print(f"{command} of {documents} documents: {all_of_them.seconds:.2f} s, "
              f"{all_of_them.seconds / few.seconds:.1f} times a quarter of them (linear: 4); "
              f"{all_of_them.peak_mib:.1f} MiB, a quarter {few.peak_mib:.1f} MiB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--documents", type=int, default=1_000, help="in one file of at most 1 MiB (1,000)")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    program = str(options.build / "bin" / "eventarch")
    bare = str(options.build / "test" / "bench" / "eventarch_bare_parse")
    measured = Measured(options.build)
    whole = many_files(measured, program, bare, options.files, options.rounds)
    with tempfile.TemporaryDirectory() as name:
        corpus(pathlib.Path(name), options.files // 10)
        tenth = measured.run([program, "check", "-j1", name]).peak_mib
    print(f"check, peak memory: {whole:.1f} MiB (aim: 12), for a tenth of the files {tenth:.1f} MiB")
    many_documents(measured, program, options.documents, options.rounds)


if __name__ == "__main__":
    main()

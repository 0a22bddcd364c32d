#!/usr/bin/env python3
"""What the simulation finds, and whether it cries wolf: writes docs/simulator.md.

  test/simulation/power_table.py PROGRAM [--seeds N] [--other-seeds N] [--sound-seeds N]

For each mistake, the first sample that can make it is weakened by it and simulated: in how many seeds
is the guarantee that it should break reported, and with which cause? Then every other sample that can
make it, with fewer seeds. And every sample as it is: in how many seeds does any guarantee break? The
same program writes the same page on any machine.
"""

import argparse
import json
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def simulated(program, sample, *flags):
    """The reports of a sample; none where it cannot be simulated so."""
    run = subprocess.run(
        [program, "simulate", f"samples/{sample}", "--format", "jsonl", "--messages", "2K", *flags],
        cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode == 2:
        return []
    reports = [json.loads(line) for line in run.stdout.splitlines()]
    return [report for report in reports if report.get("guarantees")]


def mistakes_of(program):
    """Names, from the message about one that there is not."""
    run = subprocess.run(
        [program, "simulate", "samples/order-events.yaml", "--mistake", "none_of_these"],
        cwd=ROOT, capture_output=True, text=True, check=False)
    return run.stderr.split("one of ")[1].strip().split(", ")


def verdict_on(report):
    expected = report["mistake"]["expected_guarantee"]
    return next(g for g in report["guarantees"] if g["name"] == expected)


def detection(program, samples, mistake, seeds, other_seeds):
    """A row: the first sample that can make it in full, the others by the least that was reported."""
    first, others = None, []
    for sample in samples:
        count = seeds if first is None else other_seeds
        for report in simulated(program, sample, "--mistake", mistake, "--seeds", str(count)):
            verdict = verdict_on(report)
            if first is None:
                cause = verdict["violation"]["cause"] if verdict.get("violation") else "none"
                first = (f"| `{mistake}` | {report['name']} | `{verdict['name']}` | "
                         f"{verdict['seeds_violated']} of {seeds} | `{cause}` |")
            else:
                others.append((verdict["seeds_violated"], report["name"]))
    if first is None:
        return f"| `{mistake}` | no sample can make it | | | | |"
    if not others:
        return first + " none |"
    least = min(others)
    return first + (f" {len(others)}; at least {least[0]} of {other_seeds} ({least[1]}) |")


def alarms(program, sample, seeds):
    rows = []
    for report in simulated(program, sample, "--seeds", str(seeds)):
        broken = [g["name"] for g in report["guarantees"] if g["seeds_violated"]]
        judged = sum(g["status"] == "holds" for g in report["guarantees"])
        undecided = sum(g["status"] == "undecided" for g in report["guarantees"])
        rows.append(f"| {sample} | {report['name']} | {judged} | {undecided} | "
                    f"{', '.join(broken) or 'none'} in {seeds:,} |")
    return rows


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("program")
    arguments.add_argument("--seeds", type=int, default=100)
    arguments.add_argument("--other-seeds", type=int, default=20)
    arguments.add_argument("--sound-seeds", type=int, default=1000)
    given = arguments.parse_args()
    program = str(pathlib.Path(given.program).resolve())
    samples = sorted(path.name for path in (ROOT / "samples").glob("*.yaml"))
    lines = [
        "# How well the simulation finds what is wrong", "",
        f"Written by `test/simulation/power_table.py build/release/bin/eventarch --seeds {given.seeds} "
        f"--other-seeds {given.other_seeds} --sound-seeds {given.sound_seeds}`; "
        "[simulate.md](simulate.md) says how a simulation is read.", "",
        "## Weak designs are found", "",
        f"Each mistake, made in a sample, with seeds 1 to {given.seeds} and the default faults. "
        "The cause is that of the first seed that shows it. The last column: how many other designs of the "
        f"samples can make the mistake, and the one in which it is reported least, with seeds 1 to "
        f"{given.other_seeds}.", "",
        "| mistake | design | should break | reported in seeds | cause | other designs |",
        "|---|---|---|---|---|---|"]
    lines += [detection(program, samples, m, given.seeds, given.other_seeds)
              for m in mistakes_of(program)]
    upper = 300 / given.sound_seeds
    lines += [
        "", "## Sound designs are left in peace", "",
        f"Every sample as it is, with seeds 1 to {given.sound_seeds:,} and the default faults. No alarm in "
        f"{given.sound_seeds:,} seeds bounds the share of false ones at {upper:g} %, with 95 % confidence.",
        "", "| sample | design | guarantees that hold | undecided | broken |", "|---|---|---|---|---|"]
    for sample in samples:
        lines += alarms(program, sample, given.sound_seeds)
    (ROOT / "docs/simulator.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

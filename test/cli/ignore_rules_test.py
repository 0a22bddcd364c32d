#!/usr/bin/env python3
"""Which files of a folder are checked, held to what git itself would take.

usage: ignore_rules_test.py PATH-OF-EVENTARCH
"""

import os
import random
import subprocess
import sys
import tempfile

NAMES = ["a", "b", "ab", "build", "x-1", "[c]", "d e", "!f", "#g"]
PIECES = ["*", "**", "?", "a", "b", "a*", "*b", "[ab]", "[!a]", "[a-c]*", "build", "x-[0-9]",
          "[[:alpha:]]", "\\[c\\]", "[]c[]*", "d\\ e", "d e", "\\!f", "\\#g", "*.yaml", "a.yaml",
          "*.eventarch.yaml", "b.eventarch.*", "[", "[a", "a**b", "**b*", "\\a"]
TREES = 150


def pattern(chance):
    """A line of a .gitignore."""
    parts = [chance.choice(PIECES) for _ in range(chance.choice([1, 1, 1, 2, 2, 3]))]
    line = "/".join(parts)
    if chance.random() < 0.2:
        line = "/" + line
    if chance.random() < 0.3:
        line += "/"
    if chance.random() < 0.3:
        line = "!" + line
    return line + chance.choice(["", "", "", "  ", "\r"])


def write(path, text):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def plant(folder, chance, depth):
    """A tree of designs that cannot be read, so that each is named in the report."""
    if chance.random() < (1 if depth == 0 else 0.4):
        lines = [pattern(chance) for _ in range(chance.randint(1, 5))]
        ending = chance.choice(["", "\n"])
        write(os.path.join(folder, ".gitignore"), "\n".join(["# what is not ours", *lines]) + ending)
    for name in chance.sample(NAMES, 3):
        write(os.path.join(folder, name + ".eventarch.yaml"), "event_context: [\n")
    if depth < 3:
        for name in chance.sample(NAMES, 2):
            os.mkdir(os.path.join(folder, name))
            plant(os.path.join(folder, name), chance, depth + 1)


def output_of(command, folder):
    environment = {**os.environ, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull,
                   "HOME": folder}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True,
                          check=False)


def files_of_git(folder):
    run = output_of(["git", "ls-files", "-z", "--others", "--exclude-standard", "."], folder)
    assert run.returncode == 0, run.stderr
    return {name for name in run.stdout.split("\0") if name.endswith(".eventarch.yaml")}


def files_of(eventarch, folder, named):
    run = output_of([eventarch, "check", "--format", "concise", named], folder)
    assert run.returncode in (1, 2), (run.returncode, run.stderr)
    if run.returncode == 2:
        assert "no design file was found" in run.stderr, run.stderr
    return {line.split(":", 1)[0] for line in run.stdout.splitlines()}


def main():
    eventarch = os.path.abspath(sys.argv[1])
    failures = 0
    compared = 0
    for seed in range(TREES):
        with tempfile.TemporaryDirectory() as folder:
            plant(folder, random.Random(seed), 0)
            output_of(["git", "init", "-q"], folder)
            wanted, seen = files_of_git(folder), files_of(eventarch, folder, ".")
            compared += len(wanted)
            if wanted != seen:
                failures += 1
                print(f"FAILED: tree {seed}: only git takes {sorted(wanted - seen)}, "
                      f"only eventarch takes {sorted(seen - wanted)}")
    assert compared > 10 * TREES, f"only {compared} files were taken: the trees are too bare"
    print(f"{TREES - failures} of {TREES} trees agree, {compared} files")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

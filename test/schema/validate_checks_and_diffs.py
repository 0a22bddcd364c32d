#!/usr/bin/env python3
"""Holds the JSON Schemas of check and diff to what the program prints.

usage: validate_checks_and_diffs.py PROGRAM SAMPLES

Every report must fit its schema, every key of it must be described there, and the schema must be able
to refuse.
"""

import copy
import itertools
import json
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import jsonschema
except ImportError:
    sys.exit(f"{Path(__file__).name}: the Python module jsonschema is missing: "
             "install the package python3-jsonschema (Debian, Ubuntu)")

failures = []


def fail(what, detail=""):
    failures.append(f"{what}\n    {detail}" if detail else what)


def run(program, *arguments, folder=None, statuses=(0, 1)):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, timeout=120, cwd=folder)
    if done.returncode not in statuses:
        sys.exit(f"{arguments}: status {done.returncode}: {done.stderr.decode(errors='replace')}")
    return done.stdout.decode()


def schema_of(program, name):
    text = run(program, "schema", name)
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    if text != json.dumps(schema, indent=2, ensure_ascii=False) + "\n":
        fail(f"schema {name} is not printed with an indentation of two and a line end")
    check_style(name, schema)
    return schema


def check_style(name, part):
    """Additions are allowed, what is required is described, and every key has a sentence."""
    if isinstance(part, list):
        for one in part:
            check_style(name, one)
    if not isinstance(part, dict):
        return
    properties = part.get("properties", {})
    if part.get("type") == "object" and part.get("additionalProperties") is not True:
        fail(f"schema {name}: an object allows no additions", str(part)[:100])
    if set(part.get("required", ())) - set(properties):
        fail(f"schema {name} requires what it does not describe", str(part)[:100])
    if "if" not in part and name in ("check", "diff") and "type" in part:
        for key, value in properties.items():
            if not value.get("description", "").endswith("."):
                fail(f"schema {name}: {key} has no sentence that describes it")
    for value in part.values():
        check_style(name, value)


def check_described(schema, part, value, where, seen):
    """Every key that is printed stands in the schema."""
    while "$ref" in part:
        part = schema["$defs"][part["$ref"].rpartition("/")[2]] | {
            key: inner for key, inner in part.items() if key != "$ref"}
    for one in part.get("oneOf", ()):
        if one.get("type") == "object" and isinstance(value, dict):
            part = one
    if isinstance(value, list):
        for one in value:
            check_described(schema, part.get("items", {}), one, where + "[]", seen)
    elif isinstance(value, dict):
        for key, inner in value.items():
            seen.add(f"{where}.{key}")
            if key not in part.get("properties", {}):
                fail(f"the schema does not describe {where}.{key}")
            else:
                check_described(schema, part["properties"][key], inner, f"{where}.{key}", seen)


def paths_of(schema, part, where, open_parts=()):
    """Every key that the schema describes."""
    if "$ref" in part:
        part = schema["$defs"][part["$ref"].rpartition("/")[2]]
    for one in part.get("oneOf", ()):
        yield from paths_of(schema, one, where)
    if "items" in part:
        yield from paths_of(schema, part["items"], where + "[]")
    for key, inner in part.get("properties", {}).items():
        yield f"{where}.{key}"
        yield from paths_of(schema, inner, f"{where}.{key}")


def check_reports(name, schema, reports):
    validator = jsonschema.Draft202012Validator(schema)
    seen = set()
    for what, report in reports:
        error = jsonschema.exceptions.best_match(validator.iter_errors(report))
        if error is not None:
            place = "/".join(map(str, error.absolute_path))
            fail(f"schema {name} refuses the report of {what}", f"{place}: {error.message[:200]}")
        check_described(schema, schema, report, name, seen)
    unseen = set(paths_of(schema, schema, name)) - seen
    if unseen:
        fail(f"schema {name} describes what no report has", ", ".join(sorted(unseen)))
    return validator


def check_refusals(name, validator, report, changes):
    for path, value in changes.items():
        wrong = copy.deepcopy(report)
        place = wrong
        for step in path[:-1]:
            place = place[step]
        if value is None:
            del place[path[-1]]
        else:
            place[path[-1]] = value
        if validator.is_valid(wrong):
            fail(f"schema {name} takes a report that is wrong at {'/'.join(map(str, path))}")


DESIGN = """event_context:
  name: payments
  use_case: pub_sub
  requirements: {throughput: 1K msg/s, latency: 1 s, ordering: partition, retention: 7 days,
                 delivery: exactly_once}%s
"""
ACCEPTED = "  # eventarch: ignore=exactly_once_complexity until=2090-01-31 -- a pilot"


def checks(program, samples, folder):
    def check(what, *arguments):
        return what, json.loads(run(program, "check", "-f", "json", *arguments, folder=folder))

    (folder / "accepted.yaml").write_text(DESIGN.replace("exactly_once}%s", f"exactly_once}}{ACCEPTED}"))
    (folder / "plain.yaml").write_text(DESIGN % "")
    (folder / "slip.yaml").write_text("event_context:\n  use_cose: saga\n  use_cose: saga\n")
    (folder / "broken.yaml").write_text("event_context: {use_case: saga\n")
    (folder / "mended.yaml").write_text(DESIGN % "")
    run(program, "check", "plain.yaml", "mended.yaml", "--write-baseline", "base.jsonl",
        folder=folder)
    (folder / "mended.yaml").write_text(DESIGN.replace("exactly_once}%s", "at_least_once}"))
    empty = folder / "empty"
    empty.mkdir()
    return [
        check("the samples", samples),
        check("findings", "plain.yaml", "slip.yaml", "broken.yaml"),
        check("a comment", "accepted.yaml"),
        check("a baseline", "plain.yaml", "mended.yaml", "--baseline", "base.jsonl"),
        check("a value of the command line", "plain.yaml", "--set", "requirements.latency=5x"),
        ("an empty folder", json.loads(run(program, "check", "-f", "json", empty, statuses=(2,)))),
    ]


def diffs(program, samples, folder):
    def diff(what, *arguments):
        return what, json.loads(run(program, "diff", "-f", "json", *arguments, folder=folder))

    files = sorted(samples.glob("*.yaml"))
    reports = [diff(f"{a.name} {b.name}", a, b) for a, b in itertools.pairwise(files)]
    (folder / "two.yaml").write_text(DESIGN % "" + "---\n" + (DESIGN % "").replace("payments", "b"))
    (folder / "one.yaml").write_text(DESIGN % "")
    reports += [
        diff("a design less", "two.yaml", "one.yaml"),
        diff("a design more", "one.yaml", "two.yaml"),
        diff("no change", "one.yaml", "one.yaml"),
        diff("a side that is broken", "broken.yaml", "one.yaml"),
    ]
    return reports


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, samples = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    check_schema, diff_schema = schema_of(program, "check"), schema_of(program, "diff")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        of_check = checks(program, samples, folder)
        of_diff = diffs(program, samples, folder)
    validator = check_reports("check", check_schema, of_check)
    check_refusals("check", validator, dict(of_check)["findings"], {
        ("summary",): None,
        ("schema_version",): "2",
        ("findings", 0, "rule"): "No Rule",
        ("findings", 0, "severity"): "fatal",
        ("findings", 0, "location", "line"): 0,
        ("findings", 0, "subject"): None,
        ("findings", 0, "suppressed"): {"by": "nobody", "reason": "", "until": None},
    })
    lines = jsonschema.Draft202012Validator({"$ref": "#/$defs/finding", "$defs": check_schema["$defs"]})
    for finding in dict(of_check)["findings"]["findings"]:
        if not lines.is_valid(finding):
            fail("$defs/finding refuses a finding")
    validator = check_reports("diff", diff_schema, of_diff)
    changed = next(report for _, report in of_diff if report["designs"] and report["designs"][0]["changes"])
    check_refusals("diff", validator, changed, {
        ("comparable",): None,
        ("summary", "risky"): -1,
        ("designs", 0, "status"): "new",
        ("designs", 0, "changes", 0, "class"): "bad",
        ("designs", 0, "changes", 0, "from"): "",
        ("designs", 0, "changes", 0, "cause", "how"): "somehow",
    })
    print(f"{len(of_check)} checks and {len(of_diff)} diffs")
    for failure in failures:
        print(f"FAILED: {failure}")
    if failures:
        sys.exit(f"{len(failures)} failures")


if __name__ == "__main__":
    main()

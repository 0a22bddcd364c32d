#!/usr/bin/env python3
"""Holds the JSON Schema of simulations to what the program prints.

usage: validate_simulations.py PROGRAM SAMPLES

The schema must accept the simulation of every sample, of weakened designs, of replays and of files
without a design; it must describe every key that they have; and it must refuse a report from which
something is taken or in which something is wrong.
"""

import copy
import json
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import jsonschema
except ImportError:
    sys.exit(
        f"{Path(__file__).name}: the Python module jsonschema is missing for {sys.executable}: "
        "install the package python3-jsonschema (Debian, Ubuntu)"
    )
if not hasattr(jsonschema, "Draft202012Validator"):
    sys.exit("jsonschema is older than 4.0, which knows the draft 2020-12: update it")

failures = []
FEW = ["--seeds", "2", "--messages", "2K"]


def fail(what, detail=""):
    failures.append(f"{what}\n    {detail}" if detail else what)


def run(program, *arguments):
    """Standard output of a run that did its work: status 0, or 1 where the answer is no."""
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, timeout=120)
    if done.returncode not in (0, 1):
        sys.exit(f"{arguments}: status {done.returncode}: {done.stderr.decode(errors='replace')}")
    return done.stdout.decode()


def reports_of(program, *arguments):
    text = run(program, "simulate", "--format", "jsonl", *arguments)
    return [json.loads(line) for line in text.splitlines()]


def resolved(schema, part):
    while "$ref" in part:
        part = schema["$defs"][part["$ref"].rsplit("/", 1)[1]]
    if "oneOf" in part:
        return resolved(schema, part["oneOf"][1])
    return part


def check_described(schema, part, value, where, seen):
    """Every key of the report is a property of the schema."""
    part = resolved(schema, part)
    if isinstance(value, list):
        for one in value:
            check_described(schema, part.get("items", {}), one, where + "[]", seen)
    elif isinstance(value, dict) and "properties" in part:
        for key, inner in value.items():
            seen.add(f"{where}.{key}")
            if key not in part["properties"]:
                fail(f"the schema does not describe {where}.{key}")
            else:
                check_described(schema, part["properties"][key], inner, f"{where}.{key}", seen)


def check_style(schema):
    for where, part in [("the report", schema), *schema["$defs"].items()]:
        if part.get("additionalProperties") is not True:
            fail(f"{where} does not allow additions")
        if set(part.get("required", ())) - set(part.get("properties", ())):
            fail(f"{where} requires what it does not describe")
        for key, value in part.get("properties", {}).items():
            if not value.get("description", "").endswith("."):
                fail(f"{where}.{key} has no sentence that describes it")


def variations(report):
    """Reports that are wrong in one place."""
    for key in report:
        wrong = copy.deepcopy(report)
        del wrong[key]
        yield f"without {key}", wrong
    for path, value in {
        ("answer",): "perhaps",
        ("schema_version",): "2",
        ("options", "arrivals"): "sometimes",
        ("options", "seeds"): 0,
        ("guarantees", 0, "status"): "broken",
        ("guarantees", 0, "exercised"): -1,
        ("faults", 0, "applies"): "yes",
        ("performance", "groups", 0, "latency", "mean_ms"): 3,
        ("performance", "groups", 0, "stability"): None,
        ("history", "hash"): "0x12",
    }.items():
        wrong = copy.deepcopy(report)
        place = wrong
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        yield "/".join(map(str, path)), wrong


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, samples = sys.argv[1], Path(sys.argv[2])
    text = run(program, "schema", "simulation")
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    if text != json.dumps(schema, indent=2, ensure_ascii=False) + "\n":
        fail("the schema is not printed with an indentation of two and a line end")
    check_style(schema)
    validator = jsonschema.Draft202012Validator(schema)

    reports = []
    for file in sorted(samples.glob("*.yaml")):
        reports += [(file.name, one) for one in reports_of(program, file, *FEW)]
    orders = samples / "order-events.yaml"
    for name, flags in {
        "weakened": ["--mistake", "commit_before_processing", *FEW],
        "all faults": ["--faults", "all", *FEW],
        "no faults, one seed": ["--faults", "none", "--seeds", "1", "--duration", "50ms"],
        "overloaded": ["--set", "workload.processing_time=20ms", "--set", "decisions.partitions=12",
                       "--faults", "none", *FEW],
        "replay": ["--trace", "poison_message"],
    }.items():
        reports += [(name, one) for one in reports_of(program, orders, *flags)]
    with tempfile.TemporaryDirectory() as folder:
        broken = Path(folder) / "broken.yaml"
        broken.write_text("event_context: {use_case: saga\n", encoding="utf-8")
        reports += [("broken", one) for one in reports_of(program, broken)]

    seen = set()
    for name, report in reports:
        error = jsonschema.exceptions.best_match(validator.iter_errors(report))
        if error is not None:
            place = "/".join(map(str, error.absolute_path))
            fail(f"the schema refuses the report of {name}", f"{place}: {error.message[:200]}")
        check_described(schema, schema, report, "report", seen)
    answers = {report["answer"] for _, report in reports}
    wanted = {"holds", "does_not_hold", "replayed", "no_design"}
    if not wanted <= answers:
        fail(f"no report with the answer {sorted(wanted - answers)}")
    for key in ("report.guarantees[].violation.witness[].text", "report.trace.events[].text",
                "report.performance.groups[].closed_forms[].expected"):
        if key not in seen:
            fail(f"no report has {key}")

    whole = next(one for name, one in reports if name == "order-events.yaml")
    refused = 0
    for what, wrong in variations(whole):
        if validator.is_valid(wrong):
            # A requirement of some answers only, or a key that may be absent.
            fail(f"the schema accepts a report that is wrong: {what}")
        else:
            refused += 1
    print(f"{len(reports)} reports, {len(seen)} keys, {refused} wrong reports refused")
    for failure in failures:
        print(f"FAILED: {failure}")
    if failures:
        sys.exit(f"{len(failures)} failures")


main()

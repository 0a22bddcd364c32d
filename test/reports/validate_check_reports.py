#!/usr/bin/env python3
"""Gives the reports of a check to parsers of other hands.

usage: validate_check_reports.py FOLDER

JSON and JSON lines to their schema, GitLab's report to what GitLab asks, JUnit to an XML parser;
no line of any report may be a command to the service that runs the build.
"""

import json
import re
import sys
import xml.etree.ElementTree
from pathlib import Path

try:
    import jsonschema
except ImportError:
    sys.exit(f"{Path(__file__).name}: the Python module jsonschema is missing: "
             "install the package python3-jsonschema (Debian, Ubuntu)")

failures = []


def expect(truth, path, what):
    if not truth:
        failures.append(f"{path.name}: {what}")


def text_of(path):
    """Reports are UTF-8, whatever they hold."""
    return path.read_bytes().decode("utf-8")


# --- Every report --------------------------------------------------------------------------------

HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
ANNOTATION = re.compile(
    r"::(error|warning|notice) file=[^,:]+,line=[0-9]+,endLine=[0-9]+(,col=[0-9]+,endColumn=[0-9]+)?"
    r",title=[a-z0-9_]+::[^\r\n]+\Z")


def check_lines(path, text):
    expect(not HIDDEN.search(text), path, "a character that a terminal obeys or nobody sees")
    is_github = path.suffix == ".github"
    for line in text.split("\n"):
        is_own = is_github and ANNOTATION.match(line)
        expect(is_own or not line.strip().startswith("::"), path, f"a command: {line[:100]}")
        expect(not re.search(r"##[A-Za-z]*\[", line), path, f"a command: {line[:100]}")
        if is_github:
            expect(is_own or re.fullmatch(r"([0-9]+ more findings? not annotated)?", line), path,
                   f"neither an annotation nor the last line: {line[:100]}")


# --- One format ----------------------------------------------------------------------------------


def check_json(path, text, schema):
    report = json.loads(text)
    for error in schema.iter_errors(report):
        expect(False, path, f"{error.json_path}: {error.message[:200]}")
    counted = [f for f in report["findings"] if f["suppressed"] is None]
    for severity in ("error", "warning", "info"):
        count = sum(1 for f in counted if f["severity"] == severity)
        expect(report["summary"][severity + "s"] == count, path, f"{severity}s are miscounted")
    return len(report["findings"])


def check_jsonl(path, text, schema):
    lines = text.splitlines()
    for line in lines:
        for error in schema.iter_errors(json.loads(line)):
            expect(False, path, f"{error.json_path}: {error.message[:200]}")
    return len(lines)


def check_gitlab(path, text):
    entries = json.loads(text)
    expect(isinstance(entries, list), path, "no array")
    fingerprints = [entry["fingerprint"] for entry in entries]
    expect(len(set(fingerprints)) == len(entries), path, "equal fingerprints")
    for entry in entries:
        expect(entry["severity"] in ("info", "minor", "major", "critical", "blocker"), path, "severity")
        expect(entry["check_name"] in entry["description"], path, "no rule in the description")
        place = entry["location"]
        expect(place["lines"]["begin"] >= 1, path, "a line below 1")
        expect(place["path"] and not place["path"].startswith(("./", "/")), path, "path")
    return len(entries)


def check_junit(path, text):
    root = xml.etree.ElementTree.fromstring(text.encode())
    cases = root.findall("testsuite/testcase")
    keys = [(case.get("classname"), case.get("name")) for case in cases]
    expect(len(set(keys)) == len(keys), path, "two test cases of one name")
    for tag, total in (("testcase", "tests"), ("failure", "failures"), ("skipped", "skipped")):
        count = len(list(root.iter(tag)))
        expect(int(root.get(total)) == count, path, f"{total}: {root.get(total)} for {count}")
        sums = sum(int(suite.get(total)) for suite in root.findall("testsuite"))
        expect(sums == count, path, f"{total} of the suites: {sums} for {count}")
    for case in cases:
        expect(case.get("file") and int(case.get("line")) >= 1, path, "no place")
        failure = case.find("failure")
        if failure is not None:
            expect(failure.get("type") in ("error", "warning"), path, "type")
            expect(case.get("name").split()[0] in failure.text, path, "the body does not say it all")
    return len(cases)


def main(folder):
    schema = json.loads((folder / "check.schema").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    whole = jsonschema.Draft202012Validator(schema)
    one = jsonschema.Draft202012Validator({"$ref": "#/$defs/finding", "$defs": schema["$defs"]})
    checks = {
        ".json": lambda path, text: check_json(path, text, whole),
        ".jsonl": lambda path, text: check_jsonl(path, text, one),
        ".gitlab": check_gitlab,
        ".junit": check_junit,
    }
    counts = {}
    for path in sorted(folder.iterdir()):
        if path.suffix == ".schema":
            continue
        text = text_of(path)
        check_lines(path, text)
        if path.suffix in checks:
            counts[path.suffix] = counts.get(path.suffix, 0) + checks[path.suffix](path, text)

    # The schema must be able to refuse.
    broken = json.loads((folder / "failing.json").read_text())
    del broken["findings"][0]["message"]
    broken["findings"][1]["suppressed"] = {"by": "nobody", "reason": "", "until": None}
    if len(list(whole.iter_errors(broken))) != 2:
        failures.append("the schema takes a broken report")
    if min(counts.values(), default=0) < 30:
        failures.append(f"too little was checked: {counts}")

    print(", ".join(f"{count} entries of {suffix}" for suffix, count in sorted(counts.items())))
    if failures:
        sys.exit("\n".join(failures[:20]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

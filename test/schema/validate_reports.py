#!/usr/bin/env python3
"""Holds the two JSON Schemas to what the program does.

usage: validate_reports.py PROGRAM SAMPLES

The report schema must accept every report and must be able to refuse one; the input schema must
accept exactly the design files in which the program finds no structural error.
"""

import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path


def missing(module, package):
    sys.exit(
        f"{Path(__file__).name}: the Python module {module} is missing for {sys.executable}: "
        f"install the package {package} (Debian, Ubuntu)"
    )


try:
    import jsonschema
except ImportError:
    missing("jsonschema", "python3-jsonschema")
try:
    import yaml
except ImportError:
    missing("yaml", "python3-yaml")
if not hasattr(jsonschema, "Draft202012Validator"):
    missing("jsonschema in version 4.0 or later", "python3-jsonschema")


# --- What went wrong, and how much was checked ---------------------------------------------------

failures = []
counts = {}


def count(what, number=1):
    counts[what] = counts.get(what, 0) + number


def fail(what, detail=""):
    failures.append(f"{what}\n    {detail}" if detail else what)


# --- The program ---------------------------------------------------------------------------------

program = ""


def run(*arguments):
    """Standard output of a run that did its work: status 0, or 1 where the answer is no."""
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, timeout=120)
    if done.returncode not in (0, 1):
        sys.exit(f"{arguments}: status {done.returncode}: {done.stderr.decode(errors='replace')}")
    return done.stdout.decode()


def reports_of(*arguments):
    return [json.loads(line) for line in run("design", "--format", "jsonl", *arguments).splitlines()]


# --- JSON Schema as ECMA-262 means it ------------------------------------------------------------

ECMA_BLANK = "\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff"


def ecma_pattern(validator, pattern, instance, schema):
    """Python's `$` also matches before a last line end, and its `\\s` is another set."""
    if not validator.is_type(instance, "string"):
        return
    translated = pattern.replace("\\s", f"[{ECMA_BLANK}]").replace("\\S", f"[^{ECMA_BLANK}]")
    if translated.endswith("$"):
        translated = translated[:-1] + "\\Z"
    if not re.search(translated, instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


Validator = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": ecma_pattern})


def first_error(validator, instance):
    error = jsonschema.exceptions.best_match(validator.iter_errors(instance))
    if error is None:
        return None
    place = "/".join(map(str, error.absolute_path)) or "the whole"
    return f"{place}: {error.message[:120]}"


# --- YAML 1.2 ------------------------------------------------------------------------------------


class CoreLoader(yaml.SafeLoader):
    """PyYAML with the core schema of YAML 1.2, and keys as they are written, as JSON has them."""

    yaml_implicit_resolvers = {}

    def construct_mapping(self, node, deep=False):
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}


def whole_number(loader, node):
    text = node.value
    base = {"0o": 8, "0x": 16}.get(text[:2], 10)
    return int(text[2:] if base != 10 else text, base)


def decimal(loader, node):
    text = node.value.lower()
    return float(text.replace(".inf", "inf").replace(".nan", "nan"))


for tag, pattern, first, construct in (
    ("null", r"(?:~|null|Null|NULL|)", ["~", "n", "N", ""], lambda loader, node: None),
    (
        "bool",
        r"(?:true|True|TRUE|false|False|FALSE)",
        list("tTfF"),
        lambda loader, node: node.value.lower() == "true",
    ),
    ("int", r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)", list("-+0123456789"), whole_number),
    (
        "float",
        r"(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
        r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))",
        list("-+.0123456789"),
        decimal,
    ),
):
    name = "tag:yaml.org,2002:" + tag
    CoreLoader.add_implicit_resolver(name, re.compile(pattern + r"\Z"), first)
    CoreLoader.add_constructor(name, construct)


def documents(text):
    return list(yaml.load_all(text, Loader=CoreLoader))


# --- (a) the schemas themselves ------------------------------------------------------------------


def read_schema(which):
    text = run("schema", which)
    schema = json.loads(text)
    try:
        jsonschema.Draft202012Validator.check_schema(schema)
    except jsonschema.SchemaError as error:
        fail(f"schema {which} is no JSON Schema 2020-12", str(error)[:500])
    # Says also that no key stands twice.
    if text != json.dumps(schema, indent=2, ensure_ascii=False) + "\n":
        fail(f"schema {which} is not printed with an indentation of two and a line end")
    count("schemas")
    return schema


SHAPES = ("invalid_input", "no_broker", "full_design")
PARTIAL = "partial_report"


def check_style(schema):
    """Every property says what it is, and every object is open to additions."""
    parts = {n: part for n, part in schema["$defs"].items() if n not in (*SHAPES, PARTIAL)}
    for where, part in [("the report", schema), *parts.items()]:
        if "properties" in part and part.get("additionalProperties") is not True:
            fail(f"report schema: {where} does not allow additions")
        if set(part.get("required", ())) - set(part.get("properties", ())):
            fail(f"report schema: {where} requires what it does not describe")
        for key, value in part.get("properties", {}).items():
            if not value.get("description", "").endswith("."):
                fail(f"report schema: {where}.{key} has no sentence that describes it")


# --- (b) every report fits -----------------------------------------------------------------------

LISTED = """event_context:
  use_case: {use_case}
  requirements: {{ordering: {ordering}, delivery: {delivery}}}
"""

ACCEPTED = """event_context:
  use_case: pub_sub
  # eventarch: ignore=exactly_once_complexity until=2090-01-31 -- a pilot
  # eventarch: ignore=exactly_once_scope -- one cluster
  requirements: {throughput: 1K msg/s, latency: 1 s, delivery: exactly_once}
"""
NO_BROKER = """event_context:
  use_case: saga
  requirements: {throughput: 500K msg/s, latency: 1 ms, ordering: global, delivery: exactly_once}
  constraints: {allowed_brokers: [sqs], replay: true, priority: true}
"""

# File name: text. Invalid in one way or another; the last ones are hard to read at all.
INVALID = {
    "missing.yaml": "event_context: {requirements: {}}\n",
    "many.yaml": "event_context: {use_case: pubsub, requirements: {latency: soon, ordering: all}}\n",
    "twice.yaml": "event_context: {use_case: saga, use_case: cqrs, requirements: {}}\n",
    "names.yaml": "event_context: {use_case: saga, requirements: {}, consumers: [a, a]}\n",
    "flat.yaml": "use_case: saga\nrequirements: {}\n",
    "list.yaml": "- event_context\n",
    "warned.yaml": "event_context: {use_case: nothing, requirements: {delivery: exactly_once, "
    "throughput: 90K msg/s, ordering: global}}\n",
    "syntax.yaml": "event_context: {use_case: saga\n",
    "tab.yaml": "event_context:\n\tuse_case: saga\n",
    "empty.yaml": "",
    "comment.yaml": "# nothing\n",
    "latin.yaml": b"event_context: {use_case: saga, requirements: {}, name: caf\xe9}\n",
    "wide.yaml": "event_context: {}\n".encode("utf-16"),
    "control.yaml": "event_context: {name: \x07}\n",
    "deep.yaml": "[" * 100 + "]" * 100 + "\n",
}

STREAM = "---\n".join(
    (LISTED.format(use_case="cqrs", ordering="none", delivery="at_most_once"),)
    + (INVALID["missing.yaml"], NO_BROKER)
)


class Generator:
    """Valid design files that differ in everything; the seed is fixed."""

    use_cases = ["pub_sub", "work_queue", "event_sourcing", "cqrs", "saga"]
    orderings = ["none", "partition", "global"]
    deliveries = ["at_most_once", "at_least_once", "exactly_once"]

    def __init__(self):
        self.random = random.Random(20240229)

    def some(self, fields, share):
        return {
            key: self.random.choice(values)
            for key, values in fields.items()
            if self.random.random() < share
        }

    def context(self, number):
        # Every combination of the three comes once; the rest is chance.
        use_case = self.use_cases[number % 5]
        ordering = self.orderings[number // 5 % 3]
        delivery = self.deliveries[number // 15 % 3]
        truth = [True, False]
        context = {
            "use_case": use_case,
            "requirements": {
                "ordering": ordering,
                "delivery": delivery,
                **self.some(
                    {
                        "throughput": ["1 msg/s", "800 msg/s", "10K msg/s", "90Kmsg/s", "2M  msg/s"],
                        "latency": ["20ms", "100 ms", "1s", "30 s"],
                        "retention": ["1 hour", "12 hours", "7 days", "4 weeks", "52weeks"],
                    },
                    0.7,
                ),
            },
        }
        parts = {
            "workload": self.some(
                {
                    "message_size": ["1 B", "1.5 KB", "20 KiB", "1MB"],
                    "peak_factor": [1, 2.5, "3"],
                    "growth_factor": [1, 1.5],
                    "processing_time": ["0.5 ms", "5 ms", "2 s", "1 min"],
                    "distinct_keys": [1, 5000, "100K"],
                    "hot_key_share": ["2 %", "0.1%", "100 %"],
                    "compression_ratio": [1.0, 4.25],
                    "outage": ["30 min", "1 day"],
                    "recover_within": ["60 min", "2 hours"],
                },
                0.4,
            ),
            "capacity": self.some(
                {
                    "partition_write": ["10 MB/s", "512 KiB/s"],
                    "partition_read": ["20 MB/s", "1.5GB/s"],
                    "partition_throughput": ["10K msg/s", "500 msg/s"],
                    "utilization_target": ["70 %", "50%"],
                    "availability_zones": [1, 3],
                    "replication_factor": [1, 2, 3],
                },
                0.3,
            ),
            "constraints": self.some(
                {
                    "allowed_brokers": [["kafka", "rabbitmq"], ["pulsar"], ["sqs", "kafka"]],
                    "forbidden_brokers": [["sqs"], ["kafka", "pulsar"]],
                    "cloud": ["aws", "gcp", "azure", "on_premises", "any"],
                    "deployment": ["self_managed", "managed", "serverless", "any"],
                    "operations_capacity": ["small", "medium", "large"],
                    "replay": truth,
                    "priority": truth,
                    "delayed_delivery": truth,
                    "complex_routing": truth,
                    "request_reply": truth,
                    "multi_tenancy": truth,
                    "geo_replication": truth,
                },
                self.random.choice([0, 0.1, 0.3]),
            ),
            "decisions": self.some(
                {
                    "broker": ["kafka", "rabbitmq", "sqs", "pulsar"],
                    "partitions": [1, 12, "1K"],
                    "replication_factor": [3],
                    "min_in_sync_replicas": [2],
                    "producer_acks": ["none", "leader", "all"],
                    "offset_commit": ["auto", "before_processing", "after_processing"],
                    "idempotent_consumers": truth,
                    "dead_letter_queue": truth,
                    "max_attempts": [1, 5, 40],
                    "dlq_alerts": truth,
                    "lag_monitoring": truth,
                    "schema_registry": truth,
                },
                self.random.choice([0, 0.3, 0.6]),
            ),
            "messages": [
                {
                    "type": "OrderPlaced",
                    "key": "order_id",
                    "payload": {
                        "order_id": "uuid",
                        "note": "string",
                        "cents": "integer",
                        "rate": "number",
                        "gift": "boolean",
                        "at": "timestamp",
                        "blob": "bytes",
                        "remark?": "string",
                        "status": "placed | paid",
                        "items": [{"sku": "string", "sizes?": ["integer"]}],
                    },
                },
                {"type": "OrderCancelled"},
            ][: self.random.choice([1, 2])],
            "producers": ["order-service", "shop"],
            "consumers": ["billing", "mail out", "Stock"][: self.random.choice([1, 3])],
            "description": "Generated: " + "ü€😀"[: self.random.choice([1, 3])],
            "x-owner": {"team": None, "pager": [1, 2]},
        }
        for key, value in parts.items():
            if value and self.random.random() < 0.7:
                context[key] = value
        return {"event_context": context}


def shape_of(report):
    if "broker" not in report:
        return "invalid_input"
    return "no_broker" if report["broker"]["technology"] is None else "full_design"


class ReportChecks:
    def __init__(self, schema):
        self.schema = schema
        self.validator = Validator(schema)
        self.examples = {}  # of each shape, the report that shows most
        self.seen = set()  # properties that some report has
        self.unlisted = set()  # those of them that the schema does not have

    def check(self, name, report, shape=None):
        count("reports")
        error = first_error(self.validator, report)
        if error:
            rules = sorted({finding["rule"] for finding in report["validation"]["errors"]})
            fail(f"the report of {name} does not fit its schema", f"{error} (errors: {rules})")
            return
        found = shape_of(report)
        count(found)
        if shape not in (None, found):
            fail(f"the report of {name} is of the shape {found}, expected {shape}")
        best = self.examples.get(found)
        if best is None or len(json.dumps(best)) < len(json.dumps(report)):
            self.examples[found] = report
        self.check_listed(name, report)
        self.check_embedded(name, report)

    def check_listed(self, name, report):
        for path, value, part, pointer in walk(report, self.schema, self.schema):
            properties = part.get("properties")
            if properties is None or not isinstance(value, dict) or pointer.endswith("json_schema"):
                continue
            self.seen.update((pointer, key) for key in value)
            for key in value.keys() - properties.keys():
                if (pointer, key) not in self.unlisted:
                    self.unlisted.add((pointer, key))
                    fail(f"the schema does not list {'/'.join([*map(str, path), key])} ({name})")

    def check_embedded(self, name, report):
        """The schemas of messages and log lines are JSON Schemas too."""
        if shape_of(report) != "full_design":
            return
        embedded = [report["observability"]["log_schema"]]
        # validate_message_schemas.py reads the other languages with their own parsers.
        if report["message_schema"]["language"] == "json_schema":
            embedded.append(report["message_schema"]["schema"])
            embedded += [event["schema"] for event in report["message_schema"]["events"]]
        for schema in embedded:
            count("embedded schemas")
            try:
                jsonschema.Draft202012Validator.check_schema(schema)
            except jsonschema.SchemaError as error:
                fail(f"a schema inside the report of {name} is none", str(error)[:300])

        self.check_log_samples(name, report["observability"])

    def check_log_samples(self, name, observability):
        """A log line that does not fit its own schema teaches the wrong thing."""
        validator = Validator(
            observability["log_schema"], format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
        )
        samples = observability["log_samples"]
        for sample in samples:
            count("log samples")
            if error := first_error(validator, sample):
                fail(f"a log sample of {name} does not fit the log schema", f"{sample}: {error}")
        if [line["event"] for line in observability["log_events"]] != [s["event"] for s in samples]:
            fail(f"log_events and log_samples of {name} differ")

    def check_partial(self, name, whole, *sections):
        """Some sections of a report alone."""
        flags = [flag for section in sections for flag in ("--section", section)]
        (part,) = reports_of(name, *flags)
        count("partial reports")
        self.check_listed(f"{name} {flags}", part)
        if error := first_error(self.validator, part):
            fail(f"the report of {name} {flags} does not fit its schema", error)
        if set(part["source"]["sections"]) != set(sections):
            fail(f"the report of {name} {flags} names {part['source']['sections']}")
        wanted = {"schema_version", "tool", "source", *sections}
        if part.keys() != wanted & whole.keys():
            fail(f"the report of {name} {flags} has {sorted(part)}")
        for section in sections:
            if part.get(section) != whole.get(section):
                fail(f"{section} of {name} differs where it is printed alone")

    def check_all_seen(self):
        """A property that no report ever has is a mistake in the schema, or misses a case here."""
        parts = {
            f"#/$defs/{n}": p
            for n, p in self.schema["$defs"].items()
            if n not in (*SHAPES, PARTIAL)
        }
        parts["#"] = self.schema
        for pointer, part in parts.items():
            for key in part.get("properties", {}):
                count("properties")
                if (pointer, key) not in self.seen and not pointer.endswith("json_schema"):
                    fail(f"no report has the property {pointer}/{key} of the schema")


def walk(value, part, root, path=(), pointer="#"):
    """Yields (path, value, schema, pointer) for each value that the schema describes."""
    if "$ref" in part:
        pointer = part["$ref"]
        part = root["$defs"][pointer.rsplit("/", 1)[-1]]
    yield path, value, part, pointer
    if isinstance(value, dict):
        for key, inner in value.items():
            below = part.get("properties", {}).get(key, part.get("additionalProperties"))
            if isinstance(below, dict):
                yield from walk(inner, below, root, (*path, key), f"{pointer}/{key}")
    elif isinstance(value, list) and isinstance(part.get("items"), dict):
        for index, inner in enumerate(value):
            yield from walk(inner, part["items"], root, (*path, index), f"{pointer}/items")


def check_reports(schema, samples, folder):
    checks = ReportChecks(schema)
    files = sorted(samples.glob("*.yaml"))
    if not files:
        fail(f"no samples in {samples}")
    for file in files:
        reports = reports_of(file)
        for report in reports:
            checks.check(file.name, report)
        if len(reports) == 1:
            single = json.loads(run("design", "--format", "json", file))
            checks.check(f"{file.name} as json", single)
            if single != reports[0]:
                fail(f"json and jsonl differ for {file.name}")
            checks.check_partial(file, single, "validation", "topology")

    for name, text in INVALID.items():
        file = folder / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        for report in reports_of(file):
            checks.check(name, report, "invalid_input")
    file = folder / "accepted.yaml"
    file.write_text(ACCEPTED)
    report, = reports_of(file)
    checks.check(file.name, report, "full_design")
    if len(report["validation"]["suppressed"]) != 2:
        fail("comments accept nothing", str(report["validation"]["suppressed"]))
    file = folder / "no_broker.yaml"
    file.write_text(NO_BROKER)
    checks.check(file.name, *reports_of(file), "no_broker")
    checks.check(
        "--set", *reports_of(file, "--set", "requirements.latency=soon"), "invalid_input"
    )
    file = folder / "stream.yaml"
    file.write_text(STREAM)
    for report, shape in zip(reports_of(file), ("full_design", "invalid_input", "no_broker")):
        checks.check(file.name, report, shape)

    generator = Generator()
    written = []
    for number in range(60):
        written.append(folder / f"generated{number}.yaml")
        # JSON is YAML, and has no plain words that could be taken for something else.
        written[-1].write_text(json.dumps(generator.context(number)), encoding="utf-8")
    reports = reports_of(*written)
    if len(reports) != len(written):
        fail(f"{len(written)} generated files gave {len(reports)} reports")
    for file, report in zip(written, reports):
        checks.check(f"{file.name}: {file.read_text(encoding='utf-8')}", report)
    if sum(shape_of(report) == "full_design" for report in reports) < 20:
        fail("fewer than 20 of the generated contexts give a full design")
    checks.check_all_seen()
    return checks


# --- (c) the report schema can refuse ------------------------------------------------------------

# What is expected of the schema stands here a second time, so that a schema that has become too weak
# is found.
INPUT_SECTIONS = ["context", "assumptions", "broker"]
DESIGN_SECTIONS = [
    "topology",
    "sizing",
    "message_schema",
    "producer_config",
    "consumer_config",
    "patterns",
    "observability",
    "checklist",
    "troubleshooting",
]
OPTIONAL = {
    ("source", "sections"),
    ("related",),
    ("buckets",),
    ("workload", "distinct_keys"),
    ("workload", "hot_key_share"),
    ("capacity", "partition_write_bytes_per_second"),
    ("capacity", "partition_read_bytes_per_second"),
    ("capacity", "partition_messages_per_second"),
}
OPEN = {"config", "inputs", "payload", "schema", "log_schema", "log_samples", "example"}  # their keys are the design's own


def values_of(value, path=()):
    """Every value of a report with its path; of a list only the first entry."""
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            if not OPEN.intersection(path):
                yield from values_of(inner, (*path, key))
    elif isinstance(value, list) and value:
        yield from values_of(value[0], (*path, 0))


def may_be_absent(path, key):
    return (
        (key,) in OPTIONAL
        or (path[-1:] + (key,)) in OPTIONAL
        or path[-1:] == ("decisions",)
        or bool(OPEN.intersection(path))
    )


def wrong_types(path, value):
    """Values of other types than the one at the path, none of which may stand there."""
    if isinstance(value, dict):
        return ["text", []]
    if isinstance(value, list):
        return ["text", {}]
    if path[-2:-1] == ("config",) or path[-1:] == ("value",) or value is None:
        return [[], {}]
    if isinstance(value, bool):
        return ["true", 1, None]
    return [True, 1.5] if isinstance(value, str) else [True, "12"]


def wrong_values(part):
    """Values of the right type that the schema refuses by its own account."""
    if "enum" in part:
        yield "no such word"
    if "minimum" in part:
        yield part["minimum"] - 1
    if "maximum" in part:
        yield part["maximum"] + 1


def expect_refusal(checks, report, what):
    count("broken reports")
    if checks.validator.is_valid(report):
        fail(f"the report schema accepts a report {what}")


def replaced(checks, report, path, wrong):
    *above, last = path
    parent = report
    for step in above:
        parent = parent[step]
    kept, parent[last] = parent[last], wrong
    expect_refusal(checks, report, f"with {json.dumps(wrong)} as {'/'.join(map(str, path))}")
    parent[last] = kept


def check_refusals(checks):
    if any(shape not in checks.examples for shape in SHAPES):
        fail("not every shape of a report comes up")
        return
    done = set()
    for shape in reversed(SHAPES):
        # A copy, to be broken and mended in turn.
        report = json.loads(json.dumps(checks.examples[shape]))
        for path, value in list(values_of(report)):
            if path in done:
                continue
            done.add(path)
            if isinstance(value, dict):
                for key in [key for key in value if not may_be_absent(path, key)]:
                    kept = list(value.items())
                    del value[key]
                    expect_refusal(checks, report, f"without {'/'.join(map(str, (*path, key)))}")
                    value.clear()
                    value.update(kept)
            if path:
                for wrong in wrong_types(path, value):
                    replaced(checks, report, path, wrong)
        for path, _, part, pointer in list(walk(report, checks.schema, checks.schema)):
            if pointer not in done:
                done.add(pointer)
                for wrong in wrong_values(part):
                    replaced(checks, report, path, wrong)
        if not checks.validator.is_valid(report):
            fail("the broken report was not mended")  # a mistake of this script

    def broken(shape, what, change):
        report = json.loads(json.dumps(checks.examples[shape]))
        change(report)
        expect_refusal(checks, report, f"({shape}) {what}")

    full = checks.examples["full_design"]
    for section in INPUT_SECTIONS + DESIGN_SECTIONS:
        broken("full_design", f"without {section}", lambda r: r.pop(section))
        broken("invalid_input", f"with {section}", lambda r: r.update({section: full[section]}))
    for section in INPUT_SECTIONS:
        broken("no_broker", f"without {section}", lambda r: r.pop(section))
    for section in DESIGN_SECTIONS:
        broken("no_broker", f"with {section}", lambda r: r.update({section: full[section]}))
    broken("no_broker", "without relaxations", lambda r: r["broker"].update(relaxations=[]))
    broken("no_broker", "with a technology", lambda r: r["broker"].update(technology="Kafka"))
    broken("full_design", "without a technology", lambda r: r["broker"].update(technology=None))
    broken("full_design", "that is not valid", lambda r: r["validation"].update(valid=False))
    broken("invalid_input", "that is valid", lambda r: r["validation"].update(valid=True))
    broken("invalid_input", "without errors", lambda r: r["validation"].update(errors=[]))
    error = checks.examples["invalid_input"]["validation"]["errors"][0]
    broken("full_design", "with errors", lambda r: r["validation"].update(errors=[error]))
    placed = next(
        e for e in checks.examples["invalid_input"]["validation"]["errors"] if "line" in e["location"]
    )
    del placed["location"]["column"]
    expect_refusal(checks, checks.examples["invalid_input"], "with a line and no column")


# --- (d) the input schema and the validator agree ------------------------------------------------

STRUCTURAL = {
    "required_field",
    "wrong_type",
    "unknown_value",
    "invalid_quantity",
    "too_few_items",
    "empty_name",
    "duplicate_name",
    "unknown_key",
}

# Path below event_context: values that are right, values that are wrong, as YAML.
NOT_A_NAME = ['""', '" "', '"\\n\\t"', "5", "1.5", "true", "null", "~", "[a]", "{a: b}", "0o17", "1e3"]
NOT_A_LIST = ["[]", "a", '"a, b"', "{a: b}", "[a, a]", "[a, '']", "[a, 1]", "[a, null]", "[[a]]", "~"]
NOT_TRUTH = ["yes", "on", "no", '"true"', "1", "0", "~", "[true]", "{}", "y", "tRUE"]
NOT_COUNT = ["12.5", "-1", "12 K", "12k", '" 12"', '"12\\n"', "true", "~", "[1]", "1_000", "1:30"]
VALUES = {
    "name": (["order-events", '"5"', "yes", "1_000", "2024-01-01", "12:30:45", "é", "no"], NOT_A_NAME),
    "description": (["free text, # not a comment", ">\n    folded\n    text\n", "'null'"], NOT_A_NAME),
    "use_case": (
        ["cqrs", '"cqrs"', "event_sourcing", "pub_sub", "saga", "work_queue"],
        ["pubsub", "PUB_SUB", "Saga", '"saga "', "[saga]", "5", "true", "~", '""', "{}"],
    ),
    "requirements": (["{}", "{x-note: 5}"], ["~", "[]", "saga", "5", "{troughput: 10K msg/s}"]),
    "requirements.throughput": (
        ["10K msg/s", "10Kmsg/s", "1M  msg/s", '"1\\tmsg/s"', "007 msg/s", '"5 msg/s"'],
        ["10k msg/s", "10 K msg/s", "1.5K msg/s", "10000", "10K", "msg/s", "-5 msg/s", "10G msg/s"]
        + ['" 10 msg/s"', '"10 msg/s "', '"10 msg/s\\n"', "10 Msg/s", "10 msg / s", "[1 msg/s]", "~"]
        + ["10,000 msg/s", "1e3 msg/s", "+5 msg/s", "٣ msg/s", "10 msgs/s", "{}", "true", '""'],
    ),
    "requirements.latency": (
        ["100ms", "100 ms", "2s", "2   s"],
        ["100", "1.5 s", "100 MS", "1 min", "100 m s", "fast", '"1\\u00a0S"', "0.1", "~", "[1 s]"],
    ),
    "requirements.ordering": (
        ["none", "partition", "global", '"none"'],
        ["None", "key", "~", "null", "false", "[global]"],
    ),
    "requirements.delivery": (
        ["at_most_once", "at_least_once", "exactly_once"],
        ["at-least-once", "once", "1", "Exactly_Once"],
    ),
    "requirements.retention": (
        ["7 days", "1day", "1 hour", "12 hours", "1 week", "52weeks"],
        ["7", "7 Days", "7 d", "1.5 days", "1 month", "7 day s", "30 min", "P7D", "~"],
    ),
    "producers": (["[a]", "[a, b]", '["1", "2"]', "[yes, no]", "\n    - a\n    - A\n"], NOT_A_LIST),
    "consumers": (["[mail, billing]", "[a b, é]"], NOT_A_LIST),
    "workload": (["{}", "{x-: 1}"], ["~", "[]", "1", "{throughput: 1 msg/s}", "{peak: 2}"]),
    "workload.message_size": (
        ["1 KB", "1.5KiB", "1B", "0.5 MB", "2 MiB"],
        ["1", "1 kb", ".5 KB", "1. KB", "1 GB", "1 KIB", "1,5 KB", "1024", "~", "1 K B"],
    ),
    "workload.peak_factor": (
        ["3", "1.5", "1", "1.0", '"3"', '"2.25"'],
        ["-3", "3x", '"3 "', '""', '"1e1"', "3 times", "true", "~", "[3]", "three", "3K", ".5"],
    ),
    "workload.growth_factor": (["2"], ["200 %", "{}"]),
    "workload.processing_time": (
        ["5 ms", "0.5ms", "1.25 s", "2 min", "1 hour", "1.5 hours", "1 day", "2 days"],
        ["5", "5 m", "5 minutes", "5 MS", "1 week", ".5 ms", "5. ms", "1h", "~", "-1 ms"],
    ),
    "workload.distinct_keys": (["100K", "1M", "5", '"5"', "007"], NOT_COUNT),
    "workload.hot_key_share": (
        ["2 %", "2%", "0.5 %", "100   %", '"2 %"'],
        ["2", "0.02", "2 percent", '"% 2"', "-2 %", ".5 %", "2 %%", "~"],
    ),
    "workload.compression_ratio": (["1.0", "4"], ["4:1", "off"]),
    "workload.outage": (["30 min"], ["30 minutes", "30"]),
    "workload.recover_within": (["60 min"], ["an hour"]),
    "capacity": (["{}"], ["~", "[]", "{write: 1 MB/s}"]),
    "capacity.partition_write": (
        ["10 MB/s", "10MB/s", "1.5 GiB/s", "512 KiB/s", "1 B/s", "2 GB/s"],
        ["10 MB", "10 mb/s", "10 MB /s", "10 MBps", "10", "10 Mbit/s", "1 TB/s", "~"],
    ),
    "capacity.partition_read": (["20 MB/s"], ["20 msg/s"]),
    "capacity.partition_throughput": (["10K msg/s"], ["10 MB/s"]),
    "capacity.utilization_target": (["70 %"], ["0.7", "70"]),
    "capacity.availability_zones": (["3"], NOT_COUNT),
    "capacity.replication_factor": (["3", '"3"'], ["three"]),
    "constraints": (["{}"], ["~", "[]", "{clouds: aws}"]),
    "constraints.allowed_brokers": (["[kafka, rabbitmq]"], NOT_A_LIST),
    "constraints.forbidden_brokers": (["[sqs]"], NOT_A_LIST),
    "constraints.cloud": (["aws", "any", "on_premises"], ["AWS", "on-premises", "[aws]", "~"]),
    "constraints.deployment": (["managed", "serverless"], ["cloud", "false"]),
    "constraints.operations_capacity": (["small", "large"], ["3", "tiny"]),
    "constraints.replay": (["true", "False", "TRUE"], NOT_TRUTH),
    "messages": (
        ["[{type: A}]", "[{type: A, key: k, payload: {k: uuid}}]", "[{type: A}, {type: a}]"]
        + ["[{type: A, x-owner: {b: 1}}]", "[{type: A, payload: {}}]", "[{type: A, payload: {1: bytes}}]"]
        # In quotes, since PyYAML takes a bare ? inside braces as YAML 1.1 did.
        + ['[{type: A, payload: {"k?": string, s: a | b, t: [c|d ], o: {p: [{"q?": uuid}]}}}]']
        + ["[{type: A, payload: {k: {type: string}}}]", '[{type: A, payload: {"a b?": string}}]'],
        ["[]", "~", "A", "{type: A}", "[A]", "[{}]", "[{key: k}]", "[{type: ''}]", "[{type: 5}]"]
        + ["[{type: A, key: ' '}]", "[{type: A, key: 5}]", "[{type: A, keys: k}]", "[null]", "[[{type: A}]]"]
        + ["[{type: A, payload: {k: text}}]", "[{type: A, payload: [k]}]", "[{type: A, payload: ~}]"]
        + ["[{type: A, payload: {k: }}]", "[{type: ~}]"]
        + ['[{type: A, payload: {k: "string?"}}]', "[{type: A, payload: {k: []}}]"]
        + ["[{type: A, payload: {k: {}}}]", "[{type: A, payload: {k: [string, uuid]}}]"]
        + ["[{type: A, payload: {k: [[string]]}}]", "[{type: A, payload: {k: a |}}]"]
        + ["[{type: A, payload: {k: a | 2b}}]", "[{type: A, payload: {'?': string}}]"]
        + ["[{type: A, payload: {k: {l: text}}}]", "[{type: A, payload: {k: [~]}}]"],
    ),
    "decisions": (["{}"], ["~", "[]", "{acks: all}"]),
    "decisions.broker": (["kafka", '"sqs"'], ["5", '""', "[kafka]", "~"]),
    "decisions.partitions": (["12", "1K", '"12"'], NOT_COUNT),
    "decisions.producer_acks": (["all", "none", "leader"], ["1", "0", "-1", "ALL"]),
    "decisions.offset_commit": (["auto", "before_processing"], ["automatic", "true"]),
    "decisions.max_attempts": (["5"], ["five", "5.5"]),
    "decisions.dlq_alerts": (["true"], NOT_TRUTH),
}

BASE = "event_context:\n  use_case: saga\n  requirements: {}\n"

# Whole files: right ones, wrong ones.
RIGHT = [
    BASE,
    BASE + "x-note: [1, {a: ~}]\n",
    BASE + "  x-note: ~\n  x-: 5\n",
    '{"event_context": {"use_case": "saga", "requirements": {}}}',
    "'event_context': {\"use_case\": saga, requirements: {}}",
    "x-shared: &names [a, b]\n" + BASE + "  producers: *names\n  consumers: *names\n",
    "%YAML 1.2\n---\n" + BASE + "...\n",
    BASE.replace("saga", "'saga' # why").replace("\n", "\r\n"),
    "\ufeff" + BASE,
]
WRONG = [
    "{}",
    "[]",
    "event_context",
    "5",
    "event_context: ~",
    "event_context: []",
    "event_context: saga",
    "event_context: {}",
    "event_context: {use_case: saga}",
    "event_context: {requirements: {}}",
    "Event_Context: {use_case: saga, requirements: {}}",
    "use_case: saga\nrequirements: {}\n",
    BASE + "note: 5\n",
    BASE + "use_case: saga\n",
    BASE + "  note: 5\n",
    BASE + "  X-note: 5\n",
    BASE + "  xnote: 5\n",
    BASE + "  Name: a\n",
    BASE + "  5: a\n",
    BASE + "  true: a\n",
    BASE + "  throughput: 10K msg/s\n",
    BASE + "  requirements.throughput: 10K msg/s\n",
    BASE + "  workload: {latency: 5 ms}\n",
    BASE + "  'name ': a\n",
    BASE + "  event_context: {}\n",
]

# Where the two differ, and why. A difference that is gone is an error, so that this list stays true.
NUMBER = "the reader takes numbers in plain digits only; a schema sees the value, not its notation"
KNOWN_DIFFERENCES = {
    "decisions.partitions: 12.0": NUMBER,
    "decisions.partitions: +12": NUMBER,
    "decisions.partitions: 0x10": NUMBER,
    "decisions.partitions: 0o17": NUMBER,
    "workload.peak_factor: 1e1": NUMBER,
    "workload.peak_factor: 2.": NUMBER,
    "workload.peak_factor: +2": NUMBER,
    "workload.peak_factor: .inf": NUMBER,
    'requirements.latency: "1\\u00a0s"': "the blanks of the reader are those of ASCII",
    'name: "\\u00a0"': "the blanks of the reader are those of ASCII",
    "messages: [{type: A, key: a}, {type: A}]": "a schema cannot compare one key of several entries",
    'messages: [{type: A, payload: {a: string, "a?": string}}]': "nor two keys",
    "messages: [{type: A, payload: {a: b | b}}]": "nor two parts of a text",
}


def file_with(path, value):
    """A design file that is right but for the value at the path."""
    context = {"use_case": "saga", "requirements": "{}"}
    group, _, key = path.rpartition(".")
    if group:
        context[group] = f"{{{key}: {value}}}" if value[0] in "\"'[{" else f"\n    {key}: {value}"
    else:
        context[key] = value
    return "event_context:\n" + "".join(f"  {k}: {v}\n" for k, v in context.items())


def check_agreement(schema, samples, folder):
    validator = Validator(schema)
    cases = [(path, path.read_text(encoding="utf-8"), None, True) for path in sorted(samples.glob("*.yaml"))]
    for path, (right, wrong) in VALUES.items():
        for expected, values in ((True, right), (False, wrong)):
            cases += [(f"{path}: {v}", file_with(path, v), expected, True) for v in values]
    cases += [(text, text, True, True) for text in RIGHT]
    cases += [(text, text, False, True) for text in WRONG]
    for known in KNOWN_DIFFERENCES:
        path, _, value = known.partition(": ")
        cases.append((known, file_with(path, value), None, False))

    files = []
    for number, (_, text, _, _) in enumerate(cases):
        files.append(folder / f"case{number}.yaml")
        files[-1].write_bytes(text.encode())
    reports = {}
    for report in reports_of(*files):
        reports.setdefault(report["source"]["file"], []).append(report)

    for file, (name, text, expected, agree) in zip(files, cases):
        try:
            inputs = documents(text.removeprefix("\ufeff"))
        except yaml.YAMLError as error:
            fail(f"{name!r} does not belong into this comparison", " ".join(str(error).split()))
            continue
        if len(inputs) != len(reports[str(file)]):
            fail(f"{name!r}: {len(inputs)} documents, {len(reports[str(file)])} reports")
            continue
        for value, report in zip(inputs, reports[str(file)]):
            rules = {error["rule"] for error in report["validation"]["errors"]}
            found = sorted(rules & STRUCTURAL)
            if not found and rules & {"quantity_out_of_range", "yaml_syntax"}:
                fail(f"{name!r} does not belong into this comparison", str(sorted(rules)))
                continue
            refusal = first_error(validator, value)
            detail = f"eventarch: {found or 'accepted'}; schema: {refusal or 'accepted'}"
            count("design files compared" if agree else "known differences")
            if agree and bool(found) != bool(refusal):
                fail(f"schema and program differ on {name!r}", detail)
            elif expected is not None and expected == bool(found):
                fail(f"{name!r} should be {'right' if expected else 'wrong'}", detail)
            elif not agree and bool(found) == bool(refusal):
                fail(f"schema and program no longer differ on {name!r}: compare it", detail)


def main():
    global program
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program = sys.argv[1]
    samples = Path(sys.argv[2])
    input_schema = read_schema("input")
    report_schema = read_schema("report")
    check_style(report_schema)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        check_refusals(check_reports(report_schema, samples, folder))
        check_agreement(input_schema, samples, folder)
    print(", ".join(f"{number} {what}" for what, number in counts.items()))
    for failure in failures:
        print(f"FAILED: {failure}")
    if failures:
        sys.exit(f"{len(failures)} failures")


main()

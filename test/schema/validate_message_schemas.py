#!/usr/bin/env python3
"""Gives the schemas of the messages to parsers of their own, and the examples with them.

usage: validate_message_schemas.py PROGRAM SAMPLES

JSON Schema to python3-jsonschema, Avro to python3-avro, Protobuf to protoc and python3-protobuf.
Each schema must be taken, each example must fit and come back from bytes as it was, and an example
that is broken must be refused. An optional field more must keep the compatibility that is promised.
"""

import copy
import datetime
import io
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from designs import ALL_TYPES, DESIGNS, design


def missing(what, package):
    sys.exit(f"{Path(__file__).name}: {what} is missing: install the package {package} (Debian, Ubuntu)")


try:
    import jsonschema
except ImportError:
    missing("the Python module jsonschema", "python3-jsonschema")
try:
    import avro.io
    import avro.schema
except ImportError:
    missing("the Python module avro", "python3-avro")
try:
    import google.protobuf.json_format as json_format
    from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
except ImportError:
    missing("the Python module google.protobuf", "python3-protobuf")
if shutil.which("protoc") is None:
    missing("protoc", "protobuf-compiler")

failures = []
counts = {}


def count(what, number=1):
    counts[what] = counts.get(what, 0) + number


def fail(what, detail=""):
    failures.append(f"{what}\n    {detail}" if detail else what)


program = ""
LANGUAGES = ("json_schema", "avro", "protobuf")


def reports_of(path, *arguments):
    command = [program, "design", "--format", "jsonl", "--fail-on", "never", *arguments, str(path)]
    done = subprocess.run(command, capture_output=True, timeout=120)
    if done.returncode != 0:
        sys.exit(f"{command}: status {done.returncode}: {done.stderr.decode(errors='replace')}")
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def schema_of(text, folder, *arguments):
    path = Path(folder) / "design.yaml"
    path.write_text(text, encoding="utf-8")
    (report,) = reports_of(path, *arguments)
    if "message_schema" not in report:
        sys.exit(f"no design for\n{text}\n{json.dumps(report['validation'], indent=1)}")
    return report["message_schema"]


# --- JSON Schema ---------------------------------------------------------------------------------


def json_validator(schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def broken_messages(example):
    """Each is wrong in one place of the envelope."""
    for key in example:
        without = copy.deepcopy(example)
        del without[key]
        yield f"without {key}", without
    for key, value in (
        ("event_id", "16db02d4-19db-178d-a8db-05fa13dafe1b"),
        ("aggregate_version", 0),
        ("aggregate_version", 1.5),
        ("payload", "text"),
        ("further", 1),
    ):
        yield f"with {key} {value}", {**example, key: value}


def broken_payloads(schema, example):
    payload = schema["properties"]["payload"]
    for key, part in payload.get("properties", {}).items():
        changed = copy.deepcopy(example)
        if key in payload.get("required", ()):
            del changed["payload"][key]
            yield f"without payload.{key}", changed
        changed = copy.deepcopy(example)
        changed["payload"][key] = {"no": "such"} if part["type"] != "object" else "text"
        yield f"with another payload.{key}", changed
        if part.get("enum"):
            changed = copy.deepcopy(example)
            changed["payload"][key] = "no_such_symbol"
            yield f"with a further symbol in payload.{key}", changed
    if payload.get("properties"):
        yield "with a further field", {**example, "payload": {**example["payload"], "further!": 1}}


def check_json_schema(name, messages):
    whole = json_validator(messages["schema"])
    for event in messages["events"]:
        validator = json_validator(event["schema"])
        for error in validator.iter_errors(event["example"]):
            fail(f"{name}: the example of {event['event_type']!r} does not fit", error.message[:200])
        if event["event_type"] and not whole.is_valid(event["example"]):
            fail(f"{name}: the schema of all does not take {event['event_type']!r}")
        broken = list(broken_messages(event["example"]))[:40]
        broken += list(broken_payloads(event["schema"], event["example"]))[:200]
        for how, message in broken:
            count("broken messages refused")
            if validator.is_valid(message):
                fail(f"{name}: a message {how} is taken")
        count("JSON Schemas")


# --- Avro ----------------------------------------------------------------------------------------


def avro_value(schema, value):
    """A value in Avro's JSON encoding as the module wants it."""
    if schema.type == "union":
        if value is None:
            return None
        ((branch, inner),) = value.items()
        for option in schema.schemas:
            if branch == getattr(option, "fullname", option.type):
                return avro_value(option, inner)
        raise ValueError(f"the union has no branch {branch}")
    if schema.type == "record":
        fields = {field.name: field for field in schema.fields}
        if set(fields) != set(value):
            raise ValueError(f"fields {sorted(value)} for {sorted(fields)}")
        return {key: avro_value(fields[key].type, inner) for key, inner in value.items()}
    if schema.type == "array":
        return [avro_value(schema.items, inner) for inner in value]
    if schema.type == "bytes":
        return value.encode("latin-1")
    if schema.props.get("logicalType") == "timestamp-micros":
        start = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
        return start + datetime.timedelta(microseconds=value)
    return value


def avro_bytes(schema, datum):
    out = io.BytesIO()
    avro.io.DatumWriter(schema).write(datum, avro.io.BinaryEncoder(out))
    return out.getvalue()


def avro_read(written, wanted, data):
    return avro.io.DatumReader(written, wanted).read(avro.io.BinaryDecoder(io.BytesIO(data)))


def as_text(value):
    return json.dumps(value, default=str, sort_keys=True)


def check_avro(name, messages):
    schemas = [event["schema"] for event in messages["events"]]
    if len(schemas) > 1:
        if messages["schema"] != {"oneOf": schemas}:
            fail(f"{name}: the schema of all is not the choice among those of the events")
        # Together they are a union: no name may stand for two types.
        avro.schema.parse(json.dumps(schemas))
        count("Avro unions")
    for event in messages["events"]:
        schema = avro.schema.parse(json.dumps(event["schema"]))
        if schema.fullname != event["record"]:
            fail(f"{name}: record {event['record']} is named {schema.fullname}")
        datum = avro_value(schema, event["example"])
        back = avro_read(schema, schema, avro_bytes(schema, datum))
        if as_text(back) != as_text(datum):
            fail(f"{name}: the example of {event['event_type']!r} comes back changed")
        for key in datum:
            broken = {k: v for k, v in datum.items() if k != key}
            count("broken messages refused")
            try:
                avro_bytes(schema, broken)
                fail(f"{name}: a message without {key} is taken")
            except (avro.errors.AvroException, KeyError, AttributeError, TypeError):
                pass
        count("Avro schemas")


# --- Protobuf ------------------------------------------------------------------------------------


def compiled(folder, files):
    """The descriptors of a set of files, with everything that they import."""
    for path, text in files.items():
        (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
        (Path(folder) / path).write_text(text, encoding="utf-8")
    out = Path(folder) / "out.pb"
    command = ["protoc", f"-I{folder}", "--fatal_warnings", "--include_imports"]
    command += [f"--descriptor_set_out={out}", *(str(Path(folder) / path) for path in files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        if "google/protobuf/timestamp.proto" in done.stderr and "not found" in done.stderr:
            missing("google/protobuf/timestamp.proto", "libprotobuf-dev")
        raise ValueError(done.stderr[:600])
    return descriptor_pb2.FileDescriptorSet.FromString(out.read_bytes())


def message_class(descriptors, name):
    pool = descriptor_pool.DescriptorPool()
    for file in descriptors.file:
        pool.Add(file)
    return message_factory.MessageFactory(pool).GetPrototype(pool.FindMessageTypeByName(name))


def generated(folder, path):
    """Code for languages that mind other things than protoc itself does."""
    out = Path(folder) / "code"
    out.mkdir(exist_ok=True)
    command = ["protoc", f"-I{folder}", f"--java_out={out}", f"--cpp_out={out}", f"--python_out={out}"]
    done = subprocess.run([*command, str(Path(folder) / path)], capture_output=True, text=True)
    if done.returncode != 0:
        raise ValueError(done.stderr[:600])


def check_protobuf(name, messages):
    with tempfile.TemporaryDirectory() as folder:
        whole = messages["schema"]
        everything = compiled(folder, {whole["file"]: whole["text"]})
        generated(folder, whole["file"])
    for event in messages["events"]:
        schema = event["schema"]
        with tempfile.TemporaryDirectory() as folder:
            descriptors = compiled(folder, {schema["file"]: schema["text"]})
        if schema["message"] != event["record"]:
            fail(f"{name}: record {event['record']} is named {schema['message']}")
        for where, found in (("alone", descriptors), ("with the others", everything)):
            kind = message_class(found, schema["message"])
            message = json_format.ParseDict(event["example"], kind())
            back = kind.FromString(message.SerializeToString())
            as_json = json_format.MessageToDict(back, preserving_proto_field_name=True)
            if as_json != event["example"]:
                fail(f"{name}: the example of {event['event_type']!r} comes back changed {where}")
        for how, broken in (
            ("with a further field", {**event["example"], "further": 1}),
            ("with text for a version", {**event["example"], "aggregate_version": "one"}),
            ("with another timestamp", {**event["example"], "timestamp": "yesterday"}),
        ):
            count("broken messages refused")
            try:
                json_format.ParseDict(broken, kind())
                fail(f"{name}: a message {how} is taken")
            except json_format.ParseError:
                pass
        check_numbers(name, descriptors)
        count("Protobuf files")


def check_numbers(name, descriptors):
    """Numbers follow the order of the design file."""

    def check(message):
        numbers = [field.number for field in message.field]
        if numbers != list(range(1, len(numbers) + 1)):
            fail(f"{name}: the fields of {message.name} are numbered {numbers}")
        for enum in message.enum_type:
            if [value.number for value in enum.value] != list(range(len(enum.value))):
                fail(f"{name}: the symbols of {enum.name} are not numbered in order")
            if not enum.value[0].name.endswith("_UNSPECIFIED"):
                fail(f"{name}: the enum {enum.name} begins with {enum.value[0].name}")
        for inner in message.nested_type:
            check(inner)

    for message in descriptors.file[-1].message_type:
        check(message)


# --- Evolution -----------------------------------------------------------------------------------

# What the design promises for each language, where the file has one consumer group or two.
FIELD = "        further?: {inner?: string, symbol: x | y}\n"


def check_evolution(folder):
    for name, old_text in (("two groups", design(ALL_TYPES)),):
        new_text = old_text + FIELD
        for language in LANGUAGES:
            old = schema_of(old_text, folder, "--schema-format", language)
            new = schema_of(new_text, folder, "--schema-format", language)
            for promise in (old, new):
                if not promise["compatibility"]["mode"].startswith(("BACKWARD", "FULL")):
                    fail(f"{language}: promises {promise['compatibility']['mode']}")
            EVOLUTION[language](f"{name}, {language}", old, new)
            count("evolutions")


def evolve_json_schema(name, old, new):
    old_event, new_event = old["events"][0], new["events"][0]
    if not json_validator(new_event["schema"]).is_valid(old_event["example"]):
        fail(f"{name}: new readers refuse old messages")
    forward = json_validator(old_event["schema"]).is_valid(new_event["example"])
    if new["compatibility"]["mode"].startswith("FULL") != forward:
        fail(f"{name}: old readers {'take' if forward else 'refuse'} new messages")


def evolve_avro(name, old, new):
    old_schema = avro.schema.parse(json.dumps(old["events"][0]["schema"]))
    new_schema = avro.schema.parse(json.dumps(new["events"][0]["schema"]))
    old_datum = avro_value(old_schema, old["events"][0]["example"])
    new_datum = avro_value(new_schema, new["events"][0]["example"])
    read = avro_read(old_schema, new_schema, avro_bytes(old_schema, old_datum))
    if read["payload"]["further"] is not None or read["payload"]["text"] != old_datum["payload"]["text"]:
        fail(f"{name}: new readers do not read old messages", as_text(read))
    if not new["compatibility"]["mode"].startswith("FULL"):
        fail(f"{name}: promises only {new['compatibility']['mode']}")
    read = avro_read(new_schema, old_schema, avro_bytes(new_schema, new_datum))
    if as_text(read) != as_text(old_datum):
        fail(f"{name}: old readers do not read new messages", as_text(read))


def evolve_protobuf(name, old, new):
    kinds = []
    for messages in (old, new):
        schema = messages["events"][0]["schema"]
        with tempfile.TemporaryDirectory() as folder:
            descriptors = compiled(folder, {schema["file"]: schema["text"]})
        kinds.append(message_class(descriptors, schema["message"]))
    old_kind, new_kind = kinds
    sent = json_format.ParseDict(old["events"][0]["example"], old_kind())
    read = new_kind.FromString(sent.SerializeToString())
    if read.payload.HasField("further") or read.payload.text != sent.payload.text:
        fail(f"{name}: new readers do not read old messages")
    sent = json_format.ParseDict(new["events"][0]["example"], new_kind())
    read = old_kind.FromString(sent.SerializeToString())
    if json_format.MessageToDict(read, preserving_proto_field_name=True) != old["events"][0]["example"]:
        fail(f"{name}: old readers do not read new messages")
    if not new["compatibility"]["mode"].startswith("FULL"):
        fail(f"{name}: promises only {new['compatibility']['mode']}")


EVOLUTION = {"avro": evolve_avro, "json_schema": evolve_json_schema, "protobuf": evolve_protobuf}
CHECKS = {"avro": check_avro, "json_schema": check_json_schema, "protobuf": check_protobuf}


def check(name, messages, language):
    if messages["language"] != language:
        fail(f"{name}: {language} was asked for, {messages['language']} came")
        return
    subjects = [subject["subject"] for subject in messages["compatibility"]["subject_naming"]["subjects"]]
    if not subjects or any(not subject for subject in subjects):
        fail(f"{name}: there is a schema without a subject")
    try:
        CHECKS[language](f"{name}, {language}", messages)
    except Exception as error:  # pylint: disable=broad-except
        fail(f"{name}, {language}: {type(error).__name__}", str(error)[:600])


def main():
    global program
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, samples = sys.argv[1:]
    chosen = set()
    for language in LANGUAGES:
        for path in sorted(Path(samples).glob("*.yaml")):
            for report in reports_of(path, "--schema-format", language) if has_design(path) else ():
                check(path.name, report["message_schema"], language)
        with tempfile.TemporaryDirectory() as folder:
            for name, text in DESIGNS.items():
                check(name, schema_of(text, folder, "--schema-format", language), language)
                own = schema_of(text, folder)
                chosen.add(own["language"])
                if own["language"] == language:
                    check(f"{name}, by choice", own, language)
    if chosen != set(LANGUAGES):
        fail(f"only {sorted(chosen)} are ever chosen")
    with tempfile.TemporaryDirectory() as folder:
        check_evolution(folder)
    for what, number in sorted(counts.items()):
        print(f"{number} {what}")
    for failure in failures[:40]:
        print(f"FAILED: {failure}")
    if failures:
        sys.exit(f"{len(failures)} failures")


def has_design(path):
    command = [program, "design", "--format", "jsonl", str(path)]
    done = subprocess.run(command, capture_output=True, timeout=120)
    return all("message_schema" in json.loads(line) for line in done.stdout.splitlines())


if __name__ == "__main__":
    main()

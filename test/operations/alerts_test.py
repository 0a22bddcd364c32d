#!/usr/bin/env python3
"""Holds the alerts of designs to Prometheus itself.

usage: alerts_test.py PROGRAM SAMPLES PROMTOOL

Every expression must pass `promtool check rules`; the alerts that wake somebody must ring above
their thresholds and stay silent below, which `promtool test rules` plays through.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

BROKERS = [
    "kafka", "rabbitmq", "sqs", "pulsar", "redpanda", "kinesis", "gcp_pubsub", "nats_jetstream",
    "redis_streams", "azure_event_hubs", "azure_service_bus",
]
REQUIREMENTS = [
    [],
    ["requirements.delivery=at_most_once"],
    ["requirements.ordering=none", "workload.processing_time=2 min"],
    ["requirements.ordering=global", "requirements.throughput=1 msg/s"],
    ["requirements.latency=1 s"],
    ["requirements.throughput=1000000M msg/s", "workload.processing_time=0.001 ms"],
    ["consumers=[%s]" % ", ".join(f"'team {i} (a|b) \"c\" \\d'" for i in range(12))],
]

failures = []


def fail(what, detail=""):
    failures.append(f"{what}\n    {detail}" if detail else what)


def reports(program, file, *settings):
    """The designs of a file: those of them that have one."""
    arguments = [part for setting in settings for part in ("--set", setting)]
    done = subprocess.run(
        [program, "design", str(file), "-f", "jsonl", *arguments], capture_output=True, text=True
    )
    if done.returncode > 1:
        fail(f"{file.name} {settings}: status {done.returncode}", done.stderr)
        return []
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return [report for report in lines if "observability" in report]


def alert_rule(alert):
    rule = {
        "alert": alert["name"],
        "expr": alert["expression"],
        "labels": {"severity": alert["severity"]},
    }
    if alert["for"]:
        rule["for"] = alert["for"]
    return rule


def rules_of(report):
    """A rule file, as JSON, which is YAML. What to read first stands beside the alerts."""
    rules = [alert_rule(alert) for alert in report["observability"]["alerts"]]
    for number, entry in enumerate(report["troubleshooting"]):
        if entry.get("first_metric"):
            rules.append({"record": f"first:look:{number}", "expr": entry["first_metric"]})
    return {"groups": [{"name": "design", "rules": rules}]}


def check_syntax(promtool, program, samples, folder):
    files = {}
    for sample in sorted(samples.glob("*.yaml")):
        for report in reports(program, sample):
            files[f"{sample.stem} {report['source']['document']}"] = report
    for broker in BROKERS:
        for number, settings in enumerate(REQUIREMENTS):
            pinned = [f"decisions.broker={broker}", *settings]
            for report in reports(program, samples / "order-events.yaml", *pinned):
                files[f"{broker} {number}"] = report
    if len(files) < len(BROKERS) * 3:
        fail(f"only {len(files)} designs were checked")
    for name, report in files.items():
        path = folder / f"{name.replace(' ', '_')}.rules.yaml"
        path.write_text(json.dumps(rules_of(report), indent=1))
        done = subprocess.run(
            [promtool, "check", "rules", str(path)], capture_output=True, text=True
        )
        said = done.stdout + done.stderr
        if done.returncode != 0 or "duplicate" in said:
            fail(f"promtool refuses the rules of {name}", said)
        for alert in report["observability"]["alerts"]:
            check_threshold(name, alert)
    return len(files)


def check_threshold(name, alert):
    """Thresholds are finite, and no number has an exponent."""
    if re.search(r"\d[eE][+-]?\d|\binf\b|\bnan\b", re.sub(r'"[^"]*"', "", alert["expression"])):
        fail(f"{name}: {alert['name']} has a number that nobody can read", alert["expression"])


# --- What rings when ------------------------------------------------------------------------------


def threshold_of(alerts, name, comparison=">", which=-1):
    """The number behind a comparison; the last one, since conditions come before the threshold."""
    expression = re.sub(r'"[^"]*"', "", alerts[name]["expression"])
    return float(re.findall(rf"{comparison} ([0-9.]+)", expression)[which])


def played(series, expectations, interval="1m"):
    return {
        "interval": interval,
        "input_series": [{"series": name, "values": values} for name, values in series],
        "alert_rule_test": [
            {"eval_time": time, "alertname": alert, "exp_alerts": [{"exp_labels": e} for e in labels]}
            for time, alert, labels in expectations
        ],
    }


def lag_tests(alerts, topic, group):
    threshold = int(threshold_of(alerts, "ConsumerLagHigh"))
    rings = {"severity": "warning", "consumer_group": group}
    lag = f'consumer_lag{{topic="{topic}",consumer_group="{group}",partition="%d"}}'
    half = threshold // 2
    return [
        played(
            [(lag % 0, f"{half}+0x20"), (lag % 1, f"{threshold - half}+0x20")],
            [("15m", "ConsumerLagHigh", [])],
        ),
        played(
            [(lag % 0, f"{half}+0x20"), (lag % 1, f"{threshold - half + 1}+0x20")],
            [("3m", "ConsumerLagHigh", []), ("15m", "ConsumerLagHigh", [rings])],
        ),
        # The lag of somebody else's topic is none of ours.
        played(
            [(lag.replace(topic, "elsewhere") % 0, f"{threshold * 10}+0x20")],
            [("15m", "ConsumerLagHigh", [])],
        ),
    ]


def stalled_tests(topic, group):
    rings = {"severity": "critical", "consumer_group": group}
    lag = f'consumer_lag{{topic="{topic}",consumer_group="{group}",partition="0"}}'
    done = f'messages_consumed_total{{topic="{topic}",consumer_group="{group}",status="success"}}'
    return [
        played([(lag, "5+0x30"), (done, "0+60x30")], [("20m", "ConsumerStalled", [])]),
        played([(lag, "5+0x30"), (done, "7+0x30")], [("20m", "ConsumerStalled", [rings])]),
        # Consumers that never started export nothing.
        played([(lag, "5+0x30")], [("20m", "ConsumerStalled", [rings])]),
        played([(lag, "0+0x30"), (done, "7+0x30")], [("20m", "ConsumerStalled", [])]),
    ]


def dead_letter_tests(alerts, dead_letters):
    name = "DeadLetterQueueOverflow"
    threshold = int(threshold_of(alerts, name, ">=", which=0))
    if threshold != 100:
        fail(f"the threshold of dead letters is {threshold}, not 100")
    rings = {"severity": "critical", "topic": dead_letters}
    series = f'dlq_messages_total{{topic="{dead_letters}",error_type="TIMEOUT"}}'
    return [
        played([(series, "0+0x60 99+0x60")], [("70m", name, [])]),
        played([(series, "0+0x60 100+0x60")], [("60m", name, []), ("70m", name, [rings])]),
        # 85 alone do not ring; after 120 they keep it ringing, and at 0 it ends.
        played([(series, "0+0x60 85+0x60")], [("70m", name, [])]),
        played(
            [(series, "0+0x60 35+0x18 120+0x80")],
            [("85m", name, [rings]), ("130m", name, [rings]), ("145m", name, [])],
        ),
    ]


def tail_tests(topic, group, edge):
    """Clients write the same bucket as `1` or as `1.0`."""
    rings = {"severity": "warning", "consumer_group": group}
    base = f'topic="{topic}",consumer_group="{group}"'
    bucket = f'message_processing_duration_seconds_bucket{{{base},le="{edge}"}}'
    count = f"message_processing_duration_seconds_count{{{base}}}"
    return [
        played([(bucket, "0+980x60"), (count, "0+1000x60")], [("40m", "ProcessingTail", [rings])]),
        played([(bucket, "0+995x60"), (count, "0+1000x60")], [("40m", "ProcessingTail", [])]),
    ]


def other_tests(alerts, topic, group):
    produced = f'messages_produced_total{{topic="{topic}",partition="0"}}'
    lag = f'consumer_lag{{topic="{topic}",consumer_group="{group}",partition="0"}}'
    quiet = {"severity": "warning", "topic": topic}
    old = {"severity": "critical", "topic": topic, "consumer_group": group}
    age = threshold_of(alerts, "LagNearRetention")
    tests = [
        played([(produced, "5+0x60")], [("40m", "TrafficStopped", [quiet])]),
        played([("up", "1+0x60")], [("40m", "TrafficStopped", [quiet])]),
        played([(produced, "0+600x60")], [("40m", "TrafficStopped", [])]),
    ]
    for factor, expected in ((0.99, []), (1.01, [old])):
        tests.append(
            played(
                [(produced, "0+600x120"), (lag, f"{age * factor * 10:.0f}+0x120")],
                [("110m", "LagNearRetention", expected)],
            )
        )
    return tests


def check_behaviour(promtool, program, samples, folder):
    report = reports(program, samples / "order-events.yaml", "requirements.latency=1 s")[0]
    alerts = {alert["name"]: alert for alert in report["observability"]["alerts"]}
    topic = report["topology"]["topics"][0]["name"]
    group = report["consumer_config"]["groups"][0]["group"]
    dead_letters = report["consumer_config"]["groups"][0]["dead_letter"]
    tests = lag_tests(alerts, topic, group) + stalled_tests(topic, group)
    tests += dead_letter_tests(alerts, dead_letters) + other_tests(alerts, topic, group)
    tests += tail_tests(topic, group, "1") + tail_tests(topic, group, "1.0")
    rules = folder / "behaviour.rules.yaml"
    rules.write_text(json.dumps(rules_of(report)))
    plan = {"rule_files": [rules.name], "evaluation_interval": "1m", "tests": tests}
    (folder / "behaviour.test.yaml").write_text(json.dumps(plan))
    done = subprocess.run(
        [promtool, "test", "rules", "behaviour.test.yaml"],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        fail("an alert rings when it should not, or is silent", done.stdout + done.stderr)
    return len(tests)


def main():
    program, samples, promtool = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    if not os.access(promtool, os.X_OK):
        sys.exit(
            f"{Path(__file__).name}: promtool is missing ({promtool}): ./bootstrap "
            "install-dependencies fetches it, and any promtool in PATH will do"
        )
    promtool = str(Path(promtool).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        designs = check_syntax(promtool, program, samples, folder)
        cases = check_behaviour(promtool, program, samples, folder)
    for failure in failures:
        print(failure)
    print(f"{designs} designs, {cases} cases played, {len(failures)} failures")
    sys.exit(1 if failures else 0)


main()

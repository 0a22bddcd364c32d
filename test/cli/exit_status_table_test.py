#!/usr/bin/env python3
"""The table of exit statuses: every outcome of every command in every format, with the report on
standard output, into a file, into a pipe that nobody reads and onto a full device.

check_process_test.sh holds the same table of `check`.

usage: exit_status_table_test.py PATH-OF-EVENTARCH
"""

import itertools
import json
import os
import subprocess
import unittest

from process_case import BRIEFLY, CLEAN, ProcessCase

# What keeps any command from running, in the place of the design file.
NO_INPUT = ["missing.yaml", "missing/", "folder", "empty", "clean.yaml/x", "dangling.yaml", "",
            "unreadable.yaml", "badconf/clean.yaml"]

# STATUS, then the arguments; `{}` stands for each of NO_INPUT, `{old}` for those of the old side of a
# comparison, whose configuration is not asked: both sides are judged by that of the new one.
DESIGN = """
0 clean.yaml
0 clean.yaml clean.yaml
0 warning.yaml
0 warning.yaml --fail-on never
0 clean.yaml --catalogue brokers
1 warning.yaml --fail-on warning
1 warning.yaml --fail-on info
1 error.yaml
1 syntax.yaml
0 syntax.yaml --fail-on never
1 no_broker.yaml
1 no_broker.yaml --fail-on never
1 clean.yaml error.yaml
1 empty.yaml
1 clean.yaml --set requirements.latency=fast
2 {}
2 clean.yaml {}
2 error.yaml {}
2 clean.yaml --catalogue missing
2 clean.yaml --catalogue empty
2 clean.yaml --catalogue badbrokers
2 clean.yaml --colour
2 clean.yaml --fail-on loud
2 clean.yaml --section nothing
2 clean.yaml --schema-format xml
2 clean.yaml --set name
2 clean.yaml -o missing/report
2 error.yaml -o missing/report
2 clean.yaml -o folder
2 clean.yaml -o clean.yaml
2 clean.yaml -q -v
2 - -
"""
DIFF = """
0 clean.yaml clean.yaml
0 clean.yaml warning.yaml --fail-on never
0 risky.yaml clean.yaml
0 clean.yaml risky.yaml
1 clean.yaml risky.yaml --fail-on risky
1 clean.yaml risky.yaml --fail-on any
1 clean.yaml breaking.yaml
0 clean.yaml breaking.yaml --fail-on never
1 clean.yaml error.yaml
1 error.yaml clean.yaml
1 error.yaml clean.yaml --fail-on never
1 syntax.yaml syntax.yaml
1 clean.yaml empty.yaml
1 clean.yaml no_broker.yaml
2 clean.yaml {}
2 {old} clean.yaml
2 clean.yaml
2 clean.yaml clean.yaml clean.yaml
2 - -
2 clean.yaml HEAD:clean.yaml
2 clean.yaml nowhere:clean.yaml
2 clean.yaml --help-me clean.yaml
2 clean.yaml risky.yaml --fail-on loud
2 clean.yaml risky.yaml --catalogue missing
2 clean.yaml breaking.yaml -o missing/report
2 clean.yaml risky.yaml -o folder
2 clean.yaml risky.yaml -o risky.yaml
"""
SIMULATE = """
0 clean.yaml
0 warning.yaml
0 clean.yaml clean.yaml
1 clean.yaml --fail-on untested
1 clean.yaml --mistake commit_before_processing
0 clean.yaml --mistake commit_before_processing --fail-on never
1 error.yaml
1 syntax.yaml
1 empty.yaml
1 no_broker.yaml
1 clean.yaml error.yaml
2 {}
2 clean.yaml {}
2 clean.yaml --seeds 0
2 clean.yaml --seeds many
2 clean.yaml --faults nothing
2 clean.yaml --mistake nothing
2 clean.yaml --trace nothing
2 clean.yaml --messages -1
2 clean.yaml --duration soon
2 clean.yaml --service slow
2 clean.yaml --fail-on loud
2 clean.yaml --catalogue missing
2 clean.yaml --colour
2 clean.yaml -o missing/report
2 clean.yaml -o folder
2 clean.yaml -o clean.yaml
"""
CALCULATE = """
0
0 drain_time backlog=1M arrival=1Kmsg/s capacity=5Kmsg/s
1 drain_time backlog=1M arrival=9Kmsg/s capacity=5Kmsg/s
2 drain_time
2 drain_time backlog=1M
2 drain_time backlog=1M arrival=fast capacity=5Kmsg/s
2 drain_time backlog=1M arrival=1Kmsg/s capacity=5Kmsg/s more=1
2 nothing
2 --colour
2 drain_time backlog=1M arrival=1Kmsg/s capacity=5Kmsg/s -o missing/report
2 drain_time backlog=1M arrival=9Kmsg/s capacity=5Kmsg/s -o folder
"""
# Commands of one format.
OTHERS = """
0 --help
0 --version
0 design --help
0 simulate --version
0 explain
0 explain kafka
0 explain drain_time
0 explain own --catalogue brokers
0 schema input
0 schema report
0 schema simulation
0 completion bash
0 completion zsh
0 completion fish
0 init -
2
2 nothing
2 --colour
2 explain nothing
2 explain kafka sqs
2 explain kafka --catalogue missing
2 explain kafka --catalogue badbrokers
2 schema
2 schema nothing
2 schema input --colour
2 completion
2 completion nothing
2 init missing/new.yaml
2 init folder
2 init folder --force
2 init clean.yaml
2 init --colour
2 init a b
"""
FORMATS = {"design": ["text", "json", "jsonl", "markdown"], "diff": ["text", "json", "markdown"],
           "simulate": ["text", "json", "jsonl"], "calculate": ["text", "json"]}


def rows(table):
    for line in table.strip().splitlines():
        status, *arguments = line.split(" ")
        if "{}" in arguments:
            names = NO_INPUT
        elif "{old}" in arguments:
            names = [name for name in NO_INPUT if not name.startswith("badconf")]
        else:
            names = [None]
        for name in names:
            yield int(status), [name if one in ("{}", "{old}") else one for one in arguments]


class Table(ProcessCase):
    def setUp(self):
        super().setUp()
        self.write("empty.yaml", "")
        self.write("folder/clean.yaml", CLEAN)
        os.mkdir(self.path("empty"))
        os.symlink("nowhere", self.path("dangling.yaml"))
        # Root may read anything: what stands in its place is a file that opens and cannot be read.
        os.symlink("/proc/self/mem", self.path("unreadable.yaml"))
        self.write("badconf/clean.yaml", CLEAN)
        self.write("badconf/.eventarch.yaml", "colour: red\n")
        self.write("badbrokers/a.yaml", "broker: []\n")
        self.write_own_broker()
        self.before = self.names()

    def write_own_broker(self):
        here = os.path.dirname(os.path.abspath(__file__))
        kafka = os.path.join(here, "../../src/catalogue/brokers/kafka.yaml")
        with open(kafka, encoding="utf-8") as file:
            self.write("brokers/own.yaml", file.read().replace("id: kafka\n", "id: own\n", 1))

    def hold(self, wanted, arguments, is_alone=True):
        """The same status wherever the report goes."""
        done = self.expect(wanted, *arguments)
        if wanted == 2:
            self.assertTrue(done.stderr.startswith(b"eventarch: error: ")
                            or b"error" in done.stderr, arguments)
        elif done.stdout:
            self.assertEqual(done.stderr if is_alone else b"", b"", arguments)
        self.into_a_closed_pipe(wanted, arguments)
        self.onto_a_full_device(2 if done.stdout else wanted, arguments)
        self.assertEqual(self.names(), self.before, arguments)
        return done

    def into_a_closed_pipe(self, wanted, arguments):
        reader, writer = os.pipe()
        os.close(reader)
        try:
            self.expect(wanted, *arguments, stdout=writer)
        finally:
            os.close(writer)

    def onto_a_full_device(self, wanted, arguments):
        if not os.path.exists("/dev/full"):
            return
        with open("/dev/full", "wb") as full:
            self.expect(wanted, *arguments, stdout=full)

    def into_a_file(self, wanted, arguments, output, stdout):
        """Byte for byte what stands on standard output, or no file at all."""
        self.expect(wanted, *arguments, "-o", output)
        if os.path.exists(self.path("report")):
            self.assertEqual(self.read("report"), stdout, arguments)
            os.remove(self.path("report"))
        else:
            self.assertEqual(wanted, 2, arguments)

    def test_each_command_in_each_format(self):
        for command, table in (("design", DESIGN), ("diff", DIFF), ("simulate", SIMULATE),
                               ("calculate", CALCULATE)):
            extra = BRIEFLY if command == "simulate" else []
            for (wanted, given), form in itertools.product(rows(table), FORMATS[command]):
                self.in_format(command, wanted, given, form, extra)

    def in_format(self, command, wanted, given, form, extra):
        several = form == "json" and sum(one.endswith(".yaml") for one in given) > 1
        if several and command in ("design", "simulate"):
            wanted = 2  # one object for one design
        flags = [] if "--seeds" in given or "--messages" in given or "--trace" in given else extra
        if "--duration" in given:
            flags = []
        arguments = [command, *given, *flags, "-f", form]
        # `diff` tells the findings of its sides beside the report.
        done = self.hold(wanted, arguments, is_alone=command != "diff")
        self.is_valid(form, done.stdout, arguments)
        if "-o" not in given:
            self.into_a_file(wanted, arguments, "report", done.stdout)
            self.expect(2, *arguments, "-o", "missing/report")
            self.expect(2, *arguments, "-o", "folder")
            if os.path.exists("/dev/full"):
                self.expect(2, *arguments, "-o", "/dev/full")

    def is_valid(self, form, stdout, arguments):
        if form == "json" and stdout:
            self.assertIsInstance(json.loads(stdout), (dict, list), arguments)
        if form == "jsonl":
            for line in stdout.splitlines():
                self.assertIsInstance(json.loads(line), dict, arguments)

    def test_commands_of_one_format(self):
        for wanted, given in rows(OTHERS):
            self.hold(wanted, given)

    def test_histories_that_are_shown(self):
        for wanted, given in ((0, ["clean.yaml", "--trace", "none"]),
                              (0, ["clean.yaml", "--trace", "consumer_crash_after_effect"]),
                              (1, ["error.yaml", "--trace", "none"]),
                              (2, ["missing.yaml", "--trace", "none"]),
                              (2, ["clean.yaml", "--trace", "none", "--seeds", "2"])):
            for form in FORMATS["simulate"]:
                self.hold(wanted, ["simulate", *given, "-f", form])

    def test_standard_input_in_the_place_of_the_file(self):
        for command, form in ((command, form) for command in ("design", "simulate", "check")
                              for form in FORMATS.get(command, ["text", "sarif"])):
            extra = BRIEFLY if command == "simulate" else []
            for wanted, name in ((0, "clean.yaml"), (1, "error.yaml"), (1, "syntax.yaml"),
                                 (1, "empty.yaml")):
                with open(self.path(name), "rb") as stdin:
                    self.expect(wanted, command, "-", *extra, "-f", form, stdin=stdin)
            folder = os.open(self.folder, os.O_RDONLY)
            self.expect(2, command, "-", *extra, "-f", form, stdin=folder)
            os.close(folder)
            self.expect(2, command, "-", *extra, "-f", form, stdin=subprocess.DEVNULL,
                        preexec_fn=lambda: os.close(0))


if __name__ == "__main__":
    unittest.main()

"""A folder with designs, and the program run in it as a process of its own; for the tests of this
folder, which import it. The first argument of a test is the path of the program."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest

EVENTARCH = os.path.abspath(sys.argv.pop(1))

CLEAN = """event_context:
  name: orders
  use_case: pub_sub
  requirements: {throughput: 1K msg/s, latency: 1 s, ordering: partition,
                 delivery: at_least_once, retention: 7 days}
"""
WARNING = CLEAN.replace("at_least_once", "exactly_once")
ERROR = CLEAN.replace("throughput", "troughput")
SYNTAX = "event_context: {use_case: saga\n"
NO_BROKER = """event_context:
  name: archive
  use_case: work_queue
  requirements: {throughput: 100 msg/s, latency: 10 s, ordering: none,
                 delivery: at_least_once, retention: 8 weeks}
  constraints: {allowed_brokers: [sqs]}
"""
# Against CLEAN: consumers that ask for more partitions, and a shorter history.
BREAKING = CLEAN.replace("7 days", "1 days") + "  decisions: {partitions: 48}\n"
RISKY = CLEAN.replace("latency: 1 s", "latency: 2 s")

# A simulation that takes milliseconds and holds.
BRIEFLY = ["--seeds", "1", "--messages", "1K"]


class ProcessCase(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        for name, text in {"clean": CLEAN, "warning": WARNING, "error": ERROR, "syntax": SYNTAX,
                           "no_broker": NO_BROKER, "breaking": BREAKING, "risky": RISKY}.items():
            self.write(name + ".yaml", text)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return name

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def names(self):
        return sorted(os.listdir(self.folder))

    def run_it(self, *arguments, **how):
        """Runs the program; a bound of time against hanging, not a measurement. Whatever happens, it
        ends by itself and never with 3."""
        how = {"cwd": self.folder, "stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE,
               "stderr": subprocess.PIPE, "timeout": 120, **how}
        if "input" in how:
            del how["stdin"]
        done = subprocess.run([EVENTARCH, *arguments], check=False, **how)
        self.assertIn(done.returncode, (0, 1, 2), f"{arguments}: {done.stderr}")
        return done

    def expect(self, status, *arguments, **how):
        done = self.run_it(*arguments, **how)
        self.assertEqual(done.returncode, status, f"{arguments}: {done.stdout} {done.stderr}")
        return done

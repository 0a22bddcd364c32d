#!/usr/bin/env python3
"""The files for services that run builds: they can be read, and do what their documents say.

usage: ready_made_test.py PATH-OF-EVENTARCH ROOT-OF-THE-SOURCES
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import yaml

EVENTARCH = os.path.abspath(sys.argv.pop(1))
ROOT = os.path.abspath(sys.argv.pop(1))

CLEAN = """event_context:
  use_case: pub_sub
  requirements: {throughput: 1K msg/s, latency: 1 s, ordering: partition,
                 delivery: at_least_once, retention: 7 days}
"""
WARNING = CLEAN.replace("at_least_once", "exactly_once")
BROKEN = "event_context: {use_case: saga\n"


def text_of(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def blocks_of(path, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", text_of(path), re.M | re.S)


def flags_of_check():
    page = subprocess.run([EVENTARCH, "check", "--help"], capture_output=True, text=True, check=True)
    return set(re.findall(r"--[a-z-]+", page.stdout))


class Action(unittest.TestCase):
    def setUp(self):
        self.action = yaml.safe_load(text_of("action.yml"))
        self.steps = self.action["runs"]["steps"]
        self.step = next(step for step in self.steps if step.get("id") == "check")
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        for name, text in {"clean": CLEAN, "warning": WARNING, "broken": BROKEN}.items():
            with open(os.path.join(self.folder, name + ".yaml"), "w", encoding="utf-8") as file:
                file.write(text)

    def run_action(self, **inputs):
        """Runs the step as the service does: inputs as the variables that the step asks for."""
        given = {name: str(value.get("default", "")) for name, value in self.action["inputs"].items()}
        given.update({name.replace("_", "-"): value for name, value in inputs.items()})
        given["program"] = EVENTARCH
        environment = {"PATH": os.environ["PATH"], "GITHUB_ACTION_PATH": ROOT,
                       "GITHUB_OUTPUT": os.path.join(self.folder, "output.txt"),
                       "GITHUB_WORKSPACE": self.folder}
        for name, value in self.step["env"].items():
            asked = re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value)
            self.assertIsNotNone(asked, value)
            environment[name] = given[asked.group(1)]
        run = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c",
                              self.step["run"]], cwd=self.folder, env=environment,
                             capture_output=True, text=True, check=False)
        with open(environment["GITHUB_OUTPUT"], encoding="utf-8") as file:
            self.assertEqual(file.read(), f"status={run.returncode}\n")
        os.remove(environment["GITHUB_OUTPUT"])
        return run

    def test_holds_no_expression_in_a_script(self):
        for step in self.steps:
            self.assertNotIn("${{", step["run"])
            self.assertEqual(step["shell"], "bash")

    def test_has_a_use_for_each_input(self):
        for name in self.action["inputs"]:
            self.assertRegex(yaml.dump(self.steps), rf"inputs\.{re.escape(name)}\b")

    def test_gives_the_verdict(self):
        self.assertEqual(self.run_action(paths="clean.yaml").returncode, 0)
        self.assertEqual(self.run_action(paths="warning.yaml").returncode, 0)
        self.assertEqual(self.run_action(paths="warning.yaml", fail_on="warning").returncode, 1)
        self.assertEqual(self.run_action(paths="broken.yaml", fail_on="never").returncode, 0)
        self.assertEqual(self.run_action(paths="missing.yaml").returncode, 2)
        run = self.run_action()
        self.assertEqual(run.returncode, 1)
        self.assertIn("::error file=broken.yaml,line=", run.stdout)

    def test_takes_one_path_a_line(self):
        os.rename(os.path.join(self.folder, "broken.yaml"), os.path.join(self.folder, "b c.yaml"))
        run = self.run_action(paths="clean.yaml\n\nb c.yaml\n")
        self.assertEqual(run.returncode, 1)
        self.assertIn("file=b c.yaml", run.stdout)

    def test_writes_a_report_for_code_scanning(self):
        self.assertEqual(self.run_action(sarif="out.sarif").returncode, 1)
        with open(os.path.join(self.folder, "out.sarif"), encoding="utf-8") as file:
            self.assertIn('"2.1.0"', file.read())

    def test_takes_a_baseline(self):
        subprocess.run([EVENTARCH, "check", "warning.yaml", "--write-baseline", "accepted.jsonl"],
                       cwd=self.folder, check=True, capture_output=True)
        given = {"paths": "clean.yaml\nwarning.yaml", "fail_on": "warning"}
        self.assertEqual(self.run_action(**given).returncode, 1)
        self.assertEqual(self.run_action(**given, baseline="accepted.jsonl").returncode, 0)
        self.assertEqual(self.run_action(baseline="accepted.jsonl").returncode, 1)
        self.assertEqual(self.run_action(**given, baseline="gone.jsonl").returncode, 2)

    def test_runs_nothing_that_an_input_says(self):
        for text in ("$(touch run)", "`touch run`", "; touch run", "\"; touch run; \"", "--fix",
                     "-o=run"):
            for name in ("paths", "fail_on", "baseline", "sarif"):
                run = self.run_action(**{name: text})
                self.assertIn(run.returncode, (1, 2), (name, text))
                self.assertNotIn("run", os.listdir(self.folder), (name, text))
        with open(os.path.join(self.folder, "broken.yaml"), encoding="utf-8") as file:
            self.assertEqual(file.read(), BROKEN)


class Hooks(unittest.TestCase):
    def setUp(self):
        self.hooks = {hook["id"]: hook for hook in yaml.safe_load(text_of(".pre-commit-hooks.yaml"))}

    def test_show_warnings_and_name_flags_that_there_are(self):
        known = flags_of_check()
        for hook in self.hooks.values():
            self.assertIs(hook["verbose"], True)
            words = hook["entry"].split()
            self.assertEqual(words[:2], ["eventarch", "check"])
            self.assertLessEqual(set(words[2:]), known)

    def test_take_designs_alone(self):
        for hook in self.hooks.values():
            for name in ("a.eventarch.yaml", "sub/a.eventarch.yml"):
                self.assertRegex(name, hook["files"])
            for name in (".eventarch.yaml.txt", "a.yaml", "eventarch.yaml"):
                self.assertNotRegex(name, hook["files"])

    def test_are_what_the_document_names(self):
        named = set()
        for block in blocks_of("docs/ci/pre-commit.md", "yaml"):
            for repository in yaml.safe_load(block)["repos"]:
                named |= {hook["id"] for hook in repository["hooks"]}
        self.assertEqual(named, set(self.hooks))


class Documents(unittest.TestCase):
    def test_hold_yaml_that_can_be_read(self):
        for name in ("github", "gitlab", "pre-commit"):
            blocks = blocks_of(f"docs/ci/{name}.md", "yaml")
            self.assertGreater(len(blocks), 1)
            for block in blocks:
                self.assertIsInstance(yaml.safe_load(block), dict)

    def test_give_the_action_inputs_that_it_has(self):
        inputs = set(yaml.safe_load(text_of("action.yml"))["inputs"])
        table = set(re.findall(r"^\| `([a-z-]+)` \|", text_of("docs/ci/github.md"), re.M))
        self.assertEqual(table, inputs)
        used = 0
        for block in blocks_of("docs/ci/github.md", "yaml"):
            for step in yaml.safe_load(block)["jobs"]["check"]["steps"]:
                if step.get("uses", "").startswith("OWNER/eventarch"):
                    used += 1
                    self.assertLessEqual(set(step["with"]), inputs)
        self.assertGreater(used, 1)

    def test_show_commands_that_run(self):
        commands = []
        for name in ("github", "gitlab", "pre-commit"):
            commands += re.findall(r"\beventarch check(?: --?[a-z][^\n`]*)?", text_of(f"docs/ci/{name}.md"))
        self.assertEqual(sorted(commands), [
            "eventarch check",
            "eventarch check --baseline eventarch-baseline.jsonl --fail-on warning",
            "eventarch check --output gitlab=gl-code-quality-report.json --output junit=eventarch.xml",
            "eventarch check --write-baseline eventarch-baseline.jsonl",
        ])
        for command in commands:
            with tempfile.TemporaryDirectory() as folder:
                for name in ("a.eventarch.yaml",):
                    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                        file.write(CLEAN)
                run_in = {"cwd": folder, "capture_output": True, "text": True, "check": False}
                if "--baseline" in command:
                    subprocess.run([EVENTARCH, "check", "--write-baseline",
                                    "eventarch-baseline.jsonl"], **run_in)
                run = subprocess.run([EVENTARCH, *command.split()[1:]], **run_in)
                self.assertEqual(run.returncode, 0, (command, run.stderr))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])

#!/usr/bin/env python3
"""What `check --diff` prints through a pipe is a patch: `patch -p1` and `git apply` take it and make the
file that `--fix` makes, to the byte. The log of a build gets no command by it.

usage: patch_test.py PATH-OF-EVENTARCH
"""

import os
import pty
import shutil
import subprocess
import unittest

from process_case import ProcessCase

SLIP = """event_context:
  # {0}
  name: orders  # {0}
  use_case: pubsub  # {0}
  requirements: {{throughput: 10k msg/s, latency: 1 s}}  # {0}
  # {0}
  description: "{0}"
"""
TEXTS = {
    "plain": "text",
    "tabs": "a\tb\t\tc\t",
    "github": "##[error]x",
    "azure": "##vso[task.complete]x",
    "at_line_start": "::error::x",
    "zwj": "\U0001F469\u200D\U0001F680 \u2764\uFE0F",
    "bidi": "a\u202Eb\u2066c\u2069",
    "invisible": "a\u200B\u00ADb\u2060",
    "line_separators": "a\u0085b\u2028c\u2029d",
    "tag_characters": "\U000E0041\U000E007F",
    "private": "\uE000\U0010FFFD",
    "percent": "%0A%s%n \\033[31m",
}


def designs():
    """Bytes by name: each has two lines to mend among lines with the text."""
    for name, text in TEXTS.items():
        design = SLIP.format(text).encode()
        yield name, design
        yield name + "_crlf", design.replace(b"\n", b"\r\n")
        yield name + "_bom", b"\xEF\xBB\xBF" + design
        yield name + "_no_end", design[:-1]
    yield "last_line", b"event_context:\n  requirements: {}\n  use_case: pubsub"
    yield "last_line_crlf", b"event_context:\r\n  requirements: {}\r\n  use_case: pubsub"
    yield "first_line", b'\xEF\xBB\xBF{"event_context": {"use_case": "pubsub", "requirements": {}}}'
    yield "json", b'{\n\t"event_context": {\n\t\t"use_case": "Saga",\n\t\t"requirements": {}\n\t}\n}\n'
    yield "block", (b"event_context:\n  use_case: pubsub\n  description: |\n    ::warning::x\n"
                    b"    ##[group]\n  requirements: {}\n")
    yield "mixed_ends", b"event_context:\r\n  use_case: pubsub\n  requirements: {}\r\n"
    yield "documents", 3 * b"---\nevent_context:\n  use_case: pubsub\n  requirements: {}\n"


NAMES = ["a b.yaml", " leading.yaml", "\u00fc.yaml", 'quote".yaml', "back\\slash.yaml", "tab\t.yaml",
         "line\nend.yaml", "##[x].yaml", "sub/a b/c.yaml"]


class Patches(ProcessCase):
    def expect_patch(self, name, before):
        """Both programs make of the file what `--fix` makes of it."""
        self.write(name, before)
        changes = self.expect(1, "check", "./" + name, "--diff").stdout
        self.assertEqual(self.read(name), before)
        self.expect_status_of_fix(name)
        mended = self.read(name)
        self.assertNotEqual(mended, before)
        for tool in ("patch", "git"):
            with self.subTest(tool=tool, name=name):
                self.assertEqual(self.applied(tool, name, before, changes), mended)

    def expect_status_of_fix(self, name):
        done = self.run_it("check", "./" + name, "--fix")
        self.assertIn(b"fixed 1 file", done.stderr)

    def applied(self, tool, name, before, changes):
        command = {"patch": ["patch", "-p1"], "git": ["git", "apply", "-"]}[tool]
        if shutil.which(command[0]) is None:
            self.skipTest(f"{command[0]} is not here")
        folder = self.path("applied")
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(os.path.dirname(os.path.join(folder, name)))
        with open(os.path.join(folder, name), "wb") as file:
            file.write(before)
        done = subprocess.run(command, cwd=folder, input=changes, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              env={**os.environ, "GIT_CEILING_DIRECTORIES": self.folder})
        self.assertEqual(done.returncode, 0, f"{done.stdout}\n{changes}")
        with open(os.path.join(folder, name), "rb") as file:
            return file.read()

    def test_whatever_the_lines_hold(self):
        for name, text in designs():
            with self.subTest(name):
                self.expect_patch(name + ".yaml", text)

    def test_whatever_the_file_is_called(self):
        for name in NAMES:
            with self.subTest(name):
                self.expect_patch(name, SLIP.format("text").encode())

    def test_of_many_files_is_one(self):
        texts = dict(designs())
        for name, text in texts.items():
            self.write(f"all/{name}.eventarch.yaml", text)
        changes = self.expect(1, "check", "all", "--diff").stdout
        self.run_it("check", "all", "--fix")
        mended = {name: self.read(f"all/{name}.eventarch.yaml") for name in texts}
        for name, text in texts.items():
            self.write(f"all/{name}.eventarch.yaml", text)
        subprocess.run(["patch", "-s", "-p1"], cwd=self.folder, input=changes, check=True)
        for name in texts:
            self.assertEqual(self.read(f"all/{name}.eventarch.yaml"), mended[name], name)

    def test_of_standard_input_is_one(self):
        before = SLIP.format("a\tb").encode()
        done = self.expect(1, "check", "-", "--stdin-filename", "a.yaml", "--diff", input=before)
        self.assertNotEqual(self.applied("patch", "a.yaml", before, done.stdout), before)

    def test_in_the_log_of_a_build_is_no_command(self):
        service = {**os.environ, "GITHUB_ACTIONS": "true"}
        for name, is_command in {"github": True, "azure": True, "block": True, "tabs": False,
                                 "zwj": False, "at_line_start": False}.items():
            file = self.write(name + ".yaml", dict(designs())[name])
            done = self.expect(1, "check", file, "clean.yaml", "--diff", env=service)
            self.assertEqual(done.stdout == b"", is_command, name)
            self.assertEqual(b"would be a command to the service" in done.stderr, is_command, name)
        # Into a file it goes as it is: nobody reads it there for commands.
        with open(self.path("fixes.patch"), "wb") as out:
            done = self.expect(1, "check", "github.yaml", "--diff", env=service, stdout=out)
        self.assertEqual(done.stderr, b"")
        self.assertIn(b"##[error]x", self.read("fixes.patch"))

    def test_on_a_terminal_is_harmless(self):
        """What it obeys or hides is shown; tabs stay."""
        self.write("a.yaml", SLIP.format("\u202E\u200D\u0085##[x]\ty").encode())
        reader, writer = pty.openpty()
        self.expect(1, "check", "a.yaml", "--diff", stdout=writer)
        os.close(writer)
        shown = b""
        try:
            while chunk := os.read(reader, 65536):
                shown += chunk
        except OSError:
            pass  # the other side is closed
        os.close(reader)
        self.assertIn(b"\\u{202e}\\u{200d}\\u{85}##\\u{5b}x]\ty", shown)
        self.assertNotIn("\u202E".encode(), shown)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""Where the world is broken (limits, permissions, streams, names, files that change) the program
says so, with the documented status, leaves no half a file and loses nothing.

usage: broken_world_test.py PATH-OF-EVENTARCH
"""

import itertools
import os
import resource
import shutil
import subprocess
import threading
import time
import unittest

from process_case import BRIEFLY, CLEAN, ERROR, EVENTARCH, WARNING, ProcessCase

NOBODY = 65534

# What writes a file, with the file's name last.
WRITERS = [
    ["design", "clean.yaml", "-o"],
    ["design", "clean.yaml", "-f", "markdown", "-o"],
    ["check", "clean.yaml", "-f", "sarif", "-o"],
    ["check", "warning.yaml", "--write-baseline"],
    ["check", "--list-rules", "-o"],
    ["diff", "clean.yaml", "risky.yaml", "-o"],
    ["simulate", "clean.yaml", *BRIEFLY, "-o"],
    ["calculate", "-o"],
    ["init", "--force"],
]

# Every command, with what it needs.
COMMANDS = [
    ["design", "clean.yaml", "-v"],
    ["design", "clean.yaml", "-f", "json"],
    ["check", "clean.yaml"],
    ["check", ".", "-f", "json"],
    ["diff", "clean.yaml", "warning.yaml", "--fail-on", "never"],
    ["simulate", "clean.yaml", *BRIEFLY],
    ["explain", "kafka"],
    ["calculate"],
    ["schema", "input"],
    ["completion", "bash"],
    ["--help"],
]


def limited(which, most):
    return lambda: resource.setrlimit(which, (most, most))


class Limits(ProcessCase):
    def test_a_file_that_grows_too_large_is_not_written_and_the_old_one_stays(self):
        before = self.names()
        for command in WRITERS:
            self.write("report", "old")
            done = self.expect(2, *command, "report", preexec_fn=limited(resource.RLIMIT_FSIZE, 64))
            self.assertIn(b"cannot write `report`: File too large", done.stderr, command)
            self.assertEqual(self.read("report"), b"old", command)
            os.remove(self.path("report"))
            self.expect(2, *command, "report", preexec_fn=limited(resource.RLIMIT_FSIZE, 64))
            self.assertEqual(self.names(), before, command)

    def test_standard_output_into_a_file_that_grows_too_large_is_told(self):
        for command in COMMANDS:
            if command[0] == "check":
                continue  # short enough
            with open(self.path("out"), "wb") as out:
                done = self.expect(2, *command, stdout=out,
                                   preexec_fn=limited(resource.RLIMIT_FSIZE, 512))
            self.assertIn(b"cannot write to standard output: File too large", done.stderr)

    def test_few_open_files_are_enough_or_the_lack_is_told(self):
        for command, most in itertools.product([*COMMANDS, ["diff", "HEAD:clean.yaml", "clean.yaml"],
                                                *([*one, "report"] for one in WRITERS)],
                                               range(4, 9)):
            if not self.starts_under(resource.RLIMIT_NOFILE, most):
                continue
            done = self.run_it(*command, preexec_fn=limited(resource.RLIMIT_NOFILE, most))
            if done.returncode == 2:
                self.assertIn(b"eventarch: error: ", done.stderr, command)

    def test_little_memory_is_enough_or_the_lack_is_told(self):
        tried = 0
        for most in (12, 16, 20, 30, 60, 120):
            limit = limited(resource.RLIMIT_AS, most << 20)
            if not self.starts_under(resource.RLIMIT_AS, most << 20):
                continue  # with sanitizers nothing starts
            tried += 1
            for command in COMMANDS + [["simulate", "clean.yaml", "--seeds", "9", "-j", "8"],
                                       ["check", ".", "-j", "8"]]:
                done = self.run_it(*command, preexec_fn=limit)
                if done.returncode == 2:
                    self.assertIn(b"there is not enough memory", done.stderr, command)
        if tried == 0:
            self.skipTest("the program does not start with so little memory")

    def starts_under(self, which, most):
        done = subprocess.run([EVENTARCH, "--version"], check=False, stdin=subprocess.DEVNULL,
                              capture_output=True, preexec_fn=limited(which, most))
        return done.returncode == 0


@unittest.skipUnless(os.geteuid() == 0, "only root can become somebody without rights")
class Permissions(ProcessCase):
    """As a user who owns the folder and has no rights beyond it."""

    def setUp(self):
        super().setUp()
        # The program may lie where this user cannot go.
        self.program = shutil.copy(EVENTARCH, self.path(".program"))
        os.chmod(self.program, 0o755)
        self.own()

    def own(self):
        for folder, _, files in os.walk(self.folder):
            os.chown(folder, NOBODY, NOBODY)
            for name in files:
                os.chown(os.path.join(folder, name), NOBODY, NOBODY)

    def protect(self, name, mode):
        self.own()
        os.chmod(self.path(name), mode)
        self.addCleanup(os.chmod, self.path(name), 0o700)

    def expect_of_nobody(self, status, *arguments, threads=None):
        def become():
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            if threads is not None:
                resource.setrlimit(resource.RLIMIT_NPROC, (threads, threads))
        # A search for leaks at the end, where the program is built with one, needs a thread.
        environment = {**os.environ, "ASAN_OPTIONS": "detect_leaks=0"}
        return self.expect(status, *arguments, executable=self.program, preexec_fn=become,
                           env=environment)

    def test_what_may_not_be_read_is_told_by_every_command(self):
        self.write("locked.yaml", CLEAN)
        self.protect("locked.yaml", 0)
        for command in (["design", "locked.yaml"], ["check", "locked.yaml"],
                        ["check", "locked.yaml", "clean.yaml"], ["check", "."],
                        ["diff", "locked.yaml", "clean.yaml"],
                        ["diff", "clean.yaml", "locked.yaml"],
                        ["simulate", "locked.yaml", *BRIEFLY],
                        ["check", "clean.yaml", "--baseline", "locked.yaml"],
                        ["check", "clean.yaml", "--config", "locked.yaml"]):
            done = self.expect_of_nobody(2, *command)
            self.assertIn(b"cannot read `locked.yaml`: Permission denied", done.stderr, command)

    def test_a_configuration_that_may_not_be_read_stops_every_command(self):
        self.write("place/a.yaml", CLEAN)
        self.write("place/.eventarch.yaml", "")
        self.protect("place/.eventarch.yaml", 0)
        for command in (["design", "place/a.yaml"], ["check", "place"],
                        ["diff", "clean.yaml", "place/a.yaml"],
                        ["simulate", "place/a.yaml", *BRIEFLY]):
            done = self.expect_of_nobody(2, *command)
            self.assertEqual(done.stdout, b"", command)
            self.assertIn(b"cannot read `place/.eventarch.yaml`: Permission denied", done.stderr)

    def test_a_folder_that_may_not_be_entered_is_told(self):
        self.write("place/a.yaml", CLEAN)
        self.protect("place", 0)
        for command in (["check", "place"], ["check", "."], ["check", "place/a.yaml"],
                        ["design", "place/a.yaml"], ["explain", "kafka", "--catalogue", "place"],
                        ["design", "clean.yaml", "--catalogue", "place"]):
            done = self.expect_of_nobody(2, *command)
            self.assertIn(b"Permission denied", done.stderr, command)

    def test_ignore_rules_that_may_not_be_read_are_told(self):
        self.write("place/a.yaml", CLEAN)
        self.write("place/.gitignore", "a.yaml\n")
        self.protect("place/.gitignore", 0)
        done = self.expect_of_nobody(2, "check", "place")
        self.assertIn(b"cannot read `place/.gitignore`: Permission denied", done.stderr)

    def test_a_file_that_may_not_be_written_stays_as_it_is(self):
        for command in WRITERS:
            self.write("report", "old")
            self.protect("report", 0o444)
            done = self.expect_of_nobody(2, *command, "report")
            self.assertIn(b"cannot write `report`: it is read-only", done.stderr, command)
            self.assertEqual(self.read("report"), b"old", command)
        self.assertFalse([name for name in self.names() if name.endswith(".tmp")])

    def test_a_design_that_may_not_be_written_is_not_mended(self):
        self.protect("error.yaml", 0o444)
        done = self.expect_of_nobody(2, "check", "error.yaml", "--fix")
        self.assertIn(b"cannot write `error.yaml`: it is read-only", done.stderr)
        self.assertEqual(self.read("error.yaml"), ERROR.encode())

    def test_a_folder_that_may_not_be_written_takes_no_file(self):
        os.mkdir(self.path("place"))
        self.write("place/report", "old")
        self.protect("place", 0o500)
        for command in WRITERS:
            for name in ("place/report", "place/new"):
                done = self.expect_of_nobody(2, *command, name)
                self.assertIn(b"Permission denied", done.stderr, command)
        self.assertEqual(os.listdir(self.path("place")), ["report"])
        self.assertEqual(self.read("place/report"), b"old")

    def test_without_a_second_thread_the_result_is_the_same(self):
        for number in range(100):
            self.write(f"many/{number}.yaml", WARNING)
        self.own()
        for command in (["check", "many", "-f", "json"],
                        ["simulate", "clean.yaml", "--seeds", "8", "--messages", "1K"]):
            one = self.expect_of_nobody(0, *command, "-j", "1")
            eight = self.expect_of_nobody(0, *command, "-j", "8", threads=1)
            self.assertEqual(one.stdout, eight.stdout, command)


class Streams(ProcessCase):
    """Any of the three may be closed; a file that is opened then gets its number."""

    def closed(self, numbers):
        def close():
            for number in numbers:
                os.close(number)
        return close

    def test_each_may_be_closed(self):
        self.make_repository()
        commands = [*COMMANDS, ["diff", "HEAD:clean.yaml", "clean.yaml"],
                    *([*one, "report"] for one in WRITERS)]
        every = [set(some) for count in range(1, 4)
                 for some in itertools.combinations((0, 1, 2), count)]
        for command, closed in itertools.product(commands, every):
            wanted = self.run_it(*command)
            report = self.taken_report()
            done = self.run_it(*command, preexec_fn=self.closed(closed))
            fails = 1 in closed and wanted.stdout != b""
            self.assertEqual(done.returncode, 2 if fails else wanted.returncode, (command, closed))
            # Nothing that was meant for a stream stands in a file.
            self.assertEqual(self.taken_report(), report, (command, closed))

    def taken_report(self):
        if not os.path.exists(self.path("report")):
            return None
        content = self.read("report")
        os.remove(self.path("report"))
        return content

    def make_repository(self):
        for command in (["init", "-q"], ["add", "clean.yaml"],
                        ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-q", "-m", "a"]):
            subprocess.run(["git", *command], cwd=self.folder, check=True, capture_output=True)

    def test_a_pipe_that_must_not_block_is_waited_for(self):
        """As the child processes of some programs get them."""
        wanted = self.expect(0, "schema", "report").stdout
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        process = subprocess.Popen([EVENTARCH, "schema", "report"], stdout=writer)
        os.close(writer)
        time.sleep(0.2)  # the pipe is full by then
        with os.fdopen(reader, "rb") as pipe:
            self.assertEqual(pipe.read(), wanted)
        self.assertEqual(process.wait(60), 0)

        for command in (["design", "-"], ["check", "-", "-f", "json"]):
            wanted = self.expect(0, *command, input=CLEAN.encode()).stdout
            reader, writer = os.pipe()
            os.set_blocking(reader, False)
            process = subprocess.Popen([EVENTARCH, *command], stdin=reader, stdout=subprocess.PIPE)
            os.close(reader)
            for part in (CLEAN[:60], CLEAN[60:]):
                time.sleep(0.2)
                os.write(writer, part.encode())
            os.close(writer)
            self.assertEqual(process.communicate(timeout=60)[0], wanted)
            self.assertEqual(process.returncode, 0)

    def test_a_file_that_is_appended_to_keeps_what_it_holds(self):
        for path in ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"):
            if not os.path.exists(path):
                continue
            with open(self.path("log"), "ab") as log:
                log.write(b"old\n")
                log.flush()
                self.expect(0, "design", "clean.yaml", "-q", "-o", path, stdout=log)
            self.assertTrue(self.read("log").startswith(b"old\norders: "), path)
            os.remove(self.path("log"))


class Environment(ProcessCase):
    def test_nothing_of_it_changes_a_byte(self):
        variants = [{}, {"LANG": "C"}, {"LC_ALL": "tr_TR.UTF-8"}, {"LC_ALL": "de_DE.ISO-8859-1"},
                    {"TZ": "Pacific/Kiritimati"}, {"TZ": ":/dev/zero"}, {"HOME": ""},
                    {"HOME": "/nowhere", "XDG_CONFIG_HOME": "/dev/null"}, {"TERM": "\x1b[31m"},
                    {"COLUMNS": "1", "LINES": "-1"}, {"TMPDIR": "/nowhere"},
                    {"GITHUB_WORKSPACE": "\n::error::x", "CI_PROJECT_DIR": "\x1b]0;x\x07"}]
        for command in COMMANDS:
            wanted = self.run_it(*command, env={})
            for variables in variants:
                done = self.expect(wanted.returncode, *command, env=variables)
                self.assertEqual((done.stdout, done.stderr), (wanted.stdout, wanted.stderr),
                                 (command, variables))

    def test_the_program_may_have_no_name(self):
        done = subprocess.run([""], executable=EVENTARCH, check=False, capture_output=True)
        self.assertEqual(done.returncode, 2)
        done = subprocess.run(["", "design", self.path("clean.yaml"), "-q"], executable=EVENTARCH,
                              check=False, capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_the_current_folder_may_be_gone(self):
        clean = self.path("clean.yaml")

        def leave():
            os.mkdir(self.path("gone"))
            os.chdir(self.path("gone"))
            os.rmdir(self.path("gone"))
        for status, command in ((2, ["check"]), (2, ["check", "."]), (2, ["init"]),
                                (2, ["design", "clean.yaml"]), (0, ["design", clean]),
                                (0, ["check", clean]), (0, ["check", clean, "-f", "sarif"]),
                                (2, ["check", clean, "-o", "report"]),
                                (2, ["check", clean, "--write-baseline", "baseline"]),
                                (0, ["check", clean, "-o", self.path("report")]),
                                (0, ["diff", clean, clean]), (2, ["diff", clean, "HEAD:a.yaml"]),
                                (0, ["simulate", clean, *BRIEFLY]), (0, ["explain", "kafka"]),
                                (0, ["design", "-"]), (0, ["check", "-", "-f", "github"])):
            with open(clean, "rb") as stdin:
                self.expect(status, *command, preexec_fn=leave, stdin=stdin)


class Files(ProcessCase):
    def test_links_stay_links_also_where_their_file_is_still_to_be_made(self):
        for command in WRITERS:
            for target in ("there", "new"):
                self.write("there", "old")
                os.symlink(target, self.path("link"))
                os.symlink("link", self.path("second"))
                self.expect(self.run_it(*command, "plain").returncode, *command, "second")
                self.assertTrue(os.path.islink(self.path("second")), command)
                self.assertTrue(os.path.islink(self.path("link")), command)
                self.assertTrue(self.read(target) not in (b"", b"old"), command)
                for name in ("link", "second", target):
                    os.remove(self.path(name))
            os.symlink("b", self.path("a"))
            os.symlink("a", self.path("b"))
            done = self.expect(2, *command, "a")
            self.assertIn(b"Too many levels of symbolic links", done.stderr)
            self.assertTrue(os.path.islink(self.path("a")), command)
            os.remove(self.path("a"))
            os.remove(self.path("b"))

    def test_no_output_replaces_what_is_read_by_whatever_name(self):
        os.symlink("clean.yaml", self.path("link.yaml"))
        os.link(self.path("clean.yaml"), self.path("hard.yaml"))
        for command, name in itertools.product(
                (["design", "clean.yaml"], ["check", "clean.yaml"],
                 ["simulate", "clean.yaml", *BRIEFLY], ["diff", "clean.yaml", "risky.yaml"],
                 ["diff", "risky.yaml", "clean.yaml"]),
                ("clean.yaml", "./clean.yaml", "link.yaml", "hard.yaml")):
            self.expect(2, *command, "-o", name)
            self.assertEqual(self.read("clean.yaml"), CLEAN.encode(), (command, name))

    def test_pipes_that_nobody_named_are_not_waited_for(self):
        for name in ("brokers/a.yaml", "place/.gitignore", "place/b.eventarch.yaml"):
            os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
            os.mkfifo(self.path(name))
        self.write("place/a.yaml", CLEAN)
        done = self.expect(2, "design", "clean.yaml", "--catalogue", "brokers", timeout=20)
        self.assertIn(b"there is no broker file in `brokers`", done.stderr)
        self.expect(0, "check", "place", timeout=20)
        os.mkfifo(self.path("place/.eventarch.yaml"))
        for command in (["check", "place"], ["design", "place/a.yaml"],
                        ["check", "clean.yaml", "--config", "place/.eventarch.yaml"]):
            self.expect(2, *command, timeout=20)

    def test_devices_without_end_are_cut(self):
        for status, command in ((1, ["design", "/dev/zero"]), (1, ["check", "/dev/zero"]),
                                (1, ["diff", "/dev/zero", "clean.yaml"]),
                                (1, ["diff", "clean.yaml", "/dev/zero"]),
                                (1, ["simulate", "/dev/zero"]),
                                (1, ["check", "/dev/zero", "--fix"]),
                                (2, ["check", "clean.yaml", "--baseline", "/dev/zero"]),
                                (2, ["check", "clean.yaml", "--config", "/dev/zero"]),
                                (2, ["design", "clean.yaml", "--catalogue", "/dev/zero"])):
            self.expect(status, *command, timeout=20)

    def test_a_file_may_change_and_shrink_while_it_is_read(self):
        versions = [CLEAN.encode(), ERROR.encode(), b"", CLEAN.encode() * 2000, b"\0" * 4096]
        stop = threading.Event()

        def rewrite():
            for version in itertools.cycle(versions):
                if stop.is_set():
                    return
                self.write("moving.yaml", version)
        writer = threading.Thread(target=rewrite)
        writer.start()
        try:
            for _ in range(20):
                for command in (["design", "moving.yaml", "-q"], ["check", "moving.yaml"],
                                ["diff", "moving.yaml", "clean.yaml", "-q"],
                                ["simulate", "moving.yaml", *BRIEFLY, "-q"]):
                    self.run_it(*command)
        finally:
            stop.set()
            writer.join()

    def test_a_file_that_changes_while_it_is_mended_is_left_alone(self):
        """What is left is one version in full: never a mixture, never a part."""
        mended = ERROR.replace("troughput", "throughput")
        for number in range(20):
            self.write("moving.yaml", ERROR)
            process = subprocess.Popen([EVENTARCH, "check", "moving.yaml", "--fix"], cwd=self.folder,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            newer = f"# {number}\n" + ERROR
            self.write("new", newer)
            os.rename(self.path("new"), self.path("moving.yaml"))
            self.assertIn(process.wait(60), (0, 1, 2))
            left = self.read("moving.yaml").decode()
            self.assertIn(left, (newer, mended, f"# {number}\n" + mended))


class Repository(ProcessCase):
    """A repository that somebody else made: its settings are read by git, and none may run a thing."""

    SETTINGS = """
[core]
    fsmonitor = "touch {0}1; false"
    pager = "touch {0}2"
    sshCommand = "touch {0}3"
    hooksPath = {0}4
    gitProxy = "touch {0}5"
[diff]
    external = "touch {0}6"
[diff "x"]
    textconv = "touch {0}7"
[filter "x"]
    smudge = "touch {0}8"
    required = true
[alias]
    cat-file = "!touch {0}9"
[extensions]
    partialClone = evil
[remote "evil"]
    url = "ext::sh -c touch% {0}10"
    promisor = true
"""

    def git(self, *arguments):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *arguments],
                       cwd=self.folder, check=True, capture_output=True)

    def test_a_revision_is_read_and_nothing_runs(self):
        self.git("init", "-q")
        self.write(".gitattributes", "*.yaml filter=x diff=x\n")
        self.git("add", "clean.yaml")
        self.git("commit", "-q", "-m", "a")
        with open(self.path(".git/config"), "a", encoding="utf-8") as settings:
            settings.write(self.SETTINGS.format(self.path("owned")))
        self.expect(0, "diff", "HEAD:clean.yaml", "clean.yaml")
        self.expect(2, "diff", "a" * 40 + ":clean.yaml", "clean.yaml")
        for folder, _, files in os.walk(self.path(".git/objects")):
            for name in files:
                os.remove(os.path.join(folder, name))
        self.expect(2, "diff", "HEAD:clean.yaml", "clean.yaml")  # what is missing is not fetched
        self.assertFalse([name for name in self.names() if name.startswith("owned")])


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""A simulation that is interrupted prints what is known by then, and says so.

usage: interruption_test.py PROGRAM DESIGN
"""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path


def caught(process):
    """Whether the process has a handler for the signal by now."""
    for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("SigCgt:"):
            return bool(int(line.split()[1], 16) >> (signal.SIGINT - 1) & 1)
    return False


def interrupted(arguments):
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    patience = time.monotonic() + 60
    while not caught(process):
        if process.poll() is not None or time.monotonic() > patience:
            process.kill()
            sys.exit(f"{arguments}: ended, or waited for, before it could be interrupted")
        time.sleep(0.01)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    return process.returncode, out.decode(), err.decode()


def expect(condition, what):
    if not condition:
        sys.exit(f"FAILED: {what}")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, design = sys.argv[1:]
    long_run = [program, "simulate", design, "--seeds", "5000", "-j", "1"]

    status, out, err = interrupted(long_run)
    expect(status == 2, f"status {status} in the place of 2: {err}")
    expect("interrupted" in out.splitlines()[0], "the first line does not say so: " + out[:200])
    expect("interrupted" in err, "nothing is said on standard error")

    status, out, err = interrupted(long_run + ["--format", "json"])
    report = json.loads(out)
    expect(status == 2 and report["interrupted"] is True, "the JSON does not say so")
    expect(report["history"]["hash"] is None, "an interrupted run has a hash")

    # Where a single run takes long, it stops in the middle of it.
    endless = [program, "simulate", design, "--messages", "50M", "--seeds", "2", "-j", "1"]
    start = time.monotonic()
    status, out, err = interrupted(endless)
    expect(status == 2 and "interrupted" in out.splitlines()[0], f"status {status}: {out[:200]}")
    expect(time.monotonic() - start < 60, "a run of many messages goes on after the signal")


main()

"""Time and memory of a command, by the program eventarch_measured_run."""

import subprocess
import sys
from dataclasses import dataclass


@dataclass
class Run:
    seconds: float
    peak_mib: float
    status: int  # negative: the signal that ended it


class Measured:
    def __init__(self, build):
        self.launcher = str(build / "test" / "bench" / "eventarch_measured_run")

    def run(self, command):
        """One run, its output thrown away."""
        run = subprocess.run([self.launcher, *command], stdout=subprocess.PIPE, text=True, check=False)
        if run.returncode != 0:
            sys.exit(f"cannot run {command[0]}")
        microseconds, kib, status = run.stdout.split()
        if status == "127":
            sys.exit(f"cannot start {command[0]}")
        return Run(int(microseconds) / 1e6, int(kib) / 1024, int(status))

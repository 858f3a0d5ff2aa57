"""How much memory this process held at most, and nothing of what others held.

`getrusage(...).ru_maxrss` is no good for that: Linux keeps it over fork and exec, so a process that was
started by a large one (a bench with pictures in memory) begins with that one's peak. `VmHWM` belongs to the
address space, which is new after exec.
"""

from __future__ import annotations

from pathlib import Path


def peak_megabytes() -> float:
    """The peak of resident memory since this program began, in MiB. Linux only."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024

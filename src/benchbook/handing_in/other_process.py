"""Work that the learner's kernel leaves to a process of its own."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Coroutine
from typing import Any

SECONDS = 90.0
_TASKS: set[asyncio.Task[None]] = set()


def begin(work: Coroutine[Any, Any, None]) -> None:
    """Do `work` beside what the kernel is asked meanwhile."""
    task = asyncio.get_running_loop().create_task(work)
    # The loop holds tasks weakly: without this one could be thrown away half done.
    _TASKS.add(task)
    task.add_done_callback(_TASKS.discard)


async def other_process(module: str, *arguments: object) -> dict[str, str]:
    """Run `module` in a process of its own and return the JSON it printed, nothing if it failed."""
    command = [sys.executable, "-P", "-m", module, *map(str, arguments)]
    try:
        # In a thread: the event loop of a kernel on Windows cannot start a process.
        done = await asyncio.to_thread(
            subprocess.run,
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        told: dict[str, str] = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return {}
    return told

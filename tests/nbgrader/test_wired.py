"""nbgrader's own command and formgrader's own button mark with our preprocessors, as configured."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from .hand import CASE, Hand

pytestmark = [
    pytest.mark.long,
    # nbgrader's own use of SQLAlchemy warns; ours is watched elsewhere.
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),
]


def test_nbgraders_own_command_marks_in_the_cohorts_folder(hand: Hand) -> None:
    hand.in_("by-command", hand.key())
    command = [sys.executable, "-m", "nbgrader", "autograde", CASE, "--student", "by-command"]
    done = subprocess.run(command, cwd=hand.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert hand.rows("by-command") == hand.rows("honest")
    assert hand.marked("by-command") == hand.marked("honest")


def test_formgraders_autograde_button_marks_in_the_cohorts_folder(hand: Hand) -> None:
    hand.in_("by-button", hand.key())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    base = f"http://127.0.0.1:{port}/formgrader"
    command = [
        sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}", "--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True",
        f"--ServerApp.root_dir={hand.root}", "--ServerApp.jpserver_extensions=nbgrader.server_extensions.formgrader=True",
    ]  # fmt: skip
    log = (hand.root.parent / "server.log").open("wb")
    server = subprocess.Popen(command, cwd=hand.root, stdout=log, stderr=log)
    try:
        answer = json.loads(
            posted(f"{base}/api/submission/{CASE}/by-button/autograde", base, server)
        )
    finally:
        server.terminate()
        server.wait(20)
        log.close()
    assert answer["success"], answer
    assert hand.rows("by-button") == hand.rows("honest")
    assert hand.marked("by-button") == hand.marked("honest")


def posted(url: str, ready: str, server: subprocess.Popen[bytes]) -> str:
    """Return what the server at `url` answers to what the button sends, once it is `ready`."""
    for _ in range(240):
        try:
            urllib.request.urlopen(ready, timeout=5).close()  # noqa: S310 # our own server
            break
        except OSError:
            assert server.poll() is None
            time.sleep(0.25)
    asked = urllib.request.Request(url, data=b"{}", method="POST")  # noqa: S310 # as above
    with urllib.request.urlopen(asked, timeout=60) as reply:  # noqa: S310 # as above
        text: str = reply.read().decode()
    return text

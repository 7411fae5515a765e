"""Starts JupyterLab on the learner's folder, with settings of our own for that run only.

Nothing of the person's own Jupyter is read or changed: configuration, data and runtime files of
the run live in a temporary folder that is removed at the end. What should last, such as the
colours chosen, is kept in a hidden folder beside the learner's work.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from ..errors import UsageError
from ..places import PACKAGE
from .folder import OWN_FOLDER, START_PAGE, prepare

FIRST_PORT = 8888
PORTS_TRIED = 50
READY_SECONDS = 60.0
FORMGRADER = "formgrader"
FORMGRADER_EXTENSION = "nbgrader.server_extensions.formgrader"


@dataclass(frozen=True)
class Server:
    """A running JupyterLab: its process, the `address` to open, and where its log is."""

    process: subprocess.Popen[bytes]
    address: str
    log: Path


def run(
    folder: Path,
    port: int | None,
    browser: bool,
    author: bool = False,
    *,
    formgrader: bool = False,
) -> int:
    """Run JupyterLab on `folder` until it is stopped, and return its exit status.

    For a learner the folder is first brought up to date; for an author nothing is hidden. With
    `formgrader` it is an instructor's: as for an author, opened on nbgrader's formgrader. Prints
    the folder and the address. `port` is taken or refused; without it the first free one is found.
    """
    author = author or formgrader
    if not author:
        for name in prepare(folder).kept:
            print(f"  {name} is not the course's own file, so it was left as it is.")  # noqa: T201
        print(f"\n  Your work is kept in {folder}")  # noqa: T201 - for the person at the terminal
    # A plain end of this program is an end of the server too, never a server left behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with serving(folder, port, browser=browser, author=author, formgrader=formgrader) as server:
        print(f"\n  Benchbook is open at\n\n    {server.address}\n")  # noqa: T201
        print("  Leave this window open while you work. To stop, press Ctrl+C here.\n", flush=True)  # noqa: T201
        try:
            return server.process.wait()
        except KeyboardInterrupt:
            kept = "" if author else " Your saved answers are kept."
            print(f"\n  Benchbook has been stopped.{kept}")  # noqa: T201
            return 0


@contextmanager
def serving(
    folder: Path,
    port: int | None = None,
    *,
    browser: bool = False,
    author: bool = False,
    formgrader: bool = False,
) -> Iterator[Server]:
    """Give a JupyterLab that answers on `folder`, and stop it at the end."""
    author = author or formgrader
    page = FORMGRADER if formgrader else "lab" if author else f"lab/tree/{quote(START_PAGE)}"
    own = folder / OWN_FOLDER if not author else Path(tempfile.mkdtemp(prefix="benchbook-"))
    own.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="benchbook-", ignore_cleanup_errors=True) as name:
        run_folder = Path(name)
        _settle(run_folder, "formgrader" if formgrader else "author" if author else "learner")
        log = own / "start.log"
        with log.open("wb") as stream:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
                _command(folder, _free_port(port), page, browser=browser),
                cwd=folder,
                env=_environment(run_folder, own, author=author),
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
            )
            try:
                yield Server(process, _wait_ready(process, run_folder, log, page), log)
            finally:
                _stop(process)
                if author:
                    shutil.rmtree(own, ignore_errors=True)


def _settle(run_folder: Path, mode: str) -> None:
    """Copy the settings and the package's own extension and kernel where Jupyter will look."""
    shutil.copytree(PACKAGE / "start" / "settings" / mode, run_folder / "config")
    for source, place in (
        ("labextension", "labextensions"),
        ("jupyter/kernels/benchbook", "kernels"),
    ):
        shutil.copytree(PACKAGE / source, run_folder / "share" / place / "benchbook")


def _environment(run_folder: Path, own: Path, *, author: bool) -> dict[str, str]:
    """Return the environment of the server; an author's own settings stay in force."""
    env = dict(os.environ)
    env["JUPYTER_PATH"] = _joined(run_folder / "share", env.get("JUPYTER_PATH"))
    env["JUPYTER_CONFIG_PATH"] = _joined(run_folder / "config", env.get("JUPYTER_CONFIG_PATH"))
    env["JUPYTER_RUNTIME_DIR"] = str(run_folder / "runtime")
    if not author:
        env["JUPYTER_PATH"] = str(run_folder / "share")
        env["JUPYTER_CONFIG_PATH"] = ""
        env["JUPYTER_CONFIG_DIR"] = str(run_folder / "config")
        # What nbgrader notes of a hand-in outlasts this run: see handing_in.submit.
        env["BENCHBOOK_OWN_DATA_DIR"] = env.get("JUPYTER_DATA_DIR", "")
        env["JUPYTER_DATA_DIR"] = str(run_folder / "data")
        env["JUPYTERLAB_SETTINGS_DIR"] = str(own / "settings")
        env["JUPYTERLAB_WORKSPACES_DIR"] = str(run_folder / "workspaces")
        env["IPYTHONDIR"] = str(run_folder / "ipython")
    return env


def _joined(first: Path, rest: str | None) -> str:
    return os.pathsep.join([str(first), rest] if rest else [str(first)])


def _command(folder: Path, port: int, page: str, *, browser: bool) -> list[str]:
    """Return the command line; everything that is the same each time is in the settings."""
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--ServerApp.ip=127.0.0.1",
        f"--LabApp.open_browser={browser}",
    ]
    if page != "lab":
        command.append(f"--LabApp.default_url=/{page}")
    if page == FORMGRADER:
        # Said here, where it is in force whatever the person's own settings say, for this run only.
        command.append(f"--ServerApp.jpserver_extensions={FORMGRADER_EXTENSION}=True")
    return command


def _free_port(wanted: int | None) -> int:
    """Return a port nobody listens on: `wanted`, or the first free one of the usual range."""
    for port in [wanted] if wanted is not None else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    if wanted is not None:
        raise UsageError(
            f"Port {wanted} is in use by another program. "
            "Choose another with --port, or leave --port out and a free one is found."
        )
    raise UsageError(
        f"No free port between {FIRST_PORT} and {FIRST_PORT + PORTS_TRIED - 1}. "
        "Close other programs that serve pages on this machine, or choose a port with --port."
    )


def _wait_ready(process: subprocess.Popen[bytes], run_folder: Path, log: Path, page: str) -> str:
    """Return the address once the server has written down where it listens."""
    note = run_folder / "runtime" / f"jpserver-{process.pid}.json"
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise UsageError(
                f"JupyterLab stopped while starting. What it said is in {log}:\n{_tail(log)}"
            )
        try:
            told = json.loads(note.read_text(encoding="utf-8"))
        except (OSError, ValueError):  # not there yet, or half written
            time.sleep(0.1)
            continue
        return f"{told['url']}{page}?token={told['token']}"
    raise UsageError(
        f"JupyterLab did not start within a minute. What it said is in {log}:\n{_tail(log)}"
    )


def _tail(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(f"    {line}" for line in lines[-8:])


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop the server and with it every kernel."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

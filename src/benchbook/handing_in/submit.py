"""Hand in through nbgrader's exchange: `python -m benchbook.handing_in.submit FOLDER CASE COURSE EXCHANGE`.

Runs in a process of its own: nbgrader is large, and the learner's kernel needs nothing of it. It
prints JSON: `{"sent": time}` or `{"error": nbgrader's own words}`.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path

from ..answers import sheet_name


def submit(folder: Path, case: str, course: str, exchange: str) -> str:
    """Hand in `case` from `folder` with nbgrader's own ExchangeSubmit and return when.

    Raises whatever nbgrader raises where the exchange cannot be reached or refuses.
    """
    folder = folder.resolve()
    _keep_the_persons_own_data_folder()
    from nbgrader.apps.baseapp import NbGrader
    from nbgrader.auth import Authenticator
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.exchange import ExchangeFactory

    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="benchbook-") as name, contextlib.chdir(name):
        # What the system says of nbgrader holds; a configuration that lies beside a case does not.
        app = NbGrader()
        app.load_cwd_config = False
        app.load_config_file()
        config = app.config
        config.CourseDirectory.course_id = course
        config.Exchange.root = exchange
        config.Exchange.path_includes_course = False
        _lay(folder, case, Path(name) / case)
        config.Exchange.assignment_dir = name
        coursedir = CourseDirectory(config=config)
        coursedir.assignment_id = case
        factory = ExchangeFactory(config=config)
        sender = factory.Submit(
            coursedir=coursedir, authenticator=Authenticator(config=config), config=config
        )
        sender.start()
        return str(sender.timestamp)


def _lay(folder: Path, case: str, target: Path) -> None:
    """Lay out what goes: the sheet, and for nbgrader's own check the case as it was given."""
    target.mkdir()
    for part in (sheet_name(case), f"{case}.ipynb", f"{case}.case.json"):
        if (folder / part).is_file() and not (folder / part).is_symlink():
            shutil.copyfile(folder / part, target / part)


def _keep_the_persons_own_data_folder() -> None:
    """Let nbgrader note the hand-in where it looks for it later, not in a folder of this run."""
    own = os.environ.get("BENCHBOOK_OWN_DATA_DIR")
    if own:
        os.environ["JUPYTER_DATA_DIR"] = own
    elif own is not None:
        os.environ.pop("JUPYTER_DATA_DIR", None)


def main() -> None:
    """Print when it was handed in, or why it was not, as JSON."""
    folder, case, course, exchange = sys.argv[1:5]
    try:
        told = {"sent": submit(Path(folder), case, course, exchange)}
    except (Exception, SystemExit) as error:  # whatever it is, the learner gets the file instead
        told = {"error": f"{type(error).__name__}: {error}"}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()

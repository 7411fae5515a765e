"""Let Jupyter and nbgrader find our kernel, and the programs that nbgrader starts by name."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from .places import PACKAGE

# A wheel copies this folder's parts to share/jupyter; an editable installation does not.
SHARE = PACKAGE / "jupyter"


def find_kernel() -> None:
    """Set this process and its children up to find the kernel “benchbook” and `alembic`.

    nbgrader starts `alembic` by name, which fails where the environment's programs are not on PATH.
    """
    programs = str(Path(sys.executable).parent)
    if programs not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([programs, os.environ.get("PATH", "")])
    paths = [p for p in os.environ.get("JUPYTER_PATH", "").split(os.pathsep) if p]
    if str(SHARE) not in paths:
        os.environ["JUPYTER_PATH"] = os.pathsep.join([str(SHARE), *paths])

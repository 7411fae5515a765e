"""The learner's own folder, and the JupyterLab that opens on it."""

from .folder import Prepared, prepare
from .server import Server, run, serving

__all__ = ["Prepared", "Server", "prepare", "run", "serving"]

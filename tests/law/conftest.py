from __future__ import annotations

from pathlib import Path

import pytest

from benchbook.casebook.yaml_file import read_yaml
from benchbook.law import Instrument, Registry

LAW = Path(__file__).parents[2] / "assets" / "law"


@pytest.fixture(scope="session")
def registry() -> Registry:
    return Registry(read_yaml(path, Instrument) for path in sorted(LAW.glob("*.yaml")))

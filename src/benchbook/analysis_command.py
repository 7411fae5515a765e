"""What `benchbook analyse` prints: the law's analysis of a facts file."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

from .casebook.contents import read_library
from .casebook.yaml_file import read_yaml
from .errors import ContentError, UsageError
from .law import Facts, NotInForce, analyse, analysis_in_words
from .places import course_root


def analysis_text(path: Path, under: str, on: datetime.date | None, *, as_json: bool) -> str:
    """Return the analysis of the facts at `path`, in words or as JSON.

    Raises ContentError naming file and line for facts that are not in the law's words, UsageError
    for a law that there is not, or a day before it was in force.
    """
    facts = read_yaml(path, Facts)
    try:
        analysis = analyse(facts, under, on)
    except NotInForce as error:
        raise UsageError(f"{error}") from None
    except ValueError as error:
        raise UsageError(f"--under: {error}") from None
    if as_json:
        return json.dumps(analysis.as_json(), ensure_ascii=False, indent=1)
    library = read_library(course_root(Path.cwd()))
    law = [p for p in library.problems if p.path.startswith("assets/law/")]
    if law:
        raise ContentError(law)
    return analysis_in_words(analysis, library.registry)

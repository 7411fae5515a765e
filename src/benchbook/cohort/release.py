"""Release a case to a cohort: its key to the marking side, its notebook to the learners."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from ..casebook.contents import TEMPLATE, Library
from ..errors import UsageError
from ..notebooks.build import generated_cases
from ..notebooks.learner_copy import learner_copy
from ..notebooks.prepare import provisions_json
from .folder import Cohort
from .nbgrader_side import course_api, ran


def release_case(cohort: Cohort, library: Library, name: str) -> Path:
    """Release the case `name` and return the hand-out, a zip file with what a learner needs.

    The key is copied into the cohort's folder, so that the cohort is marked under the edition it
    was given. Raises UsageError for an unknown case or one that is not graded.
    """
    case = library.cases.get(name)
    if case is None or name == TEMPLATE:
        graded = [n for n, c in library.cases.items() if c.use == "graded" and n != TEMPLATE]
        raise UsageError(f"There is no case “{name}”. Graded cases: {', '.join(graded)}.")
    if case.use != "graded":
        raise UsageError(f"“{name}” is a practice case: learners have it, with its key, already.")
    prefix = f"assessments/source/{name}/"
    for path, text in generated_cases(library):
        if path.startswith(prefix):
            target = cohort.root / "source" / name / path.removeprefix(prefix)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
    cohort.key_file(name).parent.mkdir(exist_ok=True)
    shutil.copy(library.cases_folder / f"{name}.yaml", cohort.key_file(name))
    with course_api(cohort) as (api, log):
        ran(api.generate_assignment(name, force=True), log, f"generate_assignment {name}")
        if cohort.card.exchange:
            ran(api.release_assignment(name, force=True), log, f"release_assignment {name}")
    return _hand_out(cohort, library, name)


def _hand_out(cohort: Cohort, library: Library, name: str) -> Path:
    target = cohort.root / "handout" / f"{name}.zip"
    provisions = provisions_json(library.registry)
    source = cohort.root / "source" / name
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(source.iterdir()):
            text = path.read_text(encoding="utf-8")
            if path.suffix == ".ipynb":
                text = learner_copy(text, provisions)
            archive.writestr(f"{name}/{path.name}", text)
    return target

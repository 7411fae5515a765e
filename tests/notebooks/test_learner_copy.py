"""The learner's copy of a notebook: citations and terms lead to their words, keys are gone."""

from __future__ import annotations

import json
from typing import Any

from benchbook.notebooks.learner_copy import cited_in, learner_copy

PROVISIONS = {
    "protocol#art-3-b": {"note": "", "label": "Protocol, Art 3(b)"},
    "travaux#vulnerability": {"note": "Described only.", "label": "Travaux"},
}
TERMS: dict[str, dict[str, Any]] = {
    "consent": {"term": "consent", "forms": ["agreement"]},
    "forced-labour": {"term": "forced labour", "forms": []},
}


def copy(*texts: str) -> list[str]:
    cells = [
        {
            "cell_type": "markdown",
            "id": f"c{i}",
            "metadata": {},
            "source": t.splitlines(keepends=True),
        }
        for i, t in enumerate(texts)
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    made = json.loads(learner_copy(json.dumps(notebook), PROVISIONS, TERMS))
    return ["".join(c["source"]) for c in made["cells"]]


def test_a_citation_leads_to_its_place_in_the_sources() -> None:
    assert copy("See [Art 3(b)](cite:protocol#art-3-b).") == [
        "See [Art 3(b)](#source-protocol-art-3-b)."
    ]


def test_a_provision_that_was_not_read_in_an_authentic_text_is_marked() -> None:
    assert copy("[Travaux](cite:travaux#vulnerability)") == [
        "[Travaux†](#source-travaux-vulnerability)"
    ]


def test_only_the_first_use_of_a_term_is_a_link() -> None:
    assert copy("Consent and consent.", "Consent.") == [
        "[Consent](#term-consent) and consent.",
        "Consent.",
    ]


def test_another_form_of_a_term_counts_as_its_use() -> None:
    assert copy("An agreement.", "The consent.") == [
        "An [agreement](#term-consent).",
        "The consent.",
    ]


def test_a_term_inside_a_heading_a_link_or_a_quotation_is_left_alone() -> None:
    kept = [
        "# Consent",
        "[consent](cite:protocol#art-3-b)",
        "“consent”",
        "**consent**",
        "| consent |",
    ]
    assert not [text for text in copy(*kept) if "#term-" in text]


def test_a_word_that_only_contains_a_term_is_no_use_of_it() -> None:
    assert copy("consenting non-consent") == ["consenting non-consent"]


def test_two_terms_in_one_line_do_not_stand_inside_each_other() -> None:
    line = copy("Forced labour without consent.")[0]
    assert line.count("](#term-") == 1


def test_a_mark_scheme_is_taken_out() -> None:
    text = "Ask.\n\n=== BEGIN MARK SCHEME ===\nThe answer.\n=== END MARK SCHEME ==="
    assert copy(text) == ["Ask."]


def test_the_citations_of_a_notebook_are_found_once_each() -> None:
    text = "[a](cite:protocol#art-3-b) [b](cite:protocol#art-3-b) [c](cite:travaux#vulnerability)"
    assert cited_in(text) == ["protocol#art-3-b", "travaux#vulnerability"]

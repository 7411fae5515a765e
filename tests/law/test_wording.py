from __future__ import annotations

from benchbook.law import Registry, Strength, analyse, analysis_in_words, strength_in_words

from .matters import matter


def test_an_analysis_reads_as_plain_text_of_readable_width(registry: Registry) -> None:
    text = analysis_in_words(analyse(matter(means=[], victim_age="unknown"), "eu"), registry)
    assert "undetermined" in text
    assert "Unsettled: child." in text
    assert "A person is convicted under the law of a State." in text
    assert all(len(line) <= 88 for line in text.splitlines())


def test_labels_are_shown_and_never_references(registry: Registry) -> None:
    text = analysis_in_words(analyse(matter(), "protocol"), registry)
    assert "UN Trafficking Protocol, Art 3(a)" in text
    assert "#" not in text


def test_a_strength_is_told_with_its_limit() -> None:
    strength = Strength(
        binds="treaty", verb="shall-within-limits", owed="measure", limit="within its means"
    )
    assert (
        strength_in_words(strength)
        == "shall, within limits: a measure (treaty); limit: within its means"
    )

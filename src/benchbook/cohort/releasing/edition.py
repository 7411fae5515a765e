"""Compare two editions of a case: may somebody who answered the one be marked under the other?"""

from __future__ import annotations

from typing import Any

from ...casebook.case import Case

# What an answer and its mark hang on, in a question as learners have it.
BONES = ("id", "kind", "points")


def what_learners_would_notice(old: Case, new: Case) -> str:
    """Return what of `new` differs for those who answered `old`, in words, or nothing.

    Passages must be the same to the letter. Of a question its id, kind, points and the ids of its
    parts must be the same; key and reasons may change, and so may a slip in its wording.
    """
    if old.id != new.id:
        return "it is another case"
    passages, others = _passages(old), _passages(new)
    if passages != others:
        changed = [n for n in {**passages, **others} if passages.get(n) != others.get(n)]
        if not changed:
            return "the order of the passages"
        return f"the passage “{changed[0]}” is not the same"
    before, after = [q.id for q in old.questions], [q.id for q in new.questions]
    if before != after:
        changed = sorted(set(before) ^ set(after))
        return (
            f"the question “{changed[0]}” is not in both" if changed else "the order of questions"
        )
    for was, now in zip(old.questions, new.questions, strict=True):
        if was.kind != now.kind:
            return f"the question “{was.id}” is of another kind"
        if was.points != now.points:
            return f"the question “{was.id}” has other points"
        if _bones(was.public()) != _bones(now.public()):
            return f"the parts or options of the question “{was.id}” are not the same"
    return ""


def _passages(case: Case) -> dict[str, tuple[str, str]]:
    """Return the passages in their order, for dictionaries keep it, with where each stands."""
    return {p.id: (e.id, p.text) for e in case.exhibits for p in e.passages}


def _bones(value: Any) -> Any:
    """Return only ids, kinds and points of a question, in their places; of a draft also its text."""
    if isinstance(value, list):
        return [_bones(item) for item in value]
    if not isinstance(value, dict):
        return ()
    # A passage of a draft is read to the letter; it is known by its number.
    kept = {k: v for k, v in value.items() if k in BONES or (k == "text" and "n" in value)}
    # The levels of a criterion guide a person and are no part of an answer.
    inner = {k: _bones(v) for k, v in value.items() if k != "levels" and k not in kept}
    return {**kept, **{k: v for k, v in inner.items() if v}}


__all__ = ["what_learners_would_notice"]

"""What the numbers of an item analysis mean, in words for somebody who runs a course."""

from __future__ import annotations

from .items import FormAnalysis, ItemResult
from .said import hundredths, minus, tenths
from .student_t import chance_correlation

EASY, HARD = -1.0, 1.0  # logits: 73 and 27 in 100 of those who do not guess
TELLS = 0.2  # a correlation under this hardly tells anybody apart: a common rule of thumb
TOO_EASY = 0.9  # the share right from which nearly everybody is right
TOO_EASY_WORDS = "Too easy to tell people apart."
CHANCE_WORDS = "No more were right than by guessing: read the item and its key again."
TURNED_WORDS = "Those who know more get it wrong more often: read the item again."
TOO_FEW_WORDS = "Too few people to say whether it tells apart who knows more."
PERHAPS_CHANCE = "With so few people this may be chance."


def difficulty_said(item: ItemResult) -> str:
    """Return the difficulty with its sign, and “or more” or “or less” where it lies beyond."""
    if item.difficulty is None:
        return "–"
    told = minus(f"{item.difficulty:+.1f}").replace("+0.0", "0.0")
    if not item.clipped:
        return told
    return f"{told} or {'more' if item.difficulty > 0 else 'less'}"


def discrimination_said(item: ItemResult) -> str:
    """Return the discrimination, or a dash where there is none."""
    return "–" if item.discrimination is None else hundredths(item.discrimination)


def meaning(item: ItemResult) -> str:
    """Return what the item's two numbers mean."""
    if item.difficulty is None:
        return "Nobody has answered."
    hard = item.difficulty > HARD
    level = "Hard" if hard else "Easy" if item.difficulty < EASY else "Neither easy nor hard"
    told = f"{level} for this group."
    if item.discrimination is None:
        return f"{told} All did alike, so it tells nobody apart."
    chance = chance_correlation(item.right.of)
    if chance is not None and item.discrimination > max(TELLS, chance):
        return f"{told} Those who know more get it right more often."
    if item.discrimination < 0:
        return told
    if chance is not None and chance < TELLS:
        return f"{told} It hardly tells apart who knows more."
    return f"{told} {TOO_FEW_WORDS}"


def warnings(item: ItemResult) -> list[str]:
    """Return what somebody should look at in this item."""
    found = []
    if item.right.of and item.right.part >= TOO_EASY:
        found.append(TOO_EASY_WORDS)
    if item.right.of and item.right.part <= item.chance:
        found.append(CHANCE_WORDS)
    if item.discrimination is not None and item.discrimination < 0:
        found.append(TURNED_WORDS)
        chance = chance_correlation(item.right.of)
        if chance is None or -item.discrimination <= chance:
            found.append(PERHAPS_CHANCE)
    return found


def chance_said(analysis: FormAnalysis) -> str:
    """Return how strong a discrimination chance alone gives with so many people."""
    chance = chance_correlation(analysis.people)
    if chance is None:
        return "With so few people discrimination says nothing."
    return (
        f"With {analysis.people} people, chance alone gives values between {hundredths(-chance)} "
        f"and {hundredths(chance)} in 19 of 20 items that tell nobody apart; make nothing of a value between them."
    )


def reliability_said(analysis: FormAnalysis) -> str:
    """Return the reliability with what it can and cannot say of so few or so many people."""
    value, span = analysis.reliability, analysis.reliability_interval
    if value is None:
        return "It cannot be worked out here, because all had the same number right."
    told = f"It is {hundredths(value)} here"
    if span is not None:
        low = "under 0" if span[0] < 0 else hundredths(span[0])
        told += f", and in another group like this one anything from {low} to {hundredths(max(span[1], 0.0))} would be no surprise"
    told += "."
    if span is not None and span[1] - max(span[0], 0.0) > 0.3:
        told += f" With {analysis.people} people that is too wide to say whether the test is a good one."
    if value < 0:
        told += " Under 0, the items did not hang together in this group at all."
    return told


def scores_said(analysis: FormAnalysis) -> str:
    """Return the average number right and how far people lie apart."""
    if analysis.mean is None:
        return "Nobody has answered."
    told = f"On average {tenths(analysis.mean)} of {len(analysis.items)} items were right."
    if analysis.spread is None:
        return told
    return f"{told} The spread (standard deviation) is {tenths(analysis.spread)}: in most groups about two of three people lie no further than that from the average."

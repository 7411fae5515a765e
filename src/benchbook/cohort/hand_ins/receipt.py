"""The receipt of a hand-in: a short code that says which answers of whom for which case.

It depends on nothing but the case, the learner's code and the sheet's bytes, so the learner's page
and the instructor's side come to the same one without speaking to each other.
"""

from __future__ import annotations

import hashlib
import re

from stdnum.iso7064 import mod_37_36

from ...errors import UsageError
from ..codes import SIGNS

LENGTH = 11
GROUP = 4


def receipt(case: str, code: str, sheet: bytes) -> str:
    """Return the receipt for the bytes of a `sheet`, in groups of four: ABCD-EFGH-JKMN."""
    digest = hashlib.sha256(f"{case}\n{code}\n".encode() + sheet).digest()
    number = int.from_bytes(digest, "big")
    while True:
        body = _written(number)
        whole = body + mod_37_36.calc_check_digit(body)
        # The check character may be one of the look-alikes that codes leave out: take the next.
        if whole[-1] in SIGNS:
            return "-".join(whole[i : i + GROUP] for i in range(0, len(whole), GROUP))
        number += 1


def read_receipt(text: str) -> str:
    """Return the receipt that a person typed, in any case and with any spaces or hyphens in it.

    Raises UsageError where a sign is wrong or missing.
    """
    plain = re.sub(r"[\s-]", "", text).upper()
    signs = set(plain) <= set(SIGNS) and len(plain) == LENGTH + 1
    if not signs or not mod_37_36.is_valid(plain):
        raise UsageError(
            f"“{text.strip()[:40]}” is not a receipt. Look at each sign again: a receipt has "
            f"{LENGTH + 1} letters and digits, never 0, 1, I, L or O."
        )
    return "-".join(plain[i : i + GROUP] for i in range(0, len(plain), GROUP))


def _written(number: int) -> str:
    signs = []
    for _ in range(LENGTH):
        number, at = divmod(number, len(SIGNS))
        signs.append(SIGNS[at])
    return "".join(signs)

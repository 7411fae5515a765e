"""Learners' codes: what stands for a person everywhere but in the list of people.

Seven signs without look-alikes and a check character after ISO/IEC 7064, MOD 37,36, which finds
every single wrong sign and nearly every swap of two neighbours.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection

from stdnum.iso7064 import mod_37_36

from ..errors import UsageError

# No 0 and O, no 1, I and L: a code is read out and copied by hand.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 7
SHAPE = re.compile(rf"[{SIGNS}]{{{LENGTH + 1}}}")


def new_code(taken: Collection[str] = ()) -> str:
    """Return a fresh random code that is not among the `taken`."""
    while True:
        body = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
        code = body + mod_37_36.calc_check_digit(body)
        if SHAPE.fullmatch(code) and code not in taken:
            return code


def is_code(text: str) -> bool:
    """Tell whether `text` is a code in its written form, check character and all."""
    return bool(SHAPE.fullmatch(text)) and bool(mod_37_36.is_valid(text))


def read_code(text: str) -> str:
    """Return the code that a person typed, in any case and with spaces or hyphens in it.

    Raises UsageError where a sign is wrong or missing.
    """
    code = re.sub(r"[\s-]", "", text).upper()
    if not is_code(code):
        raise UsageError(
            f"“{text.strip()[:40]}” is not a code of this course. Look at each sign again: "
            f"a code has {LENGTH + 1} letters and digits, never 0, 1, I, L or O."
        )
    return code

"""Every source of law by name: what a citation such as `protocol#art-3-b` points to."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .instruments import How, Instrument, Provision

_CHECKED: dict[How, str] = {
    "authentic": "",
    "text": "Read in the text or an official translation; which of the two was not recorded.",
    "translation": "Read in an official translation, not in an authentic language.",
    "headnote": "Taken from the Court’s own summary; the judgment itself was not read.",
    "described": "Described in an official or scholarly page; the text itself was not read.",
    "seen": "Seen on a page of unrecorded kind; not verified against the official text.",
    "memory": "Not yet verified against the official text.",
}


class UnknownReference(LookupError):  # noqa: N818 - it reads as a sentence where it is caught
    """A citation that points to nothing; the message names what is near it."""

    def __str__(self) -> str:
        # LookupError prints like Exception, KeyError would add quotes
        return str(self.args[0])


@dataclass(frozen=True)
class Citation:
    """A reference as a reader sees it: `label` to read, `note` to be warned by (may be empty)."""

    ref: str
    label: str
    note: str


class Registry:
    """All instruments, looked up by citation; built once from models already read."""

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self._instruments: dict[str, Instrument] = {}
        for instrument in instruments:
            if instrument.id in self._instruments:
                raise ValueError(f'two files have the instrument id "{instrument.id}": rename one.')
            self._instruments[instrument.id] = instrument

    def __iter__(self) -> Iterator[Instrument]:
        return iter(self._instruments.values())

    def instrument(self, ref: str) -> Instrument:
        """Return the instrument of `ref`, which is its id or the citation of a provision."""
        name = ref.partition("#")[0]
        if name not in self._instruments:
            near = _near(name, self._instruments)
            raise UnknownReference(f'"{ref}": there is no instrument "{name}"{near}.')
        return self._instruments[name]

    def provision(self, ref: str, on: datetime.date | None = None) -> Provision:
        """Return the wording of `ref` that stands on the day; without a day, the newest."""
        instrument = self.instrument(ref)
        name = ref.partition("#")[2]
        versions = [p for p in instrument.provisions if p.id == name]
        if not versions:
            near = _near(name, [p.id for p in instrument.provisions])
            raise UnknownReference(f'"{ref}": {instrument.short} has no provision "{name}"{near}.')
        for provision in versions:
            if provision.applies(on):
                return provision
        if on is None:  # it was taken out: its last wording is what there is to show
            return max(versions, key=lambda p: p.until or datetime.date.max)
        spans = ", ".join(_span(p) for p in versions)
        raise UnknownReference(f'"{ref}" does not apply on {on}: it applies {spans}.')

    def label(self, ref: str, on: datetime.date | None = None) -> str:
        """Return what a reader is shown, such as “UN Trafficking Protocol, Art 3(b)”."""
        short = self.instrument(ref).short
        if "#" not in ref:
            return short
        pinpoint = self.provision(ref, on).pinpoint
        return f"{short}, {pinpoint}" if pinpoint else short

    def verification(self, ref: str, on: datetime.date | None = None) -> str:
        """Return one sentence on what was not checked; empty when the official text was read."""
        verified = self.provision(ref, on).verified if "#" in ref else self.instrument(ref).verified
        return _CHECKED[verified.how]

    def cite(self, ref: str, on: datetime.date | None = None) -> Citation:
        """Return `ref` with its label and its sentence on what was not checked."""
        return Citation(ref, self.label(ref, on), self.verification(ref, on))


def _near(name: str, names: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(dict.fromkeys(names)), n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _span(provision: Provision) -> str:
    since = f"from {provision.since}" if provision.since else "from the start"
    return f"{since} until {provision.until}" if provision.until else since

"""The courses that cases take in a generated log: appeals, messages, false news, requests and the rest."""

import numpy as np

from events import DAY, NORMS, SECTORS, TRACKS, Clock, Ints, Sheet, Weights
from places import END, START

__all__ = ["Stories"]

KUZHMARA, BELOYARSKY, REFTINSKY, BORSKY, KILEMAR = range(5)
ALL = (KUZHMARA, BELOYARSKY, REFTINSKY, BORSKY, KILEMAR)
QUARTERS = (("2025-Q4", (2026, 1)), ("2026-Q1", (2026, 4)), ("2026-Q2", (2026, 7)), ("2026-Q3", (2026, 10)))


class Stories:
    """Makes blocks of cases, drawing municipalities by their weights."""

    def __init__(self, weights: Weights, rng: np.random.Generator) -> None:
        self.weights, self.rng, self.clock = weights, rng, Clock(rng)

    def _sheet(self, count: int, letter: str, among: tuple[int, ...] = ALL) -> Sheet:
        sheet = Sheet(self.weights.draw(count, among, self.rng), letter)
        sheet.columns["sector"] = self.rng.integers(1, len(SECTORS) + 1, count)
        return sheet

    def appeals(self, count: int) -> Sheet:
        """Received, registered, then forwarded to who is competent, or (sometimes extended and) answered.

        A registration may be repeated before the answer, never after it; an answer never comes before the
        registration. So the earliest instant of each type decides a case: a fair task for one GROUP BY.
        """
        clock, rng = self.clock, self.rng
        sheet = self._sheet(count, "О")
        channel = rng.choice([1, 2, 3], count, p=[0.6, 0.28, 0.12])
        draw = rng.random(count)
        redirect = (channel == 1) & (draw < 0.10)
        fast = ~redirect & (draw > np.where(channel == 1, 0.97, 0.6))
        sheet.columns["channel"] = channel
        sheet.columns["track"] = np.select([redirect, fast], [TRACKS.index("redirect"), 2], 0)
        received = clock.citizen(clock.any_day(count))
        at_once = clock.flags(count, 0.15)
        registered = clock.later(received, rng.choice([0, 1, 2, 3, 5], count, p=[0.3, 0.4, 0.2, 0.07, 0.03]))
        registered = np.where(at_once, received, registered)
        answered = clock.later(registered, rng.gamma(3.0, np.where(fast, 3.0, 6.5)))
        open_end = clock.flags(count, 0.06) | (redirect & clock.flags(count, 0.9))
        extended = ~redirect & (channel == 1) & clock.flags(count, 0.10)
        # most are extended in time, some after the term or after the answer, and then it is for nothing
        prolonged = clock.later(registered, rng.normal(24, 5, count).clip(1, 60))
        answered = np.where(extended, clock.later(answered, rng.gamma(3.0, 6.0, count)), answered)
        sheet.add("appeal.received", received)
        sheet.add("appeal.registered", registered, clock.flags(count, 0.985))
        again = clock.later(registered, np.ones(count))
        sheet.add("appeal.registered", again, clock.flags(count, 0.004) & (again < answered))
        sheet.add("appeal.forwarded", clock.later(registered, rng.gamma(2.0, 2.5, count)), redirect)
        sheet.add("appeal.extended", prolonged, extended)
        sheet.add("appeal.answered", answered, ~open_end)
        sheet.add("appeal.answered", clock.hours(answered, 30), ~open_end & clock.flags(count, 0.01))
        sheet.add("appeal.withdrawn", answered, open_end & (channel != 1) & clock.flags(count, 0.3))
        return sheet

    def messages(self, count: int) -> Sheet:
        """Messages of social networks and the feedback platform, routed once or twice, answered in days."""
        clock, rng = self.clock, self.rng
        sheet = self._sheet(count, "С")
        sheet.columns["channel"] = rng.choice([2, 3], count, p=[0.35, 0.65])
        sheet.columns["track"] = np.where(clock.flags(count, 0.25), TRACKS.index("accelerated"), 0)
        received = clock.citizen(clock.any_day(count))
        routed = clock.hours(received, 5)
        returned = clock.flags(count, 0.07)
        back = clock.hours(routed, 20)
        routed_again = clock.hours(back, 6)
        interim = clock.flags(count, 0.08)
        answered = clock.later(np.where(returned, routed_again, routed), rng.gamma(2.0, 4.0, count))
        sheet.add("message.received", received)
        sheet.add("message.routed", routed, clock.flags(count, 0.95))
        sheet.add("message.returned", back, returned)
        sheet.add("message.routed", routed_again, returned)
        sheet.add("message.interim-answered", clock.hours(routed, 40), interim)
        sheet.add("message.answered", answered, clock.flags(count, 0.93))
        return sheet

    def misinfo(self, count: int) -> Sheet:
        """Chains from a false report found to a comment published, with shortcuts that break the order."""
        clock = self.clock
        sheet = self._sheet(count, "Н", (KUZHMARA, BELOYARSKY))
        detected = clock.citizen(clock.any_day(count))
        asked = clock.hours(detected, 0.5)
        verified = clock.hours(asked, 1.0)
        real = ~clock.flags(count, 0.2)
        notified = clock.hours(verified, 0.4)
        proposed = clock.hours(detected, 1.6)
        drafted = clock.hours(np.maximum(notified, proposed), 1.4)
        agreed = clock.hours(drafted, 1.0)
        published = clock.hours(np.where(clock.flags(count, 0.04), drafted, agreed), 0.8)
        checked = clock.flags(count, 0.7)
        sheet.add("misinfo.detected", detected)
        sheet.add("misinfo.verification-requested", asked, checked)
        sheet.add("misinfo.verified", verified, checked & clock.flags(count, 0.95))
        sheet.add("misinfo.dismissed", notified, ~real)
        sheet.add("misinfo.notified", notified, real)
        sheet.add("comment.proposed", proposed, real)
        sheet.add("comment.drafted", drafted, real & clock.flags(count, 0.95))
        sheet.add("comment.rejected", clock.hours(drafted, 0.3), real & clock.flags(count, 0.05))
        sheet.add("comment.agreed", agreed, real & clock.flags(count, 0.9))
        sheet.add("comment.published", published, real & clock.flags(count, 0.7))
        sheet.add("comment.sent-to-press", clock.hours(published, 0.2), real & clock.flags(count, 0.3))
        sheet.add("comment.relayed", clock.hours(agreed, 3), real & clock.flags(count, 0.5))
        return sheet

    def requests(self, count: int) -> Sheet:
        """Requests of the regional centre; four in five set a term, some as an instant and some as a date."""
        clock, rng = self.clock, self.rng
        sheet = self._sheet(count, "З")
        kind = sheet.mun % len(ALL)
        norms = [NORMS.index(n) for n in ("report.problems", "info.operational", "info.other")]
        on_request = NORMS.index("materials.on-request")
        pick = rng.integers(0, 3, count)
        sheet.columns["norm"] = np.select(
            [kind <= BELOYARSKY, kind == KILEMAR], [np.array(norms)[pick], on_request + pick], on_request
        )
        asked = clock.office(clock.any_day(count))
        due = clock.later(asked, rng.gamma(2.0, 3.0, count))
        answered = clock.later(asked, rng.gamma(2.0, 2.8, count))
        sheet.columns["due"] = np.where(clock.flags(count, 0.8), due, 0)
        sheet.add("request.received", asked)
        sheet.add("request.answered", answered, clock.flags(count, 0.93))
        return sheet

    def pairs(self, count: int) -> Sheet:
        """Two events one after the other: contacts, indicators, delegates. Some come in the wrong order."""
        clock, rng = self.clock, self.rng
        sheet = self._sheet(count, "К")
        kind = sheet.mun % len(ALL)
        first = clock.office(clock.any_day(count))
        second = clock.later(first, rng.gamma(1.0, 1.2, count))
        swapped = clock.flags(count, 0.05)
        agreed, decided = np.where(swapped, second, first), np.where(swapped, first, second)
        contact, done = kind <= REFTINSKY, clock.flags(count, 0.93)
        sheet.add("contact.changed", first, contact)
        sheet.add("contact.notified", second, contact & done)
        sheet.add("indicators.agreed", agreed, kind == BORSKY)
        sheet.add("indicators.approved", decided, (kind == BORSKY) & done)
        sheet.add("delegate.agreed", agreed, kind == KILEMAR)
        sheet.add("delegate.appointed", decided, (kind == KILEMAR) & done)
        return sheet

    def notices(self, count: int) -> Sheet:
        """Events without a case: posts, meetings, contacts named, and a few of a type that nobody knows."""
        sheet = self._sheet(count, "")
        t = self.clock.citizen(self.clock.any_day(count))
        which = self.rng.random(count)
        for kind, low, high in (
            ("page.posted", 0.0, 0.85),
            ("meeting.held", 0.85, 0.98),
            ("contact.designated", 0.98, 0.999),
            ("page.liked", 0.999, 1.0),
        ):
            sheet.add(kind, t, (which >= low) & (which < high))
        return sheet

    def analyses(self, kinds: Ints) -> Sheet:
        """A daily analysis in each municipality like Reftinsky: most working days, fewer weekend days."""
        days = np.arange(START, END + 1)
        own = np.flatnonzero(kinds == REFTINSKY)
        sheet = Sheet(np.repeat(own, days.size), "")
        day = np.tile(days, own.size)
        done = self.rng.random(day.size) < np.where((day + 3) % 7 < 5, 0.96, 0.3)
        sheet.add("analysis.done", day * DAY + 17 * 3600, done)
        return sheet

    def reports(self, kinds: Ints) -> list[tuple[str, Sheet]]:
        """Quarterly, yearly and weekly submissions: (period or "", sheet). One in ten names no period."""
        quarterly = {KUZHMARA: 1, BELOYARSKY: 1, REFTINSKY: 2, BORSKY: 2}
        made = []
        for label, (year, month) in QUARTERS:
            for kind, norm in quarterly.items():
                made.append((label, self._submitted(kinds, kind, norm, _day(year, month, 4), 1.5)))
        made.append(("2025", self._submitted(kinds, BORSKY, 3, _day(2025, 12, 18), 2.0)))
        for sunday in range(START + (6 - (START + 3) % 7), END, 7):
            iso = np.datetime64(sunday, "D").item().isocalendar()
            made.append((f"{iso.year}-W{iso.week:02d}", self._submitted(kinds, BORSKY, 4, sunday - 1, 1.0)))
        return made

    def _submitted(self, kinds: Ints, kind: int, norm: int, day: int, spread: float) -> Sheet:
        own = np.flatnonzero(kinds == kind)
        sheet = Sheet(own, "")
        sheet.columns["norm"] = np.full(own.size, norm)
        sheet.columns["named"] = (self.rng.random(own.size) < 0.9).astype(np.int64)
        shift = self.rng.normal(0, spread, own.size).round().astype(np.int64)
        sheet.add("report.submitted", self.clock.office(day + shift), self.rng.random(own.size) < 0.95)
        return sheet


def _day(year: int, month: int, day: int) -> int:
    return int(np.datetime64(f"{year}-{month:02d}-{day:02d}", "D").astype(np.int64))

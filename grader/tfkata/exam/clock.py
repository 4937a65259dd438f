"""What time it is, to the second: the one place that asks, so that tests can turn the clock."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def written(time: datetime) -> str:
    """As the journal has it: `2026-12-01T09:30:00Z`."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def here(time: datetime) -> str:
    """As the clock of this computer shows it: `on 1 December at 10:30 (CET)`."""
    local = time.astimezone()
    return f"on {local.day} {local:%B at %H:%M (%Z)}"


def read(text: str) -> datetime:
    """What `written` wrote.

    Raises:
        ValueError: it is not a time.
    """
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def told(seconds: float) -> str:
    """A duration for people: `2 h 5 min`, `12 min`, `40 s`."""
    whole = max(0, int(seconds))
    hours, minutes = divmod(whole // 60, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min" if minutes else f"{whole} s"

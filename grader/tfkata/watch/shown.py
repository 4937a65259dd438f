"""A verdict and what surrounds it as rich renderables, for both faces of the loop."""

from __future__ import annotations

import time
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from tfkata.report import terminal
from tfkata.report.clean import clean
from tfkata.report.live import newest
from tfkata.results import CheckResult
from tfkata.watch.judge import Verdict
from tfkata.watch.loop import Loop, judging
from tfkata.workspace.hints import Hint

STARTING = "starting TensorFlow (once)"


def verdict(loop: Loop, *, recent: str = "", warm: bool = True) -> RenderableType:
    """All there is to say about the file as it is: which save, what passed, the first failure in full, what comes next."""
    return Group(*_lines(loop, recent, warm))


def _lines(loop: Loop, recent: str, warm: bool) -> Iterator[RenderableType]:
    seen, found = loop.seen, loop.verdict
    if seen is not None and seen.problem:
        yield Text(f"! {clean(seen.problem)}", style="bold yellow")
        yield Text("What you save there is judged at once.", style="dim")
        return
    if found is None:
        yield Text("…", style="dim")
        return
    yield Text(judging(found), style=_style(found))
    if loop.saved_again is not None and found.over:
        yield Text(
            f"saved again at {loop.saved_again:%H:%M:%S}: the same content, so the same verdict", style="dim"
        )
    if found.problem:
        yield Text(f"tfkata failed here, not you: {clean(found.problem)}", style="magenta")
    yield Text("")
    if found.untouched and not found.problem:
        yield Text(f"Not begun yet. Open {seen.path if seen else ''}, replace the placeholder, and save.")
        return
    yield from _checks(found.checks, found.save.text)
    if found.now is not None:
        yield _running(found, recent, warm)
    elif found.waiting:
        yield _waiting(found)
    elif found.passed:
        yield from _after(loop)


def _style(found: Verdict) -> str:
    if not found.over:
        return "bold"
    if found.untouched:
        return "bold"
    return "bold green" if found.passed else "bold red" if any(not c.passed for c in found.checks) else "bold"


def _checks(checks: list[CheckResult], text: str) -> Iterator[RenderableType]:
    """The first failure in full; the others in a line each."""
    first = next((check for check in checks if not check.passed), None)
    for check in checks:
        yield terminal.check(check, hint=False, text=text) if check is first else line(check)


def hint_title(hint: Hint) -> str:
    """What a hint is about, and how many of the exercise there are."""
    if hint.number:
        return f"Hint {hint.number} of {hint.every}"
    return f"About {hint.check}" if hint.check else "No more hints"


def line(check: CheckResult) -> Text:
    """Mark, id and title of a check in one line."""
    mark, style = terminal.MARKS[check.outcome]
    text = Text(no_wrap=True, overflow="ellipsis")
    text.append(f"{mark} ", style=style)
    text.append(check.id, style="bold")
    text.append(f"  {check.title}")
    return text


def _running(found: Verdict, recent: str, warm: bool) -> Text:
    assert found.now is not None
    text = Text()
    text.append("▸ ", style="cyan")
    text.append(found.now.id, style="bold")
    text.append(f"  {found.now.title}")
    if not warm:
        text.append(f" · {STARTING}", style="dim")
    elif time.monotonic() - found.begun > 1:
        text.append(f" · {time.monotonic() - found.begun:.0f} s", style="dim")
    said = newest(recent)
    if said:
        text.append(f" · {said}", style="dim")
    return text


def _waiting(found: Verdict) -> Text:
    names = ", ".join(check.id for check in found.waiting)
    are = "trains, and waits" if len(found.waiting) == 1 else "train, and wait"
    return Text(f"○ {names} {are} until the others pass (t runs it now)", style="dim")


def _after(loop: Loop) -> Iterator[RenderableType]:
    """What follows a pass; nothing advances by itself."""
    yield Text("")
    done = sum(exercise.id in loop.passed for exercise in loop.exercises)
    following = loop.next_open()
    yield Text(f"{done} of {len(loop.exercises)} passed", style="bold")
    if following is not None and loop.task.drill is not None:
        yield Text(
            f"n: back to {following.id} · s: a right answer · `tfkata drill {loop.task.drill.family}`: another"
        )
    elif following is not None:
        yield Text(f"n: on to {following.id} · s: the reference answer · h: a hint")
    else:
        yield Text("That was the last one. d: drills, as many as you like.")

"""The loop as lines: for screen readers, logs and pipes, and where a terminal cannot show an application."""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable, Iterator

from rich.console import Console, RenderableType
from rich.text import Text

from tfkata.drills import Drill
from tfkata.errors import UsageError
from tfkata.exam import clock
from tfkata.exam.countdown import Countdown
from tfkata.report import drill_text
from tfkata.report.clean import clean
from tfkata.report.epochs import training
from tfkata.watch import editor, shown
from tfkata.watch.loop import Loop, News, others

LOOK_SECONDS = 1.0
HELP = "n next · p previous · l list · h hint · s solution · d drill · t train · o output · e edit · r reset · ? help · q quit"


class Lines:
    """Prints what happens; takes keys as lines: a letter and Enter."""

    def __init__(self, loop: Loop, console: Console) -> None:
        self._loop, self._console = loop, console
        self._queue: queue.Queue[News | str] = queue.Queue()
        self._epoch = 0
        self._said = ""
        self._resets = False
        self._drill: Drill | None = None
        self._exam = Countdown(loop.folder)
        self._keys: dict[str, Callable[[], None]] = {
            "n": lambda: self._step(1),
            "p": lambda: self._step(-1),
            "l": lambda: self._list(""),
            "h": self._hint,
            "s": self._solution,
            "d": self._ask,
            "t": self._train,
            "o": self._printed,
            "e": self._edit,
            "r": self._ask_to_reset,
            "?": lambda: self._say(HELP),
        }

    def run(self, keys: Iterator[str]) -> None:
        """Until `q` or the end of the keys, where there is a terminal; without one, until it is interrupted."""
        self._loop.listen(self._queue.put)
        threading.Thread(target=self._read, args=(keys,), name="tfkata-keys", daemon=True).start()
        self._exercise()
        while True:
            try:
                item = self._queue.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                self._progress()
                self._clock()
                continue
            self._clock()
            if isinstance(item, News):
                before = self._loop.task
                if self._loop.take(item):
                    if self._loop.task is not before:
                        self._exercise()
                    self._verdict()
                self._warn()
            elif not self._key(item.strip()):
                return

    def _read(self, keys: Iterator[str]) -> None:
        for line in keys:
            self._queue.put(line)

    def _key(self, key: str) -> bool:
        if self._resets:
            self._resets = False
            self._reset() if key == "y" else self._say("Nothing was changed.")
        elif self._drill is not None:
            self._answer(self._drill, key)
        elif key == "q":
            return False
        elif key.startswith("l "):
            self._list(key[2:])
        elif key in self._keys:
            self._keys[key]()
        elif key:
            self._say(f"'{clean(key)}' is not a key. {HELP}")
        return True

    def _say(self, text: str) -> None:
        self._console.print(Text(text))

    def _print(self, *parts: RenderableType) -> None:
        """Lines stay whole: who reads them has windows of any width."""
        for part in parts:
            self._console.print(part, soft_wrap=True)

    def _warn(self) -> None:
        for word in self._loop.unsaid():
            self._say(f"tfkata: {clean(word)}")

    # --- what happens

    def _exercise(self) -> None:
        loop = self._loop
        title, _ = loop.task.lesson()
        self._say("")
        which = f"{loop.task.id} ({loop.number} of {len(loop.exercises)}): {title}"
        self._say(which if loop.number else title)
        exam = self._exam.look()
        if exam is not None:
            self._say(exam.told(clock.now()))
        self._say(f"{loop.task.path}: the text at its top is the lesson. Keys: {HELP}")
        self._said = ""
        self._verdict()

    def _verdict(self) -> None:
        """What is over, and that something begins; each line once."""
        verdict = self._loop.verdict
        if verdict is not None and not verdict.over and not verdict.checks:
            self._epoch = 0
        if verdict is None and (self._loop.seen is None or not self._loop.seen.problem):
            return
        begins = verdict is not None and not verdict.over
        if begins and verdict is not None and verdict.checks and not verdict.quick_is_over:
            return
        with self._console.capture() as capture:
            self._console.print(shown.verdict(self._loop))
        said = capture.get()
        if said != self._said:
            self._said = said
            self._console.file.write(said)
            self._console.file.flush()

    def _clock(self) -> None:
        """When little of an exam's time is left."""
        warning = self._exam.warning(clock.now())
        if warning is not None:
            self._say(warning)

    def _progress(self) -> None:
        """A line for each epoch of a training that goes on."""
        found = training(self._loop.judge.recent())
        if found is not None and found.epoch != self._epoch:
            self._epoch = found.epoch
            self._say(f"  {found}")

    # --- keys

    def _step(self, by: int) -> None:
        self._loop.step(by)
        self._exercise()

    def _list(self, words: str) -> None:
        self._loop.recall()
        for exercise in others(self._loop, words):
            mark = "✓" if exercise.id in self._loop.passed else " "
            self._say(f"{mark} {exercise.id:<22} {exercise.points:>3g} pts  {exercise.title}")

    def _hint(self) -> None:
        hint = self._loop.hint()
        self._say(f"{shown.hint_title(hint)}: {hint.text}")

    def _solution(self) -> None:
        answer = self._loop.solution()
        self._say(answer or "Solving it teaches more than reading it. Type s again to see it anyway.")

    def _ask(self) -> None:
        drill = self._drill = self._loop.practice.next(self._loop.current)
        self._console.print(drill_text.head(drill.id, drill.level))
        self._print(drill_text.statement(drill.statement, drill.options, plain=True))
        self._say("Type your answer; ? shows it, q goes back to the exercise.")

    def _answer(self, drill: Drill, typed: str) -> None:
        """What is typed while a drill is asked; after it, Enter asks the next one."""
        practice = self._loop.practice
        if typed == "q":
            self._drill = None
            self._say(
                f"{practice.right} of {practice.asked} right. Back at {self._loop.task.id}. Keys: {HELP}"
            )
            return
        if practice.over:
            self._ask()
            return
        if not typed:
            return
        result = practice.answer(typed)
        if result is None:
            self._say(drill_text.answer(drill.answer, drill.options))
        else:
            self._print(*drill_text.verdict(result))
        if practice.over:
            self._print(drill_text.statement(drill.working, (), plain=True))
            self._say(f"{practice.right} of {practice.asked} right. Enter asks the next one, q goes back.")
        self._warn()

    def _train(self) -> None:
        why_not = self._loop.train()
        if why_not:
            self._say(why_not)

    def _printed(self) -> None:
        self._say(clean(self._loop.printed()).strip() or "Your code printed nothing.")

    def _edit(self) -> None:
        try:
            editor.run(editor.command(), self._loop.task.path)
        except UsageError as error:
            self._say(clean(str(error)))

    def _ask_to_reset(self) -> None:
        if self._loop.is_fresh():
            self._say(f"{self._loop.task.id} is as it was handed out: there is nothing to reset.")
            return
        self._resets = True
        self._say(f"Start {self._loop.task.id} again? Your version is kept beside it. y and Enter: yes")

    def _reset(self) -> None:
        try:
            backup = self._loop.reset()
        except UsageError as error:
            self._say(clean(str(error)))
            return
        self._say(
            f"You have a fresh copy; your version is {backup.name}" if backup else "You have a fresh copy."
        )


def keys() -> Iterator[str]:
    """Lines that are typed; none where standard input is no terminal and ends at once."""
    try:
        yield from sys.stdin
    except (OSError, ValueError):
        return

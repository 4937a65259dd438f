"""The loop as an application in the terminal, with Textual."""

from __future__ import annotations

import os
from typing import ClassVar

from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Footer, Markdown, Static

from tfkata.catalog.records import Exercise
from tfkata.errors import UsageError
from tfkata.exam import clock
from tfkata.exam.countdown import Countdown
from tfkata.report.clean import clean
from tfkata.watch import editor, shown
from tfkata.watch.loop import Loop, News
from tfkata.watch.screens import Asked, Chosen, Drilled, Hints, Told, warn

TICK_SECONDS = 0.25
CLOCK_SECONDS = 1.0
WIDE = 110  # columns from which lesson and verdict stand side by side

KEYS = [
    ("n, p", "next exercise, previous one"),
    ("l", "list of all exercises; type to search"),
    ("h", "a hint; each further press shows the next one"),
    ("s", "the reference answer: after a pass, or when you ask twice"),
    ("d", "a drill: small questions on this topic, as many as you like"),
    ("t", "run the checks that train now"),
    ("o", "what your code printed"),
    ("e", "open the file in your editor ($VISUAL, $EDITOR or code)"),
    ("r", "start the exercise again; your version is kept beside it"),
    ("Tab", "switch between lesson and verdict; arrows and PgUp, PgDn scroll"),
    ("q", "quit; Ctrl-C twice quits, too"),
]


class Happened(Message):
    """News from the threads that watch and judge."""

    def __init__(self, news: News) -> None:
        super().__init__()
        self.news = news


class WatchApp(App[None]):
    """`tfkata watch`."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "help", key_display="?"),  # first: a narrow terminal shows what fits
        Binding("q", "quit", "quit"),
        Binding("n", "step(1)", "next"),
        Binding("p", "step(-1)", "prev"),
        Binding("l", "list", "list"),
        Binding("h", "hint", "hint"),
        Binding("s", "solution", "solution"),
        Binding("d", "drill", "drill"),
        Binding("t", "train", "train"),
        Binding("o", "printed", "output"),
        Binding("e", "edit", "edit"),
        Binding("r", "reset", "reset"),
        Binding("ctrl+c", "leave", "quit", show=False, priority=True),
    ]

    def __init__(self, loop: Loop, *, light: bool = False) -> None:
        super().__init__()
        self.loop = loop
        self.theme = "textual-light" if light else "textual-dark"
        self._leaving = False
        self._spoken = ""
        self._exam = Countdown(loop.folder)
        self._has_exam = False

    def compose(self) -> ComposeResult:
        yield Static(id="where")
        with Horizontal(id="panes"):
            with VerticalScroll(id="lesson"):
                yield Markdown(id="statement")
            with VerticalScroll(id="verdict"):
                yield Static(id="found")
        yield Footer(compact=True)

    def on_mount(self) -> None:
        self._main = self.screen
        self.loop.listen(self.tell)
        self.set_interval(TICK_SECONDS, self._tick)
        self.set_interval(CLOCK_SECONDS, self._clock)
        self._show_exercise()
        self._main.query_one("#lesson").focus()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= WIDE, "-wide")

    def tell(self, news: News) -> None:
        """From any thread."""
        self.post_message(Happened(news))

    def on_happened(self, message: Happened) -> None:
        before = self.loop.task
        if self._main.query("#where") and self.loop.take(message.news):  # else it is ending
            if self.loop.task is not before:
                self._show_exercise()
            self._show_verdict()
            warn(self, self.loop)

    # --- what is shown

    def _show_exercise(self) -> None:
        title, statement = self.loop.task.lesson()
        self._main.query_one("#statement", Markdown).update(f"# {title}\n\n{statement}")
        self._main.query_one("#lesson", VerticalScroll).scroll_home(animate=False)
        self._show_verdict()

    def _show_where(self) -> None:
        loop = self.loop
        file = loop.task.path
        text = Text(no_wrap=True, overflow="ellipsis")
        text.append(f" {loop.number}/{len(loop.exercises)} " if loop.number else f" {loop.task.id} ")
        exam, now = self._exam.look(), clock.now()
        if exam is not None:
            text.append(f" {exam.told(now)} ", style="bold reverse" if exam.is_late(now) else "bold")
        text.append("✓ " if loop.task.id in loop.passed else "· ", style="bold")
        text.append(str(file), style=f"bold link {file.resolve().as_uri()}")
        text.append(f" · {loop.current.points:g} points")
        self._main.query_one("#where", Static).update(text)

    def _show_verdict(self) -> None:
        self._show_where()
        loop = self.loop
        warm = loop.seen is None or loop.judge.is_warm(loop.current, loop.seen.text)
        content = shown.verdict(loop, recent=loop.judge.recent(), warm=warm)
        self._main.query_one("#found", Static).update(content)

    def _tick(self) -> None:
        if self.loop.verdict is not None and not self.loop.verdict.over and self._main.query("#where"):
            self._show_verdict()

    def _clock(self) -> None:
        """While an exam runs, the header shows the time left; when little of it is left, it is said."""
        if not self._main.query("#where"):
            return
        warning = self._exam.warning(clock.now())
        if warning is not None:
            self.notify(warning, severity="warning", timeout=30)
        shown, self._has_exam = self._has_exam, self._exam.look() is not None
        if shown or self._has_exam:
            self._show_where()

    # --- keys

    def action_step(self, by: int) -> None:
        self.loop.step(by)
        self._show_exercise()

    def action_list(self) -> None:
        self.loop.recall()
        self.push_screen(Chosen(self.loop), self._go)

    def _go(self, exercise: Exercise | None) -> None:
        if exercise is not None:
            self.loop.go(exercise)
            self._show_exercise()

    def action_hint(self) -> None:
        self.push_screen(Hints(self.loop))

    def action_solution(self) -> None:
        answer = self.loop.solution()
        if answer is None:
            self.notify("Solving it teaches more than reading it. Press s again to see it anyway.", timeout=6)
            return
        self.push_screen(
            Told(
                f"{'A right' if self.loop.task.drill else 'The reference'} answer to {self.loop.task.id}",
                Syntax(answer, "python", word_wrap=True),
            )
        )

    def action_drill(self) -> None:
        self.clear_notifications()  # they would lie over the place for the answer
        self.push_screen(Drilled(self.loop))

    def action_train(self) -> None:
        why_not = self.loop.train()
        if why_not:
            self.notify(why_not)

    def action_printed(self) -> None:
        said = clean(self.loop.printed()).strip() or "Your code printed nothing."
        self.push_screen(Told("Your code printed", Text(said)))

    def action_reset(self) -> None:
        name = self.loop.task.id
        if self.loop.is_fresh():
            self.notify(f"{name} is as it was handed out: there is nothing to reset.")
            return
        self.push_screen(Asked(f"Start {name} again? Your version is kept beside it."), self._reset)

    def _reset(self, sure: bool | None) -> None:
        if not sure:
            return
        try:
            backup = self.loop.reset()
        except UsageError as error:
            self.notify(clean(str(error)), severity="error")
            return
        self.notify(
            f"You have a fresh copy; your version is {backup.name}" if backup else "You have a fresh copy."
        )
        self._show_exercise()

    def action_edit(self) -> None:
        file = self.loop.task.path
        try:
            call = editor.command()
            if editor.takes_the_terminal(call):
                with self.suspend():
                    editor.run(call, file)
                self.refresh()
            else:
                editor.run(call, file)
        except UsageError as error:
            self.notify(clean(str(error)), severity="error", timeout=8)

    def action_help(self) -> None:
        table = Table.grid(padding=(0, 2))
        for key, what in KEYS:
            table.add_row(Text(key, style="bold", no_wrap=True), what)
        self.push_screen(Told("Keys", table))

    def action_leave(self) -> None:
        """Ctrl-C: once more, and it ends, whatever is going on."""
        if self._leaving:
            self.exit()
            return
        self._leaving = True
        self.notify("Press Ctrl-C again to end tfkata watch (q does, too).", timeout=3)
        self.set_timer(3, self._stay)

    def _stay(self) -> None:
        self._leaving = False


def prefers_light() -> bool:
    """Whether the terminal says that its background is light (`COLORFGBG`, where it sets that)."""
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return background in ("7", "15")

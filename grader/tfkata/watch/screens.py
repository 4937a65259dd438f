"""What stands in front of the application for a while: texts, hints, a question, the list of exercises, drills."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from rich.console import Group, RenderableType
from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Markdown, OptionList, Static
from textual.widgets.option_list import Option

from tfkata.catalog.records import Exercise
from tfkata.drills import Drill
from tfkata.errors import TfkataError
from tfkata.report import drill_text
from tfkata.report.clean import clean
from tfkata.results import CheckResult
from tfkata.watch import shown
from tfkata.watch.loop import Loop, others

Found = TypeVar("Found")


class Told(ModalScreen[None]):
    """A text in front of everything; Esc and some other keys close it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,space,s,o,question_mark", "dismiss", "close")
    ]

    def __init__(self, title: str, content: RenderableType) -> None:
        super().__init__()
        self._title, self._content = title, content

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="box") as box:
            box.border_title, box.border_subtitle = Content(self._title), "Esc closes"
            yield Static(self._content, id="content")


class Hints(ModalScreen[None]):
    """The next hint, and at each h one more."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,space", "dismiss", "close"),
        Binding("h", "next", "next"),
    ]

    def __init__(self, loop: Loop) -> None:
        super().__init__()
        self._loop = loop

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="box"):
            yield Static(id="content", markup=False)

    def on_mount(self) -> None:
        self.action_next()

    def action_next(self) -> None:
        hint, box = self._loop.hint(), self.query_one("#box", VerticalScroll)
        self.query_one("#content", Static).update(hint.text)
        box.border_title = Content(shown.hint_title(hint))
        more = hint.number < hint.every
        box.border_subtitle = f"{'h: the next one' if more else 'that was the last one'} · Esc closes"
        box.scroll_home(animate=False)


class Asked(ModalScreen[bool]):
    """A question that y answers with yes, and any other key with no."""

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="box") as box:
            box.border_subtitle = "y: yes · any other key: no"
            yield Static(self._question, id="content", markup=False)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        self.dismiss(event.key == "y")


class Chosen(ModalScreen[Exercise | None]):
    """All exercises, to search and to go to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "close"),
        Binding("down", "into_list", "list", show=False),
    ]

    def __init__(self, loop: Loop) -> None:
        super().__init__()
        self._loop = loop
        self._found: list[Exercise] = []

    def compose(self) -> ComposeResult:
        done = [e for e in self._loop.exercises if e.id in self._loop.passed]
        points = f"{sum(e.points for e in done):g} of {sum(e.points for e in self._loop.exercises):g} points"
        with Vertical(id="box") as box:
            box.border_title = f"{len(done)} of {len(self._loop.exercises)} passed · {points}"
            box.border_subtitle = "Enter goes there · Esc closes"
            yield Input(placeholder="search: a word of the id, title or topic")
            yield OptionList()

    def on_mount(self) -> None:
        self._fill("")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def on_input_submitted(self) -> None:
        if self._found:
            self.dismiss(self._found[self.query_one(OptionList).highlighted or 0])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._found[event.option_index])

    def action_into_list(self) -> None:
        self.query_one(OptionList).focus()

    def _fill(self, words: str) -> None:
        self._found = others(self._loop, words)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(self._row(exercise)) for exercise in self._found)
        if self._found:
            current = self._found.index(self._loop.current) if self._loop.current in self._found else 0
            options.highlighted = current

    def _row(self, exercise: Exercise) -> Text:
        passed = exercise.id in self._loop.passed
        row = Text()
        row.append("✓ " if passed else "  ", style="green")
        row.append(f"{exercise.id:<22} ", style="bold")
        row.append(f"{exercise.points:>2g} pts ", style="dim")
        row.append(exercise.title)
        return row


class Drilled(ModalScreen[None]):
    """Drills, one after the other. The place for the answer is always in sight; what stands above it scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "close"),
        Binding("up", "scroll(-1)", "up", show=False),
        Binding("down", "scroll(1)", "down", show=False),
        Binding("pageup", "scroll(-8)", "up", show=False),
        Binding("pagedown", "scroll(8)", "down", show=False),
    ]

    def __init__(self, loop: Loop) -> None:
        super().__init__()
        self._loop = loop
        self.waits = False

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            with VerticalScroll(id="asked", can_focus=False):
                yield Markdown(id="question")
                yield Static(id="options")
                yield Static(id="found")
            yield Input(id="answer")

    def on_mount(self) -> None:
        self._ask()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        typed = event.value.strip()
        if self.waits:
            return
        if self._loop.practice.over:
            self._ask()
        elif typed:
            self._judge(typed)

    def action_scroll(self, by: int) -> None:
        self.query_one("#asked").scroll_relative(y=by, animate=False)

    def _ask(self) -> None:
        self._behind(lambda: self._loop.practice.next(self._loop.current), self._show, "…")

    def _behind(self, work: Callable[[], Found], then: Callable[[Found], None], meanwhile: str) -> None:
        """Keys go on while something is drawn or judged, which may take a second or more."""

        def run() -> None:
            try:
                found = work()
            except TfkataError as error:
                self.app.call_from_thread(self._failed, str(error))
            else:
                self.app.call_from_thread(self._done, then, found)

        self.waits = True
        self._say(meanwhile)
        self.run_worker(run, thread=True, exit_on_error=False)

    def _done(self, then: Callable[[Found], None], found: Found) -> None:
        self.waits = False
        if self.is_attached:  # else it was closed meanwhile
            then(found)

    def _failed(self, why: str) -> None:
        self.waits = False
        if self.is_attached:
            self._say(f"tfkata failed here, not you: {clean(why)}")

    def _show(self, drill: Drill) -> None:
        self._drill = drill
        self.query_one("#box").border_title = Content(f"{drill.id} · level {drill.level}")
        self.query_one("#question", Markdown).update(drill.statement)
        listed = zip(drill_text.LETTERS, drill.options, strict=False)
        self.query_one("#options", Static).update(Text("\n".join(f"{a}) {text}" for a, text in listed)))
        self.query_one("#options", Static).display = bool(drill.options)
        self.query_one("#found", Static).update("")
        self.query_one("#asked").scroll_home(animate=False)
        self._take("your answer" if not drill.options else "a letter")
        self._say("Enter judges it · ? shows the answer · Esc closes")

    def _judge(self, typed: str) -> None:
        self._behind(lambda: self._loop.practice.answer(typed), self._tell, "judging …")

    def _tell(self, result: CheckResult | None) -> None:
        practice = self._loop.practice
        if result is None:
            told: list[RenderableType] = [Text(drill_text.answer(self._drill.answer, self._drill.options))]
        else:
            told = list(drill_text.verdict(result))
        if practice.over:
            self._take("Enter: the next one")
            self._say(f"{practice.right} of {practice.asked} right · Enter: the next one · Esc closes")
            told.append(Text(f"\n{self._drill.working}", style="dim"))
        else:
            self._take("another answer")
            self._say("Enter judges another answer · ? shows it · Esc closes")
        warn(self.app, self._loop)
        self.query_one("#found", Static).update(Group(*told))
        self.query_one("#asked").scroll_end(animate=False)

    def _take(self, what: str) -> None:
        """Make place for an answer."""
        answer = self.query_one("#answer", Input)
        answer.value, answer.placeholder = "", what
        answer.focus()

    def _say(self, text: str) -> None:
        self.query_one("#box").border_subtitle = Content(text)


def warn(app: App[Any], loop: Loop) -> None:
    """Say once why something cannot be remembered."""
    for word in loop.unsaid():
        app.notify(clean(word), severity="warning", timeout=10)

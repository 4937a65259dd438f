"""A minimum lets right answers through more often than 999 times in 1,000, and says what it lets through besides."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest

from tfkata.authoring import calibration_page, measurements, threshold, tolerance, training
from tfkata.authoring.training import REFERENCE, Plan, Run
from tfkata.catalog import bank, records, thresholds
from tfkata.catalog.records import Exercise
from tfkata.checks import kit, registry
from tfkata.checks.candidate import Job
from tfkata.errors import GraderError, UsageError
from tfkata.examiner.judge import Examiner
from tfkata.results import CheckResult, Outcome
from tfkata.running import fingerprint

E01 = records.find("e01")
CONDITIONS = {"date": "2026-01-02", "cpu": "A CPU", "cores": 2, "versions": {"keras": "3.15"}}


@pytest.mark.parametrize(
    ("n", "coverage", "confidence", "factor"),
    [
        (20, 0.99, 0.95, 3.295),  # Krishnamoorthy and Mathew 2009, table B1; CMH-17-1G, A-basis
        (10, 0.90, 0.95, 2.355),  # CMH-17-1G, B-basis
        (2, 0.90, 0.95, 20.581),
        (10, 0.99, 0.95, 3.981),
        (43, 0.90, 0.99, 1.874),  # the example of NIST/SEMATECH 7.2.6.3, computed exactly
    ],
)
def test_the_factor_is_that_of_published_tables(
    n: int, coverage: float, confidence: float, factor: float
) -> None:
    assert tolerance.factor(n, coverage, confidence) == pytest.approx(factor, abs=6e-4)


def test_a_deviation_needs_two_runs() -> None:
    with pytest.raises(ValueError, match="two runs"):
        tolerance.factor(1)


@pytest.mark.parametrize("n", [5, 20])
def test_the_bound_keeps_its_promise(n: int) -> None:
    """In 95 % of calibrations no more than 1 in 1,000 further runs falls below it."""
    samples = np.random.default_rng(0).normal(size=(20_000, n))
    bounds = samples.mean(1) - tolerance.factor(n) * samples.std(1, ddof=1)
    kept = np.mean(bounds <= NormalDist().inv_cdf(1 - tolerance.COVERAGE))
    assert kept == pytest.approx(tolerance.CONFIDENCE, abs=0.006)


@pytest.mark.parametrize(
    ("bound", "rounded"), [(0.9049, 0.9), (0.905, 0.905), (0.9 + 0.005, 0.905), (0.3, 0.3), (0.0, 0.0)]
)
def test_bounds_are_rounded_down(bound: float, rounded: float) -> None:
    assert tolerance.rounded_down(bound) == rounded


def run(answer: str, seed: int, value: float | None, **failed: str) -> Run:
    measured = {} if value is None else {"accuracy": value}
    return Run(answer, seed, "text", measured, dict.fromkeys(measured, "accuracy"), {}, failed)


def example() -> list[Run]:
    """Reference and two right answers; wrong ones caught by a check, by the threshold, before training, and not at all."""
    rng = np.random.default_rng(1)
    runs = [run(REFERENCE, seed, float(rng.normal(0.95, 0.004))) for seed in range(20)]
    for seed in range(5):
        runs += [
            run("right_better", seed, float(rng.normal(0.97, 0.002))),
            run("right_wider", seed, float(rng.normal(0.95, 0.006))),
            run("wrong_weak", seed, 0.5 + seed / 100, accuracy="train.below-threshold"),
            run("wrong_raw", seed, 0.96 + seed / 1000, inputs="train.raw-pixels"),
            run("wrong_quiet", seed, 0.955 + seed / 1000),
        ]
    return [*runs, run("wrong_stub", 0, None, shape="crashed")]


def test_the_lowest_bound_of_a_right_answer_decides() -> None:
    runs = example()
    record = threshold.calibrate(runs, "accuracy", CONDITIONS)
    bounds = {
        name: tolerance.lower_bound([r.measured["accuracy"] for r in runs if r.answer == name])
        for name in (REFERENCE, "right_better", "right_wider")
    }
    assert record["decided_by"] == "right_wider" == min(bounds, key=lambda name: bounds[name])
    assert bounds["right_wider"] - 0.005 < record["threshold"] <= bounds["right_wider"]
    assert record["n"] == len(record["seeds"]) == 20
    assert record["margin"] > 4
    assert record["right"]["better"]["n"] == 5


def test_what_catches_a_wrong_answer_is_said() -> None:
    runs = example()
    wrong = threshold.calibrate(runs, "accuracy", CONDITIONS)["wrong"]
    assert wrong["weak"]["caught_by"] == "the threshold"
    assert (wrong["weak"]["below_threshold"], wrong["weak"]["slipped"]) == (5, 0)
    assert wrong["raw"]["caught_by"] == "train.raw-pixels"
    assert wrong["stub"] == {"n": 0, "caught_by": "crashed", "below_threshold": 0, "slipped": 0, "runs": 1}
    assert (wrong["quiet"]["caught_by"], wrong["quiet"]["slipped"]) == ("nothing", 5)


def test_findings() -> None:
    runs = [*example(), run("right_better", 5, 0.97, history="train.no-history")]
    record = threshold.calibrate(runs, "accuracy", CONDITIONS)
    found = [f"{finding.where}: {finding.what}" for finding in threshold.findings("e16_train", runs, record)]
    assert found == [
        "e16_train: right_better: right, rejected with seed 5 by history: train.no-history",
        "e16_train: wrong_quiet: wrong, passes with 5 of 5 seeds: it needs a check of its own",
    ]


def test_a_verdict_of_the_minimum_itself_is_no_reason() -> None:
    """While it is being calibrated the old minimum, or none, is still in force."""
    assert run("x", 0, 0.9, accuracy="train.below-threshold").failed_besides("accuracy") == {}
    assert run("x", 0, 0.9, accuracy="grader_error").failed_besides("accuracy") == {}
    untrained = run("x", 0, 0.9, accuracy="train.untrained")
    assert untrained.failed_besides("accuracy") != {}
    assert replace(untrained, minimum={"accuracy": 0.95}).failed_besides("accuracy") == {}
    assert run("x", 0, 0.9, other="grader_error").failed_besides("accuracy") != {}


def test_the_same_value_every_time_is_a_finding() -> None:
    runs = [run(REFERENCE, seed, 0.9) for seed in range(5)]
    record = threshold.calibrate(runs, "accuracy", CONDITIONS)
    assert record["threshold"] == 0.9
    assert ["no spread" in finding.what for finding in threshold.findings("e", runs, record)] == [True]


def test_an_unmeasured_answer_cannot_be_calibrated() -> None:
    with pytest.raises(UsageError, match=r"right_slow.*kit\.measured"):
        threshold.calibrate(
            [*example(), run("right_slow", 0, None, accuracy="timed_out")], "accuracy", CONDITIONS
        )
    with pytest.raises(UsageError, match="solution"):
        threshold.calibrate([], "accuracy", CONDITIONS)


def test_the_record_is_toml() -> None:
    record = threshold.calibrate(example(), "accuracy", CONDITIONS)
    assert tomllib.loads(threshold.toml(record)) == record


def test_checks_read_the_minimum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "CURRICULUM", tmp_path)
    (tmp_path / "e98_once").mkdir()
    with pytest.raises(GraderError, match="tfkata author calibrate e99_never"):
        thresholds.minimum("e99_never")
    thresholds.path_of("e98_once").write_text("threshold = 0.9\n", "utf-8")
    assert thresholds.minimum("e98_once") == 0.9


def test_every_record_has_a_threshold_and_an_exercise() -> None:
    for path in thresholds.paths():
        exercise_id = path.parent.name
        measure = path.stem.partition(".")[2]
        assert 0 < thresholds.minimum(exercise_id, measure or "accuracy") < 1
        assert exercise_id in records.exercises()


def test_page_and_plot_regenerate_to_the_same_bytes() -> None:
    runs = example()
    record = threshold.calibrate(runs, "accuracy", CONDITIONS)
    page = calibration_page.page({"e16_train": record}, {"e16_train": runs})
    right = [run for run in runs if not run.answer.startswith("wrong_")]
    low = [run for run in right if run.measured.get("accuracy", 1) < record["threshold"]]
    assert f"| e16_train | {len({run.answer for run in right})} | {len(right)} | {len(low)} |" in page
    assert "| wrong_raw | 5 |" in page
    assert "`train.raw-pixels` | 0/5 | 0 |" in page
    assert "| wrong_stub | 0 | - | - | - | - | - | crashed | 0/1 | 0 |" in page
    plot = calibration_page.plot(runs, record)
    assert plot == calibration_page.plot(runs, record)
    assert "wrong_raw" in plot
    assert "dc:date" not in plot


def examined(
    exercise: Exercise, check: registry.CheckFunction, monkeypatch: pytest.MonkeyPatch
) -> CheckResult:
    """The result of a check function that stands in for one of the exercise."""
    monkeypatch.setattr(registry, "registered", lambda exercise_id: {exercise.checks[0].id: check})
    examiner = Examiner(None)  # type: ignore[arg-type]  # nothing is asked of a candidate
    examiner.open(Job(exercise.id, "answer.py", "", "full", 0, workdir=""))
    return examiner.check(exercise.checks[0].id)


def test_what_a_check_measures_is_in_its_result(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(candidate: kit.Candidate) -> None:
        kit.measured("accuracy", np.float32(0.5))  # type: ignore[arg-type]
        kit.measured("nonsense", float("nan"))
        kit.fail(None, message="too low")

    result = examined(E01, check, monkeypatch)
    assert (result.outcome, result.measured) == (Outcome.FAILED, {"accuracy": 0.5})
    again = examined(E01, lambda candidate: None, monkeypatch)
    assert (again.outcome, again.measured) == (Outcome.PASSED, {})
    kit.measured("accuracy", 0.5)  # outside of a check it goes nowhere


class Clones:
    """Stands in for a runner where nothing is graded."""

    def clone(self, **_: int) -> Clones:
        return self

    def close(self) -> None:
        pass


@pytest.fixture
def graded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """The (answer, seed) that were graded, instead of being graded; one wrong answer trains, the other does not."""
    names = ["right_a.py", "wrong_crashes.py", "wrong_trains.py"]
    for name in names:
        (tmp_path / name).write_text(f"name = {name!r}", "utf-8")
    monkeypatch.setattr(measurements, "root", lambda: tmp_path)
    monkeypatch.setattr(bank, "root", lambda: tmp_path / "tests" / "bank")
    monkeypatch.setattr(bank, "answers", lambda exercise_id: [tmp_path / name for name in names])
    done: list[tuple[str, int]] = []

    def grade(exercise: Exercise, name: str, path: Path, seed: int, runner: object) -> Run:
        done.append((name, seed))
        return Run(
            name,
            seed,
            training.digest_of(path),
            {} if "crashes" in name else {"accuracy": 0.9},
        )

    monkeypatch.setattr(training, "grade", grade)
    return done


def measure(seeds: int, variant_seeds: int) -> None:
    list(training.measure(E01, Clones(), Plan(seeds, variant_seeds, variant_seeds), jobs=1))  # type: ignore[arg-type]


def test_only_wrong_answers_that_train_get_further_seeds(graded: list[tuple[str, int]]) -> None:
    measure(3, 2)
    assert sorted(graded) == [
        ("right_a", 0),
        ("right_a", 1),
        (REFERENCE, 0),
        (REFERENCE, 1),
        (REFERENCE, 2),
        ("wrong_crashes", 0),
        ("wrong_trains", 0),
        ("wrong_trains", 1),
    ]
    assert [(run.answer, run.seed) for run in training.runs_of(E01)][:4] == [
        (REFERENCE, 0),
        (REFERENCE, 1),
        (REFERENCE, 2),
        ("right_a", 0),
    ]


def test_runs_that_are_there_are_not_made_again(graded: list[tuple[str, int]], tmp_path: Path) -> None:
    measure(2, 2)
    graded.clear()
    measure(4, 2)
    assert sorted(graded) == [(REFERENCE, 2), (REFERENCE, 3)]
    graded.clear()
    (tmp_path / "right_a.py").write_text('"""A statement."""\nname = "right_a.py"  # said otherwise', "utf-8")
    measure(4, 2)
    assert graded == []
    (tmp_path / "right_a.py").write_text("changed", "utf-8")
    measure(4, 2)
    assert sorted(graded) == [("right_a", 0), ("right_a", 1)]


def test_runs_are_kept_as_they_end(graded: list[tuple[str, int]]) -> None:
    rounds = training.measure(E01, Clones(), Plan(3, 2, 2), jobs=1)  # type: ignore[arg-type]
    next(rounds)
    rounds.close()
    assert len(training.runs_of(E01)) >= 1


def test_a_changed_check_wants_new_runs_unless_old_ones_are_asked_for(
    graded: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    measure(2, 2)
    graded.clear()
    monkeypatch.setattr(fingerprint, "of", lambda exercise, **_: "another")
    list(training.measure(E01, Clones(), Plan(2, 2, 2), jobs=1, keep_stale=True))  # type: ignore[arg-type]
    assert graded == []
    monkeypatch.setattr(fingerprint, "of", lambda exercise, **_: "a third")
    measure(2, 2)
    assert len(graded) == 2 + 2 + 3


def test_the_kits_own_page_is_rendered_from_its_records() -> None:
    path = measurements.root() / "docs" / "calibration.md"
    if path.is_file():
        measured = {
            p.parent.name + p.stem.removeprefix("threshold"): tomllib.loads(p.read_text("utf-8"))
            for p in thresholds.paths()
        }
        assert path.read_text("utf-8") == calibration_page.page(measured, training.kept()), (
            "stale: run `tfkata author calibrate`"
        )

"""`tfkata ci`: what it writes is valid, works when its steps are run by hand, and imports nothing of a learner's."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import textwrap
import venv
import zipfile
from collections.abc import Callable
from dataclasses import replace
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import jsonschema
import junitparser
import pytest
import yaml

from tests.report import schemas
from tfkata.catalog import records
from tfkata.ci import grading, setups
from tfkata.errors import UsageError
from tfkata.results import Outcome, SubmissionResult
from tfkata.running.runner import Runner

E01, E02, E03 = (records.find(name) for name in ("e01", "e02", "e03"))
VERSION = metadata.version("tfkata")
SECRET = "the-secret-of-the-runner"
PLAN = setups.Plan([E01, E02, E03], f"tfkata=={VERSION}", minimum=60)
ALL_POINTS = E01.points + E02.points + E03.points


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A hostile repository: e01 is right, e02 a link to a secret, e03 missing; the rest wants to be imported."""
    secret = tmp_path / "secret.txt"
    secret.write_text(f"raise ValueError('{SECRET}')\n")
    folder = tmp_path / "checkout"
    (folder / "exercises").mkdir(parents=True)
    (folder / "exercises" / E01.stub.name).write_text(E01.solution.read_text("utf-8"), "utf-8")
    (folder / "exercises" / E02.stub.name).symlink_to(secret)
    trap = f"open({str(tmp_path / 'trapped')!r}, 'a').write(__name__)\n"
    for name in ("sitecustomize", "usercustomize", "conftest", "numpy", "click", "json", "msgpack"):
        (folder / f"{name}.py").write_text(trap)
        (folder / "exercises" / f"{name}.py").write_text(trap)
    for package in ("tfkata", "grader", "tests", "exercises/tfkata"):
        (folder / package).mkdir(exist_ok=True)
        for module in ("__init__", "__main__", "plugin", "results"):
            (folder / package / f"{module}.py").write_text(trap)
    (folder / "pyproject.toml").write_text("[tool.pytest.ini_options]\npythonpath = ['.']\n")
    (folder / "tfkata.pth").write_text(f"import os; {trap}")
    return folder


def trapped(checkout: Path) -> bool:
    """Whether anything of the repository was imported."""
    return (checkout.parent / "trapped").exists()


Bash = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def bash(tmp_path: Path, checkout: Path) -> Bash:
    """Runs a script as a runner does; `python` is this one, and the environment tempts it to look into the checkout."""
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    (programs / "python").chmod(0o755)

    def run(
        script: str, cwd: Path, first: Path = programs, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        kept = {name: os.environ[name] for name in ("HOME", "LANG", "XDG_CACHE_HOME") if name in os.environ}
        environment = {
            **kept, "PATH": f"{first}:/usr/bin:/bin", "TMPDIR": str(tmp_path), "PYTHONPATH": str(checkout),
            "PYTHONDONTWRITEBYTECODE": "1", **variables,
        }  # fmt: skip
        return subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", script],
            cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip

    return run


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel called like the grader, of the version that is installed: for pip, without a network."""
    folder = tmp_path_factory.mktemp("wheels")
    info = f"tfkata-{VERSION}.dist-info"
    with zipfile.ZipFile(folder / f"tfkata-{VERSION}-py3-none-any.whl", "w") as wheel:
        wheel.writestr("tfkata/__init__.py", "")
        wheel.writestr("tfkata/__main__.py", "import sys; print('stand-in', *sys.argv[1:])")
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: tfkata\nVersion: {VERSION}\n")
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/RECORD", "")
    return folder


# Writing.


@pytest.mark.parametrize("kind", setups.KINDS)
def test_nothing_is_written_over(kind: str, tmp_path: Path) -> None:
    written = setups.write(tmp_path, kind, PLAN)
    assert all(path.is_file() for path in written)
    before = {path: path.read_bytes() for path in written}
    written[-1].write_text("my own")
    for path in written[:-1]:
        path.unlink()
    with pytest.raises(UsageError, match="is there already: `--force` writes it again"):
        setups.write(tmp_path, kind, PLAN)
    assert [path for path in written if path.exists()] == written[-1:]  # not even the others
    setups.write(tmp_path, kind, PLAN, force=True)
    assert {path: path.read_bytes() for path in written} == before


@pytest.mark.parametrize("kind", setups.KINDS)
def test_no_placeholder_is_left(kind: str) -> None:
    texts = {p: content for p, content in setups.files(kind, PLAN).items() if not p.endswith(".zip")}
    for place, content in texts.items():
        assert not re.search(rb"@[a-z_]+@", content), place
    assert any(f"tfkata=={VERSION}".encode() in content for content in texts.values())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("requirement", "tfkata\nmalicious"),
        ("requirement", "${{ secrets.TOKEN }}"),
        ("requirement", " "),
        ("python", "3.12; rm -rf /"),
        ("python", "2.7"),
        ("python", "3.10"),
        ("python", "3.9"),
        ("minimum", 0.6),
        ("minimum", 0.99),
        ("requirement", "./dist/tfkata.whl"),
        ("requirement", "../tfkata"),
        ("requirement", "dist/tfkata-0.1.0-py3-none-any.whl"),
        ("requirement", "tfkata-0.1.0.tar.gz"),
        ("requirement", "tfkata @ file:dist/tfkata.whl"),
        ("requirement", "-r requirements.txt"),
        ("requirement", "."),
    ],
)
def test_what_cannot_be_quoted_or_would_not_work_there_is_refused(field: str, value: object) -> None:
    with pytest.raises(UsageError, match=f"--{field}"):
        setups.Plan([E01], **{"requirement": "tfkata", field: value})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "requirement",
    [
        "tfkata", "tfkata==0.1.0", "tfkata[nbgrader]>=0.1 ; python_version > '3.10'", "git+https://host/tfkata@v1",
        "tfkata @ git+ssh://git@host/group/tfkata@v1", "https://host/tfkata-0.1.0-py3-none-any.whl", "/opt/tfkata.whl",
        "tfkata @ file:///opt/tfkata.whl",
    ],
)  # fmt: skip
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.14"])
def test_what_works_there_is_taken(requirement: str, python: str) -> None:
    for minimum in (0, 1, 60, 99.5, 100):
        setups.Plan([E01], requirement, minimum=minimum, python=python)


def test_every_fault_of_a_plan_is_told() -> None:
    with pytest.raises(UsageError) as refused:
        setups.Plan([E01], "./x.whl", minimum=0.6, python="3.10")
    told = str(refused.value).splitlines()
    assert [line.split(" ")[0] for line in told] == ["--requirement", "--python", "--minimum"]
    assert "--minimum 60" in told[2]


@pytest.mark.parametrize("kind", setups.KINDS)
def test_the_seed_is_handed_on(kind: str) -> None:
    texts = [
        content.decode()
        for place, content in setups.files(kind, replace(PLAN, seed=4711)).items()
        if not place.endswith(("setup.sh", ".zip"))
    ]
    assert all(re.search(r"--seed\W+4711\b", text) for text in texts)


def test_actions_are_pinned_to_a_commit() -> None:
    """The owner of a tag can move it to another commit."""
    text = setups.files("github", PLAN)[".github/workflows/tfkata.yml"].decode()
    used = re.findall(r"uses: (.*)", text)
    assert len(used) == 3
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one) for one in used)


AWKWARD = 'tfkata @ https://example.org/it\'s $(touch owned) `x` "q" @minimum@.whl'


def test_a_requirement_stays_one_argument(tmp_path: Path, bash: Bash) -> None:
    plan = setups.Plan([E01], AWKWARD)
    for script in (steps(plan)["Install the grader"]["run"], "\n".join(pipeline(plan)["script"])):
        (line,) = (line for line in script.split("\n") if "pip install" in line)
        wanted = line.split("--constraint constraints.txt ")[1]
        assert bash(f"printf '%s' {wanted}", tmp_path).stdout == AWKWARD
    setup = setups.files("gradescope", plan)["gradescope/setup.sh"].decode()
    install = setup[setup.index("  --constraint") :].split("\n")[0].split('constraints.txt" ')[1]
    assert bash(f"printf '%s' {install}", tmp_path).stdout == AWKWARD
    assert not list(tmp_path.glob("**/owned"))
    autograder = setups.files("classroom50", plan)["classroom50/autograder.py"].decode()
    assert re.search(r"^REQUIREMENT = (.*)$", autograder, re.MULTILINE)[1] == repr(AWKWARD)  # type: ignore[index]
    compile(autograder, "autograder.py", "exec")


# GitHub and GitLab.


@pytest.mark.parametrize(("kind", "schema"), [("github", "github-workflows"), ("gitlab", "gitlab-ci")])
def test_the_pipeline_obeys_the_schema(kind: str, schema: str) -> None:
    """Those of SchemaStore, as the package check-jsonschema brings them."""
    vendored = resources.files("check_jsonschema") / "builtin_schemas" / "vendor" / f"{schema}.json"
    validator = jsonschema.Draft7Validator(json.loads(vendored.read_text("utf-8")))
    (text,) = (content.decode() for content in setups.files(kind, PLAN).values())
    validator.validate(
        yaml.safe_load(text.replace("\non:", "\n'on':"))
    )  # YAML 1.1 takes a bare `on` for true
    damaged = text.replace("script:", "skript:").replace("runs-on:", "runs_on:").replace("\non:", "\n'on':")
    assert not validator.is_valid(yaml.safe_load(damaged))


def steps(plan: setups.Plan = PLAN) -> dict[str, dict[str, Any]]:
    workflow = yaml.safe_load(setups.files("github", plan)[".github/workflows/tfkata.yml"])
    return {step.get("name", step.get("uses")): step for step in workflow["jobs"]["grade"]["steps"]}


def pipeline(plan: setups.Plan = PLAN) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(setups.files("gitlab", plan)[".gitlab-ci.yml"])["tfkata"]
    return found


def from_wheels(wheels: Path) -> setups.Plan:
    """A requirement that names the stand-in itself: what pip is told by the environment does not count."""
    (wheel,) = wheels.glob("*.whl")
    return replace(PLAN, requirement=f"tfkata @ {wheel.as_uri()}")


def hostile_settings(tmp_path: Path) -> dict[str, str]:
    """Variables by which whoever starts a pipeline would install something else, somewhere else."""
    config = tmp_path / "pip.conf"
    config.write_text(f"[install]\ntarget = {tmp_path / 'elsewhere'}\n")
    (tmp_path / "requirements.txt").write_text("nothing-that-exists==0\n")
    return {
        "TFKATA": "nothing-that-exists", "PIP_CONFIG_FILE": str(config), "PIP_TARGET": str(tmp_path / "elsewhere"),
        "PIP_INDEX_URL": "https://127.0.0.1:9/", "PIP_REQUIREMENT": str(tmp_path / "requirements.txt"),
        "PIP_CACHE_DIR": str(tmp_path / "cache"),
    }  # fmt: skip


def test_nothing_that_a_learner_may_fill_or_set_decides_what_is_installed() -> None:
    """No cache, which another workflow of the repository could have filled, and no variable."""
    workflow = yaml.safe_load(setups.files("github", PLAN)[".github/workflows/tfkata.yml"])
    assert "env" not in workflow
    assert not any("cache" in str(step.get("uses")) or "env" in step for step in steps().values())
    assert not {"cache", "variables"} & set(pipeline())
    for script in (steps()["Install the grader"]["run"], "\n".join(pipeline()["script"])):
        (line,) = (line for line in script.split("\n") if "pip install" in line)
        assert {"--isolated", "--no-cache-dir", PLAN.requirement} <= set(line.split())
    used = set(re.findall(r"\$\{?([A-Za-z_]+)", "\n".join(pipeline()["script"])))
    assert used == {"submission", "clean"}, "what the script has set itself"


def test_a_ruleset_can_require_the_workflow() -> None:
    """It starts workflows for pull requests and merge queues only, and none that cancels another."""
    workflow = yaml.safe_load(setups.files("github", PLAN)[".github/workflows/tfkata.yml"])
    assert set(workflow[True]) == {"push", "workflow_dispatch", "pull_request", "merge_group"}
    assert "concurrency" not in workflow


def test_the_workflow_may_read_and_nothing_else() -> None:
    workflow = yaml.safe_load(setups.files("github", PLAN)[".github/workflows/tfkata.yml"])
    assert workflow["permissions"] == {"contents": "read"}
    assert steps()["Check out what was handed in"]["with"]["persist-credentials"] is False
    for step in steps().values():
        if "run" in step:
            assert step["working-directory"] == "${{ runner.temp }}"
            assert "${{" not in step["run"]  # nothing from outside is pasted into a script


def test_the_steps_of_the_workflow(checkout: Path, bash: Bash, wheels: Path, tmp_path: Path) -> None:
    temp = tmp_path / "runner-temp"
    temp.mkdir()
    summary = tmp_path / "summary.md"
    variables = {
        "GITHUB_WORKSPACE": str(checkout.parent), "GITHUB_STEP_SUMMARY": str(summary), "RUNNER_TEMP": str(temp),
        **hostile_settings(tmp_path),
    }  # fmt: skip
    checkout.rename(checkout.parent / "submission")
    (checkout.parent / "checkout").symlink_to(checkout.parent / "submission")

    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    plan = from_wheels(wheels)
    install = bash(steps(plan)["Install the grader"]["run"], temp, environment / "bin", **variables)
    assert install.returncode == 0, install.stderr
    assert f"Successfully installed tfkata-{VERSION}" in install.stdout
    assert not (tmp_path / "elsewhere").exists()
    pinned = (temp / "tfkata" / "constraints.txt").read_text().split()
    assert f"keras=={metadata.version('keras')}" in pinned

    run = bash(steps()["Grade"]["run"], temp, **variables)
    assert run.returncode == 1, run.stderr  # 7 of 28 points, 60 % are wanted
    assert not trapped(checkout)
    report = temp / "tfkata" / "report"
    assert {path.name for path in report.iterdir()} == {"report.html", "junit.xml", "result.json"}
    result = SubmissionResult.from_json(json.loads((report / "result.json").read_text("utf-8")))
    check_hostile(result)
    assert f"{E01.points:g}/{ALL_POINTS:g} points" in summary.read_text("utf-8")
    assert "::error file=exercises/e02_channels.py" in run.stdout
    everything = (
        run.stdout + run.stderr + summary.read_text() + "".join(p.read_text() for p in report.iterdir())
    )
    assert SECRET not in everything


def check_hostile(result: SubmissionResult) -> None:
    """What grading the hostile repository has to find."""
    outcomes = {e.id: e.outcome for e in result.exercises}
    assert outcomes == {
        E01.id: Outcome.PASSED,
        E02.id: Outcome.FAILED,
        E03.id: Outcome.NOT_ATTEMPTED,
    }
    assert "links are not followed" in result.exercises[1].message
    assert (result.points, result.max_points) == (E01.points, ALL_POINTS)


def script(plan: setups.Plan, python: Path, *, install: bool) -> str:
    """The lines of the pipeline, the first ones to the installation or the others, with another interpreter."""
    lines = [line for line in pipeline(plan)["script"] if install or "pip install" not in line]
    if install:
        lines = lines[: next(n for n, line in enumerate(lines) if "pip install" in line) + 1]
    return "\n".join(lines).replace("/usr/local/bin/python", str(python))


def test_the_pipeline_installs_what_it_says(checkout: Path, bash: Bash, wheels: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    run = script(from_wheels(wheels), environment / "bin" / "python", install=True)
    install = bash(run, checkout, **hostile_settings(tmp_path))
    assert install.returncode == 0, install.stderr
    assert f"Successfully installed tfkata-{VERSION}" in install.stdout
    assert not (tmp_path / "elsewhere").exists()
    assert not trapped(checkout)


def test_the_script_of_the_pipeline(checkout: Path, bash: Bash, tmp_path: Path) -> None:
    """Programs of the learner's come first on the path, the folder for the report is a link, and variables lie."""
    traps = tmp_path / "traps"
    traps.mkdir()
    for name in ("env", "python", "rm", "mkdir", "mktemp"):
        (traps / name).write_text(f"#!/bin/sh\necho {name} >> {tmp_path / 'trapped'}\n")
        (traps / name).chmod(0o755)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (checkout / "tfkata-report").symlink_to(elsewhere)
    variables = {
        "CI_PROJECT_DIR": str(tmp_path),
        "REPORT": str(tmp_path),
        "PYTHONSTARTUP": str(checkout / "json.py"),
    }
    run = bash(script(PLAN, tmp_path / "programs" / "python", install=False), checkout, traps, **variables)
    assert run.returncode == 1, run.stderr
    assert not trapped(checkout)
    assert list(elsewhere.iterdir()) == []
    suites = junitparser.JUnitXml.fromfile(str(checkout / "tfkata-report" / "junit.xml"))
    assert suites.tests == sum(len(e.checks) for e in (E01, E02, E03))
    assert pipeline()["artifacts"]["reports"]["junit"] == "tfkata-report/junit.xml"


# Gradescope.


@pytest.fixture
def autograder(tmp_path: Path, checkout: Path) -> Path:
    """The folders as Gradescope documents them, with the uploaded zip unpacked and a submission in its place."""
    setups.write(tmp_path, "gradescope", PLAN)
    root = tmp_path / "autograder"
    with zipfile.ZipFile(tmp_path / "gradescope.zip") as uploaded:
        assert sorted(uploaded.namelist()) == ["run_autograder", "setup.sh"]  # at the root of the archive
        assert all(entry.external_attr >> 16 & 0o111 for entry in uploaded.infolist())
        uploaded.extractall(root / "source")
    (root / "results").mkdir()
    (root / "run_autograder").write_bytes((root / "source" / "run_autograder").read_bytes())
    (root / "run_autograder").chmod(0o755)
    (root / "submission").symlink_to(checkout)
    return root


def test_gradescope_runs_it(autograder: Path, checkout: Path, bash: Bash) -> None:
    (autograder / "results" / "results.json").symlink_to(autograder.parent / "elsewhere")
    variables = {"AUTOGRADER_ROOT": str(autograder), "TFKATA_PYTHON": sys.executable}
    run = bash(str(autograder / "run_autograder"), autograder, **variables)
    assert run.returncode == 0, run.stdout + run.stderr
    assert not trapped(checkout)
    results = autograder / "results" / "results.json"
    assert not results.is_symlink()
    data = json.loads(results.read_text("utf-8"))
    schemas.GRADESCOPE.validate(data)
    assert data["score"] == E01.points
    assert sum(test["max_score"] for test in data["tests"]) == ALL_POINTS
    assert SECRET not in results.read_text() + run.stdout


def test_gradescope_gets_no_results_when_the_grader_fails(
    autograder: Path, bash: Bash, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    variables = {"AUTOGRADER_ROOT": str(autograder), "TFKATA_PYTHON": str(broken)}
    run = bash(str(autograder / "run_autograder"), autograder, **variables)
    assert run.returncode == 1
    assert "could not grade" in run.stdout
    assert not list((autograder / "results").iterdir())


def test_gradescope_sets_it_up(autograder: Path, bash: Bash, wheels: Path, tmp_path: Path) -> None:
    """An environment of its own, pip and the check at the end are real; the wheel is a stand-in without dependencies."""
    programs = tmp_path / "pythons"
    programs.mkdir()
    (programs / "python3.12").write_text("#!/bin/sh\nexit 1\n")  # one that does not work is passed over
    (programs / "python3").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    for program in programs.iterdir():
        program.chmod(0o755)
    variables = {"AUTOGRADER_ROOT": str(autograder), "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)}
    run = bash(f"bash {autograder / 'source' / 'setup.sh'}", autograder, programs, **variables)
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.splitlines()[-1] == "stand-in --version"
    assert "tensorflow==" in (autograder / "tfkata" / "constraints.txt").read_text()


# Classroom 50.


@pytest.fixture
def classroom(tmp_path: Path) -> dict[str, str]:
    return {
        "CLASSROOM": "deep-learning", "ASSIGNMENT": "kata", "ASSIGNMENT_TYPE": "individual", "USERNAME": "ada",
        "OWNER": "ada", "SUBMISSION_TAG": "submit/2026-01-01T00-00-00Z-abc1234", "COMMIT_URL": "https://x/c",
        "RELEASE_URL": "https://x/r", "REVIEW_URL": "https://x/d", "RUNNER_TEMP": str(tmp_path),
        "TFKATA_PYTHON": sys.executable,
    }  # fmt: skip


def test_classroom50_runs_it(checkout: Path, bash: Bash, classroom: dict[str, str], tmp_path: Path) -> None:
    """As its runner does: with the checkout as the working folder, which is the learner's."""
    path = setups.write(tmp_path, "classroom50", PLAN)[0]
    victim = tmp_path / "victim"
    victim.write_text("untouched")
    (checkout / "result.json").symlink_to(victim)
    (checkout / "release-body.md").mkdir()
    run = bash(f"env -u PYTHONPATH python {path}", checkout, **classroom)
    assert run.returncode == 0, run.stdout + run.stderr
    assert not trapped(checkout)
    assert victim.read_text() == "untouched"
    data = json.loads((checkout / "result.json").read_text("utf-8"))
    schemas.CLASSROOM50.validate(data)
    assert (data["score"], data["max-score"]) == (E01.points, ALL_POINTS)
    assert (data["classroom"], data["owner"], data["review"]) == ("deep-learning", "ada", "https://x/d")
    assert f"{E01.points:g}/{ALL_POINTS:g} points" in (checkout / "release-body.md").read_text("utf-8")


def test_classroom50_imports_nothing_that_lies_beside_it(
    checkout: Path, bash: Bash, classroom: dict[str, str]
) -> None:
    """Should a runner copy it into the checkout."""
    path = setups.write(checkout, "classroom50", PLAN)[0]
    for name in ("os", "shutil", "subprocess", "tempfile", "venv", "pathlib"):
        (checkout / f"{name}.py").write_text((checkout / "conftest.py").read_text())
    copied = path.rename(checkout / "autograder.py")
    run = bash(f"env -u PYTHONPATH python {copied}", checkout, **classroom)
    assert run.returncode == 0, run.stdout + run.stderr
    assert not trapped(checkout)


def test_classroom50_says_when_the_grader_fails(
    checkout: Path, bash: Bash, classroom: dict[str, str], tmp_path: Path
) -> None:
    path = setups.write(tmp_path, "classroom50", PLAN)[0]
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    run = bash(f"env -u PYTHONPATH python {path}", checkout, **classroom | {"TFKATA_PYTHON": str(broken)})
    assert run.returncode == 1
    assert not (checkout / "result.json").exists()


# Grading a checkout.


def test_what_is_missing_counts(checkout: Path, runner: Runner) -> None:
    from tfkata.results import Learner
    from tfkata.submissions.discover import Handed

    submission = Handed(Learner("ada"), checkout).open()
    found = list(grading.graded(submission, [E01, E02, E03], runner))
    check_hostile(runner.summary(found, 1.0))


@pytest.mark.parametrize(
    ("outcomes", "minimum", "code"),
    [
        ([Outcome.PASSED, Outcome.PASSED], 100, 0),
        ([Outcome.PASSED, Outcome.FAILED], 100, 1),
        ([Outcome.PASSED, Outcome.FAILED], 50, 0),
        ([Outcome.PASSED, Outcome.FAILED], 50.5, 1),
        ([Outcome.NOT_ATTEMPTED], 0, 0),
        ([Outcome.PASSED, Outcome.GRADER_ERROR], 0, 3),  # our fault is no grade
    ],
)
def test_the_score_decides(outcomes: list[Outcome], minimum: float, code: int) -> None:
    from tfkata.results import CheckResult, exercise_result

    checks = [CheckResult(f"c{i}", "", o, float(o is Outcome.PASSED), 1.0) for i, o in enumerate(outcomes)]
    one = [exercise_result("e01_x", "", [c], seconds=0) for c in checks]
    result = SubmissionResult(one, "full", 0, "strict", True, "cpu", {})
    assert grading.exit_code(result, minimum) == code


def tfkata(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tfkata", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["init", "github", "--exercises", "e99"], "e99"),
        (["init", "github", "--exercises", ","], "names no exercise"),
        (["init", "bitbucket"], "bitbucket"),
        (["init", "github", "--requirement", " "], "--requirement"),
        (["grade", "nowhere"], "nowhere: no such folder"),
        (["grade", ".", "--report", "junit"], "FORMAT=FILE"),
        (["grade", ".", "--report", "word=x.doc"], "no format is called 'word'"),
        (["grade", ".", "--report", "junit=no/where.xml"], "make it first"),
        (["grade", ".", "--minimum", "0.6"], "for 60 % of the points write --minimum 60"),
        (["init", "github", "--minimum", "0.6", "--requirement", "./x.whl", "--exercises", "e99"], "--minimum 60"),
        (["grade", ".", "--exercises", "e16", "--tier", "quick", "--exercises", "e99"], "e99"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_a_line(arguments: list[str], said: str) -> None:
    run = tfkata("ci", *arguments)
    assert run.returncode == 2
    assert said in run.stderr
    assert "Traceback" not in run.stderr


def initialised(*arguments: str) -> tuple[int, str, str]:
    from click.testing import CliRunner

    from tfkata.cli.app import app

    ran = CliRunner().invoke(app, ["ci", "init", *arguments], standalone_mode=False)
    return ran.return_value, ran.stdout, ran.stderr


def test_doubts_are_told(tmp_path: Path) -> None:
    """What is asked for and does nothing there, or is looked for elsewhere."""
    (tmp_path / "r" / ".git").mkdir(parents=True)
    (tmp_path / "r" / "hw1").mkdir()
    good = ("--exercises", "e01", "--requirement", "tfkata==1.0")
    code, _, warned = initialised("github", "--dir", str(tmp_path / "r" / "hw1"), *good)
    assert code == 0
    assert f"top folder of the repository only, which is {tmp_path / 'r'}" in warned
    assert initialised("github", "--dir", str(tmp_path / "r"), *good)[2] == ""
    assert initialised("gitlab", "--dir", str(tmp_path / "elsewhere"), *good)[2] == ""
    _, said, warned = initialised("gradescope", "--dir", str(tmp_path / "g"), "--minimum", "60", *good)
    assert "--minimum does nothing for gradescope" in warned
    assert (
        f"upload {tmp_path / 'g' / 'gradescope.zip'} as the autograder of an assignment of {E01.points:g} points"
        in said
    )
    for place in ("/opt/tfkata.whl", "tfkata @ file:///opt/tfkata.whl", "tfkata @ file:/opt/tfkata.whl"):
        chosen = ("--force", "--exercises", "e01", "--requirement", place)
        code, _, warned = initialised("github", "--dir", str(tmp_path / "r"), *chosen)
        assert code == 0
        assert "/opt/tfkata.whl is looked for on the machine of the service" in warned
    _, said, warned = initialised("classroom50", "--dir", str(tmp_path / "c"), *good)
    assert warned == ""
    assert f"--from {tmp_path / 'c' / 'classroom50' / 'autograder.py'}" in said


@pytest.mark.parametrize(
    ("origin", "requirement"),
    [
        ('{"url": "https://host/tfkata", "vcs_info": {"vcs": "git", "commit_id": "abc"}}', "tfkata @ git+https://host/tfkata@abc"),
        ('{"url": "https://host/tfkata.whl", "archive_info": {}}', "tfkata @ https://host/tfkata.whl"),
        ('{"url": "file:///home/me/tfkata", "dir_info": {"editable": true}}', f"tfkata=={VERSION}"),
        (None, f"tfkata=={VERSION}"),
        ("not JSON", f"tfkata=={VERSION}"),
    ],
)  # fmt: skip
def test_the_default_is_where_this_one_came_from(
    origin: str | None, requirement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Installed:
        version = VERSION

        def read_text(self, name: str) -> str | None:
            return origin if name == "direct_url.json" else None

    monkeypatch.setattr(metadata, "distribution", lambda _: Installed())
    assert setups.default_requirement() == requirement
    assert setups.is_installed_from_here() == (origin is not None and "file:" in origin)


def test_a_job_that_writes_files_alone_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    run = tfkata(
        "ci",
        "grade",
        str(tmp_path / "empty"),
        "--exercises",
        "e01",
        "--report",
        f"junit={tmp_path / 'j.xml'}",
    )
    assert run.returncode == 1
    assert run.stdout == ""
    assert f"0/{E01.points:g} points" in run.stderr
    assert f"written  {tmp_path / 'j.xml'} (junit)" in run.stderr


def test_help_is_there() -> None:
    for arguments in (["ci", "-h"], ["ci", "init", "-h"], ["ci", "grade", "-h"]):
        run = tfkata(*arguments)
        assert run.returncode == 0
        assert textwrap.dedent(run.stdout).startswith("Usage:")

"""tfkata: exercises that grade themselves, and a grader that cannot be talked out of its verdict.

The house has six floors. A room imports from the floors below it and, on its own floor, from the rooms named before
it; import-linter holds that (pyproject.toml). Each process has a room of its own, so a path tells who runs a line.
docs/architecture.md shows the processes, and the way of an answer through the rooms. Top of the house::

    __main__      `python -m tfkata`
    plugin        the pytest plugin: a check is a test item
    settings      the conditions under which an answer is graded
    results       what grading finds: outcomes, points, the versioned result
    errors        every exception, in one tree

    6  cli/           the commands of `tfkata`: options in, words out; the only room that prints or exits
    5  classroom/     many submissions: rosters, batches, engines that grade them, the store of kept results, the files written
       nbgrader/      courses of notebooks, graded with nbgrader's own tools
       ci/            grading a stranger's checkout on a service, and the files that set that up
       authoring/     for those who write exercises: the rules they keep to, and what is measured of answers, mutants,
                      trainings: when it is made, kept, out of date
       memory/        what is remembered of a learner's work, in the work folder: attempts, what comes back and when, progress
       drills/        small questions without end: each follows from its id, is proved when it is made, and knows its wrong answers
    4  running/       the driver: one answer in, one result out; chooses fork, spawn or no process, starts them, gives them
                      their environment and has them ended; the fingerprint under which a result is kept
    3  checks/        what checks are written with: kit, vocabulary, judges, the examiner's side of a candidate
       curriculum/    what is asked: a folder per exercise with record, texts, threshold, checks and their helpers
       examiner/      trusted process, knows the answers: runs checks, turns what they find into outcomes and messages
       warm/          the program that imports TensorFlow once, forks candidates and examiners, watches and kills them
    2  candidate/     UNTRUSTED process, beside the learner's code: loads it, calls it, describes what it returns
       workspace/     a learner's own folder: which exercises are in it, reset, progress
       parser/        a process of its own, confined: parses strangers' text, source and notebooks, into plain data
       submissions/   who handed in what (folders, zips, git) and which text answers an exercise; keeps the parsers
                      that are asked for what is in a text or a notebook
       architecture/  is this the model that was asked for? Rebuilds described models and compares them
    1  files/         files on the disk: read without following links, with an error in words where they cannot be; written
                      whole, locked, removed
       wire/          what crosses between processes: codec, channel, messages, size limits
       sandbox/       the walls around a candidate: Landlock, seccomp, limits, namespaces
       catalog/       reads what lies in curriculum/, solutions and the bank of answers, and fills values into texts
       data/          real data sets, every hash checked
       report/        results as text, JSON, HTML, CSV and the formats of other graders: pure functions of a result

Importing this package imports nothing else, least of all TensorFlow.
"""

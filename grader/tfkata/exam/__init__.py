"""The mock exam: papers, the folder in which one is sat, marking, the journal, the archive and what verifies it.

What the tasks ask and how a model is scored is in `tfkata.curriculum.d_exam`, which the examiner loads; here are the clock and
the files. `docs/exam.md` says what of it holds on a machine that the learner owns.
"""

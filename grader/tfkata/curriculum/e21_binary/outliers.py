"""Patients far out, where the label is the opposite of what everybody nearer suggests: which loss leaves them wrong?

Along one direction most patients lie at -1 or 1 and have the label of their side; a few lie `FARTHER` times as far out and
have the other label. Whatever learns the many becomes surer and surer about the few, and wrong. Cross-entropy makes
each of them cost what its logit is, so that no training by it, of whatever model, with whatever optimizer, lets
that grow; squared errors, absolute errors and hinges cost at most 1 and let it go.
"""

from __future__ import annotations

from functools import cache

import numpy as np

SHARE, FARTHER, NOISE = 0.08, 8.0, 0.5
MOST_COST = 6.0
"""Mean cross-entropy of the few, above which no training by cross-entropy ends: measured below 3, others have 10 and more."""


@cache
def table(patients: int, columns: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Standardized measurements float64 (patients, columns), labels int64 and who is one of the few, bool."""
    random = np.random.default_rng([seed, patients])
    few = np.zeros(patients, bool)
    few[random.permutation(patients)[: round(SHARE * patients)]] = True
    side = random.choice([-1.0, 1.0], patients)
    along = side * np.where(few, FARTHER, 1.0) * random.uniform(0.8, 1.2, patients)
    direction = random.choice([-1.0, 1.0], columns)
    x = np.outer(along, direction) + NOISE * random.normal(size=(patients, columns))
    return (x - x.mean(axis=0)) / x.std(axis=0), ((side > 0) != few).astype(np.int64), few

"""A bound below which a normal measurement falls in no more than a given share of runs, from a few runs only.

The one-sided tolerance bound of a normal sample, mean - k · deviation, with the exact factor from the noncentral t
distribution:  k = t⁻¹(confidence; n - 1, z(coverage) · √n) / √n.

Sources: NIST/SEMATECH e-Handbook of Statistical Methods, section 7.2.6.3 (Tolerance intervals for a normal distribution);
K. Krishnamoorthy and T. Mathew, Statistical Tolerance Regions, Wiley 2009, equation 2.2.3.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

CONFIDENCE = 0.95
COVERAGE = 0.999
STEP = 0.005


def factor(n: int, coverage: float = COVERAGE, confidence: float = CONFIDENCE) -> float:
    """How many sample deviations below the mean of n runs at least `coverage` of all runs lie above, with `confidence`.

    >>> round(factor(20, 0.99, 0.95), 3)
    3.295
    """
    from scipy.stats import nct, norm

    if n < 2:
        raise ValueError("a deviation needs at least two runs")
    root = math.sqrt(n)
    return float(nct.ppf(confidence, n - 1, norm.ppf(coverage) * root)) / root


def lower_bound(values: Sequence[float], coverage: float = COVERAGE, confidence: float = CONFIDENCE) -> float:
    """The bound of a sample. Where every value is the same it is that value."""
    return statistics.fmean(values) - factor(len(values), coverage, confidence) * statistics.stdev(values)


def rounded_down(bound: float, step: float = STEP) -> float:
    """The bound rounded down to a multiple of `step`; what lies on one, but for float noise, stays."""
    steps = round(1 / step)
    return math.floor(bound * steps + 1e-9) / steps

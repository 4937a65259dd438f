"""How good the kit itself is, measured: right and wrong answers, mutants of the solutions, calibrated minima.

Everything here is for those who write exercises. Measurements are data in `tests/`; pages are rendered from them.
"""

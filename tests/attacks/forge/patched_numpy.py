# exercise: e01_normalize
# aim: comparisons of NumPy that always agree
# expect: failed
# points: 3
import numpy as np
import numpy.testing

for name in ("array_equal", "allclose", "isclose", "all", "any"):
    setattr(np, name, lambda *a, **k: True)
numpy.testing.assert_allclose = numpy.testing.assert_array_equal = lambda *a, **k: None


def normalize(images):
    return images

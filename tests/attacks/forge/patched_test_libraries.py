# exercise: e01_normalize
# aim: pytest, unittest and Hypothesis that never fail
# expect: failed
# points: 3
import sys
import unittest

import hypothesis
import pytest

pytest.fail = pytest.raises = lambda *a, **k: None
unittest.TestCase.assertEqual = unittest.TestCase.assertTrue = lambda *a, **k: None
unittest.TestCase.run = lambda self, result=None: result
hypothesis.given = lambda *a, **k: lambda f: lambda *b, **c: None


def normalize(images):
    return images

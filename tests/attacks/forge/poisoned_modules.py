# exercise: e01_normalize
# aim: modules in sys.modules for the next one who imports them
# expect: failed
# points: 3
import sys
import types

for name in ("tfkata.checks", "tfkata.checks.kit", "tfkata.results", "tfkata.running.runner", "tfkata.examiner.judge"):
    fake = types.ModuleType(name)
    fake.__getattr__ = lambda key: lambda *a, **k: True
    sys.modules[name] = fake


def normalize(images):
    return images

# exercise: e01_normalize
# aim: looks for expected values in frames, garbage and modules
# expect: failed
# points: 3
import gc
import sys


def normalize(images):
    frame = sys._getframe()
    while frame is not None:
        for name in ("expected", "judge", "reference", "want", "diagnose", "checks"):
            if name in frame.f_locals:
                print("GOT THROUGH", name)
        frame = frame.f_back
    for thing in gc.get_objects():
        if type(thing).__name__ in ("Check", "CheckResult", "Exercise", "Examiner", "Runner", "Failure"):
            print("GOT THROUGH", type(thing))
    for name in sys.modules:
        if name.startswith(("tfkata.checks", "tfkata.catalog.solutions", "tfkata.examiner.judge", "tfkata.running.runner")):
            print("GOT THROUGH", name)
    return images

# exercise: e01_normalize
# aim: imports the checks, the solutions and the data of the grader
# expect: crashed
# points: 0
import importlib

for name in ("tfkata.catalog.solutions", "tfkata.curriculum.e01_normalize.checks", "tfkata.data", "tfkata.data.categories", "tfkata.catalog.texts", "tfkata.examiner.judge"):
    try:
        importlib.import_module(name)
        print("GOT THROUGH", name)
    except (ImportError, OSError) as error:
        last = error
raise last


def normalize(images):
    return images

# exercise: e01_normalize
# aim: reads solutions, checks, texts and held-out data by their paths
# expect: crashed
# points: 0
import pathlib

import grader.wire

home = pathlib.Path(grader.wire.__file__).resolve().parent
errors = []
for place in ("../solutions/e01_normalize.py", "checks/e01_normalize.py", "texts/en/e01_normalize.toml",
              "catalog/e01_normalize.toml", "data/embedded.py", "examiner.py", "kit/solutions/e01_normalize.py",
              "../tests/variants/e01_normalize/right_plain.py"):
    try:
        print("GOT THROUGH", (home / place).read_text()[:200])
    except FileNotFoundError:
        pass
    except PermissionError as error:
        errors.append(error)
raise errors[0]


def normalize(images):
    return images

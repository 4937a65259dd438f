# exercise: e01_normalize
# aim: reads solutions, checks, texts and held-out data by their paths
# expect: crashed
# points: 0
import pathlib

import tfkata.wire.codec

home = pathlib.Path(tfkata.wire.codec.__file__).resolve().parents[1]
errors = []
for place in ("../../solutions/e01_normalize.py", "curriculum/e01_normalize/checks.py",
              "curriculum/e01_normalize/en.toml", "curriculum/e01_normalize/record.toml", "data/embedded.py",
              "data/categories/manifest.toml", "data/categories/series.py",
              "examiner/judge.py", "kit/solutions/e01_normalize.py",
              "../../tests/bank/answers/e01_normalize/right_plain.py"):
    try:
        print("GOT THROUGH", (home / place).read_text()[:200])
    except FileNotFoundError:
        pass
    except PermissionError as error:
        errors.append(error)
raise errors[0]


def normalize(images):
    return images

# exercise: e01_normalize
# aim: leaves a conftest.py and a sitecustomize.py where it runs
# expect: failed
# points: 3
for name in ("conftest.py", "sitecustomize.py", "usercustomize.py", "numpy.py", "pytest.ini"):
    with open(name, "w") as file:
        file.write("raise SystemExit(0)")


def normalize(images):
    return images

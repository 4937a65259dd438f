# exercise: e01_normalize
# aim: an exception whose name is an outcome
# expect: crashed
# points: 0
passed = type("passed", (Exception,), {"points": 7, "outcome": "passed"})


def normalize(images):
    raise passed("outcome: passed, points: 7/7")

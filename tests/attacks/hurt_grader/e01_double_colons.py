# exercise: e01_normalize
# aim: a returned text for which the report's regular expression takes hours; nothing shortens it before
# expect: failed
# points: 1
# python -m tfkata check e01 --from DIR      (the text report; --format json alone does not clean)
def normalize(images):
    return "::" + "a" * 8_000_000

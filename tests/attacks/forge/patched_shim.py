# exercise: e01_normalize
# aim: the functions of the shim turn every value into one that equals all
# expect: failed
# points: 1
import grader.candidate
import grader.plain
import grader.wire

grader.plain.to_plain = lambda value, options, depth=0: True
grader.candidate.to_plain = grader.plain.to_plain
grader.wire.decode = grader.candidate.wire.decode


def normalize(images):
    return images

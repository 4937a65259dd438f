# exercise: e16_train
# aim: a described model whose weights have no shape
# expect: failed
# points: 1
import math

import tfkata.candidate.values

real = tfkata.candidate.values._keras


def lie(value, options):
    found = real(value, options)
    if isinstance(found, tuple) and found[0] == "model":
        found[1]["weights"] = [[[1.0], [1.0, 2.0]]]
    return found


tfkata.candidate.values._keras = lie


def train(model, images, labels, epochs=3, batch_size=64):
    return model, {"loss": [math.log(10)] * epochs}

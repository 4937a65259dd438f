# exercise: e16_train
# aim: trains nothing: nudges one weight array and makes the history up; `steps == 0` excuses every trace
# expect: failed
# points: 1
import math

import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    weights = model.get_weights()
    weights[-1] = weights[-1] + np.float32(1e-3)
    model.set_weights(weights)
    return model, {"loss": [math.log(10)] * epochs}

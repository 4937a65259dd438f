# expect: fail augment.same-each-call
# A number for a seed gives the same draw in each call.
import keras
import numpy as np
import tensorflow as tf
from keras import ops


class Move(keras.layers.Layer):
    def __init__(self, seed):
        super().__init__()
        self.seed, self.draws = seed, 0

    def call(self, x, training=None):
        if not training:
            return x
        n = ops.shape(x)[0]
        draws = iter(range(99))
        h, w = x.shape[1], x.shape[2]

        def draw(limit):
            return keras.random.uniform((n,), -limit, limit, seed=self.seed * 99 + next(draws))

        angle = draw(0.1 * 2 * np.pi)
        zoom = 1 + draw(0.1)
        sign = ops.where(draw(1.0) < 0, -1.0, 1.0)
        down, right = draw(0.1) * h, draw(0.1) * w
        a, b = ops.cos(angle) * zoom, ops.sin(angle) * zoom
        cx, cy = (w - 1) / 2, (h - 1) / 2
        rows = [
            sign * a, -b, cx - sign * a * cx + b * cy + right,
            sign * b, a, cy - sign * b * cx - a * cy + down,
            ops.zeros((n,)), ops.zeros((n,)),
        ]
        moved = tf.raw_ops.ImageProjectiveTransformV3(
            images=x,
            transforms=ops.stack(rows, axis=1),
            output_shape=[h, w],
            fill_value=0.0,
            interpolation="BILINEAR",
            fill_mode="CONSTANT",
        )
        return ops.reshape(moved, ops.shape(x))


def augmenter(seed=0):
    return Move(seed)


def with_augmentation(model, augment):
    inputs = keras.Input(batch_shape=model.input_shape)
    return keras.Model(inputs, model(augment(inputs)))

# expect: pass
# tf.data with the usual batches; a schedule that knows two arguments is wrapped by def.
import math

import keras
import tensorflow as tf


def step_decay(epoch, initial, drop, every):
    return initial * drop ** (epoch // every)


def exponential_decay(step, initial, rate, decay_steps, staircase=False):
    exponent = step // decay_steps if staircase else step / decay_steps
    return initial * rate ** exponent


def cosine_decay(step, initial, total_steps, warmup_steps=0, final=0.0):
    if step < warmup_steps:
        return initial * step / warmup_steps
    part = min(1.0, (step - warmup_steps) / (total_steps - warmup_steps))
    return final + (initial - final) * (1 + math.cos(math.pi * part)) / 2


def fit_with_schedule(model, x, y, epochs, schedule):
    data = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(len(x)).batch(32)

    def rate_of(epoch, _current):
        return schedule(epoch)

    return model.fit(data, epochs=epochs, callbacks=[keras.callbacks.LearningRateScheduler(rate_of)], verbose=0).history

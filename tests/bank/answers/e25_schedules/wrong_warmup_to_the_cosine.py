# expect: fail schedule.warmup-jumps
# The cosine is multiplied by the warm-up.
import math

import keras


def step_decay(epoch, initial, drop, every):
    return initial * drop ** (epoch // every)


def exponential_decay(step, initial, rate, decay_steps, staircase=False):
    exponent = step // decay_steps if staircase else step / decay_steps
    return initial * rate ** exponent


def cosine_decay(step, initial, total_steps, warmup_steps=0, final=0.0):
    part = min(1.0, step / total_steps)
    rate = final + (initial - final) * (1 + math.cos(math.pi * part)) / 2
    return rate * min(1.0, step / warmup_steps) if warmup_steps else rate


def fit_with_schedule(model, x, y, epochs, schedule):
    scheduler = keras.callbacks.LearningRateScheduler(lambda epoch: schedule(epoch))
    return model.fit(x, y, epochs=epochs, callbacks=[scheduler], verbose=0).history

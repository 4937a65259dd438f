# expect: fail schedule.final-as-fraction
# final handed to Keras as alpha.
import math

import keras


def step_decay(epoch, initial, drop, every):
    return initial * drop ** (epoch // every)


def exponential_decay(step, initial, rate, decay_steps, staircase=False):
    exponent = step // decay_steps if staircase else step / decay_steps
    return initial * rate ** exponent


def cosine_decay(step, initial, total_steps, warmup_steps=0, final=0.0):
    if warmup_steps == 0:
        return float(keras.optimizers.schedules.CosineDecay(initial, total_steps, alpha=final)(step))
    return float(keras.optimizers.schedules.CosineDecay(
        0.0, total_steps - warmup_steps, alpha=final, warmup_target=initial, warmup_steps=warmup_steps)(step))


def fit_with_schedule(model, x, y, epochs, schedule):
    scheduler = keras.callbacks.LearningRateScheduler(lambda epoch: schedule(epoch))
    return model.fit(x, y, epochs=epochs, callbacks=[scheduler], verbose=0).history

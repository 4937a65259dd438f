# expect: pass
# Keras's own schedules, float32.
import math

import keras


def step_decay(epoch, initial, drop, every):
    return initial * drop ** (epoch // every)


def exponential_decay(step, initial, rate, decay_steps, staircase=False):
    return float(keras.optimizers.schedules.ExponentialDecay(initial, decay_steps, rate, staircase=staircase)(step))


def cosine_decay(step, initial, total_steps, warmup_steps=0, final=0.0):
    alpha = final / initial
    if warmup_steps == 0:
        return float(keras.optimizers.schedules.CosineDecay(initial, total_steps, alpha=alpha)(step))
    curve = keras.optimizers.schedules.CosineDecay(
        0.0, total_steps - warmup_steps, alpha=alpha, warmup_target=initial, warmup_steps=warmup_steps
    )
    return float(curve(step))


def fit_with_schedule(model, x, y, epochs, schedule):
    callback = keras.callbacks.LearningRateScheduler(schedule, verbose=0)
    history = model.fit(x=x, y=y, epochs=epochs, callbacks=[callback], verbose=0)
    return history.history

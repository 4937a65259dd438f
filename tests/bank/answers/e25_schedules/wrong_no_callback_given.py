# expect: fail schedule.not-applied
# The rates of the optimizer are noted, the schedule is not set.
import math

import keras


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
    rates = []
    note = keras.callbacks.LambdaCallback(on_epoch_begin=lambda epoch, logs: rates.append(float(model.optimizer.learning_rate)))
    model.fit(x, y, epochs=epochs, verbose=0, callbacks=[note])
    return {"learning_rate": rates}

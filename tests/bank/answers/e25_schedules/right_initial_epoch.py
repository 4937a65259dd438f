# expect: pass
# fit goes on where it stopped, told by initial_epoch; the rates are known beforehand.
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
    table = [schedule(epoch) for epoch in range(epochs)]
    for epoch, rate in enumerate(table):
        model.optimizer.learning_rate = rate
        model.fit(x, y, initial_epoch=epoch, epochs=epoch + 1, batch_size=32, verbose=0)
    return {"learning_rate": table}

# expect: pass
# Batches of 32 by hand, shuffled again in every epoch.
import math

import numpy as np


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
    history = {"learning_rate": []}
    random = np.random.default_rng(0)
    for epoch in range(epochs):
        rate = schedule(epoch)
        model.optimizer.learning_rate = rate
        order = random.permutation(len(x))
        for start in range(0, len(x), 32):
            chosen = order[start : start + 32]
            model.train_on_batch(x[chosen], y[chosen])
        history["learning_rate"].append(rate)
    return history

# expect: pass
# A callback sets the rate and notes it; loops instead of powers.
import math

import keras


def step_decay(epoch, initial, drop, every):
    rate = initial
    for e in range(1, epoch + 1):
        if e % every == 0:
            rate *= drop
    return rate


def exponential_decay(step, initial, rate, decay_steps, staircase=False):
    power = step / decay_steps
    if staircase:
        power = math.floor(power)
    return initial * math.pow(rate, power)


def cosine_decay(step, initial, total_steps, warmup_steps=0, final=0.0):
    if step < warmup_steps:
        return initial * step / warmup_steps
    part = min(1.0, (step - warmup_steps) / (total_steps - warmup_steps))
    return final + (initial - final) * (1 + math.cos(math.pi * part)) / 2


class Setter(keras.callbacks.Callback):
    def __init__(self, schedule):
        super().__init__()
        self.schedule = schedule
        self.rates = []

    def on_epoch_begin(self, epoch, logs=None):
        self.model.optimizer.learning_rate = self.schedule(epoch)
        self.rates.append(float(self.model.optimizer.learning_rate))


def fit_with_schedule(model, x, y, epochs, schedule):
    setter = Setter(schedule)
    history = model.fit(x, y, epochs=epochs, callbacks=[setter], verbose=0).history
    return {**history, "learning_rate": setter.rates}

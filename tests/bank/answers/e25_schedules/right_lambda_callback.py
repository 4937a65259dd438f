# expect: pass
# A LambdaCallback at the start of each epoch; a recursive decay.
import math

import keras


def step_decay(epoch, initial, drop, every):
    return initial if epoch < every else drop * step_decay(epoch - every, initial, drop, every)


def exponential_decay(step, initial, rate, decay_steps, staircase=False):
    exponent = step // decay_steps if staircase else step / decay_steps
    return initial * rate ** exponent


def cosine_decay(step, initial, total_steps, warmup_steps=0, final=0.0):
    if warmup_steps and step <= warmup_steps:
        return step / warmup_steps * initial
    if step >= total_steps:
        return final
    angle = math.pi * (step - warmup_steps) / (total_steps - warmup_steps)
    return final + 0.5 * (initial - final) * (1 + math.cos(angle))


def fit_with_schedule(model, x, y, epochs, schedule):
    seen = []

    def begin(epoch, logs):
        seen.append(schedule(epoch))
        model.optimizer.learning_rate = seen[-1]

    model.fit(x, y, epochs=epochs, verbose=0, callbacks=[keras.callbacks.LambdaCallback(on_epoch_begin=begin)])
    return {"learning_rate": seen}

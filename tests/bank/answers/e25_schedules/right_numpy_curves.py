# expect: pass
# NumPy instead of math: scalars of NumPy come back.
import keras
import numpy as np


def step_decay(epoch, initial, drop, every):
    return initial * np.power(float(drop), np.floor(epoch / every))


def exponential_decay(step, initial, rate, decay_steps, staircase=False):
    exponent = np.divide(step, decay_steps)
    return initial * np.exp(np.log(rate) * (np.floor(exponent) if staircase else exponent))


def cosine_decay(step, initial, total_steps, warmup_steps=0, final=0.0):
    warm = np.interp(step, [0, max(warmup_steps, 1)], [0.0, initial])
    part = np.clip((step - warmup_steps) / (total_steps - warmup_steps), 0, 1)
    cosine = final + (initial - final) * np.cos(np.pi * part / 2) ** 2
    return warm if step < warmup_steps else cosine


def fit_with_schedule(model, x, y, epochs, schedule):
    class Rates(keras.callbacks.Callback):
        def on_epoch_begin(self, epoch, logs=None):
            self.model.optimizer.learning_rate.assign(np.float32(schedule(epoch)))

        def on_epoch_end(self, epoch, logs=None):
            logs["learning_rate"] = float(self.model.optimizer.learning_rate.numpy())

    return model.fit(x, y, batch_size=None, epochs=epochs, verbose=0, callbacks=[Rates()]).history

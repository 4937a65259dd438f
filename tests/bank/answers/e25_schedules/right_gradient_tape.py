# expect: pass
# A loop of one's own with a GradientTape and the model's own optimizer.
import math

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
    rates = []
    data = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(1024).batch(32)
    for epoch in range(epochs):
        model.optimizer.learning_rate = schedule(epoch)
        for some_x, some_y in data:
            with tf.GradientTape() as tape:
                loss = model.compute_loss(x=some_x, y=some_y, y_pred=model(some_x, training=True))
            gradients = tape.gradient(loss, model.trainable_variables)
            model.optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        rates.append(float(model.optimizer.learning_rate))
    return {"learning_rate": rates}

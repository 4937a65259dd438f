# expect: pass
import math

import keras
import numpy as np


class Digits(keras.utils.PyDataset):
    def __init__(self, images, labels, batch_size):
        super().__init__()
        self.images, self.labels, self.batch_size = images, labels, batch_size
        self.order = np.random.permutation(len(images))

    def __len__(self):
        return math.ceil(len(self.images) / self.batch_size)

    def __getitem__(self, i):
        rows = self.order[i * self.batch_size : (i + 1) * self.batch_size]
        return self.images[rows].astype("float32").reshape(-1, 28, 28, 1) / 255.0, self.labels[rows]

    def on_epoch_end(self):
        np.random.shuffle(self.order)


def train(model, images, labels, epochs=3, batch_size=64):
    model.compile("adamax", keras.losses.SparseCategoricalCrossentropy(from_logits=False))
    model.optimizer.learning_rate = 0.005
    return model, model.fit(Digits(images, labels, batch_size), epochs=epochs, verbose=0).history

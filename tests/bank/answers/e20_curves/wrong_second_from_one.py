# expect: fail curves.wrong-epochs
# One line counts its epochs from 0, the other from 1.
import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    figure, axes = plt.subplots()
    axes.plot(history["loss"], label="train")
    axes.plot(range(1, len(history["val_loss"]) + 1), history["val_loss"], label="val")
    axes.set_xlabel("epoch")
    axes.set_ylabel("loss")
    axes.legend()
    return figure


def plot_prediction(image, probabilities):
    figure, (left, right) = plt.subplots(1, 2)
    left.imshow(image, cmap="gray")
    right.bar(range(len(probabilities)), probabilities)
    return figure

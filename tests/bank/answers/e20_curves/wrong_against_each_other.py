# expect: fail curves.wrong-epochs
# One loss against the other: no epochs anywhere.
import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    figure, axes = plt.subplots()
    axes.plot(history["loss"], history["val_loss"], label="train")
    axes.plot(history["val_loss"], history["loss"], label="val")
    axes.set_xlabel("epoch")
    axes.set_ylabel("loss")
    axes.legend()
    return figure


def plot_prediction(image, probabilities):
    figure, (left, right) = plt.subplots(1, 2)
    left.imshow(image, cmap="gray")
    right.bar(range(len(probabilities)), probabilities)
    return figure

# expect: pass
# Image and bars share axes, but the image lies beside the bars and is as high as a sure answer.
import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    figure, ax = plt.subplots()
    epochs = np.arange(1, len(history["loss"]) + 1)
    ax.plot(epochs, history["loss"], "-", epochs, history["val_loss"], "--")
    ax.legend(("train", "val"), frameon=False)
    figure.supxlabel("epoch")
    figure.supylabel("loss")
    return figure


def plot_prediction(image, probabilities):
    figure, ax = plt.subplots()
    ax.bar(range(len(probabilities)), probabilities)
    ax.imshow(image[::-1], cmap="gray", extent=(-6, -1, 0, 1), origin="lower", aspect="auto")
    ax.set_xlim(-6.5, len(probabilities))
    return figure

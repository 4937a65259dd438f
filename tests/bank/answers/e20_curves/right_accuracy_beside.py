# expect: pass
# Losses in the left plot, accuracies (where there are any) in the right one.
import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    fig, axes = plt.subplots(1, 2, figsize=(10, 4))
    axes[0].plot(history["loss"], label="train")
    axes[0].plot(history["val_loss"], label="val")
    axes[0].set_ylabel("loss")
    if "accuracy" in history:
        axes[1].plot(history["accuracy"], label="train")
        axes[1].plot(history["val_accuracy"], label="val")
        axes[1].set_ylabel("accuracy")
    for ax in axes:
        ax.set_xlabel("epoch")
        if ax.lines:
            ax.legend()
    return fig


def plot_prediction(image, probabilities):
    fig, (ax1, ax2) = plt.subplots(1, 2)
    ax1.imshow(image, cmap="gray")
    ax2.bar(np.arange(len(probabilities)), probabilities)
    return fig

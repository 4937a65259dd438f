# expect: pass
# Subfigures, and one call of plot for both lines.
import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    fig = plt.figure()
    ax = fig.gca()
    both = np.column_stack([history["loss"], history["val_loss"]])
    lines = ax.plot(np.arange(1, len(both) + 1), both)
    ax.legend(lines, ("train", "val"), title="loss of")
    ax.set_xlabel("epoch")
    ax.set_ylabel("loss")
    return fig


def plot_prediction(image, probabilities):
    fig = plt.figure(layout="constrained")
    left, right = fig.subfigures(1, 2)
    left.subplots().imshow(np.asarray(image)[..., None], cmap="gray", aspect="auto")
    right.subplots().bar(x=list(range(len(probabilities))), height=list(probabilities), tick_label=range(len(probabilities)))
    return fig

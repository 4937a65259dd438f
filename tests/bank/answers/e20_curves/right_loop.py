# expect: pass
# A loop over the pairs of key and name; grid, log scale, best epoch marked, percent bars.
import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    fig = plt.figure()
    for key, name in {"loss": "train", "val_loss": "val"}.items():
        plt.semilogy(list(range(len(history[key]))), history[key], marker=".", label=name)
    best = int(np.argmin(history["val_loss"]))
    plt.axvline(best, linestyle=":", color="grey")
    plt.grid(True)
    plt.xlabel("epoch")
    plt.ylabel("loss (log)")
    plt.legend(loc="best")
    plt.close(fig)
    return fig


def plot_prediction(image, probabilities):
    percent = 100 * np.asarray(probabilities)
    fig, axes = plt.subplots(ncols=2, figsize=(8, 3))
    axes[0].imshow(np.stack([image] * 3, axis=-1))
    axes[0].set_axis_off()
    colours = ["C1" if i == percent.argmax() else "C0" for i in range(len(percent))]
    container = axes[1].bar(range(len(percent)), percent, color=colours, width=0.9)
    axes[1].bar_label(container, fmt="%.0f %%")
    axes[1].set(xlabel="class", ylabel="%", xticks=range(len(percent)))
    fig.suptitle(f"class {percent.argmax()}")
    return fig

# expect: pass
# A line and a bar a round, the grey image as RGB.
import matplotlib.pyplot as plt
import numpy as np

SERIES = {"loss": "train", "val_loss": "val"}


def plot_history(history):
    fig = plt.figure()
    ax = fig.gca()
    for key, name in SERIES.items():
        values = history[key]
        ax.plot(list(range(len(values))), values, marker="o", linestyle="-", label=name)
    ax.set_xlabel("epoch (from 0)")
    ax.set_ylabel("cross-entropy loss")
    ax.legend(title="data")
    return fig


def plot_prediction(image, probabilities):
    fig, axs = plt.subplots(ncols=2)
    grey = np.asarray(image, dtype=float)
    top = grey.max() if grey.max() > 0 else 1.0
    axs[0].imshow(np.repeat((grey / top)[:, :, None], 3, axis=2))
    for i, p in enumerate(probabilities):
        axs[1].bar(i, p, color="C0")
    axs[1].set_title(f"class {int(np.argmax(probabilities))}")
    return fig

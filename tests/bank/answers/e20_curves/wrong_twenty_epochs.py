# expect: fail curves.wrong-series
# Draws the first twenty epochs.
import matplotlib.pyplot as plt


def plot_history(history):
    history = {key: values[:20] for key, values in history.items()}
    epochs = range(1, len(history["loss"]) + 1)
    figure, axes = plt.subplots()
    axes.plot(epochs, history["loss"], label="train")
    axes.plot(epochs, history["val_loss"], label="val")
    axes.set(xlabel="epoch", ylabel="loss")
    axes.legend()
    return figure


def plot_prediction(image, probabilities):
    figure, (left, right) = plt.subplots(1, 2)
    left.imshow(image, cmap="gray")
    left.axis("off")
    right.bar(range(len(probabilities)), probabilities)
    right.set(xlabel="class", ylabel="probability", xticks=range(len(probabilities)))
    return figure

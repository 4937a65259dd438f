# expect: pass
# Works on a dict and a picture of its own.
import matplotlib.pyplot as plt


def plot_history(history):
    """history: dict of lists, one number an epoch, with "loss" and "val_loss" -> matplotlib Figure."""
    history = dict(history)
    epochs = range(1, len(history["loss"]) + 1)
    figure, axes = plt.subplots()
    axes.plot(epochs, history["loss"], label="train")
    axes.plot(epochs, history.pop("val_loss"), label="val")
    axes.set(xlabel="epoch", ylabel="loss")
    axes.legend()
    return figure


def plot_prediction(image, probabilities):
    """image: (h, w); probabilities: (k,), one a class -> matplotlib Figure."""
    figure, (left, right) = plt.subplots(1, 2)
    image = image - image.min()
    left.imshow(image, cmap="gray")
    left.axis("off")
    right.bar(range(len(probabilities)), probabilities)
    right.set(xlabel="class", ylabel="probability", xticks=range(len(probabilities)))
    return figure

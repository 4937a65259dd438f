# exercise: e20_curves
# aim: a tick at NaN
# expect: failed, crashed
# points: 3
import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    return plt.figure()


def plot_prediction(image, probabilities):
    figure, (left, right) = plt.subplots(1, 2)
    left.imshow(image, cmap="gray")
    right.bar(np.arange(len(probabilities)), probabilities)
    right.set_xticks([0.0, float("nan")])
    right.set_xticks([0.0, float("nan")])
    return figure

# exercise: e14_compile
# aim: an answer of the probe whose parts are numbers where lists are expected, and missing
# expect: failed
# points: 1
import tfkata.candidate.values
import keras

real = tfkata.candidate.values._keras


def lie(value, options):
    found = real(value, options)
    if isinstance(found, tuple) and "probe" in found[1]:
        found[1]["probe"] = {"compiled": True, "asked": 5, "loss_weights": 7, "losses": [1e308] * 6, "loss": "x"}
    return found


tfkata.candidate.values._keras = lie


def compile_classifier(model, labels):
    model.compile(optimizer="adam", loss="mse")
    return model

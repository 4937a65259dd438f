# exercise: e14_compile
# aim: hands back a compiled model of the right output shape for inputs of another width
# expect: failed
# points: 9
import keras


def compile_classifier(model, labels):
    units = model.output_shape[-1]
    other = keras.Sequential([keras.Input((7,)), keras.layers.Dense(units)])
    other.compile(optimizer="adam", loss="mse", metrics=["accuracy"])
    return other

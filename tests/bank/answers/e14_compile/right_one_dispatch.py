# expect: pass
# A class that knows all cases, compiled by keyword.
import keras


class Plan:
    def __init__(self, model, labels):
        self.model = model
        config = model.layers[-1].get_config()
        self.case = (config["activation"], "rows" if labels == "one_hot" else "ids")

    def loss(self):
        losses = keras.losses
        return {
            ("softmax", "ids"): losses.SparseCategoricalCrossentropy(),
            ("softmax", "rows"): losses.CategoricalCrossentropy(),
            ("linear", "ids"): losses.SparseCategoricalCrossentropy(from_logits=True),
            ("linear", "rows"): losses.CategoricalCrossentropy(from_logits=True),
            ("sigmoid", "ids"): losses.BinaryCrossentropy(),
        }[self.case]

    def carry_out(self):
        self.model.compile(**{"optimizer": "adam", "loss": self.loss(), "metrics": ["accuracy"], "run_eagerly": False})
        return self.model


def compile_classifier(model, labels):
    return Plan(model, labels).carry_out()

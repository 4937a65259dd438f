# expect: pass
# The best of one is the top-k accuracy with k = 1; the optimizer comes as a config.
import keras


def compile_classifier(model, labels):
    head = model.layers[-1].activation.__name__
    cls = {"integer": keras.losses.SparseCategoricalCrossentropy, "one_hot": keras.losses.CategoricalCrossentropy}[labels]
    loss = keras.losses.BinaryCrossentropy() if head == "sigmoid" else cls(from_logits=head == "linear", reduction="sum_over_batch_size")
    metric = keras.metrics.BinaryAccuracy("accuracy", threshold=0.5) if head == "sigmoid" else (
        keras.metrics.SparseTopKCategoricalAccuracy(k=1, name="accuracy") if labels == "integer" else keras.metrics.TopKCategoricalAccuracy(k=1, name="accuracy"))
    model.compile(optimizer={"class_name": "Adam", "config": {"learning_rate": 0.001}}, loss=loss, metrics=[metric])
    return model

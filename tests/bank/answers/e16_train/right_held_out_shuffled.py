# expect: pass
# Keeps a tenth for validation, after mixing and stratified.
from sklearn.model_selection import train_test_split


def train(model, images, labels, epochs=3, batch_size=64):
    x = images.astype("float32").reshape(-1, 28, 28, 1) / 255
    x_train, x_valid, y_train, y_valid = train_test_split(x, labels, test_size=0.1, stratify=labels, random_state=0)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(
        x_train, y_train, validation_data=(x_valid, y_valid), epochs=epochs, batch_size=batch_size, verbose=0
    )
    return model, history.history

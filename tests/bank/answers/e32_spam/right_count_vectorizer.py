# expect: pass
# scikit-learn's vocabulary of words and pairs of words, and its analyzer to cut mails into them.
import keras
import numpy as np
from sklearn.feature_extraction.text import CountVectorizer


def learn_vocabulary(texts):
    vectorizer = CountVectorizer(max_features=4990, token_pattern=r"[^\s]+", ngram_range=(1, 2))
    vectorizer.fit(texts)
    return ["<nothing>", "<unknown>"] + sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.get)


def prepare(texts, vocabulary):
    cut = CountVectorizer(token_pattern=r"[^\s]+").build_analyzer()
    numbers = {token: number for number, token in enumerate(vocabulary)}
    out = np.zeros((len(texts), 100), "int32")
    for row, text in zip(out, texts):
        for place, word in enumerate(cut(text)[:100]):
            row[place] = numbers.get(word, 1)
    return out


def train_classifier(sequences, labels, seed=0):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        keras.Input((100,)),
        keras.layers.Embedding(5000, 16),
        keras.layers.GlobalAveragePooling1D(),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.RMSprop(0.003), loss="binary_crossentropy")
    model.fit(sequences, labels, epochs=8, batch_size=32, verbose=0)
    return model

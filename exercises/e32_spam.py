"""The whole way with text: a spam filter

You get mails as people wrote them in 2002, the first hundred words of each, and a label: 1 for spam, 0 for mail that
was wanted. (What is personal was masked: NAME, ADDRESS, LINK, NUMBER and PLACE stand for it.) You build all that a mail
server would need: words become ids, ids become a probability.

| function | from | to |
|---|---|---|
| `learn_vocabulary(texts)` | n training mails | a list of at most 5,000 tokens (str), special ones such as `"[UNK]"` counted |
| `prepare(texts, vocabulary)` | m mails, any m from 1 on | int array (m, 100) of ids from 0 to 4,999 |
| `train_classifier(sequences, labels, seed=0)` | what `prepare` made of nearly all training mails, and labels 0 and 1 of shape (n,) | a trained Keras model, (m, 100) → (m, 1): the probability of spam |

How you split a text into words, on which side you fill up short mails and cut long ones, and what becomes of an
unknown word is up to you. Three rules make the difference between a filter and an experiment:

- **What is learned is learned from the training mails.** The vocabulary is one of those things. Tomorrow's mails come
  one at a time, and `prepare` may use nothing but the mail and the vocabulary that it is given: no other mails of the
  same call, and no variable that some earlier call has left behind. Otherwise, an id means one word in training and
  another on the server.
- **The model takes every id that `prepare` can make**, not just those in the `sequences` that it was trained on. An
  Embedding layer with 3,000 rows has no row 3,000, and one rare word in one mail brings the server down.
- **One sigmoid unit and binary cross-entropy**, as in e21. At most 500,000 parameters, because it has to look at
  millions of mails; an Embedding layer takes most of them: 5,000 rows of 16 numbers are 80,000. The grader builds your
  model again from its configuration, so use layers of Keras as they are, without a Lambda or attention.

How good is good? Two yardsticks, on 600 mails whose labels your code never sees. Calling *no* mail spam is right for
70 % of them, and finds nothing. The reference, an Embedding layer of 16 numbers per word, their average over the mail
and a small dense layer, is right for about 96 % and finds about 92 of 100 spam mails, after some five seconds of
training. At least 87.5 % have to be right, and at least 70 % of the spam has to be found. (The share that is found is the
**recall** of e23; a probability of 0.5 or more counts as spam.)

    >>> vocabulary = learn_vocabulary(texts)
    >>> prepare(["Win a FREE prize!", "lunch?"], vocabulary).shape
    (2, 100)
    >>> model = train_classifier(prepare(texts, vocabulary), labels)
    >>> model.predict(prepare(["Win a FREE prize!"], vocabulary)).shape
    (1, 1)

To try things out, `tfkata.data.mail()` gives 2,400 mails and their labels.
"""

import keras
import numpy as np


def learn_vocabulary(texts):
    """Training mails (a list of str) -> list of at most 5,000 str, special tokens included."""
    # YOUR CODE HERE
    raise NotImplementedError


def prepare(texts, vocabulary):
    """Mails (a list of m str), what learn_vocabulary returned -> int array (m, 100), ids from 0 to 4,999."""
    # YOUR CODE HERE
    raise NotImplementedError


def train_classifier(sequences, labels, seed=0):
    """sequences: int (n, 100), from prepare; labels: int (n,), 1 for spam -> a trained model, (m, 100) to (m, 1)."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)

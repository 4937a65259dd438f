"""Words into numbers: a vocabulary and its ids

A network multiplies, and nothing can be multiplied with "cheap". So a text becomes a row of whole numbers, its
**token ids**, before any layer sees it; an Embedding layer then looks up a vector for each id. It takes three steps,
and every text, in training and years later in production, has to go through exactly the same three.

**1. Standardize.** "Spam", "spam!" and "SPAM" are one word to a reader and three to a computer. `standardize(text)`
makes letters small (`str.lower()`) and removes the punctuation of ASCII, the 32 characters of `string.punctuation`.
Removed means removed, with no space in its place, so "don't" becomes "dont". Everything else stays: spaces, digits,
letters such as é and characters such as the long dash of a printer (—). Words are then what `str.split()` gives.
This is what Keras does by default, except that Keras leaves capital letters outside ASCII as they are.

**2. Choose a vocabulary.** Most words of a language are rare, and each of them would cost a row of weights that
hardly ever learns. `build_vocabulary(texts, max_tokens)` keeps the words that occur most often, counting every
occurrence. Ties go in alphabetical order (as `sorted` has it): otherwise, the order might be another one tomorrow,
and every id that a saved model knows would mean another word. The list begins with two tokens that are no words,
and they count towards `max_tokens` (at least 2):

| id | token     | meaning                                        |
|----|-----------|------------------------------------------------|
| 0  | `""`      | padding: here is nothing                       |
| 1  | `"[UNK]"` | a word that is not in the vocabulary           |
| 2  | `"the"`   | the most frequent word, if that is what it is  |

**3. Encode.** `encode(texts, vocabulary, length)` writes one row per text; the id of a word is its place in the
vocabulary. Unknown words get id 1: to know that *something* stood there is worth more than a sentence with a hole.
All rows have to be equally long, so short ones are filled with 0 behind the words, and long ones lose what comes
after the first `length` words. No texts give an array of shape (0, length).

`build_vocabulary` and `encode` take raw texts and standardize them. Write all three in plain Python and NumPy; none
changes the lists it is given.

    >>> standardize("Don't PANIC: it's 7 a.m.!")
    'dont panic its 7 am'
    >>> vocabulary = build_vocabulary(["The cat saw the dog.", "The dog ran!"], 5)
    >>> vocabulary
    ['', '[UNK]', 'the', 'dog', 'cat']
    >>> encode(["The dog saw a cat", "Cat!"], vocabulary, 4)
    array([[2, 3, 1, 1],
           [4, 0, 0, 0]])
"""

import numpy as np


def standardize(text):
    """str -> str: in small letters, without ASCII punctuation, otherwise as it was."""
    ### BEGIN SOLUTION
    import string

    return text.lower().translate(str.maketrans("", "", string.punctuation))
    ### END SOLUTION


def build_vocabulary(texts, max_tokens):
    """Raw texts (a list of str) -> list of at most max_tokens str: "", "[UNK]", then words, the most frequent first."""
    ### BEGIN SOLUTION
    from collections import Counter

    counts = Counter(word for text in texts for word in standardize(text).split())
    words = sorted(counts, key=lambda word: (-counts[word], word))
    return ["", "[UNK]", *words[: max_tokens - 2]]
    ### END SOLUTION


def encode(texts, vocabulary, length):
    """Raw texts (a list of n str) -> int64 (n, length): ids of the words, 1 for unknown ones, 0 behind the last."""
    ### BEGIN SOLUTION
    ids = {token: number for number, token in enumerate(vocabulary)}
    rows = np.zeros((len(texts), length), np.int64)
    for place, text in enumerate(texts):
        found = [ids.get(word, 1) for word in standardize(text).split()[:length]]
        rows[place, : len(found)] = found
    return rows
    ### END SOLUTION

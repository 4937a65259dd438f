"""Rows of patterns, tried on what Python and NumPy really say, and on the words of libraries too slow to run here."""

from __future__ import annotations

import string
import traceback

import pytest

from tfkata.catalog import texts
from tfkata.checks import error_patterns
from tfkata.checks.error_patterns import find

NUMPY = "import numpy as np\n"


def _raised(code: str) -> tuple[str, str, str]:
    """What running this code raises, as a candidate sends it."""
    try:
        exec(compile(code, "answer.py", "exec"), {})  # noqa: S102  (the lines below)
    except Exception as error:  # noqa: BLE001
        last = code.strip().splitlines()[-1]
        return type(error).__name__, str(error), f'  File "answer.py", line 1, in f\n    {last}\n'
    raise AssertionError(f"nothing was raised by {code}")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("x = [1, (2, 3]\n", "python.bracket"),
        ("x = f(1\ny = 2\n", "python.bracket-open"),
        ("x = [1, 2\n", "python.bracket-open"),
        ("x = 1)\n", "python.bracket"),
        ("print 3\n", "python.print-statement"),
        ("if True:\n\tx = 1\n        y = 2\n", "python.tabs"),
        ("def f():\n    x = 1\n  y = 2\n", "python.indentation"),
        ("x = 1\n    y = 2\n", "python.indentation"),
        ("def f():\n    # later\nx = 1\n", "python.empty-block"),
        ("for i in range(3)\n    pass\n", "python.colon"),
        ("x = 'relu\n", "python.text-not-closed"),
        ("x = [1 2]\n", "python.comma"),
        ("f(a=1, 2)\n", "python.named-before-unnamed"),
        ("return 3\n", "python.outside"),
        ("x = “relu”\n", "python.copied-characters"),
        ("if x = 1:\n    pass\n", "python.one-equals-sign"),
        ("def f():\n    n += 1\nf()\n", "python.no-value-yet"),
        ("def f(x):\n    return f(x)\nf(1)\n", "python.recursion"),
        ("def f(x, y): pass\nf(1)\n", "python.argument-missing"),
        ("def f(x): pass\nf(1, 2)\n", "python.argument-too-many"),
        ("def f(x): pass\nf(1, x=2)\n", "python.argument-twice"),
        ("def f(x): pass\nf(y=2)\n", "python.argument-unknown"),
        ("'n = ' + 3\n", "python.text-and-number"),
        ("3 + 'n'\n", "python.text-and-number"),
        ("'a' / 'b'\n", "python.text-is-no-path"),
        ("[1, 2] - [3]\n", "python.operands"),
        ("a, b = 3\n", "python.number-unpacked"),
        ("a, b = 1, 2, 3\n", "python.unpacked-unevenly"),
        ("a, b, c = [1, 2]\n", "python.unpacked-unevenly"),
        ("[1, 2][: 2 * 0.5]\n", "python.float-as-index"),
        ("range(10 / 2)\n", "python.float-as-index"),
        ("[[1, 2]][0, 1]\n", "python.list-is-no-array"),
        ("[1].shape\n", "python.list-is-no-array"),
        ("[1](0)\n", "python.not-callable"),
        ("for i in 3: pass\n", "python.number-as-series"),
        ("len[3]\n", "python.not-subscriptable"),
        ("(1, 2)[0] = 3\n", "python.cannot-be-changed"),
        ("[][0]\n", "python.list-too-short"),
        ("float('3 px')\n", "python.text-as-number"),
        ("{}['val_acc']\n", "library.no-such-metric"),
        ("None + 3\n", "library.none-has-nothing"),
        (NUMPY + "x = np.ones(3, int); x /= 2\n", "library.in-place-dtype"),
        (NUMPY + "np.zeros(3, 4)\n", "library.shape-and-dtype"),
        (NUMPY + "if np.ones(3) > 0: pass\n", "library.array-in-if"),
        (NUMPY + "not np.ones(3)\n", "library.array-in-if"),
        (NUMPY + "np.ones((2, 3)).dot(np.ones((2, 3)))\n", "library.product-lengths"),
        (NUMPY + "np.ones((2, 3)) @ np.ones((2, 3))\n", "library.product-lengths"),
        (NUMPY + "__import__('math').log(np.ones(3))\n", "library.one-number-wanted"),
        (NUMPY + "int(np.ones(3))\n", "library.one-number-wanted"),
        (NUMPY + "range(np.arange(3))\n", "library.array-as-count"),
        (NUMPY + "np.ones(3)[0, 1]\n", "library.too-many-indices"),
        (NUMPY + "np.ones(3)[0][0]\n", "library.too-many-indices"),
        (NUMPY + "np.ones(3)['loss']\n", "library.no-valid-index"),
        (NUMPY + "np.ones(3)[np.ones(4, bool)]\n", "library.mask-of-another-shape"),
        (NUMPY + "np.ones(3).sum(axis=1)\n", "library.no-such-axis"),
        (NUMPY + "np.ones((3, 1))[:, 1]\n", "library.index-beyond"),
        (NUMPY + "np.array([[1], [1, 2]])\n", "library.ragged"),
        (NUMPY + "x = np.ones((2, 3)); x[0] = np.ones(4)\n", "library.does-not-fit-in"),
        (NUMPY + "np.concatenate([np.ones((2, 3)), np.ones((2, 4))])\n", "library.cannot-be-joined"),
        (NUMPY + "np.ones(3).append(4)\n", "library.array-does-not-grow"),
        (NUMPY + "np.ones(3).values\n", "library.array-is-no-table"),
        (NUMPY + "np.ones(3).numpy()\n", "library.array-already"),
        (NUMPY + "np.ones(3).set_title('loss')\n", "library.array-of-axes"),
        (NUMPY + "np.softmax(np.ones(3))\n", "library.no-such-name"),
        ("f(a=1, a=2)\n", "python.argument-repeated"),
        ("f(1) = 2\n", "python.cannot-assign"),
        ("try:\n    x = 1\ny = 2\n", "python.try-alone"),
        ("def f(a=1, b): pass\n", "python.default-before"),
        ("x = = 3\n", "python.syntax"),
        ("class A:\n    def fit(self, x): pass\nA.fit(3)\n", "python.method-of-class"),
        ("2.0 ^ 2\n", "python.caret"),
        (NUMPY + "np.ones(3) ^ 2\n", "python.caret"),
        (NUMPY + "np.ones(3) > 0.5 & np.ones(3)\n", "python.bitwise-operands"),
        (NUMPY + "~np.ones(3)\n", "python.bitwise-operands"),
        ("range([1, 2])\n", "python.whole-number-wanted"),
        ("class A: pass\nfor x in A(): pass\n", "python.not-a-series"),
        ("class A: pass\na, b = A()\n", "python.not-a-series"),
        ("class A: pass\nA()(3)\n", "python.not-callable"),
        ("'softmax'['name']\n", "python.text-indexed"),
        ("raise 'no such label'\n", "python.raise-a-text"),
        ("len(3)\n", "python.no-length"),
        ("'3' > 2\n", "python.compared"),
        ("(2, 3) * 0.5\n", "python.list-times-number"),
        ("[1] + (2,)\n", "python.joined-kinds"),
        ("{[1]: 2}\n", "python.unhashable"),
        ("int(float('nan'))\n", "python.nan-to-int"),
        ("__import__('math').log(0)\n", "python.math-domain"),
        ("__import__('math').sqrt(-1)\n", "python.math-domain"),
        ("class A:\n    p = property(lambda self: 1)\nA().p = 2\n", "python.no-setter"),
        ("{}['one_hot']\n", "python.no-such-key"),
        ("{3: 1}[4]\n", "python.no-such-key"),
        (NUMPY + "{}[np.int64(4)]\n", "python.no-such-key"),
        ("(1, 2).shape\n", "python.no-such-attribute"),
        ("{'loss': 1}.loss\n", "python.no-such-attribute"),
        (NUMPY + "np.float64(1).append(2)\n", "python.no-such-attribute"),
        (NUMPY + "np.broadcast_to(np.ones(3), (2, 3))[0] = 2\n", "library.read-only"),
        (NUMPY + "np.ones(3, bool) - np.ones(3, bool)\n", "library.boolean-minus"),
        (NUMPY + "x = np.ones(3); x[0] = [1, 2]\n", "library.series-for-one-number"),
        (NUMPY + "np.ones((3, 2)).squeeze(axis=0)\n", "library.squeezed-too-much"),
        (NUMPY + "np.ones((3, 2)).transpose(0, 2, 1)\n", "library.transpose-axes"),
        (
            NUMPY + "np.random.default_rng(0).choice(np.arange(3), 4, replace=False)\n",
            "library.sample-too-large",
        ),
        (NUMPY + "np.random.choice(np.ones((3, 2)), 2)\n", "library.choice-of-rows"),
        (NUMPY + "np.exp(np.array([None, 1]))\n", "library.no-numbers"),
        (NUMPY + "np.arange(3) > '2'\n", "library.no-numbers"),
        (NUMPY + "np.ones(3).astype('flaot32')\n", "library.unknown-dtype"),
        (NUMPY + "np.ones(3).read()\n", "library.array-is-no-file"),
        (NUMPY + "np.ones(3).unsqueeze(0)\n", "library.array-lacks"),
        (NUMPY + "np.ones(3).asType(float)\n", "library.array-lacks"),
        ("x = f'{1'\n", "python.f-string"),
        ("x = f'loss: {}'\n", "python.f-string"),
        ("x = f'loss: {1 +}'\n", "python.f-string"),
        ("try:\n    pass\nexcept ValueError, e:\n    pass\n", "python.except-comma"),
        ("try:\n    pass\nexcept IndexError, KeyError:\n    pass\n", "python.except-comma"),
        ("x = [0.9, 0.5]['loss']\n", "python.list-by-name"),
        ("x = (0.9, 0.5)['accuracy']\n", "python.list-by-name"),
        ("__import__('os').mkdir('/tmp')\n", "notebook.folder-exists"),
        ("__import__('os').makedirs('/usr/lib')\n", "notebook.folder-exists"),
        ("open('/dev/null', 'w').write(3)\n", "python.not-writable"),
        ("open('/dev/null', 'w').write([0.9, 0.5])\n", "python.not-writable"),
        ("open('/dev/null', 'wb').write('loss: 0.5')\n", "python.not-writable"),
        (NUMPY + "__import__('json').dumps({'acc': np.float32(1)})\n", "python.not-json"),
        (NUMPY + "__import__('json').dumps([np.ones(3)])\n", "python.not-json"),
        (NUMPY + "np.ceil(9, 2)\n", "library.second-is-out"),
        (NUMPY + "np.log(np.ones(3), 2)\n", "library.second-is-out"),
        (NUMPY + "np.sqrt(np.ones(3), 1e-7)\n", "library.second-is-out"),
        (NUMPY + "np.ones((4, 3))[np.arange(3), np.zeros(4, int)]\n", "library.index-arrays-apart"),
        (NUMPY + "x = np.zeros((4, 3)); x[range(5), [0, 1, 2, 0]] = 1\n", "library.index-arrays-apart"),
        (NUMPY + "np.where(np.ones(3) > 0.5, 1)\n", "library.where-half"),
        (NUMPY + "np.where([True, False], 'cat')\n", "library.where-half"),
        (NUMPY + "x = np.ones(4)[:2]; x.resize((4, 1))\n", "library.resize-in-place"),
        (NUMPY + "x = np.ones((2, 2)); y = x[0]; x.resize((4, 4))\n", "library.resize-in-place"),
        (NUMPY + "np.where(np.ones(3) == 2)[0][0]\n", "library.nothing-found"),
        (NUMPY + "np.ones(3)[np.ones(3) > 1][-1]\n", "library.nothing-found"),
        (NUMPY + "np.ones(3)._unique_id\n", "library.array-is-no-variable"),
        (NUMPY + "np.ones(3).assign(np.zeros(3))\n", "library.array-is-no-variable"),
        (NUMPY + "np.ones(3).assign_add(1)\n", "library.array-is-no-variable"),
        ("f = lambda y: 0.0\nf(1, 2)\n", "python.lambda-arguments"),
        ("f = lambda y, p: 0.0\nf(1)\n", "python.lambda-arguments"),
        (NUMPY + "np.ones((2, 3)).swapaxes()\n", "python.argument-count"),
        (NUMPY + "np.maximum(np.ones(3))\n", "python.argument-count"),
        (NUMPY + "np.exp()\n", "python.argument-count"),
        (NUMPY + "np.exp(1, 2, 3)\n", "python.argument-too-many"),
        ("range(1, 2, 3, 4)\n", "python.argument-count"),
        (NUMPY + "np.zeros()\n", "python.argument-missing"),
        ("round()\n", "python.argument-missing"),
        (NUMPY + "np.pad(np.ones(2), 1, constant_value=0)\n", "python.option-unknown"),
        ("['the', 'cat'].index('zebra')\n", "python.not-found"),
        ("(1, 2).index(3)\n", "python.not-found"),
        ("[1].remove(2)\n", "python.not-found"),
        ("'a b'.index('c')\n", "python.not-found"),
        ("len.shape\n", "python.attribute-of-a-function"),
        ("def f(): pass\nf.name\n", "python.attribute-of-a-function"),
        ("[].append.result\n", "python.attribute-of-a-function"),
        ("[1.0].argmin()\n", "python.list-is-no-array"),
        ("[1.0].std()\n", "python.list-is-no-array"),
        ("__import__('collections').Counter().top\n", "python.no-such-attribute"),
        ("__import__('re').match('a', 'a').text\n", "python.no-such-attribute"),
        ("__import__('os').path.join('/tmp', 1)\n", "python.path-wanted"),
        ("__import__('os').fspath(3)\n", "python.path-wanted"),
        ("open([1, 2])\n", "python.path-wanted"),
        (NUMPY + "np.random.RandomState('seed')\n", "library.cannot-be-cast"),
        (NUMPY + "np.bincount(np.ones(3))\n", "library.cannot-be-cast"),
        (NUMPY + "np.split(np.ones(10), 3)\n", "library.unequal-split"),
        (NUMPY + "np.vsplit(np.ones((5, 2)), 2)\n", "library.unequal-split"),
        (NUMPY + "np.random.default_rng(0).randint(3)\n", "python.no-such-attribute"),
        (NUMPY + "np.random.default_rng(0).rand(3)\n", "python.no-such-attribute"),
        (
            NUMPY + "np.put_along_axis(np.ones((2, 3)), np.ones(2, int), 1, axis=1)\n",
            "library.another-number-of-axes",
        ),
        ("__import__('pathlib').Path('a') + '/b'\n", "python.path-added"),
        ("'a/' + __import__('pathlib').Path('b')\n", "python.path-added"),
        ("a = b = [1, 2, 3]\nfor x, y in (a, b): pass\n", "python.loop-over-two"),
        ("a = b = [1]\nfor x, y in a, b: pass\n", "python.loop-over-two"),
        ("a = b = [1, 2, 3]\ny = [1 for x, y in (a, b)]\n", "python.loop-over-two"),
        ("a = b = [1]\ny = [1 for x, y in a, b if x]\n", "python.loop-over-two"),
        (NUMPY + "np.arange(3).index(1)\n", "library.array-is-no-list"),
        (NUMPY + "np.arange(3).count(1)\n", "library.array-is-no-list"),
        (NUMPY + "np.arange(3).index\n", "library.array-is-no-table"),
        ("y = [1 if x > 0 for x in [1, 2]]\n", "python.if-without-else"),
        ("y = (1 if 2 > 0)\n", "python.if-without-else"),
        ("dict(**['a'])\n", "python.not-a-dictionary"),
        ("dict(**3)\n", "python.not-a-dictionary"),
        ("{**['softmax']}\n", "python.not-a-dictionary"),
        (NUMPY + "a = np.arange(3); np.concatenate(a, a)\n", "library.join-without-list"),
        (NUMPY + "a = np.ones(3); np.vstack(a, a)\n", "library.join-without-list"),
        (NUMPY + "a = np.ones(3); np.stack(a, a[:2])\n", "library.join-without-list"),
        (NUMPY + "a = [np.ones(3)]; np.concatenate(a, 1)\n", "library.no-such-axis"),
        ("__import__('random').sample(range(9), 9 * 0.5)\n", "python.float-as-index"),
    ],
)
def test_what_python_and_numpy_say_leads_to_a_text(code: str, expected: str) -> None:
    type_name, message, last = _raised(code)
    found = find(type_name, message, last)
    assert (found and found[0]) == expected


@pytest.mark.parametrize(
    "code",
    [
        "raise ValueError('truth value of an array')\n",
        "raise TypeError('f() missing 1 required positional argument: x')\n",
        "raise IndexError('list index out of range')\n",
        "raise KeyError('acc')\n",
        "1 / 0\n",
        "int('3 epochs')\n",
        "assert False, 'too many indices for array'\n",
        "class A: pass\nA().rate\n",
        "next(iter([]))\n",
        "raise RuntimeError\n",
        "raise FileExistsError('done already')\n",
        "raise ValueError('None values not supported')\n",
        "class Watcher: pass\nWatcher().on_the_way\n",
        "class Net: pass\nNet().conv_2\n",
    ],
)
def test_words_of_ones_own_are_left_alone(code: str) -> None:
    assert find(*_raised(code)) is None


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("if x > 0:\n    y = 1\nelse if x < 0:\n    y = 2\n", "python.else-if"),
        ("if x > 0:\n    y = 1\nelseif x < 0:\n    y = 2\n", "python.else-if"),
        ("if x > 0:\n    y = 1\nelse   if (x < 0):\n    y = 2\n", "python.else-if"),
        ("if x > 0:\n    y = 1\nelse\n    y = 2\n", "python.colon"),
        ("x = 1 if y else if z\n", "python.syntax"),
        ("x = dict(units: 10)\n", "python.dict-mixed"),
        ("x = dict('units': 10, 'loss': 'mse')\n", "python.dict-mixed"),
        ("x = {'units' = 10}\n", "python.dict-mixed"),
        ("x = {units = 10, loss = 'mse'}\n", "python.dict-mixed"),
        ("i = 0\ni++\n", "python.plus-plus"),
        ("i = 0\ni--\n", "python.plus-plus"),
        ("x = a && b\n", "python.foreign-and-or"),
        ("x = a || b\n", "python.foreign-and-or"),
        ("if x = {'a': 1}:\n    pass\n", "python.one-equals-sign"),
    ],
)
def test_what_the_line_shows_counts_where_the_words_would_mislead(code: str, expected: str) -> None:
    with pytest.raises(SyntaxError) as caught:
        compile(code, "answer.py", "exec")
    told = "".join(traceback.format_exception_only(caught.value))
    found = find(type(caught.value).__name__, str(caught.value), told)
    assert (found and found[0]) == expected


@pytest.mark.parametrize(
    ("type_name", "message", "line", "expected"),
    [
        ("TypeError", "Activation.__init__() takes 2 positional arguments but 3 were given", "x = Activation(x, 'relu')", "library.tensor-among-options"),
        ("TypeError", "Flatten.__init__() takes from 1 to 2 positional arguments but 3 were given", "x = layers.Flatten(inputs, 'channels_last')", "library.tensor-among-options"),
        ("TypeError", "Flatten.__init__() takes from 1 to 2 positional arguments but 3 were given", "Flatten(28, 28),", "python.argument-too-many"),
        ("AttributeError", "'SymbolicTensor' object has no attribute 'read'", "img = np.array(Image.open(f).convert('RGB'))", "library.tensor-is-no-text"),
        ("AttributeError", "'SymbolicTensor' object has no attribute 'endswith'", "if path.endswith('.png'):", "library.tensor-is-no-text"),
        ("TypeError", "expected str, bytes or os.PathLike object, not SymbolicTensor", "img = plt.imread(path)", "library.tensor-is-no-text"),
        ("TypeError", "expected str, bytes or os.PathLike object, not ndarray", "img = plt.imread(path)", "library.array-is-no-file"),
        ("AttributeError", "'SymbolicTensor' object has no attribute 'reshape'", "x = x.reshape(-1)", "library.tensor-is-no-array"),
        ("AttributeError", "'_MapDataset' object has no attribute 'class_names'", "return ds, ds.class_names", "library.dataset-of-a-step"),
        ("AttributeError", "'_PrefetchDataset' object has no attribute 'file_paths'", "print(ds.file_paths)", "library.dataset-of-a-step"),
        ("TypeError", "'_VariantDataset' object is not subscriptable", "ds = ds.map(lambda w: (w[:3], w[-1]))", "library.dataset-indexed"),
        ("TypeError", "'_MapDataset' object is not subscriptable", "first = ds[0]", "library.dataset-indexed"),
        ("AttributeError", "'_MapDataset' object has no attribute 'shape'", "print(ds.shape)", "python.no-such-attribute"),
        ("ValueError", "Attempt to convert a value (PosixPath('/tmp/x/ant/b.png')) with an unsupported type (<class 'pathlib.PosixPath'>) to a Tensor.", "ds = tf.data.Dataset.from_tensor_slices(paths)", "library.not-for-a-tensor"),
        ("ValueError", "Attempt to convert a value ({'a': 1}) with an unsupported type (<class 'dict'>) to a Tensor.", "x = tf.constant(d)", "library.not-for-a-tensor"),
        ("ValueError", "Please initialize `TimeDistributed` layer with a `keras.layers.Layer` instance. Received: 16", "layers.TimeDistributed(16),", "library.layer-wanted"),
        ("ValueError", "Shapes used to initialize variables must be fully-defined (no `None` dimensions). Received: shape=(None, 16) for variable path='s/dense/kernel'", "layers.Dense(16),", "library.length-left-open"),
        ("InvalidArgumentError", "keys and values cannot be empty tensors.", "v = layers.TextVectorization(vocabulary=words)", "library.empty-vocabulary"),
        ("AttributeError", "Line2D.set() got an unexpected keyword argument 'colour'", "plt.plot(x, y, colour='r')", "python.option-unknown"),
        ("ValueError", "Argument(s) not recognized: {'clip_norm': 1}", "opt = Adam(clip_norm=1)", "python.option-unknown"),
        ("ValueError", "Layer RandomFlip does not take a `factor` argument. Received: factor=0.1", "RandomFlip('horizontal', factor=0.1)", "python.option-unknown"),
        ("TypeError", "missing a required argument: 'y_true'", "f1_score(y=labels, y_pred=found)", "python.option-missing"),
        ("TypeError", "object of type 'int' has no len()", "fig = plt.figure(8, 5)", "library.figure-size"),
        ("TypeError", "'int' object is not iterable", "fig, ax = plt.subplots(1, 2, figsize=8)", "library.figure-size"),
        ("TypeError", "object of type 'int' has no len()", "n = len(epochs)", "python.no-length"),
        ("AttributeError", "'str' object has no attribute 'get'", "model.fit(x, y, class_weight='balanced')", "library.class-weight"),
        ("AttributeError", "'numpy.ndarray' object has no attribute 'get'", "model.fit(x, y, class_weight=weights)", "library.class-weight"),
        ("AttributeError", "'str' object has no attribute 'get'", "value = name.get('loss')", "python.no-such-attribute"),
        ("AttributeError", "'str' object has no attribute 'set_model'", "model.fit(x, y, callbacks='early_stopping')", "library.no-callback"),
        ("AttributeError", "'Monitor' object has no attribute '_implements_train_batch_hooks'", "model.fit(x, y, callbacks=[Monitor()])", "library.no-callback"),
        ("AttributeError", "Exception encountered when calling Net.call().\n\n\x1b[1m'Net' object has no attribute 'dense1'\x1b[0m", "return self.dense1(x)", "python.own-layer-lacks"),
        ("AttributeError", "Exception encountered when calling Net.call().\n\n'SymbolicTensor' object has no attribute 'numpy'", "return x.numpy()", "library.no-values-yet"),
        ("ValueError", "Could not interpret activation function identifier: softmax()", "Dense(10, 'softmax()')", "library.word-with-call"),
        ("ValueError", "Could not interpret regularizer identifier: l2(0.01)", "Dense(10, kernel_regularizer='l2(0.01)')", "library.word-with-call"),
        ("ValueError", "Could not interpret initializer identifier: RandomNormal(stddev=0.1)", "Dense(10, kernel_initializer='RandomNormal(stddev=0.1)')", "library.word-with-call"),
        ("ValueError", "Could not interpret optimizer identifier: adams", "model.compile('adams')", "library.unknown-word"),
        ("ValueError", "Was asked to retrieve layer at index 12 but model only has 8 layers.", "base.get_layer(index=12)", "library.no-such-layer-number"),
        ("ValueError", "Input size must be at least 75x75; Received: input_shape=(28, 28, 1)", "InceptionV3(weights=None)", "library.images-too-small"),
        ("ValueError", "Unrecognized save_freq: batch. Expected save_freq are 'epoch' or integer values", "ModelCheckpoint(path, save_freq='batch')", "library.option-value"),
        ("ValueError", "Argument `learning_rate` should be float, or an instance of LearningRateSchedule", "Adam('0.01')", "library.option-value"),
        ("ValueError", "'image' must have either 3 or 4 dimensions.", "tf.image.rot90(image)", "library.another-number-of-axes"),
        ("ValueError", "Input data in `NumpyArrayIterator` should have rank 4. You passed an array with shape (8, 28, 28)", "flow(images)", "library.another-number-of-axes"),
        ("ValueError", "Shape must be rank 4 but is rank 3 for '{{node Conv2D}}'", "tf.nn.conv2d(x, w, 1, 'SAME')", "library.another-number-of-axes"),
        ("InvalidArgumentError", "Tried to expand dim index -5 for tensor with 3 dimensions. [Op:ExpandDims]", "tf.expand_dims(x, -5)", "library.no-such-axis"),
        ("InvalidArgumentError", "TypeError: `generator` yielded an element of shape (4, 10, 6, 3) where an element of shape (None, 6, 10, 3) was expected.\nTraceback (most recent call last):", "for x, y in data: pass", "library.generator-unlike-signature"),
        ("InvalidArgumentError", "{{function_node __wrapped__IteratorGetNext}} TypeError: `generator` yielded an element of type float64 where an element of type <class 'numpy.float32'> was expected. [Op:IteratorGetNext]", "next(iter(data))", "library.generator-unlike-signature"),
        ("InvalidArgumentError", "TypeError: `generator` yielded an element of shape (3,) where an element of shape () was expected.", "model.fit(data)", "library.generator-unlike-signature"),
        ("InvalidArgumentError", "TypeError: `generator` yielded an element that did not match the expected structure. The expected structure was (tf.float32, tf.int64), but the yielded element was [0.1].", "model.fit(data)", "library.generator-of-other-parts"),
        ("InvalidArgumentError", "TypeError: `generator` yielded an element that could not be converted to the expected type. The expected type was int64, but the yielded element was cat.", "list(data)", "library.generator-of-other-parts"),
        ("TypeError", "`generator` must be a Python callable.", "Dataset.from_generator(gen, tf.int64)", "library.function-wanted"),
        ("ValueError", "Argument `func` must be a callable. Received func=(<tf.Tensor>)", "ds.map(scale(x, y))", "library.function-wanted"),
        ("TypeError", "<tf.Tensor: shape=()> is not a callable object", "ds.map(x / 255)", "library.function-wanted"),
        ("ValueError", "y_true and y_pred contain different number of classes 3, 10.", "log_loss(labels, p)", "library.classes-missing"),
        ("ValueError", "Only one class present in y_true. ROC AUC score is not defined in that case.", "roc_auc_score(labels, p)", "library.classes-missing"),
        ("ValueError", "y_true contains only one label (1). Please provide the true labels explicitly", "log_loss(labels, p)", "library.classes-missing"),
        ("ValueError", "The number of folds must be of Integral type. 5.0 of type <class 'float'> was passed.", "KFold(1 / 0.2)", "python.float-as-index"),
        ("TypeError", "Layer.__init__() takes 1 positional argument but 4 were given", "Model(inp, out, 'cnn')", "library.model-by-position"),
        ("TypeError", "Cannot convert 'batch_size' to EagerTensor of dtype int64", "ds.batch('batch_size')", "library.no-such-tensor"),
        ("ValueError", "`momentum` must be a float between [0, 1].", "SGD(0.01, momentum=9)", "library.option-value"),
        ("ValueError", "`rho` must be a number", "RMSprop(rho='a')", "library.option-value"),
        ("TypeError", "train.<locals>.<lambda>() takes 1 positional argument but 2 were given", "model.fit(x, y)", "python.lambda-arguments"),
        ("ValueError", "Could not interpret regularizer identifier: 0.01", "Dense(1, kernel_regularizer=0.01)", "library.number-for-name"),
        ("ValueError", "Could not interpret initializer identifier: 1e-3", "Dense(1, kernel_initializer=1e-3)", "library.number-for-name"),
        ("ValueError", "Could not interpret activation function identifier: 3", "Dense(1, 3)", "library.number-for-name"),
        ("ValueError", "Inputs have incompatible shapes. Received shapes (26, 26, 32) and (28, 28, 16)", "layers.Add()([a, b])", "library.branches-apart"),
        ("ValueError", "A `Concatenate` layer requires inputs with matching shapes except for the concatenation axis.", "Concatenate()([a, b])", "library.branches-apart"),
        ("ValueError", "You called `set_weights(weights)` on layer 'dense' with a weight list of length 1, but the layer was expecting 2 weights.", "layer.set_weights([w])", "library.weights-in-another-number"),
        ("NotFoundError", "Unsuccessful TensorSliceReader constructor: Failed to find any matching files for best.ckpt", "ckpt.restore(path)", "notebook.no-such-file"),
        ("TypeError", "Inputs are expected to be (nested) structures of `tf.data.Dataset` objects but encountered object of type <class 'numpy.ndarray'>.", "Dataset.zip((x, y))", "library.dataset-wanted"),
        ("TypeError", "len is not well defined for a symbolic Tensor (Cast:0).", "n = len(y)", "library.no-values-yet"),
        ("TypeError", "unhashable type: 'dict'", "ax.plot(history)", "library.dictionary-drawn"),
        ("TypeError", "unhashable type: 'dict'", "plt.bar(range(2), history)", "library.dictionary-drawn"),
        ("TypeError", "unhashable type: 'dict'", "seen.add(history)", "python.unhashable"),
        ("TypeError", "Missing required positional argument", "tf.cast(images)", "library.argument-missing"),
        ("ValueError", "Unrecognized keyword arguments passed to Model: {'inputs': <KerasTensor>}", "keras.Model(inputs=x)", "library.model-needs-both"),
        ("ValueError", "Unrecognized keyword arguments passed to Model: {'outputs': <KerasTensor>}", "keras.Model(outputs=x)", "library.model-needs-both"),
        ("AttributeError", "'csr_matrix' object has no attribute 'numpy'", "enc.fit_transform(x).numpy()", "library.sparse-matrix"),
        ("AttributeError", "'coo_array' object has no attribute 'argmax_'", "x.argmax_()", "library.sparse-matrix"),
        ("TypeError", "Expected sequence or array-like, got <class 'tensorflow.python.framework.ops.SymbolicTensor'>", "model.fit(x, y)", "library.metric-of-scikit-learn"),
        ("InvalidArgumentError", "buffer_size must be greater than zero or UNKNOWN_CARDINALITY [Op:ShuffleDatasetV3]", "ds.shuffle(0)", "library.positive-wanted"),
        ("InvalidArgumentError", "batch_size must be greater than zero. [Op:BatchDatasetV2]", "ds.batch(0)", "library.positive-wanted"),
        ("ValueError", "You must pass a `shape` argument.", "keras.layers.InputLayer()", "library.input-without-shape"),
        ("InvalidArgumentError", "Shapes of all inputs must match: values[0].shape = [40] != values[1].shape = [40,10] [Op:Pack]", "tf.math.confusion_matrix(y, p)", "library.probabilities-for-classes"),
        ("InvalidArgumentError", "Shapes of all inputs must match: values[0].shape = [2] != values[1].shape = [3] [Op:Pack]", "tf.stack([a, b])", "library.cannot-be-joined"),
        ("ValueError", "x and y must be the same size", "ax.scatter(range(10), y)", "library.plot-lengths"),
        ("TypeError", "Cannot convert 0.8 to EagerTensor of dtype int64", "ds.take(0.8)", "library.no-such-tensor"),
        ("InvalidArgumentError", "Input to reshape is a tensor with 6272 values, but the requested shape has 3136 [Op:Reshape]", "tf.reshape(x, (3136,))", "library.shape-written-out"),
        ("ValueError", "The total size of the tensor must be unchanged. Received: input_shape=(14, 14, 32), target_shape=(3136,)", "layers.Reshape((3136,))(x)", "library.shape-written-out"),
        ("ValueError", "None values not supported.", "model.fit((x, y))", "library.none-in-training"),
        ("ValueError", "The truth value of an array with more than one element is ambiguous.", "image_dataset_from_directory(images)", "library.array-is-no-file"),
        ("TypeError", "path should be path-like or io.BytesIO, not <class 'numpy.ndarray'>", "load_img(image)", "library.array-is-no-file"),
    ],
)  # fmt: skip
def test_what_keras_tensorflow_and_scikit_learn_say(
    type_name: str, message: str, line: str, expected: str
) -> None:
    found = find(type_name, message, f'  File "answer.py", line 3, in f\n    {line}\n')
    assert found is not None
    assert found[0] == expected
    assert texts.misconception("e06_dense", *found)
    assert texts.misconception_hint("e06_dense", found[0])


def test_every_code_has_a_text_and_a_hint_that_need_no_other_values() -> None:
    for kinds, words, code in error_patterns.rows():
        values = dict.fromkeys(words.groupindex, "…")
        assert texts.misconception("e06_dense", code, values), (kinds, code)
        hint = texts.misconception_hint("e06_dense", code)
        assert hint, code
        wanted = {name for _, name, _, _ in string.Formatter().parse(hint) if name}
        assert not values or wanted <= set(values), code
    for _, _, line, code in error_patterns.rows_of_lines():
        assert texts.misconception("e06_dense", code, dict.fromkeys(line.groupindex, "…")), code
        assert texts.misconception_hint("e06_dense", code), code


def test_a_traceback_of_a_syntax_error_does_not_count_as_words_of_ones_own() -> None:
    with pytest.raises(SyntaxError) as caught:
        compile("raise ValueError(\n", "answer.py", "exec")
    told = "".join(traceback.format_exception_only(caught.value))
    assert find("SyntaxError", str(caught.value), told) == ("python.bracket-open", {})


@pytest.mark.parametrize(
    ("line", "apart"),
    [
        ("tf.data.Dataset.from_tensor_slices(images, labels)", True),
        ("Dataset.from_tensor_slices(images[..., None], labels)", True),
        ("Dataset.from_tensor_slices(train[0], train[1])", True),
        ("Dataset.from_tensors(x, y)", True),
        ("Dataset.from_tensor_slices((images, labels))", False),
        ("Dataset.from_tensor_slices([images, labels])", False),
        ("Dataset.from_tensor_slices({'a': images, 'b': labels})", False),
        ("Dataset.from_tensor_slices(images[0, 1])", False),
        ("Dataset.from_tensor_slices((x, y), name='train')", False),
        ("Dataset.from_tensor_slices(images)", False),
    ],
)
def test_two_arrays_as_two_arguments_are_told_by_the_line(line: str, apart: bool) -> None:
    message = "The truth value of an array with more than one element is ambiguous"
    found = find("ValueError", message, f'  File "answer.py", line 3, in f\n    {line}\n')
    assert found is not None
    assert found[0] == ("library.tuple-of-arrays" if apart else "library.array-in-if")
    assert texts.misconception("e06_dense", *found)
    assert texts.misconception_hint("e06_dense", found[0])


def test_names_inside_libraries_are_written_as_people_write_them() -> None:
    message = "module 'tensorflow._api.v2.data' has no attribute 'autotune'"
    assert find("AttributeError", message, "") == (
        "library.no-such-name",
        {"module": "tensorflow.data", "name": "autotune"},
    )
    assert find("TypeError", "_sum() got an unexpected keyword argument 'dim'", "") == (
        "python.argument-unknown",
        {"call": "sum", "name": "dim"},
    )

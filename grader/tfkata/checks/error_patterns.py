"""Errors that many learners meet, as patterns of their words: what a group of a pattern finds becomes a value of the text.

The first row that fits counts, so what is special stands above what is general. Python's own errors come first, then those
of NumPy and scikit-learn, then those of Keras and TensorFlow, then Matplotlib's.
"""

from __future__ import annotations

import re

_SYNTAX = "SyntaxError|IndentationError|TabError"
_SYMBOLIC = r"(?:SymbolicTensor|Tensor|KerasTensor)"

_ROWS: tuple[tuple[str, str, str], ...] = (
    # Python: what stops the whole file
    ("TabError", "", "python.tabs"),
    ("IndentationError", "expected an indented block", "python.empty-block"),
    ("IndentationError", "unexpected indent|unindent does not match", "python.indentation"),
    (_SYNTAX, r"Missing parentheses in call to '(?P<name>print|exec)'", "python.print-statement"),
    (_SYNTAX, r"was never closed|does not match opening|^unmatched '", "python.bracket"),
    (_SYNTAX, r"unterminated (?:triple-quoted |f-)?(?:f-string|string)", "python.text-not-closed"),
    (_SYNTAX, r"expected ':'", "python.colon"),
    (_SYNTAX, r"Maybe you meant '==' or", "python.one-equals-sign"),
    (_SYNTAX, r"Perhaps you forgot a comma", "python.comma"),
    (_SYNTAX, r"positional argument follows keyword argument", "python.named-before-unnamed"),
    (_SYNTAX, r"'(?P<word>return|yield|await|break|continue)' (?:outside|not properly in)", "python.outside"),
    (_SYNTAX, r"invalid (?:non-printable )?character", "python.copied-characters"),
    # Python: names and calls
    ("UnboundLocalError", r"local variable '(?P<name>\w+)'", "python.no-value-yet"),
    ("RecursionError", "", "python.recursion"),
    ("TypeError", r"Callback\.set_\w+\(\) missing 1 required positional", "library.class-for-object"),
    ("TypeError", r"(?s)^in user code:.* takes (?:from )?\d.* positional arguments? (?:but|to) ", "library.map-arguments"),
    ("TypeError", r"Sequential\.add\(\) got an unexpected keyword argument '(?P<name>\w+)'", "library.option-beside-layer"),
    ("TypeError", r"(?:^|\.)(?P<call>\w+)(?:\.__init__)?\(\) missing \d+ required (?:positional|keyword-only) arguments?: (?P<names>'\w+'(?:,? (?:and )?'\w+')*)", "python.argument-missing"),
    ("TypeError", r"(?:^|\.)(?P<call>\w+)(?:\.__init__)?\(\) got an unexpected keyword argument '(?P<name>\w+)'", "python.argument-unknown"),
    ("ValueError|TypeError", r"Unrecognized keyword arguments passed to (?P<call>\w+): \{'(?P<name>\w+)'", "python.argument-unknown"),
    ("TypeError", r"(?:^|\.)(?P<call>\w+)(?:\.__init__)?\(\) got multiple values for argument '(?P<name>\w+)'", "python.argument-twice"),
    ("TypeError", r"(?:^|\.)(?P<call>\w+)(?:\.__init__)?\(\) takes (?:from )?\d.* positional arguments? but \d+ (?:was|were) given", "python.argument-too-many"),
    ("TypeError", r"(?:^|\.)(?P<call>\w+)(?:\.__init__)?\(\) takes no (?:keyword )?arguments", "python.argument-too-many"),
    # Python: values of another kind
    ("TypeError", r"unsupported operand type.*'NoneType'", "library.none-has-nothing"),
    ("TypeError", r"cannot unpack non-iterable NoneType", "library.none-has-nothing"),
    ("TypeError", r"can only concatenate str|unsupported operand type\(s\) for [+\-*]=?: '(?:str' and '(?:int|float)|(?:int|float)' and 'str)'", "python.text-and-number"),
    ("TypeError", r"unsupported operand type\(s\) for /=?: 'str' and 'str'", "python.text-is-no-path"),
    ("TypeError", r"unsupported operand type\(s\) for (?P<sign>\S+): '(?P<left>[\w.]+)' and '(?P<right>[\w.]+)'", "python.operands"),
    ("TypeError", r"cannot unpack non-iterable (?P<kind>int|float|bool|numpy\.\w+) object", "python.number-unpacked"),
    ("ValueError", r"too many values to unpack|not enough values to unpack", "python.unpacked-unevenly"),
    ("TypeError|IndexError", r"slice indices must be integers|'(?:float|numpy\.float\d+)' object cannot be interpreted as an integer|list indices must be integers or slices, not float|arrays used as indices must be of integer", "python.float-as-index"),
    ("TypeError", r"list indices must be integers or slices, not tuple", "python.list-is-no-array"),
    ("AttributeError", r"'list' object has no attribute '(?:shape|astype|reshape|dtype|ndim|mean|sum|max|min|argmax|flatten)'", "python.list-is-no-array"),
    ("TypeError", r"'(?P<kind>list|tuple|dict|int|float|str|numpy\.\w+|module|\w*Tensor)' object is not callable", "python.not-callable"),
    ("TypeError", r"'(?P<kind>int|float|bool|numpy\.\w+)' object is not iterable", "python.number-as-series"),
    ("TypeError", r"'(?P<kind>method|function|builtin_function_or_method|generator|int|float|type|zip|map|set)' object is not subscriptable", "python.not-subscriptable"),
    ("TypeError", r"'(?P<kind>[\w.]+)' object does not support item assignment", "python.cannot-be-changed"),
    ("IndexError", r"(?:list|tuple|string) (?:assignment )?index out of range", "python.list-too-short"),
    ("ValueError", r"could not convert string to float", "python.text-as-number"),
    ("KeyError", r"^'(?P<name>(?:val_)?(?:acc|accuracy|loss|\w+_accuracy|auc|mae|mse))'$", "library.no-such-metric"),
    # NumPy
    ("", r"Cannot cast ufunc '(?P<name>\w+)' output from dtype\('(?P<given>\w+)'\) to dtype\('(?P<kept>\w+)'\)", "library.in-place-dtype"),
    ("TypeError", r"Cannot interpret '(?P<value>[^']{1,40})' as a data type", "library.shape-and-dtype"),
    ("ValueError", r"truth value of an array|truth value of a (?:Series|DataFrame)", "library.array-in-if"),
    ("ValueError", r"shapes .* not aligned|mismatch in its core dimension", "library.product-lengths"),
    ("TypeError", r"only (?:0-dimensional|length-1|size-1) arrays can be converted to Python scalars", "library.one-number-wanted"),
    ("TypeError", r"only integer scalar arrays can be converted to a scalar index", "library.array-as-count"),
    ("IndexError", r"invalid index to scalar variable|too many indices for array", "library.too-many-indices"),
    ("IndexError", r"only integers, slices .* are valid indices", "library.no-valid-index"),
    ("IndexError", r"boolean index did not match", "library.mask-of-another-shape"),
    ("AxisError|ValueError|IndexError", r"^axis (?P<axis>-?\d+) is out of bounds for array of dimension (?P<axes>\d+)", "library.no-such-axis"),
    ("IndexError", r"index (?P<index>-?\d+) is out of bounds for axis (?P<axis>\d+) with size (?P<size>\d+)", "library.index-beyond"),
    ("ValueError", r"inhomogeneous shape", "library.ragged"),
    ("ValueError", r"could not broadcast input array from shape \((?P<given>[\d, ]*)\) into shape \((?P<place>[\d, ]*)\)", "library.does-not-fit-in"),
    ("ValueError", r"input array dimensions except for the concatenation axis|all input arrays must have the same shape|must have same number of dimensions", "library.cannot-be-joined"),
    ("AttributeError", r"'numpy\.ndarray' object has no attribute '(?P<name>append|extend|insert|push|add|pop|remove)'", "library.array-does-not-grow"),
    ("AttributeError", r"'numpy\.ndarray' object has no attribute '(?P<name>values|iloc|loc|head|columns|to_numpy|value_counts|drop|index|apply|isnull|fillna|describe)'", "library.array-is-no-table"),
    ("AttributeError", r"'numpy\.ndarray' object has no attribute '(?P<name>numpy|eval|cpu|detach|get_shape)'", "library.array-already"),
    ("AttributeError", r"'numpy\.ndarray' object has no attribute '(?P<name>plot|imshow|bar|hist|scatter|legend|axis|set_\w+|set)'", "library.array-of-axes"),
    # scikit-learn
    ("ValueError", r"Classification metrics can't handle a mix of|continuous(?:-multioutput)? is not supported", "library.probabilities-for-classes"),
    ("NotFittedError", "", "library.not-fitted"),
    ("ValueError", r"least populated class", "library.class-too-small"),
    ("ValueError", r"inconsistent numbers of samples|Data cardinality is ambiguous", "library.samples-apart"),
    ("ValueError", r"Expected 2D array, got", "library.table-wanted"),
    # Keras and TensorFlow: the model
    ("", r"A KerasTensor is symbolic", "library.symbol-in-numpy"),
    ("", r"(?i)^(?:The `\w+` argument|Argument|Received an invalid value for|Could not interpret|Invalid)[^<]{0,200}<keras_?tensor", "library.tensor-among-options"),
    ("ValueError|TypeError", r"Could not interpret (?P<kind>\w+)(?: \w+)? identifier: (?P<word>[\w.\-]{1,40})$", "library.unknown-word"),
    ("ValueError|TypeError", r"Only instances of `keras\.Layer` can be added", "library.not-a-layer"),
    ("ValueError", r"the layer isn't built|has not yet been built|model has no variables", "library.not-built"),
    ("ValueError", r"Received an invalid value for `?(?P<name>\w+)`?, expected a positive integer", "library.whole-number-wanted"),
    ("ValueError|InvalidArgumentError", r"Input \d+ .*of layer .*\bis incompatible with the layer|Invalid input shape for input", "library.input-unlike-model"),
    # Keras: training, saving, loading
    ("ValueError", r"The filepath provided must end in `\.keras`", "library.checkpoint-ending"),
    ("ValueError", r"^File not found: filepath=(?P<path>\S{1,80}?)\.? Please", "notebook.no-such-file"),
    ("ValueError", r"objects could not be loaded|Layer count mismatch when loading weights|The shape of the target variable and the shape of the target value", "library.weights-of-another-model"),
    ("ValueError|TypeError", r"Could not locate (?:class|function) '(?P<name>[\w.>]{1,40})'", "library.unknown-to-keras"),
    ("ValueError|TypeError", r"`validation_split` is only supported for", "library.split-of-a-dataset"),
    ("ValueError|TypeError", r"should not be passed\. Instead", "library.dataset-brings-its-own"),
    ("ValueError", r"No gradients provided for any variable", "library.no-gradients"),
    ("ValueError|InvalidArgumentError|RuntimeError", r"parsing the device spec|[Uu]nknown device|satisfy device specification", "library.no-such-device"),
    # TensorFlow: graphs
    ("AttributeError", rf"'{_SYMBOLIC}' object has no attribute 'numpy'", "library.no-values-yet"),
    ("", r"Cannot convert a symbolic|numpy\(\) is only available when eager", "library.no-values-yet"),
    ("", r"Using a symbolic `tf\.Tensor` as a Python `bool`", "library.no-values-yet"),
    ("AttributeError", r"'?(?:[\w.]*EagerTensor|SymbolicTensor|KerasTensor)'? object has no attribute '(?P<name>\w+)'", "library.tensor-is-no-array"),
    # Matplotlib
    ("ValueError", r"x and y must have same first dimension", "library.plot-lengths"),
    ("TypeError", r"Invalid shape \((?P<shape>[\d, ]+)\) for image data", "library.image-shape"),
    # any module
    ("AttributeError", r"^module '(?P<module>[\w.]+)' has no attribute '(?P<name>\w+)'", "library.no-such-name"),
)  # fmt: skip
_PATTERNS = tuple((re.compile(kinds), re.compile(words), code) for kinds, words, code in _ROWS)


def find(type_name: str, message: str, traceback: str) -> tuple[str, dict[str, str]] | None:
    """The code and the values of the first row that fits; None where no row does, or the learner's own code chose the words."""
    if _own_words(type_name, traceback):
        return None
    for kinds, words, code in _PATTERNS:
        if kinds.pattern and not kinds.fullmatch(type_name):
            continue
        found = words.search(message)
        if found is not None:
            return code, {name: value for name, value in found.groupdict().items() if value is not None}
    return None


def rows() -> tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...]:
    """Every row: the classes of error and the words that it is for, and the code that it leads to."""
    return _PATTERNS


def _own_words(type_name: str, traceback: str) -> bool:
    """Whether the last line of the learner's code raised this error by itself, with words of its own."""
    last = traceback.rpartition("File ")[2]
    return re.search(rf"^\s*raise (?:\w+\.)*{re.escape(type_name)}\b", last, re.MULTILINE) is not None

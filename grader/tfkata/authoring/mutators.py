"""Ways to change a solution that mutmut does not know: those in which code of this field goes wrong.

Each takes a libcst node and gives the nodes that may stand in its place, as mutmut's own operators do. mutmut's
change a number by one, swap an operator for its neighbour, drop or blank an argument, blank an assignment. These
change numbers further, drop an operand, a call, a layer or a statement, swap the parts of a tuple, and put one
plausible name for another: padding, activation, monitor, metric, dtype, reduction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import libcst as cst

# Values that somebody might write for each other: as a string, or as the last part of a name.
PLAUSIBLE: tuple[tuple[str, ...], ...] = (
    ("same", "valid"),
    ("relu", "elu", "sigmoid", "tanh", "linear", "softmax"),
    ("val_loss", "loss", "val_accuracy"),
    ("accuracy", "binary_accuracy"),
    ("min", "max"),
    ("micro", "macro", "weighted"),
    ("integer", "one_hot", "multi_hot"),
    ("sparse_categorical_crossentropy", "categorical_crossentropy", "binary_crossentropy", "mse"),
    ("SparseCategoricalCrossentropy", "CategoricalCrossentropy", "BinaryCrossentropy", "MeanSquaredError"),
    ("SparseCategoricalAccuracy", "CategoricalAccuracy", "BinaryAccuracy", "Accuracy"),
    ("adam", "sgd", "rmsprop"),
    ("Adam", "SGD", "RMSprop"),
    ("MaxPooling2D", "AveragePooling2D"),
    ("MaxPool2D", "AvgPool2D"),
    ("Flatten", "GlobalAveragePooling2D"),
    ("float32", "float64"),
    ("int64", "int32"),
    ("train", "val"),
    ("argmax", "argmin"),
    ("maximum", "minimum"),
    ("mean", "sum"),
    ("std", "var"),
    ("any", "all"),
    ("floor", "ceil"),
    ("sqrt", "square"),
    ("log", "log2", "log1p"),
    ("zeros", "ones"),
    ("zeros_like", "ones_like"),
    ("StratifiedShuffleSplit", "ShuffleSplit"),
    ("permutation", "arange"),
)

MODULES = ("np", "tf", "keras", "plt", "math", "layers")


def alternatives(word: str) -> list[str]:
    """The other members of every group that the word belongs to."""
    return [other for group in PLAUSIBLE if word in group for other in group if other != word]


def further_number(node: cst.Integer | cst.Float) -> Iterator[cst.BaseExpression]:
    """One less, twice as much, nothing."""
    value = node.evaluated_value
    others = (value * 2, value / 2, 0.0) if isinstance(value, float) else (value - 1, value * 2, 0)
    yield from (cst.parse_expression(repr(other)) for other in dict.fromkeys(others) if other != value)


def plausible_string(node: cst.SimpleString) -> Iterator[cst.SimpleString]:
    value = node.evaluated_value
    if isinstance(value, str):
        yield from (node.with_changes(value=f'"{other}"') for other in alternatives(value))


def plausible_attribute(node: cst.Attribute) -> Iterator[cst.Attribute]:
    yield from (node.with_changes(attr=cst.Name(other)) for other in alternatives(node.attr.value))


def plausible_function(node: cst.Call) -> Iterator[cst.Call]:
    if isinstance(node.func, cst.Name):
        yield from (node.with_changes(func=cst.Name(other)) for other in alternatives(node.func.value))


def without_operand(node: cst.BinaryOperation) -> Iterator[cst.BaseExpression]:
    """`a - b` becomes `a`, `b` and, where the order matters, `b - a`."""
    yield _inside(node, node.left)
    yield _inside(node, node.right)
    if not isinstance(node.operator, cst.Add | cst.Multiply | cst.BitAnd | cst.BitOr | cst.BitXor):
        yield node.with_changes(left=_enclosed(node.right), right=_enclosed(node.left))


def other_arithmetic(node: cst.BinaryOperation) -> Iterator[cst.BinaryOperation]:
    others: dict[type[cst.BaseBinaryOp], cst.BaseBinaryOp] = {
        cst.Add: cst.Multiply(),
        cst.Multiply: cst.Add(),
        cst.Divide: cst.FloorDivide(),
        cst.FloorDivide: cst.Multiply(),
        cst.MatrixMultiply: cst.Multiply(),
    }
    if type(node.operator) in others:
        yield node.with_changes(operator=others[type(node.operator)])


def other_comparison(node: cst.ComparisonTarget) -> Iterator[cst.ComparisonTarget]:
    """The opposite direction; mutmut has the neighbour."""
    others: dict[type[cst.BaseCompOp], tuple[cst.BaseCompOp, ...]] = {
        cst.LessThan: (cst.GreaterThan(), cst.GreaterThanEqual()),
        cst.GreaterThan: (cst.LessThan(), cst.LessThanEqual()),
        cst.LessThanEqual: (cst.GreaterThan(), cst.GreaterThanEqual()),
        cst.GreaterThanEqual: (cst.LessThan(), cst.LessThanEqual()),
        cst.Equal: (cst.GreaterThanEqual(), cst.LessThanEqual()),
        cst.NotEqual: (cst.GreaterThan(), cst.LessThan()),
    }
    yield from (node.with_changes(operator=other) for other in others.get(type(node.operator), ()))


def other_condition(node: cst.If | cst.IfExp | cst.CompIf) -> Iterator[cst.CSTNode]:
    """Negated, always, never."""
    negated = cst.UnaryOperation(cst.Not(), _enclosed(node.test))
    yield from (node.with_changes(test=test) for test in (negated, cst.Name("True"), cst.Name("False")))


def other_order(node: cst.Tuple | cst.List) -> Iterator[cst.CSTNode]:
    """Neighbours change places: `return model, history` becomes `return history, model`."""
    values = [part.value for part in node.elements]
    for index in range(len(values) - 1):
        order = [*values[:index], values[index + 1], values[index], *values[index + 2 :]]
        pairs = zip(node.elements, order, strict=True)
        yield node.with_changes(elements=[part.with_changes(value=value) for part, value in pairs])


def without_element(node: cst.List | cst.Dict) -> Iterator[cst.CSTNode]:
    """A list of layers without one of them."""
    parts: Sequence[cst.CSTNode] = list(node.elements)
    yield from (node.with_changes(elements=[*parts[:i], *parts[i + 1 :]]) for i in range(len(parts)))


def without_bound(node: cst.Slice) -> Iterator[cst.Slice]:
    yield from (
        node.with_changes(**{bound: None}) for bound in ("lower", "upper", "step") if getattr(node, bound)
    )


def without_call(node: cst.Call) -> Iterator[cst.BaseExpression]:
    """`x.astype(t)` becomes `x`, and `softmax(x)` becomes `x`."""
    if isinstance(node.func, cst.Attribute) and _first_name(node.func) not in MODULES:
        yield node.func.value
    if node.args and node.args[0].keyword is None and not node.args[0].star:
        yield _inside(node, node.args[0].value)


def without_statement(
    node: cst.SimpleStatementLine | cst.For | cst.While | cst.If | cst.With,
) -> Iterator[cst.SimpleStatementLine]:
    yield cst.SimpleStatementLine([cst.Pass()], leading_lines=node.leading_lines)


def _first_name(node: cst.BaseExpression) -> str:
    """`keras` of `keras.layers.Dense`; nothing where the chain begins with a call or another expression."""
    while isinstance(node, cst.Attribute):
        node = node.value
    return node.value if isinstance(node, cst.Name) else ""


def _inside(outer: cst.BaseExpression, inner: cst.BaseExpression) -> cst.BaseExpression:
    """`inner` in the parentheses of the expression that it replaces, added to its own."""
    return inner.with_changes(lpar=[*outer.lpar, *inner.lpar], rpar=[*inner.rpar, *outer.rpar])


def _enclosed(node: cst.BaseExpression) -> cst.BaseExpression:
    if node.lpar or isinstance(
        node, cst.Name | cst.Integer | cst.Float | cst.Attribute | cst.Call | cst.Subscript
    ):
        return node
    return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


Mutator = Callable[..., Iterator[cst.CSTNode]]
MUTATORS: tuple[tuple[type[cst.CSTNode] | tuple[type[cst.CSTNode], ...], Mutator], ...] = (
    ((cst.Integer, cst.Float), further_number),
    (cst.SimpleString, plausible_string),
    (cst.Attribute, plausible_attribute),
    (cst.Call, plausible_function),
    (cst.BinaryOperation, without_operand),
    (cst.BinaryOperation, other_arithmetic),
    (cst.ComparisonTarget, other_comparison),
    ((cst.If, cst.IfExp, cst.CompIf), other_condition),
    ((cst.Tuple, cst.List), other_order),
    ((cst.List, cst.Dict), without_element),
    (cst.Slice, without_bound),
    (cst.Call, without_call),
    ((cst.SimpleStatementLine, cst.For, cst.While, cst.If, cst.With), without_statement),
)

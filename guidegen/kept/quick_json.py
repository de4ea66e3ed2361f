"""JSON without the package `json`, which loads regular expressions: a third of the time of an unchanged run.

What does the work there is written in C and stands in a module of its own. Where it is not as it is known, the package
is taken.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NoReturn


class _Manner:
    """How the scanner is to read: as `json.loads` does."""

    strict = True
    object_hook = None
    object_pairs_hook = None
    parse_float = float
    parse_int = int
    parse_constant = float


#: The scanner, once there is one: hundreds of texts may be read.
_scanners: list[Any] = []


def _scanner() -> Any:
    try:
        from _json import make_scanner
    except ImportError:
        return None
    return make_scanner(_Manner)  # type: ignore[arg-type]


def loads(text: str) -> Any:
    """What a text says that this program wrote; ValueError where it is none."""
    if not _scanners:
        _scanners.append(_scanner())
    [scan] = _scanners
    if scan is None:
        import json

        return json.loads(text)
    try:
        value, end = scan(text, 0)
    except (StopIteration, SystemError):
        # The second comes where the scanner does not find the error of the package, as it is not loaded (Python 3.11).
        raise ValueError("no JSON") from None
    if end != len(text):
        raise ValueError("there is more than one value")
    return value


def dumps_texts(texts: list[str]) -> str:
    """A list of texts, as `json.dumps` writes it."""
    try:
        from _json import encode_basestring_ascii
    except ImportError:
        import json

        return json.dumps(texts)
    return f"[{', '.join(map(encode_basestring_ascii, texts))}]"


def encoder(*, ascii: bool = True, compact: bool = False, sort_keys: bool = False) -> Callable[[object], str]:
    """A function that writes a value as `json.dumps` does, so that each of thousands does not make one of its own.

    TypeError for what JSON does not have. Values may not hold themselves.
    """
    comma, colon = (",", ":") if compact else (", ", ": ")
    try:
        from _json import encode_basestring, encode_basestring_ascii, make_encoder
    except ImportError:
        import json

        return json.JSONEncoder(ensure_ascii=ascii, separators=(comma, colon), sort_keys=sort_keys).encode
    text = encode_basestring_ascii if ascii else encode_basestring
    pieces: Any = make_encoder(None, _refused, text, None, colon, comma, sort_keys, False, True)
    return lambda value: "".join(pieces(value, 0))


def _refused(value: object) -> NoReturn:
    raise TypeError(f"JSON has no {type(value).__name__}")

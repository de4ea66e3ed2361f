"""What only type checkers need of `typing`, which takes longer to load than the files of a small project.

For them these are the names that `typing` has. While the program runs they do nothing: nobody asks whether a value has
the methods of a protocol, or what a class was made generic over.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar as ClassVar
    from typing import Generic as Generic
    from typing import Literal as Literal
    from typing import Protocol as Protocol
    from typing import TypeVar as TypeVar
else:

    class _Silent:
        __slots__ = ()

        def __init__(self, *_, **__) -> None:
            """Take what is said of a type variable."""

        def __class_getitem__(cls, _):
            return cls

    class Generic(_Silent):
        """The base of generic classes."""

        __slots__ = ()
        __init__ = object.__init__

    class Protocol(_Silent):
        """The base of protocols."""

        __slots__ = ()
        __init__ = object.__init__

    class TypeVar(_Silent):
        """A type that is to be found out."""

        __slots__ = ()

    Literal = ClassVar = _Silent

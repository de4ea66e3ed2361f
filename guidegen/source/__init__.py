"""Text with positions: the only part of the program that reads the user's files.

`files` reads from the disk, `parser` turns YAML text into nodes that know their place. Nothing here knows
what a guide is; that is the task of `guidegen.reading`.
"""

from guidegen.source.files import ProjectFiles, Refusal
from guidegen.source.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode
from guidegen.source.parser import parse_yaml
from guidegen.source.text import SourceText, WorkingText

__all__ = [
    "Entry",
    "MappingNode",
    "Node",
    "ProjectFiles",
    "Refusal",
    "ScalarNode",
    "SequenceNode",
    "SourceText",
    "WorkingText",
    "parse_yaml",
]

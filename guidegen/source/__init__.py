"""Text with positions: the only part of the program that reads the user's files.

`files` reads from the disk, `parser` turns YAML text into nodes that know their place. Nothing here knows
what a guide is; that is the task of `guidegen.reading`.
"""

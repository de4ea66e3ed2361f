"""From a project's files to the model, with the problems of all files collected.

`read_project` never raises for anything that stands in a file. Parsers of Markdown and pictures are imported
only when a file needs them.
"""

from guidegen.reading.project_files import read_project

__all__ = ["read_project"]

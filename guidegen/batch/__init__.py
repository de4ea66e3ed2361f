"""From a project to files: what is to be made, making it, and keeping the output folder true to it.

`outputs` names files, `compile` makes documents of a source and lays them out, `store` writes files whole or not
at all and keeps the manifest; `build`, `check` and `dry_run` do it all.
"""

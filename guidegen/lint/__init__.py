"""Checks of what is taught, beyond whether a file can be read. One module a family of rules."""

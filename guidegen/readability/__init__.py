"""How hard a text is to read: passages of prose, their sentences, words and syllables, and the established formulas.

Nothing here judges: `guidegen.lint` compares the figures with what a guide promises. There are no dictionaries and no
downloads; every rule and constant stands in the code or in a data file beside it.
"""

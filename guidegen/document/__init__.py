"""The intermediate representation: what is to be printed, in reading order, without saying how it looks.

`elements` holds the tree (the template), `arrangement` the order of items and options of one form, and
`dump` the plain-text form of both. A renderer needs nothing else.
"""

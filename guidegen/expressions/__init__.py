"""Expressions that authors write between `{{` and `}}`: a small calculator, exact and safe.

`syntax` reads an expression and refuses what is no calculation, `evaluate` works it out with the library simpleeval,
`functions` is the table of what can be called, `numbers` keeps the arithmetic exact and within limits, and `formats`
turns a number into what is printed. See `docs/adr/0008-expressions.md`.
"""

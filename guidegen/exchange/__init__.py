"""Import and export of banks: one module for each format in `formats`, the table of them in `table`.

The model of guidegen stands in the middle: a reader makes items of it, a writer takes items of it, and only
`yaml_bank` knows how a bank is typed. What cannot pass is a `Loss`. See `docs/adr/0013-exchange.md`.
"""

"""From model to documents: which items, in which order, and what is to be printed. The only stage that knows both.

`selection` draws and arranges items into a form, `codes` names what was printed, `handout`, `exam` and
`answer_key` make the documents, `typography` sets quotes and dashes for print.
"""

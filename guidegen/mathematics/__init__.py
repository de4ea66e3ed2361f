"""Mathematics: formulas in LaTeX notation to a small tree, and the tree to spoken words.

`formula.parse` reads a formula or says why it cannot be read; `speech.spoken` says it in words. How it is drawn
is the renderer's business (`guidegen.render.pdf.mathematics`), which starts from the same tree.
"""

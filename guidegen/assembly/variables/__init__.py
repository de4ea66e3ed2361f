"""Parametrised items: drawing values, working out what follows from them, and putting both into the item.

`worksheet` works out one item for any choice of its values, `draws` chooses the values by hash streams, `faults`
tells what is wrong with a choice, and `fill` makes the plain items that a form holds.
"""

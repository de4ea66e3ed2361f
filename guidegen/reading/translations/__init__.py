"""Translations: files beside their original (`NAME.es.yaml`) that hold its texts in another language.

A translation has the keys of its original, and what it leaves out is the original's: ids, keys, points, pictures. So
forms, seeds and answers are the same in every language (docs/adr/0022).
"""

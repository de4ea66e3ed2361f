"""Digests that go on from that of a beginning."""

from __future__ import annotations

import hashlib

from guidegen.kept import digests
from guidegen.kept.digests import sha256, sha256_of_beginning


def told(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def test_the_digest_of_a_file_goes_on_from_that_of_its_beginning():
    beginning = b"page" * 1000
    assert sha256_of_beginning(beginning) == told(beginning)
    assert digests._begun is not None
    assert sha256(beginning + b"end") == told(beginning + b"end")
    assert digests._begun is None
    assert sha256(beginning + b"end") == told(beginning + b"end")


def test_what_begins_in_another_way_has_a_digest_of_its_own():
    for data in (b"", b"pa", b"other", b"page"):
        assert sha256_of_beginning(b"page") == told(b"page")
        assert sha256(data) == told(data)
    assert sha256_of_beginning(b"") == told(b"")
    assert sha256(b"any") == told(b"any")

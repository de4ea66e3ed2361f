"""Streams of files: what is stored gives back what was drawn, and is the same whenever it is made."""

import zlib

import pytest

from guidegen.render.pdf.deflating import deflated


@pytest.mark.parametrize("quickly", [False, True])
@pytest.mark.parametrize("data", [b"", b"q Q", bytes(range(256)) * 400, bytearray(b"0 0 m 10 0 l S\n" * 5_000)])
def test_what_is_deflated_is_read_again_by_zlib(data, quickly):
    stored = deflated(data, quickly=quickly)
    assert isinstance(stored, bytes)
    assert zlib.decompress(stored) == bytes(data)
    assert stored == deflated(bytes(data), quickly=quickly)


def test_streams_of_many_copies_are_smaller_than_those_of_one():
    data = b"".join(b"1 0 0 1 %d %d cm [<%04X%04X>] TJ\n" % (n, n * n % 700, n, 7 * n % 999) for n in range(2_000))
    assert len(deflated(data)) < len(deflated(data, quickly=True)) < len(data)

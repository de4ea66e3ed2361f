"""A table of digests is a dictionary of digests."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guidegen.digest_table import DigestTable
from guidegen.kept.digests import blake2b

# Many that begin alike; the one that is told as another is left out.
DIGESTS = st.one_of(
    st.binary(min_size=8, max_size=8).filter(any),
    st.integers(1, 40).map(lambda n: (n << 32).to_bytes(8, "little")),
    st.integers(1, 40).map(lambda n: n.to_bytes(8, "little")),
)


@given(st.lists(st.tuples(DIGESTS, st.integers(0, 2**32 - 1)), max_size=300))
def test_it_is_a_dictionary(pairs):
    table, known = DigestTable(), {}
    for digest, value in pairs:
        assert (digest in table) == (digest in known)
        assert table.setdefault(digest, value) == known.setdefault(digest, value)
        assert digest in table and len(table) == len(known)


def test_it_grows():
    table = DigestTable()
    digests = [blake2b(str(number).encode(), digest_size=8).digest() for number in range(5_000)]
    for number, digest in enumerate(digests):
        assert digest not in table
        table.setdefault(digest, number)
    assert len(table) == 5_000
    assert [table.setdefault(digest, 7) for digest in digests] == list(range(5_000))

"""How much diagnostics weigh: three values, each of which there is once."""

from __future__ import annotations

import copy
import pickle

import pytest

from guidegen.diagnostics import SEVERITIES, Severity


def test_there_are_three_and_each_is_one():
    assert SEVERITIES == (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    assert [severity.value for severity in SEVERITIES] == ["error", "warning", "note"]
    for severity in SEVERITIES:
        assert Severity(severity.value) is severity
        assert pickle.loads(pickle.dumps(severity)) is severity
        assert copy.deepcopy(severity) is severity
    assert repr(Severity.ERROR) == "Severity.ERROR"


def test_there_is_no_other():
    with pytest.raises(KeyError):
        Severity("hint")

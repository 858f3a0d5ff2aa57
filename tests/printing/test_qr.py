from __future__ import annotations

import numpy as np
import pytest
import zxingcpp

from readify.printing.qr import QUIET, qr_matrix, runs


def read(matrix) -> str:
    dark = np.pad(np.array(matrix), QUIET).repeat(6, axis=0).repeat(6, axis=1)
    return zxingcpp.read_barcode(np.where(dark, 0, 255).astype("uint8")).text


@pytest.mark.parametrize(
    "text", ["HTTP://LOCALHOST:8000/S/MAAS3K7Q", "http://localhost:8000/s/maas3k7q", "Ünïcode ✓"]
)
def test_a_matrix_is_read_as_it_was_written(text):
    assert read(qr_matrix(text)) == text


def test_capitals_take_a_smaller_code_than_small_letters():
    assert len(qr_matrix("HTTP://LOCALHOST:8000/S/MAAS3K7Q")) == 25
    assert len(qr_matrix("http://localhost:8000/s/maas3k7q")) == 29


def test_a_higher_level_takes_more_modules():
    assert len(qr_matrix("HTTPS://READIFY.EXAMPLE/S/MAAS3K7Q", "H")) > len(
        qr_matrix("HTTPS://READIFY.EXAMPLE/S/MAAS3K7Q", "L")
    )


def test_the_runs_cover_exactly_the_dark_modules():
    matrix = qr_matrix("READIFY")
    covered = {(y, x + i) for y, x, length in runs(matrix) for i in range(length)}
    assert covered == {(y, x) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}
    assert len(runs(matrix)) < len(covered) / 1.5


def test_a_text_too_long_for_any_code_is_refused():
    with pytest.raises(ValueError, match="version"):
        qr_matrix("x" * 5000)

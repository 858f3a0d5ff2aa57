"""ISBNs as people scan and type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readify.books.isbn import BadIsbn, parse_isbn


@pytest.mark.parametrize(
    "typed",
    [
        "9780747532699",
        "978-0-7475-3269-9",
        " 978 0 7475 3269 9 ",
        "0747532699",
        "0-7475-3269-9",
        "ISBN 978-0-7475-3269-9",
        "isbn-13: 9780747532699",
        "ISBN-10 0-7475-3269-9",
    ],
)
def test_all_ways_of_writing_one_isbn_give_the_same_thirteen_digits(typed):
    assert parse_isbn(typed) == "9780747532699"


def test_an_x_as_check_digit_is_read_in_either_case():
    assert parse_isbn("0-8044-2957-x") == parse_isbn("080442957X") == "9780804429573"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "ISBN",
        "lampje",
        "9780747532690",
        "0747532698",
        "978074753269",
        "97807475326999",
        "4006381333931",
        "٩٧٨٠٧٤٧٥٣٢٦٩٩",
        "9" * 5_000,
        "978\x000747532699",
    ],
)
def test_what_is_no_isbn_is_refused_in_words_that_help(typed):
    with pytest.raises(BadIsbn) as refusal:
        parse_isbn(typed)
    assert refusal.value.status == 422
    assert refusal.value.code == "bad_isbn"
    assert "Kijk nog eens" in refusal.value.message


@given(st.text(max_size=40))
def test_any_text_is_either_an_isbn_or_refused(typed):
    try:
        isbn = parse_isbn(typed)
    except BadIsbn:
        return
    assert len(isbn) == 13
    assert isbn.isascii()
    assert isbn.isdecimal()
    assert parse_isbn(isbn) == isbn

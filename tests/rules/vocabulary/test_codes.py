"""ISRC, UPC and EAN, ISWC, IPI: what is a code, and what is wrong with one that is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.vocabulary.codes import barcode_flaw, bare, ipi_flaw, is_stated, isrc_flaw, iswc_flaw

DIGITS = st.text("0123456789", min_size=11, max_size=11)


@pytest.mark.parametrize(
    "text", ["GB-AYE-26-00001", "gbaye2600001", "ISRC: GB AYE 26 00001", "US.S1Z.99.00001", " QZ1232612345 "]
)
def test_an_isrc_is_read_however_it_is_written(text: str) -> None:
    assert isrc_flaw(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("GB-AYE-26-0001", "has 11 characters"),
        ("GB-AYE-26-000012", "has 13 characters"),
        ("GB-AYE-26-O0001", "has a letter where a digit belongs"),
        ("12-AYE-26-00001", "is not two letters"),
        ("GB-AY!-26-00001", "is not two letters"),
    ],
)
def test_what_is_no_isrc_is_said(text: str, said: str) -> None:
    flaw = isrc_flaw(text)
    assert flaw is not None
    assert said in flaw.what


def test_a_letter_o_for_a_zero_says_what_may_be_meant() -> None:
    flaw = isrc_flaw("GB-AYE-26-O0OO1")
    assert flaw is not None
    assert "GBAYE2600001" in flaw.fix


@pytest.mark.parametrize(
    "text", ["036000291452", "0 36000 29145 2", "4006381333931", "UPC: 036000291452", "00036000291452"]
)
def test_a_barcode_fits_its_check_digit(text: str) -> None:
    assert barcode_flaw(text) is None


@pytest.mark.parametrize(
    ("text", "said", "slight"),
    [
        ("036000291453", "does not fit its own check digit", False),
        ("36000291452", "has lost its leading zero", True),
        ("36000291453", "has 11 digits", False),
        ("1.23E+11", "kept only the first digits", False),
        ("1,23e+11", "kept only the first digits", False),
        ("5E+12", "kept only the first digits", False),
        ("123000000000", "kept only the first digits", False),
        ("123450000000", "kept only the first digits", False),
        ("123456100000", "does not fit its own check digit", False),
        ("0360002914S2", "signs in it that are no digits", False),
        ("12345", "has 5 digits", False),
    ],
)
def test_what_is_no_barcode_is_said(text: str, said: str, slight: bool) -> None:
    flaw = barcode_flaw(text)
    assert flaw is not None
    assert said in flaw.what
    assert flaw.slight is slight


def test_the_lost_zero_is_given_back() -> None:
    flaw = barcode_flaw("36000291452")
    assert flaw is not None
    assert "036000291452" in flaw.fix


@given(DIGITS)
def test_exactly_one_last_digit_fits_a_barcode(digits: str) -> None:
    assert sum(barcode_flaw(digits + last) is None for last in "0123456789") == 1


@given(DIGITS, st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_always_seen(digits: str, place: int, by: int) -> None:
    right = next(digits + last for last in "0123456789" if barcode_flaw(digits + last) is None)
    wrong = f"{right[:place]}{(int(right[place]) + by) % 10}{right[place + 1 :]}"
    assert barcode_flaw(wrong) is not None


@pytest.mark.parametrize("text", ["T-034.524.680-1", "T0345246801", "t-034524680-1", "ISWC: T-034.524.680-1"])
def test_an_iswc_fits_its_check_digit(text: str) -> None:
    assert iswc_flaw(text) is None


@pytest.mark.parametrize("text", ["T-034.524.680-2", "T-034.524.68-1", "034.524.680-1"])
def test_another_is_no_iswc(text: str) -> None:
    assert iswc_flaw(text) is not None


@pytest.mark.parametrize("text", ["00000000199", "000000199", "IPI: 00000000199", "I-000000229-7"])
def test_an_ipi_number_fits_its_check_digits(text: str) -> None:
    assert ipi_flaw(text) is None


@pytest.mark.parametrize("text", ["14107338", "IPI 52210040"])
def test_an_ipi_number_that_lost_its_zeros_is_told_so(text: str) -> None:
    flaw = ipi_flaw(text)
    assert flaw is not None
    assert (flaw.what, flaw.slight) == ("has lost its leading zeros", True)
    assert f"000{bare(text)}" in flaw.fix


@pytest.mark.parametrize("text", ["00000000198", "12", "199", "14107339", "123456789012", "0000O000199"])
def test_another_is_no_ipi_number(text: str) -> None:
    assert ipi_flaw(text) is not None


@pytest.mark.parametrize("read", [isrc_flaw, barcode_flaw, iswc_flaw, ipi_flaw])
def test_two_codes_in_one_cell_are_not_judged(read: object) -> None:
    assert read("GB-AYE-26-00001; 036000291452") is None  # type: ignore[operator]


@pytest.mark.parametrize(("text", "stated"), [("requested", False), ("soon", False), ("GB-AYE-26-00001", True)])
def test_words_are_no_code_yet(text: str, stated: bool) -> None:
    assert is_stated(text) is stated


def test_codes_are_compared_without_name_and_punctuation() -> None:
    assert bare("isrc: gb-aye-26-00001") == bare("GBAYE2600001")

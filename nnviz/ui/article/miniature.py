"""What the article's miniatures have in common: a frame, and how numbers are written in them."""

import math

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def miniature(name: str) -> DeltaGenerator:
    """A framed part of the article that a person can play with."""
    return st.container(key=f"miniature-{name}", border=True)


def written(value: float, digits: int = 2) -> str:
    """A number as text: fixed digits, or a power of ten where they would not do.

    Zero has no sign, and a minus is a minus.
    """
    text = f"{value:.{digits}f}" if abs(value) < 1e4 else f"{value:.{digits}e}"
    if float(text) == 0.0:
        text = text.lstrip("-")
    return text.replace("-", "\N{MINUS SIGN}")


def scientific(value: float, digits: int = 0) -> str:
    """A number as a power of ten, such as 5·10⁻²⁰; as it is where it is zero or not finite."""
    if value == 0.0 or not math.isfinite(value):
        return written(value, digits)
    mantissa, exponent = f"{value:.{digits}e}".split("e")
    power = str(int(exponent)).translate(_SUPERSCRIPTS)
    return f"{mantissa}·10{power}".replace("-", "\N{MINUS SIGN}")


def tex(value: float, digits: int = 2) -> str:
    """A number as KaTeX."""
    text = written(value, digits).replace("\N{MINUS SIGN}", "-")
    if "e" in text:
        mantissa, exponent = text.split("e")
        return rf"{mantissa} \cdot 10^{{{int(exponent)}}}"
    return text.replace("inf", r"\infty").replace("nan", r"\text{NaN}")


def bracketed(value: float, digits: int = 2) -> str:
    """A number as KaTeX, in brackets where it is negative: as a factor or a summand."""
    return f"({tex(value, digits)})" if tex(value, digits).startswith("-") else tex(value, digits)

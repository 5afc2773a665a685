"""How whole numbers are written for people; ``format.js`` does the same on the stage."""


def grouped(number: float) -> str:
    """A whole number with its thousands apart: ``4,107``; what comes after the point is dropped."""
    return f"{int(number):,}"

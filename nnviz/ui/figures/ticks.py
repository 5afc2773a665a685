"""How the marks of a Plotly axis are written: to be read at a glance, and no two alike."""

from typing import Any

#: Shares of 1 in percent, with as many decimals as tell the marks apart: 51%, 51.5%, 52%.
PERCENT = "~%"

#: Numbers of a logarithmic axis, whole: Plotly would write 2 for 0.002 and for 0.02 alike.
LOGARITHMIC = "~g"

#: All others. Plotly of its own accord writes 0.0008 as 800µ.
PLAIN: dict[str, Any] = {
    # Below 0.0001, and from a thousand million on, as powers of ten.
    "exponentformat": "power",
    "showexponent": "all",
    "minexponent": 4,
    "tickformatstops": [
        # Between two marks: whole numbers with their thousands apart, many thousands short.
        {"dtickrange": [1, 1999], "value": ","},
        {"dtickrange": [2000, 1e8], "value": "~s"},
    ],
}

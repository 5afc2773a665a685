"""What the text of one cell means: no value, a number with its unit, a date, or a category.

Each module stands alone: the standard library, constants and functions. So its source can be put
into a program as it is, and the page, `Model` and every program that leaves the page answer alike.
What a whole column means (`judging`, `numerals`, `dates`, `coding`) is decided with these.

Why these are ours: `pandas.to_numeric` and `read_csv` know one decimal sign and one sign between
thousands for a whole file, and no money, percent, units or footnotes. `dateutil` and
`pandas.to_datetime` complete what a text does not say from today's date ("12" is the 12th of this
month, "May" this year's) and turn to another order of day and month from cell to cell. Here a
text that is not wholly understood is none.
"""

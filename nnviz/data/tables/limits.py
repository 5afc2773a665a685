"""How large a table may be: what keeps one visitor's file from being everybody's burden.

Bytes are counted before anything is read; rows, columns and cells while they are.
"""

#: Bytes of the file, or of the pasted text.
MAX_BYTES = 20 * 1024 * 1024
#: Bytes of CSV that a packed file (a workbook, Parquet) may become.
MAX_UNPACKED = 40 * 1024 * 1024
#: Rows below the names; blank lines count.
MAX_ROWS = 100_000
#: Columns of the file, used or not.
MAX_COLUMNS = 1_000
#: Characters of one line of the file; fewer than the csv module takes in one cell (131,072).
LONGEST_LINE = 100_000
#: Characters of one cell.
LONGEST_CELL = 10_000
#: Characters of a column's name; questionnaires have whole questions there.
LONGEST_NAME = 300
#: Characters of a unit.
LONGEST_UNIT = 20
#: Different texts of one column that are kept. A column with more is told by name alone.
MAX_DISTINCT = 1_000

#: Inputs of the network, one for each value of a category.
MAX_INPUTS = 64
#: Values of a column that are worth an input each, where nobody has decided.
MAX_CATEGORIES = 20
#: Classes to predict: the letters of an alphabet, and no more than there are colours for.
MAX_CLASSES = 30
#: Rows that must be left to learn from.
MIN_ROWS = 2
#: Of fewer rows all are for training, unless somebody asks for a test.
FEW = 10
#: Largest number, either sign. Its square is far from float64's end, itself from float32's
#: (3.4e38), and no measured quantity is beyond: what is larger is a mistake or an attack.
LARGEST_NUMBER = 1e30
#: Least difference between two numbers that is one: whatever is divided by a smaller one may
#: become infinite.
LEAST_SPREAD = 1e-290

#: Rows that a preview shows.
PREVIEW_ROWS = 100

"""The one type of array that data are held in."""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

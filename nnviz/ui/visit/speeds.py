"""How fast a run may be asked to go, wherever that is asked."""

import math

#: Updates per second to choose from.
SPEEDS = (1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0, 10_000.0, math.inf)
#: Of a new run: quick, and slow enough to follow.
FIRST_SPEED = 1000.0

"""What was saved once is opened for ever.

`version_1.npz` is what `lived` in `tests.saving.runs` makes of an own table with 3 and 2 neurons,
as the first version of the format had it. It is never to be written anew.
"""

from pathlib import Path

import numpy as np

from nnviz.core.timeline.changes import Intervene, Reconfigure, Teach
from nnviz.core.timeline.timeline import Timeline
from nnviz.saving import read_run
from tests.saving.runs import own, perform

FILE = Path(__file__).with_name("version_1.npz")


def test_a_file_of_version_1_is_opened() -> None:
    saved = read_run(FILE.read_bytes())
    snapshot = saved.snapshot
    assert saved.experiment.dataset == own().name
    assert (saved.experiment.hidden, saved.experiment.optimizer) == ((3, 2), "adam")
    assert (snapshot.now.step_count, snapshot.head, snapshot.done) == (141, 157, 3)
    kinds = [type(entry.change) for entry in snapshot.log]
    assert kinds == [Intervene, Reconfigure, Teach]
    with np.load(FILE, allow_pickle=False) as arrays:
        parameters = Timeline.resumed(snapshot).trainer.network.parameters
        np.testing.assert_array_equal(parameters, arrays["parameters"][-1])


def test_its_run_goes_on_and_back() -> None:
    timeline = Timeline.resumed(read_run(FILE.read_bytes()).snapshot)
    timeline.step(50)
    perform(timeline, "rewind", 0.1)
    assert timeline.trainer.step_count == round(0.1 * timeline.head)
    assert np.isfinite(timeline.trainer.network.parameters).all()

"""The stream, with real WebSocket clients against a real server."""

import base64
import gc
import threading
import time
import weakref
from typing import Any

import numpy as np

from nnviz import Experiment, Trainer
from nnviz.data.specs.drawn import MOST_POINTS
from nnviz.live.frames.frames import FRAME, SCENE
from nnviz.live.run.pacing import Crowd, Pace
from nnviz.live.run.run import LiveRun
from nnviz.live.stream import incoming
from tests.live.server import PATIENCE, Clock, Server, close_code, wait_until


def test_scene_comes_first_and_then_a_frame(server: Server, run: LiveRun) -> None:
    with server.watch(run) as page:
        kind, scene, _ = page.receive()
        assert kind == SCENE
        kind, frame, arrays = page.receive()
        assert (kind, frame["scene"], frame["frame"]) == (FRAME, scene["scene"], 1)
        np.testing.assert_array_equal(arrays["parameters"], run.trainer.network.parameters)


def test_other_keys_are_left_to_later_versions(server: Server, run: LiveRun) -> None:
    with server.watch(run) as page:
        page.acknowledge(page.frame()[1], colour="blue")
        page.say()
        run.step()
        assert page.paint()["step"] == 1


def test_without_acknowledgements_two_frames_come_and_training_stands_still(
    server: Server, run: LiveRun
) -> None:
    run.play()
    with server.watch(run) as page:
        frames = [page.frame()[1] for _ in range(2)]
        assert page.hears_nothing()
        steps = run.trainer.step_count
        assert page.hears_nothing()
        assert run.trainer.step_count == steps == frames[-1]["step"]
        page.acknowledge(frames[0])
        assert page.frame()[1]["step"] > steps
        assert page.hears_nothing()


def test_an_acknowledgement_counts_for_all_before(server: Server, run: LiveRun) -> None:
    run.play()
    with server.watch(run) as page:
        page.frame()
        page.acknowledge(page.frame()[1])
        assert [page.frame()[1]["frame"] for _ in range(2)] == [3, 4]
        page.say(ack=1)  # late, and says nothing new
        assert page.hears_nothing()


def test_a_paused_run_is_silent_until_something_changes(server: Server, run: LiveRun) -> None:
    with server.watch(run) as page:
        page.paint()
        assert page.hears_nothing()
        run.step(3)
        assert page.paint()["step"] == 3
        assert page.hears_nothing()
        run.apply(Experiment(learning_rate=0.1))
        assert page.paint()["learning_rate"] == 0.1
        assert page.hears_nothing()


def test_nobody_watching_means_no_training(server: Server, run: LiveRun) -> None:
    run.play()
    with server.watch(run) as page:
        for _ in range(5):
            page.paint()
    wait_until(lambda: not run._subscribers)
    server.let_workers_end()
    steps = run.trainer.step_count
    time.sleep(0.1)
    assert run.trainer.step_count == steps > 0


def test_a_slow_run_is_sent_only_when_an_update_is_due(server: Server) -> None:
    clock = Clock()
    run = server.add(LiveRun(Experiment(), pace=Pace(Crowd(), clock)))
    run.speed = 16.0
    run.play()
    with server.watch(run) as page:
        for step in (1, 2, 3):
            assert page.paint()["step"] == step
            clock.now += 0.5 / run.speed
            assert page.hears_nothing()
            clock.now += 0.5 / run.speed


def test_watched_training_equals_training_alone(server: Server, run: LiveRun) -> None:
    run.play()
    with server.watch(run) as page:
        while page.paint()["step"] < 500:
            pass
        run.pause()
    alone = Trainer(Experiment())
    alone.step(run.trainer.step_count)
    np.testing.assert_array_equal(run.trainer.network.parameters, alone.network.parameters)


def test_history_arrives_whole(server: Server, run: LiveRun) -> None:
    run.play()
    rows: list[Any] = []
    with server.watch(run) as page:
        while len(rows) < 1200:
            _, header, arrays = page.frame()
            if header["history_reset"]:
                rows.clear()
            rows.extend(arrays["history"].reshape(-1, 5))
            page.acknowledge(header)
            if run.trainer.history.generation:
                break
        run.pause()
        while header["playing"]:
            _, header, arrays = page.frame()
            rows = [] if header["history_reset"] else rows
            rows.extend(arrays["history"].reshape(-1, 5))
            page.acknowledge(header)
    records = run.trainer.history.records.astype(np.float32)
    np.testing.assert_array_equal(np.array(rows), records)


def test_restart_sends_a_new_scene_and_the_history_anew(server: Server, run: LiveRun) -> None:
    with server.watch(run) as page:
        _, first, _ = page.receive()
        page.paint()
        run.apply(Experiment(hidden=(3,)))
        kind, second, _ = page.receive()
        assert kind == SCENE
        assert second["scene"] > first["scene"]
        assert second["layer_sizes"] == [2, 3, 1]
        _, header, _ = page.frame()
        assert header["scene"] == second["scene"]
        assert header["history_reset"]


def test_watched_neuron_comes_large_even_while_paused(server: Server, run: LiveRun) -> None:
    with server.watch(run) as page:
        _, header, arrays = page.frame()
        assert header["watch"] is None
        assert "watch" not in arrays
        page.acknowledge(header, watch=[1, 2])
        _, header, arrays = page.frame()
        assert header["watch"] == [1, 2]
        assert arrays["watch"].size == 63 * 63
        assert header["watch_scale"] == 1
        page.acknowledge(header, watch=None)
        _, header, arrays = page.frame()
        assert header["watch"] is None


def test_a_neuron_that_is_gone_is_not_watched(server: Server, run: LiveRun) -> None:
    with server.watch(run) as page:
        page.acknowledge(page.frame()[1], watch=[2, 1])
        header = page.paint()
        assert header["watch"] == [2, 1]
        run.apply(Experiment(hidden=(4,)))
        assert page.paint()["watch"] is None
        page.say(watch=[-7, 10**9])
        assert page.paint()["watch"] is None


def test_divergence_is_told_and_training_paused(server: Server) -> None:
    experiment = Experiment(dataset="plane", hidden=(8, 8), activation="relu", learning_rate=10.0)
    run = server.add(LiveRun(experiment))
    run.play()
    with server.watch(run) as page:
        while (header := page.paint())["playing"]:
            assert header["trouble"] is None
        trouble = header["trouble"]
        assert trouble["step"] == header["step"] + 1
        assert set(trouble) == {"step", "layer", "quantity", "value", "cause"}
        assert page.hears_nothing()


def test_second_connection_takes_over(server: Server, run: LiveRun) -> None:
    run.play()
    with server.watch(run) as old, server.watch(run) as new:
        assert close_code(old.connection) == incoming.TAKEN_OVER
        for _ in range(5):
            header = new.paint()
        assert header["frame"] == 5  # they are counted anew
        assert new.connection.close_code is None


def test_reconnecting_goes_on_where_it_stopped(server: Server, run: LiveRun) -> None:
    run.play()
    with server.watch(run) as page:
        for _ in range(5):
            page.paint()
    run.pause()
    steps = run.trainer.step_count
    with server.watch(run) as page:
        kind, _, _ = page.receive()
        assert kind == SCENE
        _, header, arrays = page.receive()
        assert header["step"] == steps > 0
        assert header["history_reset"]
        assert len(arrays["history"]) == 5 * len(run.trainer.history)


def test_abrupt_close_in_mid_frame_leaves_nothing(server: Server, run: LiveRun) -> None:
    run.play()
    for _ in range(5):
        with server.watch(run) as page:
            page.paint()
            page.connection.socket.close()
    wait_until(lambda: not run._subscribers)


def test_a_run_that_nobody_owns_is_gone_when_its_page_has_gone(server: Server) -> None:
    def come_and_go() -> weakref.ref[LiveRun]:
        run = server.add(LiveRun(Experiment()))
        run.play()
        with server.watch(run) as page:
            for _ in range(3):
                page.paint()
        return weakref.ref(server.runs.pop(run.token))

    gone = come_and_go()

    def collected() -> bool:
        gc.collect()
        return gone() is None

    wait_until(collected)


def test_frames_are_computed_by_the_workers_alone(server: Server, run: LiveRun) -> None:
    computing: set[str] = set()

    def listen() -> None:
        computing.add(threading.current_thread().name.rpartition("_")[0])

    run.play()
    run.subscribe(listen)
    with server.watch(run) as page:
        for _ in range(10):
            page.paint()
    run.unsubscribe(listen)
    assert computing == {"nnviz-frames"}


def test_many_pages_at_once_all_get_frames(server: Server) -> None:
    painted: list[int] = []

    def watch() -> None:
        run = server.add(LiveRun(Experiment()))
        run.play()
        with server.watch(run) as page:
            for _ in range(20):
                header = page.paint()
        painted.append(header["frame"])

    threads = [threading.Thread(target=watch) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert painted == [20] * 12


def test_the_largest_drawing_is_taken(server: Server, run: LiveRun) -> None:
    points = base64.b64encode(bytes(8 * MOST_POINTS)).decode()
    with server.watch(run) as page:
        page.frame()
        page.say(draw=[1, "binary", 2, points])
        assert page.frame()[1]["drawn"] == 1
    assert run.experiment.n_points == MOST_POINTS

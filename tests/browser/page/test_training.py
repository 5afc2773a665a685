"""Open, play, watch it learn, pause, go on by single updates and epochs, start again."""

from tests.browser.kit.pictures import colours
from tests.browser.kit.playground import Playground


def test_opens_with_a_picture(playground: Playground) -> None:
    playground.open()
    assert playground.number("step") == 0
    assert playground.state()["playing"] == "false"
    assert playground.state()["connection"] == "open"
    assert colours(playground.stage.screenshot()) > 100


def test_play_makes_the_loss_on_the_screen_fall(playground: Playground) -> None:
    playground.open()
    before = playground.number("trainLoss")
    picture = playground.stage.screenshot()
    playground.play()
    playground.wait(f"Number(d.trainLoss) < {before / 2}")
    playground.wait("Number(d.epoch) > 1")
    assert playground.stage.screenshot() != picture


def test_pause_stops_the_count_of_updates(playground: Playground) -> None:
    playground.open()
    playground.play()
    playground.wait("Number(d.step) > 20")
    playground.pause()
    playground.let_frames_pass()
    before = playground.number("step")
    playground.let_frames_pass()
    assert playground.number("step") == before


def test_one_update_is_one_update(playground: Playground) -> None:
    playground.open()
    for expected in (1, 2, 3):
        playground.click("step")
        playground.wait(f"Number(d.step) >= {expected}")
        playground.let_frames_pass()
        assert playground.number("step") == expected


def test_one_epoch_is_one_pass_over_the_data(playground: Playground) -> None:
    playground.open()
    steps_per_epoch = playground.scene()[0]["steps_per_epoch"]
    playground.click("step")
    playground.wait("d.step === '1'")
    for epoch in (1, 2):  # the first click finishes the pass that one update has begun
        playground.click("epoch")
        playground.wait(f"Number(d.step) >= {epoch * steps_per_epoch}")
        playground.let_frames_pass()
        assert playground.number("step") == epoch * steps_per_epoch
        assert playground.number("epoch") == epoch


def test_restart_brings_back_the_same_weights_and_new_weights_do_not(
    playground: Playground,
) -> None:
    playground.open()
    first = playground.frame(0)[1]["parameters"]
    playground.click("epoch")
    playground.wait("Number(d.step) > 0")
    playground.click("restart")
    assert playground.frame(0)[1]["parameters"] == first
    scene = playground.number("scene")
    playground.click("new_weights")
    playground.wait(f"Number(d.scene) !== {scene}")
    assert playground.frame(0)[1]["parameters"] != first


def test_a_run_is_the_same_at_any_speed(playground: Playground) -> None:
    playground.open()
    playground.play()
    playground.wait("Number(d.step) > 50")
    playground.pause()
    playground.let_frames_pass()
    step = int(playground.number("step"))
    played = playground.frame(step)[1]["parameters"]
    playground.click("restart")
    playground.wait("d.step === '0'")
    steps_per_epoch = playground.scene()[0]["steps_per_epoch"]
    for epoch in range(1, step // steps_per_epoch + 1):
        playground.click("epoch")
        playground.wait(f"Number(d.step) === {epoch * steps_per_epoch}")
    for single in range(step - step % steps_per_epoch + 1, step + 1):
        playground.click("step")
        playground.wait(f"Number(d.step) === {single}")
    assert playground.frame(step)[1]["parameters"] == played

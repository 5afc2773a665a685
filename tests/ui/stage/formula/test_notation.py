"""Python and the stage write neurons and numbers alike."""

import pytest
from playwright.sync_api import Page

from nnviz.experiment import Experiment
from nnviz.ui.text.names import neuron_names
from nnviz.ui.text.notation import neuron_sign, neuron_tex
from nnviz.ui.text.numbers import grouped
from tests.ui.stage.harness.stage_page import run_module

NEURONS = [[layer, index] for layer in (1, 2, 6, 10) for index in (0, 1, 8, 9, 15, 99)]


def test_a_neuron_has_one_sign_in_text(reader: Page) -> None:
    found = run_module(
        reader,
        "formula/notation.js",
        "return argument.map(([layer, index]) => m.neuronSign(layer, index));",
        NEURONS,
    )
    assert found == [neuron_sign(layer, index) for layer, index in NEURONS]
    assert neuron_sign(1, 1) == "a₂[1]"


def test_a_formula_has_the_same_letter_number_and_layer(reader: Page) -> None:
    pieces = run_module(
        reader,
        "formula/equation.js",
        "const model = { lastLayer: 11 };"
        "return argument.map(([layer, index]) => m.neuronName(model, layer, index));",
        NEURONS,
    )
    for (layer, index), (letter, marks) in zip(NEURONS, pieces, strict=True):
        tex = f"{letter}_{{{marks['lower']}}}^{{{marks['upper']}}}"
        assert tex == neuron_tex(layer, index)


def test_formulas_of_the_microscope_name_layers_as_text_does(reader: Page) -> None:
    sign = {"base": "w", "sub": "12", "layer": 2}
    above = run_module(
        reader, "formula/mathnodes.js", "return m.signNode(argument).lastChild.textContent;", sign
    )
    assert above == "[2]"


def test_panels_use_it() -> None:
    names = neuron_names(Experiment("circle", hidden=(2, 1)))
    assert names[1:3] == [["a₁[1]", "a₂[1]"], ["a₁[2]"]]


@pytest.mark.parametrize("number", [0, 7, 999, 1000, 4107.9, 12345678, 10**12])
def test_thousands_are_apart_alike(reader: Page, number: float) -> None:
    assert run_module(reader, "kit/format.js", "return m.whole(argument);", number) == grouped(
        number
    )


def test_thousands_have_a_comma() -> None:
    assert grouped(4107) == "4,107"

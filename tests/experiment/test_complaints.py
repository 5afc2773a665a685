"""What is wrong in a URL is named and replaced."""

import pytest

from nnviz.experiment import Complaint, Experiment

BAD = [
    ("dataset", "spirals", "circle"),
    ("n_points", "many", "500"),
    ("n_points", "5000", "2000"),
    ("n_points", "100.5", "500"),
    ("noise", "-1", "0"),
    ("noise", "nan", "0"),
    ("features", "x1,x3", "x1"),
    ("features", "", "x1,x2"),
    ("hidden", "4,,2", "4,2"),
    ("hidden", "4,20", "4,16"),
    ("hidden", "1,1,1,1,1,1,1", "1,1,1,1,1,1"),
    ("activation", "Tanh", "tanh"),
    ("layer_activations", "relu,cube", "relu"),
    ("layer_activations", "relu,relu,relu", "relu,relu"),
    ("initializer", "ones", "xavier"),
    ("loss", "softmax_cross_entropy", "binary_cross_entropy"),
    ("optimizer", "lion", "sgd"),
    ("learning_rate", "inf", "10"),
    ("learning_rate", "0", "1e-05"),
    ("batch_size", "-3", "all"),
    ("schedule", "", "constant"),
    ("seed", "1e3", "7"),
]


@pytest.mark.parametrize(("field", "given_text", "used"), BAD)
def test_bad_value_is_named_and_the_good_ones_kept(field: str, given_text: str, used: str) -> None:
    good = {"activation": "elu", "momentum": "0.5"} | {field: given_text}
    experiment, complaints = Experiment.from_query(good)
    assert [(complaint.field, complaint.used) for complaint in complaints] == [(field, used)]
    assert field == "activation" or experiment.activation == "elu"
    assert experiment.momentum == 0.5
    message = complaints[0].message()
    assert field in message
    assert complaints[0].given in message
    assert complaints[0].allowed in message


def test_values_that_hang_together_are_repaired_together() -> None:
    experiment, complaints = Experiment.from_query(
        {
            "dataset": "line",
            "features": "x1,x2",
            "loss": "binary_cross_entropy",
            "hidden": "none",
            "layer_activations": "relu",
        }
    )
    assert experiment == Experiment("line", hidden=())
    assert {complaint.field for complaint in complaints} == {
        "features",
        "loss",
        "layer_activations",
    }


def test_complaint_is_translated_before_it_is_filled_in() -> None:
    complaint = Experiment.from_query({"noise": "9"})[1][0]
    assert complaint == Complaint("noise", "9", "0.5", complaint.reason, "0 … 0.5")
    german = complaint.message(lambda _: "{field} ist {given}, erlaubt {allowed}, nun {used}")
    assert german == "noise ist 9, erlaubt 0 … 0.5, nun 0.5"


def test_other_keys_and_braces_do_no_harm() -> None:
    experiment, complaints = Experiment.from_query({"page": "lab", "dataset": "{used}"})
    assert experiment == Experiment()
    assert "{used}" in complaints[0].message()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"seed": "99999999999"}, "0 … 4294967295"),
        ({"hidden": "none", "layer_activations": "relu,relu"}, "Used instead: none."),
    ],
)
def test_complaint_says_what_would_do(query: dict[str, str], told: str) -> None:
    _, complaints = Experiment.from_query(query)
    assert told in complaints[0].message()

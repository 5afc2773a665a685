"""What the stage says of a thing where one points at it: a sentence or two, for everybody."""

from nnviz.ui.text.language import _


def hint_strings() -> dict[str, str]:
    """Every explanation, by the name that the stage's JavaScript uses."""
    return _readout() | _views() | _graph()


def _readout() -> dict[str, str]:
    return {
        "hint_epoch": _("One epoch: every training example has been used once."),
        "hint_step": _(
            "One update: all weights have moved a little, after a look at one mini-batch."
        ),
        "hint_speed": _("How many updates the network makes in a second."),
        "hint_train_loss": _(
            "How wrong the answers are on the examples that it learns from. 0 is perfect."
        ),
        "hint_test_loss": _(
            "How wrong the answers are on examples that it never learns from. If this rises while "
            "the train loss falls, it is overfitting."
        ),
        "hint_accuracy_train": _(
            "The share of the examples it learns from that it puts into the right class."
        ),
        "hint_accuracy_test": _(
            "The share of examples it never learns from that it puts into the right class."
        ),
        "hint_r2_train": _(
            "On what it learns from. 1: every value is right. 0: no better than always answering "
            "with their mean."
        ),
        "hint_r2_test": _(
            "On what it never learns from. 1: every value is right. 0: no better than always "
            "answering with their mean."
        ),
        "hint_rmse_train": _(
            "How far off an answer usually is on what it learns from, in the unit of the values."
        ),
        "hint_rmse_test": _(
            "How far off an answer usually is on what it never learns from, in the unit of the "
            "values."
        ),
    }


def _views() -> dict[str, str]:
    return {
        "hint_curves": _(
            "How the loss went from epoch to epoch. Down is good. Grey curves are what was left "
            "behind."
        ),
        "hint_log_loss": _(
            "From 0.01 to 0.1 takes as much height as from 0.1 to 1, so that small gains late in "
            "training show."
        ),
        "hint_discretize": _("Shows only which side wins at a place, not how surely."),
        "hint_show_test": _(
            "Shows the test points, too: diamonds, which the network never learns from."
        ),
        "hint_weight_tiles": _(
            "Shows in the first layer's tiles which pixels speak for a neuron (blue) and which "
            "against it (orange)."
        ),
        "hint_pad": _("Draw a digit yourself, and see what every neuron makes of it."),
        "hint_microscope": _("Walk through one update, number by number."),
        "hint_map": _(
            "The colour of a place is the network's answer there. Dots are the data: a dot on its "
            "own colour is answered right."
        ),
        "hint_map_value": _(
            "The colour of a place is the network's answer there. Dots are the data: the closer "
            "their colours to the ground's, the better the answer."
        ),
        "hint_map_neuron": _(
            "The colour of a place is what this neuron answers there: blue above 0, orange below. "
            "Dots are the data, in colours of their own."
        ),
        "hint_map_input": _(
            "The colour of a place is this input there: blue above 0, orange below. Dots are the "
            "data, in colours of their own."
        ),
        "hint_map_class": _(
            "The colour of a place is how likely the network finds this class there: the deeper, "
            "the surer. Dots are the data, in the colours of their classes."
        ),
        "hint_plot_neuron": _("The curve is what this neuron answers."),
        "hint_plot_input": _("The curve is this input."),
        "hint_plot": _("The curve is the network's answer. Dots are the data that it should meet."),
        "hint_timeline": _("All updates of this run. Drag to go back, and see it as it was then."),
        "hint_legend": _(
            "What the colours of the map stand for. The paler, the less certain the answer."
        ),
        "hint_legend_value": _("Which value a colour stands for, on the map and in the dots."),
        "hint_legend_neuron": _(
            "The bar: what its colours stand for on this map. The dots keep the colours of the "
            "data."
        ),
        "hint_train_points": _("Training points are discs: it learns from them."),
        "hint_shares": _(
            "Training points are discs: it learns from them. Test points are diamonds: it never "
            "does."
        ),
    }


def _graph() -> dict[str, str]:
    return {
        "hint_layers": _(
            "Layers of neurons between inputs and output. With more, it can draw borders with more "
            "bends."
        ),
        "hint_parameter": _("Which of this neuron's numbers to change: a weight, or its bias."),
        "hint_value": _("Move it and watch the picture answer."),
        "edge_hardly": _("w = {weight}: {source} hardly counts for {target}."),
        "edge_little_for": _("w = {weight}: {source} counts a little, for {target}."),
        "edge_little_against": _("w = {weight}: {source} counts a little, against {target}."),
        "edge_some_for": _("w = {weight}: {source} counts, for {target}."),
        "edge_some_against": _("w = {weight}: {source} counts, against {target}."),
        "edge_much_for": _("w = {weight}: {source} counts a lot, for {target}."),
        "edge_much_against": _("w = {weight}: {source} counts a lot, against {target}."),
        "edge_off": _("w = {weight}: {neuron} is off, so nothing runs along this line."),
        "tip_bias": _("b = {bias}: what {neuron} has before any input arrives. It leans to blue."),
        "tip_bias_less": _(
            "b = {bias}: what {neuron} has before any input arrives. It leans to orange."
        ),
        "tip_off": _("{neuron} is off: it sends 0 along all its lines."),
        "tip_neuron": _(
            "{neuron}, neuron {index} of hidden layer {layer}: blue where its answer is above 0, "
            "orange where it is below."
        ),
        "tip_neuron_line": _(
            "{neuron}, neuron {index} of hidden layer {layer}: its answer along the line, blue "
            "above 0 and orange below."
        ),
        "tip_class": _("How likely it finds class {name}, at every place: the deeper, the surer."),
        "tip_output": _(
            "The network's answer: blue where it says class {second}, orange where it says class "
            "{first}."
        ),
        "tip_value": _(
            "The network's answer, {name}: blue where it is high, orange where it is low."
        ),
        "tip_value_line": _("The network's answer along the line, {name}."),
        "tip_input": _("Input {name}: blue where it is positive, orange where it is negative."),
        "tip_input_line": _("Input {name} along the line: blue above 0, orange below."),
        "tip_column": _("Input {name}: the bars show how often each value occurs."),
        "tip_pixel": _("Input {name}: how dark this pixel is."),
        "tip_unused": _("{name} is not used. Click to make it an input."),
    }

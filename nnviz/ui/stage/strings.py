"""What the stage says, in the visitor's language.

JavaScript cannot look translations up, so all of its sentences are handed over with the data.
Placeholders in braces are filled in the browser.
"""

from nnviz.ui.stage.canvas.hint_strings import hint_strings
from nnviz.ui.stage.drawing.strings import drawing_strings
from nnviz.ui.stage.microscope.strings import microscope_strings
from nnviz.ui.text.language import _


def stage_strings() -> dict[str, str]:
    """Every text that the stage shows or reads aloud, by the name that its JavaScript uses."""
    parts = [_own_strings(), hint_strings(), microscope_strings(), drawing_strings()]
    found = {name: text for part in parts for name, text in part.items()}
    assert len(found) == sum(map(len, parts)), "two texts of one name"
    return found


def _own_strings() -> dict[str, str]:
    return {
        "connecting": _("Connecting…"),
        "lost": _(
            "The connection is lost. The last picture stays and training stands still; "
            "reconnecting by itself…"
        ),
        "refused": _("The proxy in front of this server refuses the picture’s connection."),
        "refused_help": _(
            "It lets the page’s own connection through. Whoever runs it has to let it upgrade "
            "nnviz/stream as it does _stcore/stream, and to tell Streamlit the server’s public "
            "name (browser.serverAddress)."
        ),
        "elsewhere": _("This run is being shown in another tab."),
        "show_here": _("Show it here"),
        "failed": _("The stage could not be loaded. Reload the page to try again."),
        # The row of numbers.
        "epoch": _("Epoch"),
        "update": _("Update"),
        "train_loss": _("Train loss"),
        "test_loss": _("Test loss"),
        "train_accuracy": _("Train accuracy"),
        "test_accuracy": _("Test accuracy"),
        "train_balanced_accuracy": _("Train accuracy, classes alike"),
        "test_balanced_accuracy": _("Test accuracy, classes alike"),
        "train_r2": _("Train R²"),
        "test_r2": _("Test R²"),
        "train_rmse": _("Train RMSE"),
        "test_rmse": _("Test RMSE"),
        "updates_per_second": _("Updates/s"),
        # The sentence for screen readers.
        "summary": _(
            "{state} Epoch {epoch}, update {step}. Train loss {train_loss}, "
            "test loss {test_loss}. {train_metric}, {test_metric}."
        ),
        "summary_untested": _(
            "{state} Epoch {epoch}, update {step}. Train loss {train_loss}. {train_metric}."
        ),
        "training": _("Training."),
        "paused": _("Paused."),
        # The graph.
        "inputs": _("inputs"),
        "output": _("output"),
        "hidden_layers": _("Hidden layers"),
        "add_layer": _("Add a hidden layer"),
        "remove_layer": _("Remove the last hidden layer"),
        "neurons_in_layer": _("Neurons in hidden layer {layer}: {count}"),
        "add_neuron": _("Add a neuron to hidden layer {layer}"),
        "remove_neuron": _("Remove a neuron from hidden layer {layer}"),
        "input_switch": _("Input {name}"),
        "graph": _("Graph of the network: {sizes} neurons from inputs to output."),
        "walker": _("Neurons of the network. Arrow keys go from one to the next."),
        "hint": _(
            "Point at a neuron to see its equation with today's numbers, at a connection to see "
            "its weight. Click one to change it."
        ),
        "key_tiles": _("Each tile shows what its neuron answers at every place."),
        "key_map_tiles": _("Each other tile shows what its neuron answers all over the map."),
        "key_distributions": _("An input's bars show how often its values occur in the data."),
        "key_image": _(
            "At the left are the pixels, which are the inputs: point at the map to see the picture "
            "of any place."
        ),
        "key_drawn": _(
            "Each neuron shows its answer to your drawing: the deeper its colour, the larger."
        ),
        "key_lines": _(
            "Lines are weights: blue positive, orange negative, thick large. The dot at a tile's "
            "corner is the bias."
        ),
        "weight_from": _("Weight"),
        "smaller_terms": _("{count} smaller terms"),
        # Read aloud after the letter a, which stands for what a neuron puts out.
        "neuron_indices": _("{index} of layer {layer}"),
        "input_on": _("{name} is an input of the network. Click to leave it out (restarts)."),
        "input_off": _("{name} is not used. Click to make it an input (restarts)."),
        # Changing it by hand.
        "editor": _("Change by hand"),
        "parameter": _("What to change"),
        "value": _("Value"),
        "bias": _("bias"),
        "edited_bias": _("Bias of"),
        "edited_weight": _("weight of {name}"),
        "freeze_weight": _("Freeze weight"),
        "freeze_bias": _("Freeze bias"),
        "freeze_help": _("Training leaves this number as it is."),
        "undo": _("Undo"),
        "undo_help": _("Take back what was last set by hand (Ctrl+Z)."),
        "switch_off": _("Switch {neuron} off"),
        "switch_off_help": _("The neuron sends 0 to the next layer, and learns nothing."),
        "freeze_neuron": _("Freeze {neuron}"),
        "freeze_neuron_help": _("Training leaves its bias and all weights that lead to it."),
        "without": _("Without {neuron}: train loss {train}, test loss {test}"),
        "without_untested": _("Without {neuron}: train loss {train}"),
        "is_off": _("{neuron} is off: it sends 0 to the next layer."),
        # The timeline.
        "timeline": _("Timeline: all updates of this run"),
        "place": _("Update {step} of {head}"),
        "on_the_way": _("Update {step}, going to {target}…"),
        "one_back": _("One update back"),
        "one_on": _("One update on"),
        "to_latest": _("To the end"),
        "to_latest_help": _("Go to the last update that this run has made."),
        "fork": _("Fork here"),
        "fork_help": _(
            "Keep the curve so far in grey, and go on from here: change one setting and compare. "
            "Any change you make here does the same."
        ),
        "forget_ghosts": _("Clear grey curves"),
        "forget_ghosts_help": _("Take the curves of what was left behind off the chart."),
        # The big panel.
        "output_title": _("Output"),
        "probability_title": _("Probability of class {name}"),
        "value_title": _("Output: {name}"),
        "class_title": _("Probability of class {name}"),
        "neuron_title": _("Neuron {index} of hidden layer {layer}"),
        "input_title": _("Input {name}"),
        "weights_title": _("Weights of all pixels in {neuron}"),
        "output_weights_title": _("Weights of all pixels in output {name}"),
        "no_weight": _("not an input"),
        "weight_tiles": _("Tiles as weights"),
        "map": _("Output of the network over the input plane, with the data points."),
        "plot": _("Output of the network over the input line, with the data points."),
        # The pad in the place of the map.
        "pad": _("Draw a digit"),
        "pad_title": _("Every layer answers"),
        "pad_label": _(
            "Pad to draw a digit on. By keyboard: arrow keys go from dot to dot, the space bar "
            "sets one, Delete clears all."
        ),
        "pad_clear": _("Clear"),
        "pad_empty": _("Draw a digit, as large as you like."),
        "pad_verdict": _("It reads {name}, {share} sure."),
        "discretize": _("Discretize"),
        "show_test": _("Test points"),
        "train_points": _("train"),
        "test_points": _("test"),
        "fainter": _("fainter: less certain"),
        "probe": _("{place}: {value}"),
        "class_at": _("class {name}, {share}"),
        "class_named": _("class {name}"),
        # Before the next two, where a colour of the map means something else.
        "points_are": _("points:"),
        "orange_is": _("orange = {name}"),
        "blue_is": _("blue = {name}"),
        # Pictures to keep.
        "camera": _("Save a picture or a recording"),
        "save_png": _("Picture (PNG)"),
        "save_svg": _("Picture in shapes (SVG)"),
        "record_gif": _("Record the training (GIF)"),
        "record_webm": _("Record the training (WebM)"),
        "recording": _("Recording"),
        "recording_began": _("Recording has begun. It grows only while the network trains."),
        "stop_recording": _("Stop and save"),
        "seconds": _("{count} s"),
        "writing": _("Writing…"),
        "saved_as": _("Saved as {name}."),
        "not_saved": _("This could not be saved. Try another format."),
        "picture_of": _("A network with {sizes} neurons from inputs to output, at epoch {epoch}."),
        # The loss curves.
        "curves_title": _("Loss"),
        "curves": _("Train and test loss over epochs."),
        "train_curve": _("train"),
        "test_curve": _("test"),
        "epochs": _("epochs"),
        "log_loss": _("Log"),
        "curve_at": _("Epoch {epoch}: train {train}, test {test}"),
        "curve_at_untested": _("Epoch {epoch}: train {train}"),
    }

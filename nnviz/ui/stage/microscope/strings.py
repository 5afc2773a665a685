"""What the microscope says: the walk through one update, number by number."""

from nnviz.ui.text.language import _


def microscope_strings() -> dict[str, str]:
    """Every text of the microscope, by the name that its JavaScript uses."""
    return _frame() | _stops() | _lines() | _notes() | _aloud()


def _frame() -> dict[str, str]:
    """Switches, buttons and what stands around the stops."""
    return {
        "microscope": _("Step by step"),
        "microscope_title": _("Update {step}, step by step"),
        "microscope_keys": _(
            "Left and right: from stop to stop. Up and down: another neuron or weight. "
            "Page up and page down: another example. Space: play the stops. Escape: close."
        ),
        "close_microscope": _("Close the microscope"),
        "must_stand": _(
            "The microscope looks at a network that stands still. This one is training."
        ),
        "pause_to_look": _("Pause and look"),
        "fetching": _("Fetching the numbers of the next update…"),
        "look_at": _("What the update learns from"),
        "mini_batch": _("The next mini-batch"),
        "mini_batch_of": _("The next mini-batch ({count} examples)"),
        "mini_batch_of_one": _("The next mini-batch (1 example)"),
        "one_example": _("One example"),
        "forced_example": _(
            "This run has been here before: its next update was made on example {index} alone, "
            "and is repeated as it was."
        ),
        "large_batch": _(
            "The mini-batch is too large to be shown number by number: this is one of its "
            "examples, and what an update on it alone would do."
        ),
        "example_number": _("Number of the training example"),
        "previous_example": _("Previous example"),
        "next_example": _("Next example"),
        "previous_of_batch": _("Previous example of the batch"),
        "next_of_batch": _("Next example of the batch"),
        "random_example": _("A random one"),
        "example_of_batch": _("Example {index} of {count} (number {number})"),
        "single_example": _("Example {index}"),
        "target_is": _("target {value}"),
        "first_stop": _("First"),
        "back": _("Back"),
        "next": _("Next"),
        "play_stops": _("Play the stops"),
        "stop_playing": _("Stop playing"),
        "stop_of": _("{index} of {count}"),
        "rail": _("Stops of the walk"),
        "group_forward": _("Forward"),
        "group_loss": _("Loss"),
        "group_backward": _("Backward"),
        "group_update": _("Update"),
        "neuron_of": _("Neuron {index} of {count}"),
        "output_of": _("Output {index} of {count}"),
        "weight_of": _("Weight {sign}, {index} of {count}"),
        "bias_of": _("Bias {sign}, {index} of {count}"),
        "previous_choice": _("The one before"),
        "next_choice": _("The next one"),
        "check": _("Check against finite differences"),
        "numerical_is": _("By finite differences: {value}."),
        "digits_agree": _("Both agree to {digits} digits."),
        "one_digit_agrees": _("Both agree to one digit."),
        "all_digits_agree": _("Both agree to all {digits} digits that float32 has."),
        "no_digits_agree": _("They differ by {share} of the larger one."),
        "both_are_zero": _("Both are 0."),
        "layer_agrees": _("Over the whole layer the relative difference is {value}."),
        "whole_batch": _("The whole batch at once"),
        "whole_layer": _("The whole layer at once"),
        "shape": _("{rows}×{columns}"),
        "show_all": _("Show all"),
        "show_less": _("Show less"),
        "matrix": _("Matrix {letter}, {rows} by {columns}"),
        "more_terms": _("and {count} more"),
        "sign_of_layer": _("{sign} of layer {layer}"),
        "function_of": _("{name} of {argument}"),
        "after": _("after"),
        "before": _("before"),
        "decayed": _("decayed"),
        "apply": _("Apply this update"),
        "applying": _("Applying…"),
        "next_update": _("Next update"),
        "applied_exactly": _(
            "The trainer now holds exactly these numbers: all {count} parameters, to the last bit."
        ),
        "applied_otherwise": _("{count} of {all} parameters differ from what was announced."),
        "losses_were": _("The loss over all training examples was {before} and is {after} now."),
        "not_applied": _("The update was not made: nothing came of it. Try again."),
        "went_on": _("The training has gone on. This is update {step}."),
        "layer": _("Layer"),
        "gradient_column": _("Length of the gradient"),
        "step_column": _("Length of the step"),
    }


def _stops() -> dict[str, str]:
    """Titles and sentences of the stops."""
    return {
        "title_z": _("Layer {layer}: weighted sums"),
        "title_a": _("Layer {layer}: activations"),
        "title_loss": _("The loss"),
        "title_delta": _("Layer {layer}: shares of the blame"),
        "title_gradient": _("Layer {layer}: gradients of weights and biases"),
        "title_update": _("Layer {layer}: the update"),
        "title_apply": _("Everything moves at once"),
        "title_applied": _("Everything has moved"),
        "title_trouble": _("This update will not be made"),
        "title_output_z": _("Output layer: weighted sums"),
        "title_output_a": _("Output layer: the answer"),
        "title_output_delta": _("Output layer: shares of the blame"),
        "title_output_gradient": _("Output layer: gradients of weights and biases"),
        "title_output_update": _("Output layer: the update"),
        "say_z": _(
            "Each neuron multiplies what comes in by its weights, adds it all up, "
            "and adds its bias."
        ),
        "say_a": _(
            "The sum goes through the activation function. The result is what the neuron says."
        ),
        "say_output_a": _("The sum of the output layer becomes the network's answer."),
        "say_loss": _(
            "How wrong is the answer? The loss is one number: 0 if it is perfect, "
            "and larger the further it is off."
        ),
        "say_delta": _(
            "δ (delta) tells how much the loss would grow if z grew a little. A neuron gets its "
            "share of the blame from the neurons that listened to it, times its own slope."
        ),
        "say_output_delta": _(
            "Now backward. δ (delta) tells how much the loss would grow if z grew a little: the "
            "slope of the loss times the slope of the activation. That is the chain rule."
        ),
        "say_gradient": _(
            "A weight matters as much as its neuron's blame times what came in through it. In a "
            "batch, the examples' shares are added up."
        ),
        "say_update": _(
            "The optimizer turns the gradient into a step. Against the gradient the loss falls, so "
            "the step is subtracted."
        ),
        "say_apply": _(
            "Nothing has changed so far: these are the numbers of what is going to happen. "
            "Applying them makes one real update of the network."
        ),
        "say_applied": _(
            "The update is made. What it learnt from is only a part of the examples, so the loss "
            "over all of them may also have grown a little."
        ),
        "say_applied_whole": _(
            "The update is made. It learnt from all training examples at once. If the loss over "
            "them has grown all the same, the step was too long, or momentum, regularization or "
            "dropout led it elsewhere."
        ),
        "say_trouble": _(
            "Its numbers have grown out of all bounds and would spoil the network, so training "
            "stops before it. A smaller learning rate helps."
        ),
    }


def _lines() -> dict[str, str]:
    """What stands above each formula."""
    return {
        "about_z": _("The weighted sum"),
        "about_a": _("The activation"),
        "about_dropout": _("After dropout: times 0 if dropped, else enlarged to make up for it"),
        "about_probability": _("The answer as a probability"),
        "about_loss": _("The loss of this example"),
        "about_class_loss": _("The loss of this example: c is the class it really has"),
        "about_weighted_loss": _("The loss of this example, times ω, the weight of its class"),
        "about_weighted_class_loss": _(
            "The loss of this example, times ω, the weight of its class: c is the class it really "
            "has"
        ),
        "about_batch_loss": _("The loss of the batch: the mean"),
        "about_output_slope": _("Slope of the loss: how it grows with the output"),
        "about_upstream": _("What arrives from the next layer"),
        "about_slope": _("Slope of the activation function at z"),
        "about_delta": _("Their product is delta"),
        "about_gradient": _("Gradient of this weight"),
        "about_bias_gradient": _("Gradient of this bias"),
        "about_penalty": _("Regularization pulls the weight towards 0"),
        "about_no_penalty": _("Regularization leaves biases alone"),
        "about_clipped": _("Clipping: the whole gradient is too long and is shortened"),
        "about_not_clipped": _("Clipping: the whole gradient is short enough"),
        "about_used": _("What the optimizer is given"),
        "about_decay": _("Weight decay shrinks the parameter a little"),
        "about_velocity": _("The velocity: most of the old one, and the gradient"),
        "about_mean": _("The running mean of the gradients"),
        "about_mean_square": _("The running mean of the squared gradients"),
        "about_sum_of_squares": _("The sum of all squared gradients so far"),
        "about_step": _("The step"),
        "about_new": _("The new value"),
        "about_frozen": _("Frozen: it stays as it is"),
    }


def _notes() -> dict[str, str]:
    """What is remarkable at a stop."""
    return {
        "note_silenced": _("Neuron {neuron} is switched off: it sends 0 and learns nothing."),
        "note_dropped": _("Neuron {neuron} is dropped for this example: it sends 0 this time."),
        "note_saturated": _(
            "Neuron {neuron} is saturated: its slope is only {slope}, so hardly any of the blame "
            "gets through."
        ),
        "note_dead": _(
            "Neuron {neuron} is dead here: its slope is next to 0 for all {count} examples, so "
            "nothing gets through and it cannot learn."
        ),
        "note_flat": _(
            "The slope is {slope} for this example, so nothing gets through neuron {neuron}."
        ),
        "note_others_flat": _("Also flat in this layer: {neurons}."),
        "note_others_saturated": _("Also saturated in this layer: {neurons}."),
        "note_no_gradient": _(
            "The gradient has vanished: this layer's is only {norm} long, next to nothing."
        ),
        "note_vanishing": _(
            "The gradient is vanishing: it is {norm} long here and {last} in the output layer, "
            "{times} times as long."
        ),
        "note_exploding": _("The gradient is exploding: it is {norm} long."),
        "note_clipped": _(
            "Clipped: the whole gradient is {norm} long and only {limit} is allowed, so all of it "
            "is multiplied by {factor}."
        ),
        "note_frozen": _("This parameter is frozen: no update moves it."),
        "note_trouble": _("It shows first in layer {layer}, at {value}."),
    }


def _aloud() -> dict[str, str]:
    """Words for signs, where formulas are read aloud."""
    return {
        "aloud_is": _("is"),
        "aloud_becomes": _("becomes"),
        "aloud_about": _("about"),
        "aloud_plus": _("plus"),
        "aloud_minus": _("minus"),
        "aloud_times": _("times"),
        "aloud_over": _("divided by"),
        "aloud_power": _("to the power of"),
        "aloud_root": _("square root of"),
        "aloud_size": _("size of"),
        "aloud_of": _("of"),
        "aloud_stop": _("Stop {index} of {count}"),
    }

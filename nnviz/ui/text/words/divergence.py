"""What is said where training blows up: of the likely cause, and of what showed it."""

from nnviz.core.training.divergence import Cause, Quantity
from nnviz.ui.text.language import noop

CAUSE_SENTENCES: dict[str, str] = {
    Cause.LEARNING_RATE_TOO_HIGH: noop(
        "The likely cause is the learning rate of {rate}: each step jumps past the valley, further "
        "every time."
    ),
    Cause.INITIAL_WEIGHTS_TOO_LARGE: noop(
        "The likely cause is the initial weights: they are so large that the very first step "
        "explodes."
    ),
    Cause.INPUT_TOO_LARGE: noop(
        "The likely cause is the inputs: they are so large that every step explodes."
    ),
}

QUANTITY_SENTENCES: dict[str, str] = {
    Quantity.ACTIVATIONS: noop("By update {step}, an answer of layer {layer} had become {value}."),
    Quantity.LOSS: noop(
        "By update {step}, the loss, taken from layer {layer}, had become {value}."
    ),
    Quantity.WEIGHTS: noop("By update {step}, the weights of layer {layer} had grown to {value}."),
    Quantity.GRADIENT: noop("In update {step}, the gradient of layer {layer} grew to {value}."),
}

"""What the page calls its parts, its groups of controls and the fields of an experiment."""

from nnviz.ui.text.language import noop
from nnviz.ui.text.words import Words

PART_WORDS = {
    "data": Words(noop("Data: all of it")),
    "network": Words(noop("Network: all of it")),
    "training": Words(noop("Training: all of it")),
    "presets": Words(noop("Examples")),
    "speed": Words(noop("Speed")),
    "share": Words(noop("Share")),
    "download": Words(noop("Download")),
    "reset": Words(noop("Reset")),
    "article": Words(noop("Link to “How it works”")),
    "editor": Words(noop("Changing weights by hand")),
    "stop": Words(noop("Where it stops by itself")),
    "timeline": Words(noop("Timeline")),
    "plane": Words(noop("What the map shows")),
    "panels": Words(noop("Panels below the picture")),
}

FIELD_WORDS = {
    "dataset": Words(noop("Dataset")),
    "n_points": Words(noop("Points")),
    "noise": Words(noop("Noise")),
    "n_classes": Words(noop("Classes")),
    "curve": Words(noop("Curve")),
    "coefficients": Words(noop("Its coefficients")),
    "train_share": Words(noop("For training")),
    "data_seed": Words(noop("Data seed")),
    "features": Words(noop("Inputs")),
    "family": Words(noop("Kind of network")),
    "hidden": Words(noop("Hidden layers")),
    "activation": Words(noop("Activation")),
    "layer_activations": Words(noop("Activation of each layer")),
    "initializer": Words(noop("Initial weights")),
    "loss": Words(noop("Loss")),
    "class_weights": Words(noop("Class weights")),
    "optimizer": Words(noop("Optimizer")),
    "learning_rate": Words(noop("Learning rate")),
    "batch_size": Words(noop("Batch size")),
    "momentum": Words(noop("Momentum")),
    "weight_decay": Words(noop("Weight decay")),
    "regularization": Words(noop("Regularization")),
    "regularization_rate": Words(noop("Rate of the regularization")),
    "dropout": Words(noop("Dropout")),
    "gradient_clipping": Words(noop("Clip gradient")),
    "schedule": Words(noop("Schedule")),
    "schedule_epochs": Words(noop("Epochs of the schedule")),
    "seed": Words(noop("Seed")),
}

#: Of families of networks there is one, so that nothing about them can be hidden or locked.
EXERCISE_WORDS = PART_WORDS | {
    field: words for field, words in FIELD_WORDS.items() if field != "family"
}

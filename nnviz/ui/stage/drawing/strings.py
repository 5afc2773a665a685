"""What the stage says where a person draws points."""

from nnviz.ui.text.language import _


def drawing_strings() -> dict[str, str]:
    """Every text of the drawing, by the name that the stage's JavaScript uses."""
    return {
        "draw": _("Draw"),
        "draw_help": _("Put points on the plane yourself, and watch the network learn them."),
        "draw_pad": _(
            "Plane to draw on. Arrow keys move, space puts a point, delete erases, Ctrl+Z undoes."
        ),
        "draw_class": _("Class to draw"),
        "draw_class_name": _("Class {name}"),
        "draw_value": _("Value to draw"),
        "draw_tools": _("Tools"),
        "draw_brush": _("Brush"),
        "draw_brush_help": _("Draw a line of points."),
        "draw_spray": _("Spray"),
        "draw_spray_help": _("Hold to scatter points."),
        "draw_erase": _("Erase"),
        "draw_erase_help": _("Take points away."),
        "draw_move": _("Move"),
        "draw_move_help": _("Drag a point to another place."),
        "draw_kind": _("What points stand for"),
        "draw_kind_help": _("Another kind needs another network, so training starts again."),
        "draw_classes": _("{count} classes"),
        "draw_values": _("Values"),
        "draw_undo": _("Undo"),
        "draw_undo_help": _("Take the last stroke back (Ctrl+Z)."),
        "draw_redo": _("Redo"),
        "draw_redo_help": _("Make it again (Ctrl+Shift+Z)."),
        "draw_empty": _("Empty plane"),
        "draw_empty_help": _("Take all points away. Undo brings them back."),
        "draw_count": _("Points: {count}, of which {train} are for training."),
        "draw_full": _("Points: {count}, as many as there can be. Erase some to go on."),
        "draw_nothing": _("Nothing to learn from. Training waits for your first point."),
        "draw_place": _("{place}. Points: {count}."),
    }

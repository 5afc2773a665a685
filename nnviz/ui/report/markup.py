"""Pieces of HTML and SVG as text. Whatever comes from outside passes through `text` or `tag`."""

from collections.abc import Iterable, Sequence
from html import escape


def text(value: object) -> str:
    """A value as it stands: nothing in it is markup."""
    return escape(str(value), quote=True)


def tag(name: str, *inside: str, **attributes: object) -> str:
    """An element.

    Parameters
    ----------
    inside
        Markup, put in as it is.
    attributes
        Escaped; `class_` is ``class``, and other underscores are hyphens. None leaves one out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(_short(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(inside)}</{name}>"


def _short(value: object) -> object:
    """Coordinates with two digits: more cannot be seen."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else value


def table(
    caption: str,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    shades: Sequence[Sequence[float]] | None = None,
) -> str:
    """A table whose first column names the rows.

    Parameters
    ----------
    head
        Names of all columns; empty for a table of names and values that needs none.
    shades
        How deep the ground of each cell beside the names is, 0 to 1.
    """
    parts = [tag("caption", text(caption))]
    if head:
        # The corner names nothing.
        cells = (tag("th", text(name), scope="col") if name else tag("td") for name in head)
        parts.append(tag("thead", tag("tr", *cells)))
    body = []
    for i, (name, *values) in enumerate(rows):
        cells = (
            tag("td", text(value), style=f"--shade:{shades[i][j]:.2f}" if shades else None)
            for j, value in enumerate(values)
        )
        body.append(tag("tr", tag("th", text(name), scope="row"), *cells))
    return tag("table", *parts, tag("tbody", *body), class_="shaded" if shades else None)


def figure(caption: str, *inside: str) -> str:
    """A picture and the sentence under it."""
    return tag("figure", *inside, tag("figcaption", text(caption)))

"""How much there is in a protocol buffer, before anything is made of it.

Of a message of some megabytes that are mostly field marks, each of them soon makes an object of its
own: what is read in no time, where it is one long text, then takes a second and the memory of a
hundred learners. The form: Protocol Buffers Documentation, Encoding.
"""

from typing import Any

#: Messages below this are read without being looked at: bytes.
LITTLE = 50_000

_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5


def has_more_fields(content: bytes, kind: Any, most: int) -> bool:
    """Whether a message has more fields than these, those in its messages and lists included.

    Parameters
    ----------
    content
        As it came; whether it is a message of this kind at all, reading it will tell.
    kind
        Its descriptor.
    """
    if len(content) < LITTLE:
        return False
    count, inside = 0, [(0, len(content), _Fields(kind))]
    try:
        while inside:
            place, end, fields = inside.pop()
            while place < end:
                mark, place = _varint(content, place)
                number, form = mark >> 3, mark & 7
                count += 1
                if form == _VARINT:
                    _, place = _varint(content, place)
                elif form == _BYTES:
                    size, place = _varint(content, place)
                    deeper = fields.inside(number)
                    if deeper is not None:
                        inside.append((place, place + size, deeper))
                    elif number in fields.lists:
                        count += size  # Numbers one behind the other, some of one byte.
                    place += size
                elif form in (_EIGHT_BYTES, _FOUR_BYTES):
                    place += 8 if form == _EIGHT_BYTES else 4
                else:
                    return True  # Groups, which nobody writes any more.
                if count > most:
                    return True
    except IndexError:  # It ends too soon.
        return True
    return False


class _Fields:
    """What there may be in a message of one kind: other messages, and lists of numbers."""

    def __init__(self, kind: Any) -> None:
        fields = kind.fields_by_number.items()
        self.lists = frozenset(number for number, field in fields if _is_list(field))
        self._kinds = {number: field.message_type for number, field in fields}
        self._known: dict[int, _Fields | None] = {}

    def inside(self, number: int) -> "_Fields | None":
        """What there may be in a field of this number; None where that is no message."""
        if number not in self._known:
            kind = self._kinds.get(number)
            self._known[number] = None if kind is None else _Fields(kind)
        return self._known[number]


def _is_list(field: Any) -> bool:
    """Whether a field holds many numbers at once."""
    if field.cpp_type in (field.CPPTYPE_STRING, field.CPPTYPE_MESSAGE):
        return False
    # Older versions of the library ask otherwise.
    is_repeated = getattr(field, "is_repeated", None)
    return field.label == field.LABEL_REPEATED if is_repeated is None else bool(is_repeated)


def _varint(content: bytes, place: int) -> tuple[int, int]:
    """A number of variable length, and the place behind it."""
    number = shift = 0
    while True:
        byte = content[place]
        place += 1
        number |= (byte & 127) << shift
        if byte < 128:
            return number, place
        shift += 7
        if shift > 63:
            raise IndexError("a number without an end")

"""The pictures on the 42 badges, on a 48 grid, named after what they show.

Data only; flat colours, because `medals.carved` turns each colour into a tone of stone.
"""
# ruff: noqa: E501  (path data is not prose: wrapping it hides the shape)

from readify.art.forms import FORMS

BADGE_ICONS: dict[str, str] = {
    'comic': FORMS['comic'],
}

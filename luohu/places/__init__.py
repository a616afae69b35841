"""Which place a message is about."""

from luohu.places.gazetteer import Gazetteer, load_gazetteer
from luohu.places.model import Heard, Mention, Place, Places, Region, Role
from luohu.places.resolver import resolve
from luohu.places.words import PlaceDataError

__all__ = [
    "Gazetteer",
    "Heard",
    "Mention",
    "Place",
    "PlaceDataError",
    "Places",
    "Region",
    "Role",
    "load_gazetteer",
    "resolve",
]

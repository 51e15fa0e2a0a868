"""What all sections of config.yaml have in common."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError


class Section(BaseModel):
    """A section of config.yaml: no unknown key, no text for a number, nothing infinite; it never changes."""

    model_config = ConfigDict(frozen=True, strict=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _has_known_keys(cls, given):
        for key in given if isinstance(given, dict) else ():
            if key not in cls.model_fields:
                about = {"key": str(key), "allowed": list(cls.model_fields)}
                raise PydanticCustomError("unknown_key", "unknown key {key}", about)
        return given


def _printable(text):
    if not text.strip() or not text.isprintable():
        raise ValueError("it must not be empty, nor hold what cannot be printed, such as a line break")
    return text


# Text that figures, tables and pages show.
Shown = Annotated[str, AfterValidator(_printable)]


def unique(values):
    """Return `values`, a list; raise ValueError, as pydantic's validators do, if an entry is in it twice."""
    if len(set(values)) < len(values):
        raise ValueError("it names an entry twice")
    return values

"""What all sections of config.yaml have in common."""

from pydantic import BaseModel, ConfigDict, model_validator
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


def unique(values):
    """Return `values`, a list; raise ValueError, as pydantic's validators do, if an entry is in it twice."""
    if len(set(values)) < len(values):
        raise ValueError("it names an entry twice")
    return values

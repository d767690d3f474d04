"""A quick dataclass behaves as the frozen dataclass it is made from."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from extract.slots import quick


@dataclass(frozen=True, slots=True)
class Plain:
    name: str
    size: int = 3
    parts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0:
            object.__setattr__(self, "size", 0)


Quick = quick(Plain)


def test_arguments_and_defaults_are_those_of_the_dataclass() -> None:
    one = Quick("a", parts=("b",))
    assert (one.name, one.size, one.parts) == ("a", 3, ("b",))
    assert one == Quick("a", 3, ("b",))
    assert hash(one) == hash(Quick("a", 3, ("b",)))
    assert replace(one, size=4) == Quick("a", 4, ("b",))
    with pytest.raises(TypeError, match="name"):
        Quick()  # type: ignore[call-arg]


def test_it_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Quick("a").name = "b"  # type: ignore[misc]


def test_post_init_is_called() -> None:
    assert Quick("a", -1).size == 0


def test_a_default_that_is_made_anew_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Listed:
        parts: list[str] = field(default_factory=list)

    with pytest.raises(TypeError, match=r"Listed\.parts"):
        quick(Listed)

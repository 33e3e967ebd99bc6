"""Values that are worked out once, when they are first asked for."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")


class Once(Generic[Value]):
    """As functools.cached_property, without the lock that it takes for each value until 3.12.

    A page has thousands of boxes and parts, and is read by one thread.
    """

    def __init__(self, work: Callable[[Any], Value]) -> None:
        """Take the function that works it out."""
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> "Once[Value]": ...
    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...
    def __get__(self, instance: object | None, owner: type) -> "Value | Once[Value]":
        """Work the value out and leave it with the instance, which is asked first next time."""
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._work(instance)
        return value

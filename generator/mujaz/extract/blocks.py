"""The pieces of a body, where the readers of HTML look for them."""

from mujaz.blocks import Block, Role

__all__ = ["Block", "Role"]

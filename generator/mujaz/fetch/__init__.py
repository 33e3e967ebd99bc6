"""The network, through one door: pages fetched within limits, politely, from public hosts only."""

from mujaz.fetch.fetcher import Fetched, Fetcher
from mujaz.fetch.rules import Network, Rules

__all__ = ["Fetched", "Fetcher", "Network", "Rules"]

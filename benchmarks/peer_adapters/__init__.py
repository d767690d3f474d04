"""The readers of figures that hezhang is compared with, one adapter a file; ``PEERS`` is the list."""

from __future__ import annotations

from typing import Final

from benchmarks.peer_adapters.cn2an_numbers import CN2AN
from benchmarks.peer_adapters.hezhang_figures import HEZHANG
from benchmarks.peer_adapters.jionlp_money import JIONLP
from benchmarks.peer_adapters.peer import Peer
from benchmarks.peer_adapters.quantulum3_quantities import QUANTULUM3
from benchmarks.peer_adapters.recognizers_text import RECOGNIZERS_TEXT

PEERS: Final[tuple[Peer, ...]] = (HEZHANG, JIONLP, RECOGNIZERS_TEXT, CN2AN, QUANTULUM3)

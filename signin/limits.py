"""How often, and how much, in a window of time."""

from __future__ import annotations

from collections import Counter, deque
from threading import Lock


class Limiter:
    """At most so much for each key in any window of so many seconds.

    What it remembers is bounded: nothing is kept longer than the window, and nothing at all of
    what was refused.
    """

    def __init__(self, most: int, seconds: float) -> None:
        self.most = most
        self.seconds = seconds
        self._taken: deque[tuple[float, str, int]] = deque()
        self._sums: Counter[str] = Counter()
        self._lock = Lock()

    def has_room(self, key: str, now: float, cost: int = 1) -> bool:
        """Whether this key may take so much more now."""
        with self._lock:
            self._forget(now)
            return self._sums[key] + cost <= self.most

    def take(self, key: str, now: float, cost: int = 1) -> None:
        """Count it."""
        with self._lock:
            self._forget(now)
            self._taken.append((now, key, cost))
            self._sums[key] += cost

    def __len__(self) -> int:
        """How many takings it remembers."""
        return len(self._taken)

    def _forget(self, now: float) -> None:
        while self._taken and self._taken[0][0] <= now - self.seconds:
            _time, key, cost = self._taken.popleft()
            self._sums[key] -= cost
            if not self._sums[key]:
                del self._sums[key]


class Tries:
    """Tries to sign in: limited for each address, and for all addresses together.

    A try counts against both or, where either has no room, against none. So one address cannot
    use up everybody's, and many addresses cannot fill the memory.
    """

    def __init__(self, *, each: int, together: int, seconds: float) -> None:
        self._each = Limiter(each, seconds)
        self._together = Limiter(together, seconds)

    def has_room(self, address: str | None, now: float) -> bool:
        """Whether this address may try now."""
        return self._each.has_room(address or "", now) and self._together.has_room("", now)

    def take(self, address: str | None, now: float) -> None:
        """Count a try."""
        self._each.take(address or "", now)
        self._together.take("", now)

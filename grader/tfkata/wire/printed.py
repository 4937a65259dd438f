"""What a process prints, kept by its reader: both ends, however much there is."""

from __future__ import annotations

KEPT_OUTPUT = 16 * 1024


class Output:
    """What a process printed: the first and the last part, and how much there was in all."""

    def __init__(self) -> None:
        self._head = bytearray()
        self._tail = bytearray()
        self.total = 0

    def feed(self, data: bytes) -> None:
        self.total += len(data)
        room = KEPT_OUTPUT - len(self._head)
        self._head += data[:room]
        self._tail = (self._tail + data[room:] if room > 0 else self._tail + data)[-KEPT_OUTPUT:]

    def take(self) -> str:
        """Return the text so far and start again. The middle of a long output is replaced by a line that says so."""
        left_out = self.total - len(self._head) - len(self._tail)
        gap = f"\n… {left_out:,} bytes left out …\n".encode() if left_out else b""
        text = (bytes(self._head) + gap + bytes(self._tail)).decode("utf-8", "replace")
        self.__init__()  # type: ignore[misc]
        return text

    def wipe(self) -> None:
        """Overwrite it where it lies, for a process that must not know it."""
        for part in (self._head, self._tail):
            part[:] = bytes(len(part))

    def recent(self) -> str:
        """The newest part of the text, for a progress display; it stays to be taken."""
        return (bytes(self._head) + bytes(self._tail))[-KEPT_OUTPUT:].decode("utf-8", "replace")

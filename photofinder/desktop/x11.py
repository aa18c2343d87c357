"""The few questions to an X server that tell what the user is doing, by libxcb. One thread each.

libxcb, unlike Xlib, ends no process when the server goes, needs no other library for the screen
saver extension, and is there wherever Qt draws on X11. Nothing is imported from it before `open`.

References
----------
X Window System Protocol, 9 (GetProperty, QueryTree); MIT-SCREEN-SAVER 1.1 (QueryInfo);
Extended Window Manager Hints 1.5 (_NET_ACTIVE_WINDOW, _NET_WM_STATE, _NET_WM_PID).
"""

from __future__ import annotations

import ctypes
import struct
from ctypes import POINTER, byref, c_char_p, c_int, c_size_t, c_uint, c_uint8, c_uint32, c_void_p
from typing import ClassVar

_ANY_TYPE = 0
#: of a property, in units of four bytes: windows have a handful of states
_MOST_WORDS = 64
#: MIT-SCREEN-SAVER, QueryInfo: opcode, answer's size
_QUERY_INFO = 1
_INFO = struct.Struct("=BBHIIIIIB7x")


class _Cookie(ctypes.Structure):
    _fields_: ClassVar = [("sequence", c_uint)]


class _IoVector(ctypes.Structure):
    _fields_: ClassVar = [("base", c_void_p), ("length", c_size_t)]


class _Extension(ctypes.Structure):
    _fields_: ClassVar = [("name", c_char_p), ("global_id", c_int)]


class _Request(ctypes.Structure):
    """xcb_protocol_request_t."""

    _fields_: ClassVar = [
        ("count", c_size_t),
        ("extension", POINTER(_Extension)),
        ("opcode", c_uint8),
        ("is_void", c_uint8),
    ]


class _ScreenIterator(ctypes.Structure):
    #: of a screen, the root window comes first
    _fields_: ClassVar = [("data", POINTER(c_uint32)), ("rem", c_int), ("index", c_int)]


class XServer:
    """A connection to the X server of ``$DISPLAY``. Close it.

    Raises
    ------
    OSError
        There is no libxcb, or no server that lets us in.

    Notes
    -----
    About 0.2 ms a question on the same machine. A server that goes away answers nothing.
    """

    def __init__(self) -> None:
        self._xcb = ctypes.CDLL("libxcb.so.1")
        self._c = ctypes.CDLL(None)
        self._declare()
        screen = c_int(0)
        self._connection = c_void_p(self._xcb.xcb_connect(None, byref(screen)))
        if self._xcb.xcb_connection_has_error(self._connection):
            self.close()
            raise OSError("no X server answers")
        setup = self._xcb.xcb_get_setup(self._connection)
        roots = self._xcb.xcb_setup_roots_iterator(setup)
        for _ in range(min(screen.value, roots.rem - 1)):
            self._xcb.xcb_screen_next(byref(roots))
        self._root = int(roots.data[0])
        self._saver = _Extension(b"MIT-SCREEN-SAVER", 0)
        self._atoms: dict[str, int] = {}

    def close(self) -> None:
        """End the connection."""
        connection, self._connection = self._connection, c_void_p()
        if connection:
            self._xcb.xcb_disconnect(connection)

    @property
    def alive(self) -> bool:
        """Whether the server still answers."""
        return bool(self._connection) and not self._xcb.xcb_connection_has_error(self._connection)

    def idle_s(self) -> float | None:
        """Return the seconds since the last key or movement; None without the extension."""
        known = self._xcb.xcb_get_extension_data(self._connection, byref(self._saver))
        if not known or not known[8]:  # xcb_query_extension_reply_t.present
            return None
        body = ctypes.create_string_buffer(struct.pack("=BBHI", 0, 0, 2, self._root), 8)
        vectors = (_IoVector * 4)()  # xcb wants room for two of its own before the first
        vectors[2] = _IoVector(ctypes.cast(body, c_void_p), 8)
        vectors[3] = _IoVector(None, 0)
        request = _Request(2, ctypes.pointer(self._saver), _QUERY_INFO, 0)
        place = ctypes.cast(
            ctypes.addressof(vectors) + 2 * ctypes.sizeof(_IoVector), POINTER(_IoVector)
        )
        sequence = self._xcb.xcb_send_request(self._connection, 1, place, byref(request))
        answer = self._xcb.xcb_wait_for_reply(self._connection, sequence, None)
        data = self._taken(answer, _INFO.size)
        return None if data is None else _INFO.unpack(data)[6] / 1000

    def active_window(self) -> int:
        """Return the window that has the keyboard, by the window manager's word; 0 for none."""
        found = self._property(self._root, "_NET_ACTIVE_WINDOW")
        return found[0] if found else 0

    def is_full_screen(self, window: int) -> bool:
        """Whether a window fills the screen, by the window manager's word."""
        return self._atom("_NET_WM_STATE_FULLSCREEN") in self._property(window, "_NET_WM_STATE")

    def process_of(self, window: int) -> int:
        """Return the number of a window's process; 0 where it does not say."""
        found = self._property(window, "_NET_WM_PID")
        return found[0] if found else 0

    # -- private -------------------------------------------------------------------------------

    def _declare(self) -> None:
        """Say what the functions take and return: pointers are longer than an int."""
        xcb = self._xcb
        xcb.xcb_connect.restype = c_void_p
        xcb.xcb_connect.argtypes = [c_char_p, POINTER(c_int)]
        xcb.xcb_disconnect.argtypes = [c_void_p]
        xcb.xcb_connection_has_error.argtypes = [c_void_p]
        xcb.xcb_get_setup.restype = c_void_p
        xcb.xcb_get_setup.argtypes = [c_void_p]
        xcb.xcb_setup_roots_iterator.restype = _ScreenIterator
        xcb.xcb_setup_roots_iterator.argtypes = [c_void_p]
        xcb.xcb_screen_next.argtypes = [POINTER(_ScreenIterator)]
        xcb.xcb_get_extension_data.restype = POINTER(c_uint8)
        xcb.xcb_get_extension_data.argtypes = [c_void_p, POINTER(_Extension)]
        xcb.xcb_send_request.restype = c_uint
        xcb.xcb_send_request.argtypes = [c_void_p, c_int, POINTER(_IoVector), POINTER(_Request)]
        xcb.xcb_wait_for_reply.restype = c_void_p
        xcb.xcb_wait_for_reply.argtypes = [c_void_p, c_uint, c_void_p]
        xcb.xcb_intern_atom.restype = _Cookie
        xcb.xcb_intern_atom.argtypes = [c_void_p, c_uint8, ctypes.c_uint16, c_char_p]
        xcb.xcb_intern_atom_reply.restype = c_void_p
        xcb.xcb_intern_atom_reply.argtypes = [c_void_p, _Cookie, c_void_p]
        xcb.xcb_get_property.restype = _Cookie
        xcb.xcb_get_property.argtypes = [c_void_p, c_uint8, *[c_uint32] * 5]
        xcb.xcb_get_property_reply.restype = c_void_p
        xcb.xcb_get_property_reply.argtypes = [c_void_p, _Cookie, c_void_p]
        self._c.free.argtypes = [c_void_p]

    def _atom(self, name: str) -> int:
        if name not in self._atoms:
            text = name.encode()
            cookie = self._xcb.xcb_intern_atom(self._connection, 0, len(text), text)
            answer = self._xcb.xcb_intern_atom_reply(self._connection, cookie, None)
            data = self._taken(answer, 12)
            if data is None:
                return 0
            self._atoms[name] = struct.unpack_from("=I", data, 8)[0]
        return self._atoms[name]

    def _property(self, window: int, name: str) -> tuple[int, ...]:
        """Return a property's numbers of 32 bits; none where the window is gone meanwhile."""
        atom = self._atom(name)
        cookie = self._xcb.xcb_get_property(
            self._connection, 0, window, atom, _ANY_TYPE, 0, _MOST_WORDS
        )
        answer = self._xcb.xcb_get_property_reply(self._connection, cookie, None)
        if not answer:
            return ()
        head = ctypes.string_at(answer, 32)
        bits, count = head[1], struct.unpack_from("=I", head, 16)[0]
        size = 32 + 4 * count if bits == 32 else 32
        data = self._taken(answer, size)
        return () if data is None else struct.unpack_from(f"={(size - 32) // 4}I", data, 32)

    def _taken(self, answer: int | None, size: int) -> bytes | None:
        """Copy an answer and give its memory back; None for no answer."""
        if not answer:
            return None
        data = ctypes.string_at(answer, size)
        self._c.free(answer)
        return data

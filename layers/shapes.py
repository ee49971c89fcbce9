"""The outlines of the style table's shapes, about the origin at radius 1; y runs down. The page draws the same."""

from __future__ import annotations

from math import cos, pi, sin

Corners = list[tuple[float, float]]

_TURN = 2 * pi
_ARM = 0.38  # half the width of an arm of a plus


def corners(shape: str) -> Corners:
    """Return the corners of a shape of :data:`durandline.layers.style.SHAPES`, or none for a circle."""
    match shape:
        case "star":
            return _ring(12, -_TURN / 4, inner=0.55)
        case "triangle":
            return [(x * 1.1, y * 1.1 + 0.15) for x, y in _ring(3, -_TURN / 4)]
        case "square":
            return [(x * 1.2, y * 1.2) for x, y in _ring(4, _TURN / 8)]
        case "diamond":
            return [(x * 1.1, y * 1.1) for x, y in _ring(4, 0)]
        case "hexagon":
            return _ring(6, 0)
        case "octagon":
            return [(x * 1.06, y * 1.06) for x, y in _ring(8, _TURN / 16)]
        case "cross" | "plus":
            return _plus(_TURN / 8 if shape == "cross" else 0)
        case "wave":
            return [(-1, 0.8), (-0.2, -1), (0.2, -0.2), (0.45, -0.6), (1.1, 0.8)]
        case "arrow":
            return [(-1, -0.4), (0.1, -0.4), (0.1, -1), (1.1, 0), (0.1, 1), (0.1, 0.4), (-1, 0.4)]
        case _:
            return []


def _ring(count: int, turn: float, inner: float = 1) -> Corners:
    """Return points on a circle; every second one at ``inner`` times its radius."""
    angles = [(turn + _TURN * at / count, inner if at % 2 else 1) for at in range(count)]
    return [(cos(angle) * radius, sin(angle) * radius) for angle, radius in angles]


def _plus(turn: float) -> Corners:
    quarter = [(_ARM, -1.1), (_ARM, -_ARM), (1.1, -_ARM)]
    turned = [_rotate(point, turn + _TURN * at / 4) for at in range(4) for point in quarter]
    return list(turned)


def _rotate(point: tuple[float, float], turn: float) -> tuple[float, float]:
    x, y = point
    return x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn)

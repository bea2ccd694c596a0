"""Writes numpy-print.tsv beside this file: what NumPy prints for several hundred arrays.

Run with NumPy 2: python3 numpy-print.py. legacy='1.25' makes NumPy 2 print as 1.14 to 1.26 did, the releases TensorFlow 1 ran with.
A line: dtype, shape, values repeated in turn to fill the shape (floats as hexadecimal bits), str, repr; newlines as \\n.
"""
import os

import numpy as np

np.set_printoptions(legacy="1.25")
rng = np.random.RandomState(20)
lines = []


def encode(v, dtype):
    if dtype == "bytes":
        return v.hex() or "-"
    if dtype in ("float32", "complex64"):
        return ":".join("%08x" % b for b in np.atleast_1d(np.array(v, dtype)).view(np.uint32))
    if dtype in ("float64", "complex128"):
        return ":".join("%016x" % b for b in np.atleast_1d(np.array(v, dtype)).view(np.uint64))
    return str(int(v))


def case(dtype, values, shape):
    values = list(values)
    size = int(np.prod(shape, dtype=int))
    filled = [values[i % len(values)] for i in range(size)]
    if dtype == "bytes":
        a = np.empty(size, object)
        a[:] = filled
    else:
        a = np.array(filled, dtype)
    a = a.reshape(shape)
    text = str(a[()]) if shape == () else str(a)
    fields = [dtype, "x".join(map(str, shape)) or "-", ",".join(encode(v, dtype) for v in values[: max(size, 1)])]
    fields += [t.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t") for t in (text, repr(a))]
    lines.append("\t".join(fields))


SHAPES = [(), (1,), (3,), (7,), (40,), (2, 3), (5, 1), (1, 12), (3, 17), (2, 2, 3), (2, 1, 2, 2)]
EMPTY = [(0,), (0, 3), (2, 0)]
BIG = [(1000,), (1001,), (5, 201), (7, 143), (2, 7, 72), (4, 3, 5, 20), (1100, 1), (6, 167)]


def shape_of(i):
    return SHAPES[i % len(SHAPES)]


nan, inf = float("nan"), float("inf")
for dtype in ("float32", "float64"):
    real = np.dtype(dtype).type
    bits = np.uint32 if dtype == "float32" else np.uint64
    n = 0
    for scale in (1, 0.01, 1e-5, 100, 1e5, 3e7, 1e9, 1e-20, 1e20):
        for _ in range(7):
            case(dtype, (rng.randn(60) * scale).astype(dtype), shape_of(n))
            n += 1
    for _ in range(33):  # any bits at all: every exponent, nan and inf among them
        raw = rng.randint(0, 2**62, 60, dtype=np.int64).astype(np.uint64) * np.uint64(5)
        case(dtype, (raw >> np.uint64(20)).astype(np.uint32).view(dtype) if bits is np.uint32 else raw.view(dtype), shape_of(n))
        n += 1
    edges = [
        [0.0], [-0.0], [0.0, -0.0], [1], [-1], [0.5, 100], [nan], [inf], [-inf], [nan, inf], [nan, 1], [inf, -1.5], [-inf, 2.25],
        [nan, 1e-7], [-inf, 1e12], [nan, 1.123456], [99999999], [1e8], [99999999.5, 1], [123456789], [1e15], [1e16], [1e17], [12345678.0],
        [1e-4], [9.9999e-5], [0.001, 1], [0.000999, 1], [1, 1000], [1, 1000.5], [0.1, 0.2, 0.3], [1 / 3], [2 / 3, 1e-3],
        [np.finfo(dtype).max], [np.finfo(dtype).tiny], [np.finfo(dtype).smallest_subnormal], [-np.finfo(dtype).max, 1],
        [1.00000001], [0.123456785, 0.123456775], [0.999999999], [9.99999999999e-5], [1.5, 22.25, 333.125], [0.00012207031, 0.09],
        [2.0**k for k in range(-13, -3)], [2.0**k for k in range(0, 60, 6)], [2.0**k for k in range(-149, 120, 9)],
        [0.035657022], [0.91], [20], [0.514002, 0.13912034], [-2.0471401, -12.5], [1e10, nan, -inf], [5e-324 if bits is np.uint64 else 1e-45],
        [8.5899346e9], [3.3554432e7], [9007199254740993], [2.2250738585072011e-308 if bits is np.uint64 else 1.1754942e-38],
    ]
    for values in edges:
        with np.errstate(over="ignore"):
            values = np.array(values, dtype)
        for shape in ((), (len(values),), (2, len(values))):
            case(dtype, values, shape)
    for shape in EMPTY:
        case(dtype, [1.0], shape)
    for shape in BIG:
        case(dtype, rng.randn(23).astype(dtype), shape)
    case(dtype, [nan, 0.5, 1e9] + [1.25] * 994, (1001,))
    case(dtype, [1.25, 0.5, 2.0, 1e9, 1e-9] + [1.25] * 996, (1001,))  # what is left out must not widen the rest

for dtype in ("int8", "uint8", "int16", "uint16", "int32", "int64"):
    info = np.iinfo(dtype)
    for shape in SHAPES + EMPTY + (BIG if dtype == "int32" else BIG[:2]):
        case(dtype, rng.randint(max(info.min, -1000), min(info.max, 100000), 31), shape)
    for values in ([info.min], [info.max], [info.min, info.max, 0], [0, 5, 10]):
        case(dtype, values, ())
        case(dtype, values, (4,))
for shape in SHAPES + EMPTY + BIG:
    case("bool", rng.rand(31) < 0.6, shape)
case("bool", [True], ())
case("bool", [True, True], (2,))
words = [b"", b"a", b"It's", b'say "x"', b"'\"", b"caf\xc3\xa9", b"tab\tnl\n\r\\", b"\x00\x7f\xff", b"a longer piece of text"]
for shape in SHAPES + EMPTY + BIG:
    case("bytes", words, shape)
for w in words:
    case("bytes", [w], ())
    case("bytes", [w, b"z" * 80], (2,))
for dtype in ("complex64", "complex128"):
    part = "float32" if dtype == "complex64" else "float64"
    for i in range(33):
        scale = (1, 1e-6, 1e6)[i % 3]
        z = rng.randn(40).astype(part) + 1j * (rng.randn(40) * scale).astype(part)
        case(dtype, z.astype(dtype), shape_of(i))
    for values in ([1 + 2j], [2j], [complex(-0.0, 2)], [1 - 2j], [complex(1, -0.0)], [0], [complex(nan, inf), 1], [complex(1, -inf), 2j], [1.5 - 0.25j, 3]):
        case(dtype, values, ())
        case(dtype, values, (3,))
    for shape in EMPTY + BIG[:3]:
        case(dtype, [1 + 0.5j, 2, -3.25j], shape)

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "numpy-print.tsv"), "w") as f:
    f.write("# made by numpy-print.py with NumPy %s: dtype, shape, values, str, repr\n" % np.__version__)
    f.write("\n".join(lines) + "\n")

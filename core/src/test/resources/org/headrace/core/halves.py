"""Writes halves.tsv: float32 bits and the bits of the float16 that NumPy rounds it to."""
import numpy as np

rng = np.random.RandomState(7)
ties = np.arange(0, 0x7c00, 97, dtype=np.uint16).view(np.float16).astype(np.float32)
steps = np.arange(1, 0x7c00, 97, dtype=np.uint16).view(np.float16).astype(np.float32)
half_way = (ties + steps) / np.float32(2)
special = np.array([0.0, -0.0, 65504, 65519.996, 65520, 65536, 1e30, np.inf, -np.inf, 2.0**-25, 2.0**-24,
                    1.5 * 2.0**-24, 2.0**-14, 2.0**-14 - 2.0**-25, 1e-30, 0.1, -1 / 3], np.float32)
near = np.concatenate([np.nextafter(half_way, np.float32(0)), np.nextafter(half_way, np.float32(1e9))])
random = (rng.standard_normal(1000) * 2.0 ** rng.randint(-26, 17, 1000)).astype(np.float32)
values = np.concatenate([special, ties, half_way, near, random, -random[:200]])
with np.errstate(over="ignore"):
    halves = values.astype(np.float16)
with open("halves.tsv", "w") as out:
    for value, half in zip(values.view(np.uint32), halves.view(np.uint16)):
        out.write("%08x\t%04x\n" % (value, half))

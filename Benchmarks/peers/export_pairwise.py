#!/usr/bin/env python3
"""export_pairwise.py SOLVERS OUT [--size small] [--dims N,P,S,K,R,G] [--quad] [--seed 20261121] [--no-trade]

Writes a pairwise quota market of the generator in the folder of peers (SOLVERS/make_quota.py) as one plain binary file for
`Benchmarks run quota_edges OUT`. Numbers are little-endian:

    16 bytes   "ECOPAIRWISE\\0" and the version 1 as uint32
    10 int64   N counties, P pollutants, S sectors, K steps, R receptors, G regions, growth projects, edges, zones, quadratic
    doubles    baseline N,P | step size N,P,S,K | step cost N,P,S,K | project size N,P,L | project value N,P,L
               | receptor matrix N,P,R | limit R | regional cap G,P | quota N,P | reserve P | reserve price P
               | edge cost | edge ratio
    int32      edge from | edge to | region N | zone N (-1: none)

With --quad a sector has one sloped step: size = sum of its steps, cost that of the first, slope (last - first) / size, and each
edge costs another 0.001 x cost x flow^2 / 2, as in the generator's quadratic model.
"""
import argparse
import sys

import numpy as np


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("solvers")
    parser.add_argument("out")
    parser.add_argument("--size", default="small")
    parser.add_argument("--dims")
    parser.add_argument("--quad", action="store_true")
    parser.add_argument("--no-trade", action="store_true")
    parser.add_argument("--seed", type=int, default=20261121)
    words = parser.parse_args()
    sys.path.insert(0, words.solvers)
    import make_quota

    dims = tuple(map(int, words.dims.split(","))) if words.dims else make_quota.SIZES[words.size]
    data = make_quota.raw(*dims, words.seed, trade=not words.no_trade)
    counts = [data[key] for key in ("N", "P", "S", "K", "R", "G", "Lg")] + [len(data["ei"]), data["nz"], int(words.quad)]
    with open(words.out, "wb") as file:
        file.write(b"ECOPAIRWISE\0" + np.uint32(1).tobytes())
        np.array(counts, "<i8").tofile(file)
        for key in ("base", "w", "c", "u", "v"):
            np.ascontiguousarray(data[key], "<f8").tofile(file)
        np.ascontiguousarray(data["M"].T, "<f8").tofile(file)
        for key in ("L", "cap", "q0", "Z", "rp", "tc", "rho"):
            np.ascontiguousarray(data[key], "<f8").tofile(file)
        for key in ("ei", "ej", "region", "zone"):
            np.ascontiguousarray(data[key], "<i4").tofile(file)


if __name__ == "__main__":
    main()

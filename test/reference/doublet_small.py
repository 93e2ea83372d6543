"""The doublet at fewer pixels and exposures after 1, 10 and 100 iterations of Nearly-NMF and Shift-NMF.

Written from the formulas of Green & Bailey (2024), eq. 13 and 20, and from the published behaviour of nearly_nmf
0.2.0dev (commit 2269e38): H first, then W with the new H; quotients 0/0 and x/0 become 1e-6. Needs NumPy alone.

    python doublet_small.py verify DATA    compares with the results of nearly_nmf on the whole doublet
    python doublet_small.py make DATA OUT  writes the small data, starts and results

DATA holds doublet_mid_X.npy, doublet_mid_V.npy, doublet_W0.npy, doublet_H0.npy and golden/.
"""
import sys
from pathlib import Path

import numpy as np

ITERATIONS = (1, 10, 100)


def rescued(quotient):
    return np.nan_to_num(quotient, nan=1e-6, posinf=1e-6)


def nearly(x, v, w, h):
    vx = v * x
    while True:
        b = w.T @ vx
        h = rescued(h * np.maximum(b, 0) / (w.T @ (v * (w @ h)) + np.maximum(-b, 0)))
        c = vx @ h.T
        w = rescued(w * np.maximum(c, 0) / ((v * (w @ h)) @ h.T + np.maximum(-c, 0)))
        yield w, h


def shift(x, v, w, h):
    y = min(0.0, x.min())
    vx = v * (x - y)
    while True:
        h = rescued(h * (w.T @ vx) / (w.T @ (v * (w @ h - y))))
        w = rescued(w * (vx @ h.T) / ((v * (w @ h - y)) @ h.T))
        yield w, h


def results(x, v, w, h):
    for name, rule in (("nearly", nearly), ("shift", shift)):
        with np.errstate(divide="ignore", invalid="ignore"):
            for k, (wk, hk) in enumerate(rule(x, v, w, h), 1):
                if k in ITERATIONS:
                    yield f"{name}_W_{k}", wk
                    yield f"{name}_H_{k}", hk
                if k == max(ITERATIONS):
                    break


def load(data):
    return [np.load(data / f) for f in ("doublet_mid_X.npy", "doublet_mid_V.npy", "doublet_W0.npy", "doublet_H0.npy")]


def main(task, data, out=None):
    x, v, w, h = load(Path(data))
    if task == "verify":
        for name, ours in results(x, v, w, h):
            theirs = np.load(Path(data, "golden", f"doublet_mid_{name}.npy"))
            print(f"{name:12s} largest relative difference {np.max(np.abs(ours - theirs) / np.abs(theirs).max()):.1e}")
    else:
        rows, columns = slice(3, None, 8), slice(0, 100)
        small = {"doublet_small_X": x[rows, columns], "doublet_small_V": v[rows, columns],
                 "doublet_small_W0": w[rows], "doublet_small_H0": h[:, columns]}
        golden = dict(results(*small.values()))
        for name, matrix in small.items():
            np.save(Path(out, name + ".npy"), np.ascontiguousarray(matrix))
        for name, matrix in golden.items():
            np.save(Path(out, "golden", f"doublet_small_{name}.npy"), np.ascontiguousarray(matrix))


main(*sys.argv[1:])

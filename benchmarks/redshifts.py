#!/usr/bin/env python3
"""Scans redshifts of simulated quasars with the engine and with a loop over scipy.optimize.nnls, in one run on one machine,
and prints spectra times redshifts a second of both, how many redshifts are right, and the largest difference of chi-square.

Needs Python 3 with numpy and scipy, and the benchmarks built (mvn -DskipTests package).

    python3 benchmarks/redshifts.py [--spectra 200] [--step 1e-4] [--signal-to-noise 3] [--threads 1 2]

The loop does what a user of scipy would write: interpolate each template at the wavelengths in the rest frame, multiply by the
square roots of the weights, solve. Interpolation is timed apart.
"""

import argparse
import os
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def engine(class_path, *arguments):
    answer = subprocess.run(['java', '-Xmx2g', '-cp', class_path, 'org.noisynmf.benchmarks.Redshifts']
                            + [str(a) for a in arguments], stdout=subprocess.PIPE, check=True)
    return {line.split()[0]: float(line.split()[1]) for line in answer.stdout.decode().splitlines()}


def scipy_loop(folder, seconds):
    import numpy as np
    from scipy.optimize import nnls
    names = ('templates', 'rest', 'wavelengths', 'flux', 'weights', 'redshifts', 'chi2')
    templates, rest, wavelengths, flux, weights, redshifts, chi2 = (np.load('{}/{}.npy'.format(folder, name))
                                                                     for name in names)
    rest, wavelengths, redshifts = rest.ravel(), wavelengths.ravel(), redshifts.ravel()
    logs, rest_logs = np.log10(wavelengths), np.log10(rest)
    # beyond its ends a template falls to 0 within a step
    rest_logs = np.concatenate([[2 * rest_logs[0] - rest_logs[1]], rest_logs, [2 * rest_logs[-1] - rest_logs[-2]]])
    templates = np.pad(templates, ((0, 0), (1, 1)))
    largest = (templates ** 2).max(axis=1)
    picked = np.random.default_rng(1).permutation([(j, i) for j in range(len(flux)) for i in range(len(redshifts))])
    interpolating = solving = worst = 0.0
    count = 0
    for j, i in picked:
        root = np.sqrt(weights[j])
        start = time.perf_counter()
        shifted = logs - np.log10(1 + redshifts[i])
        columns = np.stack([np.interp(shifted, rest_logs, t, left=0, right=0) for t in templates], axis=1)
        # the engine leaves out templates of which the spectrum shows next to nothing
        shown = (weights[j][:, None] * columns ** 2).sum(axis=0) > 1e-12 * largest * weights[j].sum()
        middle = time.perf_counter()
        found = nnls(columns[:, shown] * root[:, None], flux[j] * root)[1] ** 2
        end = time.perf_counter()
        interpolating += middle - start
        solving += end - middle
        worst = max(worst, abs(found - chi2[j, i]) / found)
        count += 1
        if interpolating + solving > seconds:
            break
    return count / (interpolating + solving), count / solving, worst


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--spectra', type=int, default=200)
    parser.add_argument('--step', type=float, default=1e-4, help='of log10(1 + z) and of log10 of the wavelength')
    parser.add_argument('--signal-to-noise', type=float, default=3)
    parser.add_argument('--continuum', type=int, default=0)
    parser.add_argument('--threads', type=int, nargs='+', default=[1, 2])
    parser.add_argument('--seconds', type=float, default=20, help='of the loop')
    parser.add_argument('--class-path', default=os.pathsep.join(
        [os.path.join(HERE, 'target', 'classes'), os.path.join(HERE, 'target', 'lib', '*')]))
    options = parser.parse_args()
    import numpy
    import scipy
    print('NumPy {}, scipy {}, {} cores'.format(numpy.__version__, scipy.__version__, os.cpu_count()))
    with tempfile.TemporaryDirectory() as folder:
        ours = {threads: engine(options.class_path, options.spectra, options.step, options.signal_to_noise,
                                options.continuum, threads, folder) for threads in options.threads}
        for threads in options.threads:
            print('ours, {} thread(s): {:.3g} spectra x redshifts a second (cold {:.3g}), {:.1%} of redshifts within '
                  '0.003 (1 + z)'.format(threads, ours[threads]['warm'], ours[threads]['cold'], ours[threads]['right']))
        if options.continuum == 0:
            whole, solving, worst = scipy_loop(folder, options.seconds)
            print('scipy.optimize.nnls: {:.3g} a second with interpolation, {:.3g} without; chi-square differs by {:.1e} at '
                  'most'.format(whole, solving, worst))
            for threads in options.threads:
                print('ratio, {} thread(s): {:.0f} x; against solving alone {:.0f} x'.format(
                    threads, ours[threads]['warm'] / whole, ours[threads]['warm'] / solving))


if __name__ == '__main__':
    main()

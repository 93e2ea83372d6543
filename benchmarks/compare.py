#!/usr/bin/env python3
"""Runs the engine and NumPy in turn on the same data, in one run, and prints times and ratios.

Needs Python 3 with numpy, scipy, scikit-learn and matplotlib (Debian: python3-numpy python3-scipy python3-sklearn
python3-matplotlib), and the benchmarks built (mvn -DskipTests package). NumPy's side is the published update written out;
the published package nearly_nmf is measured too if it can be imported.

    python3 benchmarks/compare.py --data ../shared/data [--figures docs] [--heap] [--growth] [--only PART]

With --figures it draws the time of an iteration against n, q and d (figure 8 of Green and Bailey 2024) and chi-square
against seconds.
"""

import argparse
import gzip
import importlib.util
import json
import os
import platform
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
LOWEST = 1628129.58  # lowest chi-square known on the quasars


def load(path):
    import numpy as np
    with (gzip.open(path) if path.endswith('.gz') else open(path, 'rb')) as file:
        return np.load(file)


# ---------------------------------------------------------------- NumPy's side, each in a process of its own


def nearly(X, V, W, H):
    """One iteration of Nearly-NMF, Green and Bailey (2024), eq. 20."""
    import numpy as np
    VX = V * X
    while True:
        b = W.T @ VX
        H = H * (np.abs(b) + b) / 2 / (W.T @ (V * (W @ H)) + (np.abs(b) - b) / 2)
        H = np.nan_to_num(H, nan=1e-6, posinf=1e-6)
        c = VX @ H.T
        W = W * (np.abs(c) + c) / 2 / ((V * (W @ H)) @ H.T + (np.abs(c) - c) / 2)
        W = np.nan_to_num(W, nan=1e-6, posinf=1e-6)
        yield W, H


def numpy_side(task):
    import numpy as np
    np.seterr(all='ignore')
    kind = task['kind']
    if kind in ('pass', 'reach'):
        X, V, W, H = (load(task[name]) for name in ('X', 'V', 'W', 'H'))
        X = np.where(V > 0, X, 0)
        steps = nearly(X, V, W, H)
        next(steps)
        seconds, trace, total = [], [], 0.0
        for _ in range(task['passes']):
            start = time.perf_counter()
            W, H = next(steps)
            seconds.append(time.perf_counter() - start)
            total += seconds[-1]
            if kind == 'reach':
                chi2 = float((V * (X - W @ H) ** 2).sum())
                trace.append((total, chi2))
                if chi2 <= task['target']:
                    break
        chi2 = float((V * (X - W @ H) ** 2).sum())
        return {'median': float(np.median(seconds)), 'deviation': float(np.std(seconds)), 'total': total,
                'passes': len(seconds) + 1, 'chi2': chi2, 'trace': trace}
    if kind == 'package':
        from nearly_nmf import nmf
        X, V, W, H = (load(task[name]) for name in ('X', 'V', 'W', 'H'))
        nmf.nearly_NMF(X, V, H, W, n_iter=2)
        start = time.perf_counter()
        nmf.nearly_NMF(X, V, H, W, n_iter=task['passes'])
        return {'median': (time.perf_counter() - start) / task['passes']}
    if kind == 'project':
        from scipy.optimize import nnls
        X, V, W = load(task['X']), load(task['V']), load(task['W'])
        root = np.sqrt(V)
        seconds = []
        for _ in range(task['repeats']):
            start = time.perf_counter()
            chi2 = sum(nnls(root[:, j:j + 1] * W, root[:, j] * X[:, j])[1] ** 2 for j in range(X.shape[1]))
            seconds.append(time.perf_counter() - start)
        return {'median': float(np.median(seconds)), 'chi2': float(chi2)}
    if kind == 'digits':
        from sklearn.decomposition import NMF
        import warnings
        warnings.simplefilter('ignore')
        X, W, H = load(task['X']).astype(float), load(task['W']), load(task['H'])
        seconds = []
        for _ in range(task['repeats']):
            model = NMF(n_components=W.shape[1], init='custom', solver='cd', max_iter=200, tol=0)
            start = time.perf_counter()
            model.fit_transform(X, W=W.copy(), H=H.copy())
            seconds.append(time.perf_counter() - start)
        return {'median': float(np.median(seconds)), 'error': float(model.reconstruction_err_)}
    raise ValueError(kind)


def in_numpy(task, threads=1):
    environment = dict(os.environ, OPENBLAS_NUM_THREADS=str(threads), OMP_NUM_THREADS=str(threads),
                       MKL_NUM_THREADS=str(threads))
    answer = subprocess.run([sys.executable, __file__, '--numpy', json.dumps(task)], env=environment,
                            stdout=subprocess.PIPE, check=True)
    return json.loads(answer.stdout)


# ---------------------------------------------------------------- the engine's side


def in_engine(*arguments, heap='2g'):
    target = os.path.join(HERE, 'target')
    path = os.pathsep.join([os.path.join(target, 'classes'), os.path.join(target, 'lib', '*')])
    answer = subprocess.run(['java', '-Xmx' + heap, '-cp', path, 'org.noisynmf.benchmarks.Engine']
                            + [str(a) for a in arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if answer.returncode != 0:
        raise RuntimeError(answer.stderr.decode()[-2000:])
    values = {'trace': []}
    for line in answer.stdout.decode().splitlines():
        name, *numbers = line.split()
        if name == 'trace':
            values['trace'].append([float(n) for n in numbers])
        else:
            values[name] = float(numbers[0])
    return values


# ---------------------------------------------------------------- the comparison


class Table:

    def __init__(self):
        print('| work | NumPy, scipy, sklearn | ours | ratio | asked | ours, cold |')
        print('|---|---|---|---|---|---|')

    def row(self, work, theirs, ours, asked, cold=None):
        print('| {} | {} | {} | **{:.2f} ×** | {} | {} |'.format(
            work, milliseconds(theirs), milliseconds(ours), theirs / ours, asked,
            milliseconds(cold) if cold else ''), flush=True)


def milliseconds(seconds):
    return '{:.3g} ms'.format(seconds * 1e3) if seconds < 1 else '{:.2f} s'.format(seconds)


def compare(data, only):
    def wanted(part):
        return only is None or only == part

    quasar = {'X': data + '/quasar_X.npy.gz', 'V': data + '/quasar_V.npy.gz', 'W': data + '/quasar_W0.npy',
              'H': data + '/quasar_H0.npy'}
    files = [quasar[name] for name in 'XVWH']
    table = Table()
    if wanted('pass'):
        for threads, asked in ((1, '4 ×'), (2, '7 ×')):
            theirs = in_numpy(dict(quasar, kind='pass', passes=40), threads)
            ours = in_engine('pass', *files, 'NEARLY', 'FLOAT64', threads, 'cpu', 200)
            table.row('Nearly-NMF iteration, float64, {} thread{}'.format(threads, 's' if threads > 1 else ''),
                      theirs['median'], ours['median'], asked, ours['cold'])
            if threads == 1:
                fast = in_engine('pass', *files, 'ACCELERATED', 'FLOAT64', 1, 'cpu', 200)
                table.row('pass of the default against a Nearly iteration, float64, 1 thread', theirs['median'],
                          fast['median'], '4 ×', fast['cold'])
                single = in_engine('pass', *files, 'ACCELERATED', 'FLOAT32', 1, 'cpu', 200)
                table.row('the same, ours in float32', theirs['median'], single['median'], '', single['cold'])
                single = in_engine('pass', *files, 'NEARLY', 'FLOAT32', 1, 'cpu', 200)
                table.row('Nearly-NMF iteration, ours in float32, 1 thread', theirs['median'], single['median'], '',
                          single['cold'])
                if importlib.util.find_spec('nearly_nmf'):
                    package = in_numpy(dict(quasar, kind='package', passes=20), 1)
                    table.row('the published package instead of the formulas', package['median'], ours['median'], '')
                else:
                    print('(the published package nearly_nmf cannot be imported here)')
    curves = {}
    if wanted('reach'):
        target = LOWEST * (1 + 1e-3)
        theirs = in_numpy(dict(quasar, kind='reach', passes=3000, target=target), 1)
        ours = in_engine('reach', *files, 'ACCELERATED', 1, target, 60)
        curves = {'Nearly-NMF, NumPy': theirs['trace'], 'default, ours': ours['trace'][1:]}
        table.row('seconds to within 1e-3 of the lowest χ² ({} and {:.0f} passes), 1 thread'.format(
            theirs['passes'], ours['warm_passes']), theirs['total'], ours['warm'], '200 ×', ours['cold'])
    if wanted('project'):
        import numpy as np
        with tempfile.TemporaryDirectory() as folder:
            X, V = load(quasar['X']), load(quasar['V'])
            np.save(folder + '/X.npy', X[:, :300])
            np.save(folder + '/V.npy', V[:, :300])
            truth = data + '/quasar_Wtrue.npy'
            theirs = in_numpy({'kind': 'project', 'X': folder + '/X.npy', 'V': folder + '/V.npy', 'W': truth,
                               'repeats': 7})
            ours = in_engine('project', folder + '/X.npy', folder + '/V.npy', truth, 1, 400)
            table.row('300 spectra onto 5 templates against scipy.optimize.nnls, 1 thread', theirs['median'],
                      ours['median'], '20 ×', ours['cold'])
            if abs(theirs['chi2'] - ours['chi2']) > 1e-9 * theirs['chi2']:
                print('(χ² differs: {} and {})'.format(theirs['chi2'], ours['chi2']))
    if wanted('digits'):
        digits = {'X': data + '/digits_X.npy', 'W': data + '/digits_W0_32.npy', 'H': data + '/digits_H0_32.npy'}
        theirs = in_numpy(dict(digits, kind='digits', repeats=3))
        ours = in_engine('digits', digits['X'], digits['H'], digits['W'], 1, theirs['error'], 300)
        table.row('digits, k = 32, error {:.2f} of 200 iterations of sklearn ({:.0f} passes), 1 thread'.format(
            theirs['error'], ours['warm_passes']), theirs['median'], ours['warm'], '2 ×', ours['cold'])
    if wanted('opencl'):
        for algorithm in ('NEARLY', 'ACCELERATED'):
            java = in_engine('pass', *files, algorithm, 'FLOAT32', 2, 'cpu', 60)
            device = in_engine('pass', *files, algorithm, 'FLOAT32', 2, '0', 60)
            table.row('{}: OpenCL device 0 against our Java, float32, 2 threads (left: Java)'.format(
                algorithm.lower()), java['median'], device['median'], '0.67 ×', device['cold'])
        templates = data + '/quasar_Wtrue.npy'
        java = in_engine('project', quasar['X'], quasar['V'], templates, 2, 60, 'cpu')
        device = in_engine('project', quasar['X'], quasar['V'], templates, 2, 60, '0')
        table.row('projection: OpenCL device 0 against our Java, 2 threads (left: Java)', java['median'],
                  device['median'], '', device['cold'])
    return curves


def heap():
    """Smallest heap that a fit passes with, beyond its stored windows, as a fraction of X in float64."""
    pixels, count, missing = 5700, 3000, 0.61
    low, high = 100, 1200
    while high - low > 4:
        middle = (low + high) // 2
        try:
            in_engine('grow', pixels, count, 5, missing, 'FLOAT64', 'ACCELERATED', 1, 3, heap='{}m'.format(middle))
            high = middle
        except RuntimeError:
            low = middle
    stored = 2 * 8 * pixels * count * (1 - missing) / 2 ** 20
    dense = 8 * pixels * count / 2 ** 20
    print('\nmemory: d {}, n {}, {:.0%} missing, float64: smallest heap {} MiB, stored windows {:.0f} MiB, X {:.0f} MiB: '
          '{:.3f} of X beyond the windows (asked: < 0.3)'.format(pixels, count, missing, high, stored, dense,
                                                               (high - stored) / dense))


def growth():
    """Time per pass against n and d, float32, 61 % missing."""
    print('\n| d | n | ms a pass | ns an observed entry |\n|---|---|---|---|')
    for pixels, count in ((11050, 1250), (11050, 2500), (11050, 5000), (11050, 10000), (11050, 20000), (5525, 5000),
                          (2762, 5000), (1381, 5000)):
        ours = in_engine('grow', pixels, count, 5, 0.61, 'FLOAT32', 'ACCELERATED', 2, 101, heap='3g')
        print('| {} | {} | {:.1f} | {:.2f} |'.format(pixels, count, ours['median'] * 1e3,
                                                    ours['median'] * 1e9 / (pixels * count * 0.39)), flush=True)


def scaling(folder):
    """Figure 8 of Green and Bailey (2024): the time of an iteration against n, q and d, dense data, one thread."""
    plot = pyplot()
    import numpy as np
    generator = np.random.default_rng(1)

    def point(d, n, q):
        with tempfile.TemporaryDirectory() as scratch:
            names = {name: '{}/{}.npy'.format(scratch, name) for name in 'XVWH'}
            W, H = generator.uniform(size=(d, q)), generator.uniform(size=(q, n))
            np.save(names['X'], W @ H + generator.normal(size=(d, n)))
            np.save(names['V'], generator.uniform(0.5, 1.5, size=(d, n)))
            np.save(names['W'], generator.uniform(size=(d, q)))
            np.save(names['H'], generator.uniform(size=(q, n)))
            theirs = in_numpy(dict(names, kind='pass', passes=100))
            ours = in_engine('pass', *(names[name] for name in 'XVWH'), 'NEARLY', 'FLOAT64', 1, 'cpu', 100)
            return theirs, ours

    figure, axes = plot.subplots(1, 3, figsize=(13, 4), constrained_layout=True)
    series = (('n', [int(round(n)) for n in np.geomspace(50, 2000, 6)], lambda n: (5700, n, 5)),
              ('q', [1, 2, 3, 5, 7, 10], lambda q: (5700, 750, q)),
              ('d', [5700 >> k for k in range(4, -1, -1)], lambda d: (d, 750, 5)))
    for axis, (name, values, sizes) in zip(axes, series):
        results = [point(*sizes(value)) for value in values]
        for side, label, style in ((0, 'NumPy', 'o--'), (1, 'ours', 's-')):
            axis.errorbar(values, [1e3 * r[side]['median'] for r in results],
                          [1e3 * r[side]['deviation'] for r in results], fmt=style, capsize=3, label=label)
        axis.set_xlabel(name)
        axis.set_ylabel('ms an iteration of Nearly-NMF')
        axis.set_yscale('log')
        if name != 'q':
            axis.set_xscale('log')
        axis.legend()
        print(name, [(v, round(1e3 * r[0]['median'], 2), round(1e3 * r[1]['median'], 2))
                     for v, r in zip(values, results)], flush=True)
    figure.savefig(os.path.join(folder, 'scaling.png'), dpi=110)


def seconds(folder, curves):
    """Chi-square against seconds on the quasars, one thread."""
    plot = pyplot()
    figure, axis = plot.subplots(figsize=(7, 4.5), constrained_layout=True)
    for label, trace in curves.items():
        axis.plot([t for t, _ in trace], [c / LOWEST - 1 for _, c in trace], label=label)
    axis.set_xscale('log')
    axis.set_yscale('log')
    axis.set_xlabel('seconds, 1 thread')
    axis.set_ylabel('χ² above the lowest known, relative')
    axis.legend()
    figure.savefig(os.path.join(folder, 'seconds.png'), dpi=110)


def pyplot():
    import matplotlib
    matplotlib.use('Agg')
    import matplotlib.pyplot as plot
    return plot


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', help='folder with the quasars and the digits')
    parser.add_argument('--figures', metavar='FOLDER', help='draw the figures into this folder')
    parser.add_argument('--heap', action='store_true', help='search for the smallest heap')
    parser.add_argument('--growth', action='store_true', help='time per pass up to 20,000 x 11,050')
    parser.add_argument('--only', choices=('pass', 'reach', 'project', 'digits', 'opencl', 'none'))
    parser.add_argument('--numpy', help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.numpy:
        print(json.dumps(numpy_side(json.loads(options.numpy))))
        return
    import numpy
    java = subprocess.run(['java', '-version'], stderr=subprocess.PIPE).stderr.decode().splitlines()[0]
    print('{}, {} cores, {}, Python {}, NumPy {}, {}\n'.format(
        processor(), os.cpu_count(), platform.system(), platform.python_version(), numpy.__version__, java))
    curves = {}
    if options.only != 'none':
        curves = compare(options.data, options.only)
    if options.figures:
        os.makedirs(options.figures, exist_ok=True)
    if options.heap:
        heap()
    if options.growth:
        growth()
    if options.figures and options.only in (None, 'none'):
        scaling(options.figures)
    if options.figures and curves:
        seconds(options.figures, curves)


def processor():
    try:
        with open('/proc/cpuinfo') as file:
            return next(line.split(':')[1].strip() for line in file if line.startswith('model name'))
    except (OSError, StopIteration):
        return platform.processor()


if __name__ == '__main__':
    main()

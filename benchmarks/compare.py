#!/usr/bin/env python3
"""Runs the engine and its peers in turn on the same data, in one run, and prints times and ratios, like against like:
float32 against float32, loops against loops and whole processes against whole processes.

Needs Python 3 with numpy, scipy, scikit-learn and matplotlib (Debian: python3-numpy python3-scipy python3-sklearn
python3-matplotlib), and the project built (mvn -DskipTests package). The peer is the published package nearly_nmf if it can
be imported, else its update written out with NumPy; the first line says which, and the kernels of OpenBLAS where
threadpoolctl tells (some processors fall back to slow ones).

    python3 benchmarks/compare.py --data ../shared/data [--figures docs] [--vectors] [--rounds N] [--heap] [--growth] [--large FOLDER]
        [--only PART]

With --figures it draws the time of an iteration against n, q and d (figure 8 of Green and Bailey 2024) and chi-square
against seconds.
"""

import argparse
import glob
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
VECTORS = []  # options of Java for loops with vector instructions
ROUNDS = [1]  # how often the two sides of a loop are measured in turn
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


def peer():
    """The published package's functions, or the formulas with its arguments; and its name."""
    if importlib.util.find_spec('nearly_nmf'):
        from nearly_nmf import nmf
        return nmf.nearly_NMF, nmf.shift_NMF, 'nearly_nmf'

    def written_out(X, V, H, W, n_iter):
        steps = nearly(X, V, W, H)
        for _ in range(n_iter):
            W, H = next(steps)
        return H, W

    return written_out, None, 'its update in NumPy'


def numpy_side(task):
    import numpy as np
    np.seterr(all='ignore')
    kind = task['kind']
    if kind == 'peer':
        nearly_nmf, shift_nmf, name = peer()
        blas = 'unknown'
        if importlib.util.find_spec('threadpoolctl'):
            from threadpoolctl import threadpool_info
            np.ones((2, 2)) @ np.ones((2, 2))
            blas = ', '.join('{} {}'.format(i['internal_api'], i.get('architecture', '')) for i in threadpool_info())
        return {'name': name, 'blas': blas}
    if kind == 'iteration':
        X, V, W, H = (load(task[name]).astype(task['dtype']) for name in ('X', 'V', 'W', 'H'))
        X[V == 0] = 0
        nearly_nmf, shift_nmf, name = peer()
        function = shift_nmf if task['algorithm'] == 'SHIFT' else nearly_nmf
        if function is None:
            return {'median': float('nan'), 'processor': float('nan')}

        def run(iterations):
            start, begun = time.perf_counter(), time.process_time()
            function(X, V, H, W, n_iter=iterations)
            return np.array([time.perf_counter() - start, time.process_time() - begun])

        run(2)
        # beginning and end of a fit drop out
        seconds, processor = np.median([(run(task['passes'] + 2) - run(2)) / task['passes']
                                        for _ in range(task['repeats'])], axis=0)
        return {'median': float(seconds), 'processor': float(processor)}
    if kind == 'process':
        # what a user's script does: read, fit, write
        X, V, W, H = (load(task[name]) for name in ('X', 'V', 'W', 'H'))
        X[V == 0] = 0
        H, W = peer()[0](X, V, H, W, n_iter=task['passes'])[:2]
        np.save(task['out'] + '/W.npy', W)
        np.save(task['out'] + '/H.npy', H)
        return {'chi2': float((V * (X - W @ H) ** 2).sum())}
    if kind == 'cd':
        from sklearn.decomposition import NMF
        import warnings
        warnings.simplefilter('ignore')
        X, W, H = (load(task[name]).astype(task['dtype']) for name in ('X', 'W', 'H'))
        X, W, H = np.ascontiguousarray(np.abs(X.T)), np.ascontiguousarray(H.T), np.ascontiguousarray(W.T)

        def run(iterations):
            model = NMF(n_components=W.shape[1], init='custom', solver='cd', max_iter=iterations, tol=0)
            start = time.process_time()
            model.fit_transform(X, W=W.copy(), H=H.copy())
            return time.process_time() - start

        run(2)
        # beginning and end of a fit drop out
        return {'processor': float(np.median([(run(22) - run(2)) / 20 for _ in range(task['repeats'])]))}
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


def memory_options():
    """How bin/noisynmf has Java collect and ask for memory, which decides where the data come to lie."""
    options = ['-XX:+UseSerialGC']
    pages = '/sys/kernel/mm/transparent_hugepage/enabled'
    if os.path.exists(pages):
        with open(pages) as file:
            if '[madvise]' in file.read():
                options.append('-XX:+UseTransparentHugePages')
    return options


def in_engine(*arguments, heap='2g'):
    target = os.path.join(HERE, 'target')
    path = os.pathsep.join([os.path.join(target, 'classes'), os.path.join(target, 'lib', '*')])
    java = ['java', '-Xmx' + heap] + memory_options() + VECTORS + ['-cp', path, 'org.noisynmf.benchmarks.Engine']
    answer = subprocess.run(java + [str(a) for a in arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
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


def in_turn(*sides):
    """What sides answer that are asked in turn, again and again, since a machine's speed drifts: medians of each number."""
    rounds = [[side() for side in sides] for _ in range(ROUNDS[0])]
    return [{name: median_of(answers, name) for name, value in answers[0].items() if isinstance(value, float)}
            for answers in zip(*rounds)]


# ---------------------------------------------------------------- whole processes


def timed(command, environment=None):
    """Wall and processor seconds of a process, and what it printed."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT,
                                   env=dict(os.environ, **(environment or {})))
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
        out.seek(0)
        said = out.read().decode()
    if process.returncode != 0:
        raise RuntimeError(said[-2000:])
    return {'wall': wall, 'cpu': usage.ru_utime + usage.ru_stime, 'said': said}


def launcher(folder):
    """The command line unpacked from its archive, with the archive of classes made."""
    archive = glob.glob(os.path.join(HERE, '..', 'headless', 'target', 'noisynmf-*-command-line.zip'))[0]
    subprocess.run(['unzip', '-q', '-o', archive, '-d', folder], check=True)
    return glob.glob(os.path.join(folder, 'noisynmf-*', 'bin', 'noisynmf'))[0]


def median_of(runs, name):
    return sorted(run[name] for run in runs)[len(runs) // 2]


def processes(work, table, data, theirs, ours, asked, folder, repeats, highest, command):
    """Both sides read, fit and write, in turn; ours as it comes if it is given no iterations, and neither above a
    chi-square."""
    one = {name: '1' for name in ('OPENBLAS_NUM_THREADS', 'OMP_NUM_THREADS', 'MKL_NUM_THREADS')}
    task = dict(data, kind='process', passes=theirs, out=folder)
    X, V = data['X'], data['V']
    left, right = [], []
    for run in range(repeats):
        left.append(timed([sys.executable, __file__, '--numpy', json.dumps(task)], one))
        out = '{}/fit{}'.format(folder, run)
        right.append(timed(command + ['factorise', '--data', X, '--weights', V, '--observations', 'columns',
                                      '--templates', data['W'], '--coefficients', data['H'], '--threads', '1',
                                      '--out', out] + (['--iterations', str(ours), '--tolerance', '0'] if ours else [])))
        with open(out + '/summary.json') as file:
            chi2 = json.load(file)['chi2']
        for side, value in (('theirs', json.loads(left[-1]['said'].splitlines()[-1])['chi2']), ('ours', chi2)):
            if not value <= highest:
                print('({}: {} has chi-square {} instead of at most {})'.format(work, side, value, highest))
    for name in ('wall', 'cpu'):
        table.row('{}, whole process, {} ({} and {} iterations)'.format(
            work, 'seconds' if name == 'wall' else 'processor seconds', theirs, ours or 'default'), median_of(left, name),
            median_of(right, name), asked[name])


# ---------------------------------------------------------------- the comparison


class Table:

    def __init__(self):
        print('| work | peer | ours | ratio | bar | ours, cold |')
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
        for dtype, precision, asked in (('float64', 'FLOAT64', {'NEARLY1': '6 ×', 'NEARLY2': '10 ×', 'ACCELERATED1': '5 ×',
                                                                'SHIFT1': '5 ×'}),
                                        ('float32', 'FLOAT32', {'NEARLY1': '5 ×', 'NEARLY2': '6 ×', 'ACCELERATED1': '4 ×'})):
            for threads in (1, 2):
                algorithms = ('NEARLY', 'ACCELERATED')
                theirs, *fits = in_turn(
                    lambda: in_numpy(dict(quasar, kind='iteration', algorithm='NEARLY', dtype=dtype, passes=10, repeats=5),
                                     threads),
                    *(lambda a=a: in_engine('pass', *files, a, precision, threads, 'cpu', 200) for a in algorithms))
                for algorithm, ours in zip(algorithms, fits):
                    # with one thread processor time, which other work on the machine lengthens least
                    name = 'processor' if threads == 1 else 'median'
                    table.row('{}, {}, {} thread{}'.format(
                        'Nearly iteration' if algorithm == 'NEARLY' else 'iteration of the default against one of Nearly-NMF',
                        dtype, threads, 's' if threads > 1 else ''), theirs[name], ours[name],
                        asked.get(algorithm + str(threads), ''), ours['cold'])
            theirs, ours = in_turn(
                lambda: in_numpy(dict(quasar, kind='iteration', algorithm='SHIFT', dtype=dtype, passes=10, repeats=5)),
                lambda: in_engine('pass', *files, 'SHIFT', precision, 1, 'cpu', 200))
            table.row('Shift iteration, {}, 1 thread'.format(dtype), theirs['processor'], ours['processor'],
                      asked.get('SHIFT1', ''), ours['cold'])
    if wanted('rank'):
        ranks(table)
    if wanted('process'):
        whole(table, data, quasar)
    if wanted('reading'):
        reading(table)
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


def ranks(table):
    """Dense data of 500 observations and 5000 pixels at higher ranks: without weights beside coordinate descent of
    scikit-learn, with weights beside Nearly-NMF, one thread."""
    import numpy as np
    generator = np.random.default_rng(1)
    d, n = 5000, 500
    for q in (5, 10, 20, 50, 100):
        with tempfile.TemporaryDirectory() as scratch:
            names = {name: '{}/{}.npy'.format(scratch, name) for name in 'XVWH'}
            W, H = generator.uniform(size=(d, q)), generator.uniform(size=(q, n))
            X = np.abs(W @ H + generator.normal(size=(d, n)))
            np.save(names['X'], X)
            np.save(names['W'], generator.uniform(size=(d, q)))
            np.save(names['H'], generator.uniform(size=(q, n)))
            np.save(names['V'], np.ones((d, n)))
            files = [names[name] for name in 'XVWH']
            if not importlib.util.find_spec('sklearn'):
                print('(q = {} without weights: scikit-learn cannot be imported here)'.format(q), flush=True)
            for dtype, precision in (('float64', 'FLOAT64'), ('float32', 'FLOAT32')):
                if not importlib.util.find_spec('sklearn'):
                    continue
                theirs, ours = in_turn(lambda: in_numpy(dict(names, kind='cd', dtype=dtype, repeats=3)),
                                       lambda: in_engine('pass', *files, 'ACCELERATED', precision, 1, 'cpu', 100))
                table.row('q = {}, no weights, {}: pass of the default against an iteration of scikit-learn cd'.format(
                    q, dtype), theirs['processor'], ours['processor'], '1.5 ×' if q >= 50 else '', ours['cold'])
            np.save(names['V'], generator.uniform(0.5, 1.5, size=(d, n)))
            for dtype, precision in (('float64', 'FLOAT64'), ('float32', 'FLOAT32')):
                theirs, ours = in_turn(
                    lambda: in_numpy(dict(names, kind='iteration', algorithm='NEARLY', dtype=dtype, passes=5, repeats=3)),
                    lambda: in_engine('pass', *files, 'NEARLY', precision, 1, 'cpu', 100))
                table.row('q = {}, weights, {}: Nearly iteration'.format(q, dtype), theirs['processor'],
                          ours['processor'],
                          '2 ×' if q in (20, 50) and dtype == 'float32' else '', ours['cold'])


def whole(table, data, quasar):
    """Whole processes: read, fit, write."""
    import numpy as np
    with tempfile.TemporaryDirectory() as folder:
        command = [launcher(folder)]
        for work, files, lowest, asked, repeats in (
                ('doublet (510 × 500, q 2), as each comes', {'X': data + '/doublet_mid_X.npy', 'V': data + '/doublet_mid_V.npy',
                                              'W': data + '/doublet_W0.npy', 'H': data + '/doublet_H0.npy'},
                 253554.6644, {'wall': '', 'cpu': '1.2 × (≤ 0.75 s)'}, 5),
                ('quasars (5700 × 750, q 5) to 1e-3', quasar, LOWEST, {'wall': '60 ×', 'cpu': ''}, 1)):
            plain = {}
            for name, path in files.items():
                plain[name] = '{}/{}.npy'.format(folder, name)
                np.save(plain[name], load(path))
            # the package makes 500 iterations unless told otherwise, and has no other end
            theirs, ours, highest = 500, None, lowest * 1.002
            if lowest == LOWEST:
                highest = lowest * 1.001
                theirs = in_numpy(dict(plain, kind='reach', passes=3000, target=highest))['passes']
                ours = int(in_engine('reach', *[plain[name] for name in 'XVWH'], 'ACCELERATED', 1, highest,
                                     100)['warm_passes'])
            # the first run makes the archive of classes
            timed(command + ['factorise', '--data', plain['X'], '--observations', 'columns', '--rank', '2', '--iterations',
                             '3', '--out', folder + '/warm' + str(repeats)])
            processes(work, table, plain, theirs, ours, asked, folder, repeats, highest, command)


def reading(table):
    """Processor seconds of reading X and V, 10,000 × 11,050 in float32, 0.88 GB, from the page cache."""
    import numpy as np
    generator = np.random.default_rng(1)
    with tempfile.TemporaryDirectory() as folder:
        for name in 'XV':
            np.save('{}/{}.npy'.format(folder, name), generator.random(size=(10000, 11050), dtype='float32'))
        for way, asked in (('ROWS', '1.5'), ('COLUMNS', '3')):
            if way == 'COLUMNS':
                for name in 'XV':
                    path = '{}/{}.npy'.format(folder, name)
                    np.save(path, np.ascontiguousarray(np.load(path).T))
            runs = [in_engine('read', folder + '/X.npy', folder + '/V.npy', way, 'FLOAT32') for _ in range(3)]
            print('| reading 0.88 GB of npy float32, {} | | {:.2f} processor s, {:.2f} s | | ≤ {} processor s | |'.format(
                way.lower(), median_of(runs, 'cpu'), median_of(runs, 'wall'), asked), flush=True)


def large(folder):
    """130,000 × 11,050, 61 % missing, float32, 2 threads: in memory, and from a file with a heap of 2 GiB."""
    for count in (20000, 130000):
        sizes = (11050, count, 5, 0.61, 'FLOAT32', 'ACCELERATED', 2, 11)
        memory = in_engine('grow', *sizes, heap='8g')
        stored = in_engine('grow', *sizes, folder, heap='2g')
        print('{} × 11,050, float32, 2 threads: {:.0f} ms a pass in memory, {:.0f} ms from a file of {:.2f} GB with -Xmx2g '
              '({:.2f} ×); chi-square {}'.format(
                  count, memory['median'] * 1e3, stored['median'] * 1e3, stored['bytes'] / 1e9,
                  stored['median'] / memory['median'],
                  'equal' if memory['chi2'] == stored['chi2'] else 'DIFFERS'), flush=True)


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
                          (2762, 5000), (1381, 5000), (11050, 65000), (11050, 130000)):
        ours = in_engine('grow', pixels, count, 5, 0.61, 'FLOAT32', 'ACCELERATED', 2, 101 if count < 50000 else 11,
                         heap='3g' if count < 50000 else '8g')
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
    parser.add_argument('--vectors', action='store_true', help="start Java with its module for vector instructions")
    parser.add_argument('--rounds', type=int, default=1, metavar='N',
                        help='measure the sides of loops in turn, so often, for medians (pass and rank)')
    parser.add_argument('--heap', action='store_true', help='search for the smallest heap')
    parser.add_argument('--growth', action='store_true', help='time per pass up to 130,000 x 11,050')
    parser.add_argument('--large', metavar='FOLDER', help='130,000 x 11,050 in memory and from a file in this folder')
    parser.add_argument('--only', choices=('pass', 'rank', 'process', 'reading', 'reach', 'project', 'digits', 'opencl',
                                           'none'))
    parser.add_argument('--numpy', help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.numpy:
        print(json.dumps(numpy_side(json.loads(options.numpy))))
        return
    ROUNDS[0] = options.rounds
    if options.vectors:
        VECTORS.append('--add-modules=jdk.incubator.vector')
    import numpy
    java = subprocess.run(['java', '-version'], stderr=subprocess.PIPE).stderr.decode().splitlines()[0]
    other = in_numpy({'kind': 'peer'})
    print('{}, {} cores, {}, Python {}, NumPy {} ({}), {}; peer of the first rows: {}; our loops {} vector instructions\n'.format(
        processor(), os.cpu_count(), platform.system(), platform.python_version(), numpy.__version__, other['blas'], java,
        other['name'], 'with' if VECTORS else 'without'))
    curves = {}
    if options.only != 'none':
        curves = compare(options.data, options.only)
    if options.figures:
        os.makedirs(options.figures, exist_ok=True)
    if options.heap:
        heap()
    if options.growth:
        growth()
    if options.large:
        large(options.large)
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

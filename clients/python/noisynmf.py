"""Non-negative matrix factorisation of noisy data, for NumPy: arrays in, arrays out.

Calls the command line of noisynmf, which needs Java 17. Set NOISYNMF_JAR to the path of noisynmf.jar; inside the repository the jar
that was built there is found. Needs NumPy and no other package.

    import noisynmf
    fit = noisynmf.factorise(X, rank=4, weights=V)      # X and V: observations x pixels
    fit.templates, fit.coefficients, fit.summary['chi2_per_degree_of_freedom']

Options of the command line are keywords: seed=2 is --seed 2, time_limit=60 is --time-limit 60, order=True is --order. Arrays as
values become files. docs/python.md shows more, docs/command-line.md all options.
"""

import csv
import json
import os
import shutil
import subprocess
import tempfile
import warnings as _warnings
from collections import namedtuple

import numpy as np

__all__ = ['NoisyNmfError', 'Factorisation', 'Projection', 'Redshifts', 'factorise', 'project', 'redshift', 'simulate', 'run']

_MAIN = 'org.noisynmf.headless.Main'
_HERE = os.path.dirname(os.path.abspath(__file__))

Factorisation = namedtuple('Factorisation', 'templates coefficients chi2 trace summary')
Factorisation.__doc__ = """A fit X ~ coefficients @ templates: templates (rank x pixels), coefficients (observations x rank), chi2 of
each observation, trace (a dictionary of columns), summary (what summary.json says)."""

Projection = namedtuple('Projection', 'coefficients errors signed chi2 summary')
Projection.__doc__ = """Coefficients on given templates; errors and signed estimates are None unless covariances=True."""

Redshifts = namedtuple('Redshifts', 'redshift error chi2 delta_chi2 warnings coefficients grid curves summary')
Redshifts.__doc__ = """The best redshift of each spectrum (NaN where there is none), with chi-square at every redshift of the
grid (curves: spectra x grid)."""


class NoisyNmfError(RuntimeError):
    """What the command line said, in one line."""


def _java():
    home = os.environ.get('JAVA_HOME')
    java = os.path.join(home, 'bin', 'java') if home else shutil.which('java')
    if not java or not (os.path.exists(java) or os.path.exists(java + '.exe')):
        raise NoisyNmfError('Java is not found: install Java 17, or set JAVA_HOME')
    return java


def _class_path():
    given = os.environ.get('NOISYNMF_JAR')
    if given:
        return given
    built = os.path.join(_HERE, '..', '..', 'headless', 'target', 'noisynmf.jar')
    for jar in (os.path.join(_HERE, 'noisynmf.jar'), built):
        if os.path.exists(jar):
            return jar
    raise NoisyNmfError('noisynmf.jar is not found: set NOISYNMF_JAR to its path')


def run(command, *arguments):
    """Runs a command, such as run('devices'), and returns what it printed. Its warnings are Python warnings."""
    words = [_java(), '-cp', _class_path(), _MAIN, command] + [str(a) for a in arguments]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    said = done.stderr.decode('utf-8', 'replace').strip()
    if done.returncode != 0:
        raise NoisyNmfError(said or 'exit code %d' % done.returncode)
    for line in said.splitlines():
        if line.startswith('warning: '):
            _warnings.warn(line[len('warning: '):], stacklevel=3)
    return done.stdout.decode('utf-8', 'replace').strip()


def _save(folder, name, array):
    path = os.path.join(folder, name + '.npy')
    np.save(path, np.asarray(array))
    return path


def _options(folder, options):
    words = []
    for name, value in options.items():
        if value is None or value is False:
            continue
        words.append('--' + name.replace('_', '-'))
        if isinstance(value, np.ndarray) or isinstance(value, (list, tuple)) and value and isinstance(value[0], (list, tuple)):
            words.append(_save(folder, 'option-' + name, value))
        elif isinstance(value, (list, tuple)):
            words.append(','.join(str(v) for v in value))
        elif value is not True:
            words.append(str(value))
    return words


def _columns(path):
    with open(path, newline='', encoding='utf-8') as file:
        rows = list(csv.DictReader(file))
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else {})}


def _numbers(texts):
    return np.array([float(t) if t not in ('', None) else np.nan for t in texts])


def _summary(out):
    with open(os.path.join(out, 'summary.json'), encoding='utf-8') as file:
        return json.load(file)


def _load(out, name):
    path = os.path.join(out, name + '.npy')
    return np.load(path) if os.path.exists(path) else None


def factorise(X, rank=None, weights=None, **options):
    """Templates and coefficients >= 0 with X ~ coefficients @ templates.

    X: observations x pixels, negative values allowed, NaN = missing. weights: of the same shape, usually inverse variances,
    0 = ignore the entry. Returns a Factorisation.
    """
    with tempfile.TemporaryDirectory(prefix='noisynmf-') as folder:
        out = os.path.join(folder, 'out')
        words = ['--data', _save(folder, 'X', X), '--out', out, '--format', 'npy']
        if rank is not None:
            words += ['--rank', rank]
        if weights is not None:
            options.setdefault('weights_are', 'inverse-variance')
            words += ['--weights', _save(folder, 'V', weights)]
        run('factorise', *words, *_options(folder, options))
        trace = {name: _numbers(column) for name, column in _columns(os.path.join(out, 'trace.csv')).items()}
        return Factorisation(_load(out, 'templates'), _load(out, 'coefficients'),
                             _numbers(_columns(os.path.join(out, 'chi2.csv'))['chi2']), trace, _summary(out))


def project(X, templates, weights=None, covariances=False, **options):
    """Exact coefficients >= 0 of observations on given templates. Returns a Projection."""
    with tempfile.TemporaryDirectory(prefix='noisynmf-') as folder:
        out = os.path.join(folder, 'out')
        words = ['--data', _save(folder, 'X', X), '--templates', _save(folder, 'W', templates), '--out', out, '--format', 'npy']
        if weights is not None:
            options.setdefault('weights_are', 'inverse-variance')
            words += ['--weights', _save(folder, 'V', weights)]
        run('project', *words, *_options(folder, dict(options, covariances=covariances)))
        return Projection(_load(out, 'coefficients'), _load(out, 'coefficients-sd'), _load(out, 'coefficients-signed'),
                          _numbers(_columns(os.path.join(out, 'chi2.csv'))['chi2']), _summary(out))


def redshift(wavelengths, flux, weights, template_wavelengths, templates, **options):
    """Redshifts of spectra on one grid of wavelengths. Options: lowest, highest, step, continuum, … Returns Redshifts."""
    with tempfile.TemporaryDirectory(prefix='noisynmf-') as folder:
        out = os.path.join(folder, 'out')
        words = ['--data', _save(folder, 'X', flux), '--data-wavelengths', _save(folder, 'L', np.atleast_2d(wavelengths)),
                 '--templates', _save(folder, 'W', templates), '--template-wavelengths',
                 _save(folder, 'R', np.atleast_2d(template_wavelengths)), '--out', out]
        if weights is not None:
            options.setdefault('weights_are', 'inverse-variance')
            words += ['--weights', _save(folder, 'V', weights)]
        run('redshift', *words, *_options(folder, options))
        best = _columns(os.path.join(out, 'redshifts.csv'))
        names = list(best)
        first = names.index('warnings') + 1
        count = len(np.atleast_2d(templates))
        coefficients = np.stack([_numbers(best[name]) for name in names[first:first + count]], axis=1)
        return Redshifts(_numbers(best['redshift']), _numbers(best['redshift_error']), _numbers(best['chi2']),
                         _numbers(best['delta_chi2']), best['warnings'], coefficients, _load(out, 'grid').ravel(),
                         _load(out, 'chi2'), _summary(out))


def simulate(kind='doublet', **options):
    """Noisy data with known truth: a dictionary of arrays data, weights, truth, templates, coefficients, …"""
    with tempfile.TemporaryDirectory(prefix='noisynmf-') as folder:
        out = os.path.join(folder, 'out')
        run('simulate', '--kind', kind, '--out', out, *_options(folder, options))
        return {name[:-len('.npy')]: np.load(os.path.join(out, name)) for name in os.listdir(out) if name.endswith('.npy')}

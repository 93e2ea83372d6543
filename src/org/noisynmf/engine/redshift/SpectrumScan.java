package org.noisynmf.engine.redshift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.nnls.SignedEstimate;
import org.noisynmf.engine.redshift.shift.Continuum;
import org.noisynmf.engine.redshift.shift.Correlations;
import org.noisynmf.engine.redshift.shift.DirectMoments;
import org.noisynmf.engine.redshift.shift.Pixels;
import org.noisynmf.engine.redshift.shift.ShiftedProblem;
import org.noisynmf.engine.redshift.shift.TemplateSteps;
import org.noisynmf.engine.redshift.shift.TemplateTransforms;
import org.noisynmf.engine.spectra.Spectrum;

/** Scans one spectrum after the other. Belongs to one thread. */
final class SpectrumScan {

    /** Points of a refined minimum for each step of the grid. */
    private static final int FINE = 4;

    /** Less than this in χ² tells no two redshifts apart. As redrock has it. */
    private static final double SMALL = 9;

    /** Redshifts between two looks at cancellation: far less than a second of them. */
    private static final int BETWEEN_LOOKS = 256;

    private static final double LITTLE_COVERAGE = 0.9;

    /** An outlier is this many standard deviations off; more than this share of them are many. As redrock has it. */
    private static final double OUTLIER = 5;

    private static final double MANY = 0.05;

    private final TemplateSteps m_templates;

    private final RedshiftSettings m_settings;

    private final double[] m_redshifts;

    /** All redshifts at once; null where they are not in equal steps of log₁₀(1 + z). */
    private final @Nullable Correlations m_correlations;

    private final DirectMoments m_direct;

    private final ShiftedProblem m_problem;

    private final SignedEstimate m_signed;

    /** Of the spectrum: what a template must show of itself. */
    private double[] m_floor;

    /** What was found at one redshift: z, and by how much templates lower χ². */
    private record Point(double z, double gain) {
    }

    /**
     * @param templates in equal steps
     * @param settings how
     * @param transforms of the templates, by size
     */
    SpectrumScan(final TemplateSteps templates, final RedshiftSettings settings,
        final IntFunction<TemplateTransforms> transforms) {
        m_templates = templates;
        m_settings = settings;
        m_redshifts = settings.grid().redshifts();
        m_correlations = settings.grid().logarithmic()
            ? new Correlations(templates, transforms, m_redshifts.length, settings.continuum()) : null;
        m_direct = new DirectMoments(templates);
        m_problem = new ShiftedProblem(templates.rank(), settings.continuum());
        m_signed = new SignedEstimate(templates.rank());
        m_floor = new double[templates.rank()];
    }

    /**
     * @param spectrum as observed. Not modified.
     * @param observer may cancel; asked on this thread
     * @return its χ² over the grid and the best minima
     * @throws java.util.concurrent.CancellationException if the observer cancelled
     */
    RedshiftFit scan(final Spectrum spectrum, final Observer observer) {
        final Pixels pixels = new Pixels(spectrum);
        final double[] chi2 = new double[m_redshifts.length];
        Arrays.fill(chi2, Double.NaN);
        if (pixels.measured() == 0) {
            return new RedshiftFit(chi2, Double.NaN, List.of());
        }
        final Continuum continuum = new Continuum(pixels, m_settings.continuum());
        m_floor = m_templates.floor(Arrays.stream(pixels.v()).sum());
        double none = pixels.squares();
        for (final double share : continuum.data()) {
            none -= share * share;
        }
        none = Math.max(none, 0);
        curve(pixels, continuum, none, chi2, observer);
        final List<RedshiftMinimum> minima = refined(pixels, continuum, none, chi2);
        for (int i = 0; i < chi2.length; i++) {
            chi2[i] = pixels.chi2(chi2[i]);
        }
        return new RedshiftFit(chi2, pixels.chi2(none), minima);
    }

    private void curve(final Pixels pixels, final Continuum continuum, final double none, final double[] chi2,
        final Observer observer) {
        final Correlations correlations = m_correlations;
        final double[] positions = pixels.positions(m_templates, m_redshifts[0]);
        final double[] measured = pixels.measured(positions);
        if (correlations != null) {
            correlations.of(pixels, positions, continuum);
        }
        m_problem.reset();
        for (int i = 0; i < chi2.length; i++) {
            if (i % BETWEEN_LOOKS == 0) {
                observer.throwIfCancelled();
            }
            final double[] here = correlations == null ? pixels.positions(m_templates, m_redshifts[i]) : positions;
            final int covered = correlations == null ? m_templates.covered(pixels.measured(here), 0)
                : m_templates.covered(measured, (double)i * m_templates.stride());
            if (covered < m_settings.coverage() * measured.length) {
                continue;
            }
            if (correlations == null) {
                m_direct.of(pixels, here, continuum, m_problem);
            } else {
                correlations.copy(i, continuum, m_problem);
            }
            chi2[i] = none - m_problem.solve(continuum, m_floor);
        }
    }

    private List<RedshiftMinimum> refined(final Pixels pixels, final Continuum continuum, final double none,
        final double[] chi2) {
        final List<RedshiftMinimum> found = new ArrayList<>();
        for (final int i : Minima.of(chi2)) {
            // one more than asked for: the last one's distance to the next is wanted, too
            if (found.size() > m_settings.best()) {
                break;
            }
            if (found.stream().anyMatch(other -> Minima.near(m_redshifts[i], other.redshift()))) {
                continue;
            }
            final RedshiftMinimum minimum = refine(i, pixels, continuum, none, chi2);
            if (found.stream().noneMatch(other -> Minima.near(minimum.redshift(), other.redshift()))) {
                found.add(minimum);
            }
        }
        found.sort(Comparator.comparingDouble(RedshiftMinimum::chi2));
        for (int r = 0; r < found.size(); r++) {
            final RedshiftMinimum one = found.get(r);
            final double delta = r + 1 < found.size() ? found.get(r + 1).chi2() - one.chi2() : Double.NaN;
            final Set<RedshiftWarning> warnings = EnumSet.noneOf(RedshiftWarning.class);
            warnings.addAll(one.warnings());
            if (delta < SMALL || one.gain() < SMALL) {
                warnings.add(RedshiftWarning.SMALL_DELTA_CHI2);
            }
            found.set(r, one.with(delta, warnings));
        }
        return found.size() > m_settings.best() ? found.subList(0, m_settings.best()) : found;
    }

    private Point at(final double z, final Pixels pixels, final Continuum continuum) {
        m_direct.of(pixels, pixels.positions(m_templates, z), continuum, m_problem);
        return new Point(z, m_problem.solve(continuum, m_floor));
    }

    /** Finer steps between the neighbours, and a parabola through the lowest three. */
    private RedshiftMinimum refine(final int i, final Pixels pixels, final Continuum continuum, final double none,
        final double[] chi2) {
        final int last = chi2.length - 1;
        final int from = i == 0 || Double.isNaN(chi2[i - 1]) ? i : i - 1;
        final int to = i == last || Double.isNaN(chi2[i + 1]) ? i : i + 1;
        final boolean edge = from == i || to == i;
        final Point[] points = new Point[(to - from) * FINE + 1];
        m_problem.reset();
        int best = 0;
        for (int p = 0; p < points.length; p++) {
            final double share = (double)(p % FINE) / FINE;
            final double z = share == 0 ? m_redshifts[from + p / FINE]
                : m_redshifts[from + p / FINE]
                    + share * (m_redshifts[from + p / FINE + 1] - m_redshifts[from + p / FINE]);
            points[p] = at(z, pixels, continuum);
            best = points[p].gain() > points[best].gain() ? p : best;
        }
        final Set<RedshiftWarning> warnings = EnumSet.noneOf(RedshiftWarning.class);
        double error = Double.NaN;
        Point lowest = points[best];
        boolean parabola = false;
        if (points.length > 2) {
            final int middle = Math.min(Math.max(best, 1), points.length - 2);
            final double[] x = new double[3];
            final double[] y = new double[3];
            for (int p = 0; p < 3; p++) {
                x[p] = points[middle - 1 + p].z();
                y[p] = pixels.chi2(none - points[middle - 1 + p].gain());
            }
            final Parabola through = Parabola.through(x, y);
            // a wider one is the rounding of a χ² that does not depend on the redshift
            error = through.width() <= m_redshifts[last] - m_redshifts[0] ? through.width() : Double.NaN;
            if (!Double.isNaN(error) && through.at() > x[0] && through.at() < x[2]) {
                parabola = true;
                final Point vertex = at(through.at(), pixels, continuum);
                lowest = vertex.gain() >= lowest.gain() ? vertex : lowest;
            }
        }
        if (!parabola) {
            warnings.add(RedshiftWarning.BAD_MINFIT);
        }
        if (edge || lowest.z() < m_redshifts[1] || lowest.z() > m_redshifts[last - 1]) {
            warnings.add(RedshiftWarning.Z_FITLIMIT);
        }
        return minimum(lowest.z(), error, pixels, continuum, warnings);
    }

    private RedshiftMinimum minimum(final double z, final double zError, final Pixels pixels, final Continuum continuum,
        final Set<RedshiftWarning> warnings) {
        final int q = m_templates.rank();
        m_problem.reset();
        final double gain = pixels.chi2(at(z, pixels, continuum).gain());
        final double[] estimates = new double[q];
        final double[] errors = new double[q];
        m_signed.of(m_problem.gram(), m_problem.linear(), m_problem.z(), estimates, errors, 0);
        final double[] model = m_direct.model(m_problem.z());
        final double[] shares = new double[continuum.size()];
        final double[] v = pixels.v();
        double templates = 0;
        double flux = 0;
        for (int i = 0; i < model.length; i++) {
            templates += v[i] * model[i];
            flux += v[i] * pixels.x()[i];
            for (int j = 0; j < shares.length; j++) {
                shares[j] += v[i] * continuum.column(j)[i] * (pixels.x()[i] - model[i]);
            }
        }
        double chi2 = 0;
        int outliers = 0;
        for (int i = 0; i < model.length; i++) {
            double residual = pixels.x()[i] - model[i];
            for (int j = 0; j < shares.length; j++) {
                residual -= shares[j] * continuum.column(j)[i];
            }
            chi2 += v[i] * residual * residual;
            outliers += pixels.chi2(v[i] * residual * residual) > OUTLIER * OUTLIER ? 1 : 0;
        }
        int positive = 0;
        final double[] coefficients = new double[q];
        for (int k = 0; k < q; k++) {
            positive += m_problem.z()[k] > 0 ? 1 : 0;
            coefficients[k] = Math.scalb(m_problem.z()[k], pixels.dataExponent() - m_templates.exponent());
            errors[k] = Math.scalb(pixels.error(errors[k]), -m_templates.exponent());
        }
        final double[] positions = pixels.measured(pixels.positions(m_templates, z));
        final double coverage = (double)m_templates.covered(positions, 0) / positions.length;
        if (coverage < LITTLE_COVERAGE) {
            warnings.add(RedshiftWarning.LITTLE_COVERAGE);
        }
        if (!(templates > 0 && flux > 0)) {
            warnings.add(RedshiftWarning.NEGATIVE_MODEL);
        }
        if (outliers > MANY * pixels.measured()) {
            warnings.add(RedshiftWarning.MANY_OUTLIERS);
        }
        for (int j = 0; j < shares.length; j++) {
            shares[j] = Math.scalb(shares[j], pixels.dataExponent());
        }
        return new RedshiftMinimum(z, zError, pixels.chi2(chi2), Double.NaN, gain,
            pixels.measured() - positive - continuum.size() - 1, coverage, coefficients, errors, shares, warnings);
    }

    /**
     * @param spectrum as observed. Not modified.
     * @param minimum one of its minima
     * @return templates and continuum at all pixels of the spectrum
     */
    double[] model(final Spectrum spectrum, final RedshiftMinimum minimum) {
        final Pixels pixels = new Pixels(spectrum);
        final Continuum continuum = new Continuum(pixels, m_settings.continuum());
        m_direct.of(pixels, pixels.positions(m_templates, minimum.redshift()), continuum, m_problem);
        final double[] z = minimum.coefficients().clone();
        for (int k = 0; k < z.length; k++) {
            z[k] = Math.scalb(z[k], m_templates.exponent());
        }
        final double[] model = m_direct.model(z);
        for (int j = 0; j < continuum.size(); j++) {
            for (int i = 0; i < model.length; i++) {
                model[i] += minimum.continuum()[j] * continuum.column(j)[i];
            }
        }
        return model;
    }
}

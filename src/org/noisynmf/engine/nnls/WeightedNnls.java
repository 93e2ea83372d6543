package org.noisynmf.engine.nnls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.device.DeviceException;
import org.noisynmf.engine.device.DeviceProblems;
import org.noisynmf.engine.device.Pass;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.model.SignedCoefficients;
import org.noisynmf.engine.moments.Gram;
import org.noisynmf.engine.moments.Kernels;
import org.noisynmf.engine.opencl.OpenClBackend;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.step.ExactQp;
import org.noisynmf.engine.step.FreePart;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.storage.Precision;

/**
 * Exact weighted non-negative least squares of many observations on the same templates, h_j ← argmin Σ_i V_ij (X_ij −
 * (W h)_i)² over h ≥ 0.
 *
 * <p>The normal equations of a group of observations are formed together, on the CPU or on a device
 * ({@link DeviceProblems}), and solved by block principal pivoting ({@link ExactQp}) on the CPU. Where the templates are
 * nearly dependent over the observed pixels of an observation, so that the normal equations lose digits, it is solved
 * once more by orthogonal factorisation of the weighted templates themselves ({@link OrthogonalNnls}).
 */
public final class WeightedNnls {

    /** Length of the CPU's chunks where a device forms the problems: no room for any. */
    private static final int NO_CHUNK = 1;

    private final Observations m_data;

    private final int m_rank;

    private final double[] m_templates;

    private final int[] m_exponents;

    private final Kernels m_kernels;

    private final double[] m_sharedGram;

    private final double[] m_h;

    private final double[] m_chi2;

    private final double @Nullable [] m_covariances;

    /** Null unless covariances are wanted. */
    private final @Nullable SignedCoefficients m_signed;

    private final OneProjection[] m_workers;

    /** Observations whose problems the CPU forms together. */
    private final int m_chunk;

    private final AtomicInteger m_dependent = new AtomicInteger();

    private WeightedNnls(final Observations data, final Precision precision, final ScaledTemplates scaled,
        final boolean covariances, final Team team, final int chunk) {
        m_data = data;
        m_rank = scaled.exponents().length;
        m_templates = scaled.templates();
        m_exponents = scaled.exponents();
        m_kernels = Kernels.of(data, m_rank);
        m_kernels.setTemplates(m_templates);
        m_sharedGram = data.uniform() ? new double[Problems.pairs(m_rank)] : new double[0];
        if (data.uniform()) {
            Gram.ofTemplates(m_templates, m_rank, team, m_sharedGram);
        }
        m_h = new double[data.count() * m_rank];
        m_chi2 = new double[data.count()];
        m_signed = covariances ? new SignedCoefficients(new double[m_h.length], new double[m_h.length]) : null;
        m_covariances = covariances ? new double[Math.multiplyExact(data.count(), Problems.pairs(m_rank))] : null;
        m_chunk = chunk;
        m_workers = new OneProjection[team.size()];
        for (int t = 0; t < m_workers.length; t++) {
            m_workers[t] = new OneProjection(data, precision, m_templates, m_rank, m_kernels, m_chunk);
        }
    }

    /**
     * Projects observations onto templates; see {@link org.noisynmf.engine.Nmf#project}.
     *
     * @param observations X and V. Not modified.
     * @param templates W, d × q, template k contiguous, ≥ 0 and finite. Not modified.
     * @param settings what is wanted
     * @param observer hears of progress and may cancel
     * @return coefficients and χ²; coefficients NaN for observations without weight
     * @throws IllegalArgumentException if the templates do not fit the observations
     * @throws org.noisynmf.engine.device.DeviceException if a device asked for by its index fails
     * @throws CancellationException if the observer cancelled
     */
    public static Projection project(final Observations observations, final double[] templates,
        final ProjectionSettings settings, final Observer observer) {
        return project(observations, templates, settings, observer, OpenClBackend::problems);
    }

    /**
     * The same with problems formed on another device.
     *
     * @param opener prepares the problems on the device that the settings name
     */
    static Projection project(final Observations observations, final double[] templates,
        final ProjectionSettings settings, final Observer observer, final ProblemsOpener opener) {
        final KnownPixels known = KnownPixels.of(observations, templates);
        if (known.unknown() > 0) {
            final Projection projection =
                project(known.observations(), known.templates(), settings, observer, opener);
            return known.complete(projection, templates);
        }
        ScaledTemplates.check(templates, observations.pixels());
        if (settings.photonNoise() != null) {
            return RenewedProjection.of(observations, templates, settings, observer);
        }
        final ScaledTemplates scaled = ScaledTemplates.of(templates, observations.pixels());
        final List<String> warnings = new ArrayList<>();
        try (Team team = new Team(settings.machine().threads())) {
            final Optional<DeviceProblems> device =
                opener.open(settings.machine().device(), observations, scaled.templates(), warnings::add);
            if (device.isPresent()) {
                try (DeviceProblems problems = device.get()) {
                    final WeightedNnls projection = new WeightedNnls(observations, problems.precision(), scaled,
                        settings.covariances(), team, NO_CHUNK);
                    projection.run(problems, team, observer);
                    return projection.result(templates, problems.description(), warnings);
                } catch (DeviceException e) {
                    if (!settings.machine().automatic()) {
                        throw e;
                    }
                    warnings.add(e.cpuGoesOn());
                }
            }
            // all of it, also after a failure half-way, so that the result does not depend on when that was
            final WeightedNnls projection = new WeightedNnls(observations, observations.precision(), scaled,
                settings.covariances(), team,
                Kernels.chunk(observations, scaled.exponents().length, team.size()));
            projection.run(team, observer);
            return projection.result(templates, Pass.CPU, warnings);
        }
    }

    private void run(final Team team, final Observer observer) {
        final int n = m_data.count();
        final int block = m_chunk * team.size();
        for (int from = 0; from < n; from += block) {
            observer.throwIfCancelled();
            final int first = from;
            final int end = Math.min(from + block, n);
            m_kernels.open(first, end);
            team.run((end - first + m_chunk - 1) / m_chunk, (c, worker) -> projectChunk(first + c * m_chunk,
                Math.min(first + (c + 1) * m_chunk, end), m_workers[worker]));
            report(end, observer);
        }
    }

    /** The same with problems that a device forms, of one range while the CPU solves those of the range before. */
    private void run(final DeviceProblems device, final Team team, final Observer observer) {
        final int n = m_data.count();
        observer.throwIfCancelled();
        int begun = device.start();
        for (int from = 0; from < n;) {
            final double[] problems = device.problems();
            observer.throwIfCancelled();
            final int first = from;
            final int end = begun;
            if (end < n) {
                begun = device.start();
            }
            team.run((end - first + Kernels.GROUP - 1) / Kernels.GROUP, (g, worker) -> {
                for (int j = first + g * Kernels.GROUP; j < Math.min(first + (g + 1) * Kernels.GROUP, end); j++) {
                    projectOne(j, problems, j - first, m_workers[worker]);
                }
            });
            report(end, observer);
            from = end;
        }
    }

    private void report(final int done, final Observer observer) {
        observer.progress((double)done / m_data.count(),
            "Projected " + done + " of " + m_data.count() + " observations");
    }

    /** Takes one of the problems that a device formed. */
    private void projectOne(final int j, final double[] problems, final int slot, final OneProjection worker) {
        if (m_data.observedCount(j) == 0) {
            withoutWeight(j);
            return;
        }
        final int q = m_rank;
        final int at = slot * (m_data.uniform() ? q : q + Problems.pairs(q));
        System.arraycopy(problems, at, worker.linear(), 0, q);
        final double[] packed = m_data.uniform() ? m_sharedGram : problems;
        int p = m_data.uniform() ? 0 : at + q;
        for (int k = 0; k < q; k++) {
            for (int l = k; l < q; l++, p++) {
                worker.gram()[k * q + l] = packed[p];
                worker.gram()[l * q + k] = packed[p];
            }
        }
        Arrays.fill(worker.z(), 0);
        projectOne(j, worker);
    }

    private void projectChunk(final int from, final int to, final OneProjection worker) {
        final Problems problems = worker.problems();
        problems.reset(to - from, m_data.uniform() ? Problems.Form.SHARED_GRAM : Problems.Form.OWN_GRAM);
        for (final double[] z : problems.z()) {
            Arrays.fill(z, 0);
        }
        m_kernels.form(from, to, m_h, 0, problems, 0, worker.scratch());
        System.arraycopy(m_sharedGram, 0, problems.sharedGram(), 0, m_sharedGram.length);
        for (int j = from; j < to; j++) {
            if (m_data.observedCount(j) == 0) {
                withoutWeight(j);
            } else {
                FreePart.copy(problems, j - from, worker.gram(), worker.linear(), worker.z());
                projectOne(j, worker);
            }
        }
    }

    private void withoutWeight(final int j) {
        Arrays.fill(m_h, j * m_rank, (j + 1) * m_rank, Double.NaN);
        m_chi2[j] = Double.NaN;
        if (m_covariances != null && m_signed != null) {
            final int pairs = Problems.pairs(m_rank);
            Arrays.fill(m_covariances, j * pairs, (j + 1) * pairs, Double.NaN);
            Arrays.fill(m_signed.estimates(), j * m_rank, (j + 1) * m_rank, Double.NaN);
            Arrays.fill(m_signed.errors(), j * m_rank, (j + 1) * m_rank, Double.NaN);
        }
    }

    private void projectOne(final int j, final OneProjection worker) {
        m_dependent.addAndGet(worker.solve(j) ? 1 : 0);
        final double[] z = worker.z();
        if (m_covariances != null && m_signed != null) {
            Covariance.of(worker.gram(), z, m_rank, m_covariances, j * Problems.pairs(m_rank));
            worker.signed().of(worker.gram(), worker.linear(), z, m_signed.estimates(), m_signed.errors(), j * m_rank);
        }
        System.arraycopy(z, 0, m_h, j * m_rank, m_rank);
        m_chi2[j] = Math.scalb(worker.chi2(j, m_h), 2 * m_data.dataExponent() + m_data.weightExponent());
        unscale(j);
    }

    /** From coefficients of the scaled templates in stored units to the caller's. */
    private void unscale(final int j) {
        for (int k = 0; k < m_rank; k++) {
            m_h[j * m_rank + k] = Math.scalb(m_h[j * m_rank + k], m_data.dataExponent() - m_exponents[k]);
        }
        if (m_covariances != null && m_signed != null) {
            for (int k = 0, p = j * m_rank; k < m_rank; k++, p++) {
                final double error = m_signed.errors()[p];
                m_signed.estimates()[p] =
                    Math.scalb(m_signed.estimates()[p], m_data.dataExponent() - m_exponents[k]);
                m_signed.errors()[p] =
                    Math.scalb(Math.sqrt(Math.scalb(error * error, -m_data.weightExponent())), -m_exponents[k]);
            }
            int p = j * Problems.pairs(m_rank);
            for (int k = 0; k < m_rank; k++) {
                for (int l = k; l < m_rank; l++, p++) {
                    // an inverse of W'VW: only the scales of templates and weights enter
                    m_covariances[p] =
                        Math.scalb(m_covariances[p], -m_data.weightExponent() - m_exponents[k] - m_exponents[l]);
                }
            }
        }
    }

    private Projection result(final double[] templates, final String device, final List<String> warnings) {
        final int empty = m_data.emptyObservations();
        if (empty > 0) {
            warnings.add(empty + (empty == 1 ? " observation" : " observations")
                + " without any weight: coefficients and χ² are missing.");
        }
        final Optional<String> named = NearDependence.of(m_data, m_templates, m_rank);
        if (m_dependent.get() > 0) {
            warnings
                .add("For " + m_dependent.get() + " of " + m_data.count() + " observations the templates depend on one"
                    + " another over the observed pixels; their coefficients are one of several equally good choices"
                    + named.map(names -> ". " + names).orElse(""));
        } else {
            named.ifPresent(warnings::add);
        }
        return new Projection(m_data, new Factors(m_data.pixels(), m_data.count(), m_rank, templates.clone(), m_h),
            m_chi2, m_covariances, m_signed, device, warnings);
    }
}

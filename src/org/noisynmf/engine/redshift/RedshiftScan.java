package org.noisynmf.engine.redshift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntPredicate;

import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.redshift.shift.RestTemplates;
import org.noisynmf.engine.redshift.shift.TemplateSteps;
import org.noisynmf.engine.redshift.shift.TemplateTransforms;
import org.noisynmf.engine.spectra.Spectrum;

/**
 * Redshifts of spectra: for each spectrum and each redshift z the exact minimum of χ² over templates with coefficients ≥ 0,
 * shifted to z, beside a continuum with coefficients of either sign; then the minima over z.
 *
 * <pre>
 * χ²(z) = min over h ≥ 0, c of Σ_i v_i (x_i − Σ_k h_k T_k(λ_i / (1 + z)) − Σ_j c_j P_j(λ_i))²
 * </pre>
 *
 * <p>All redshifts have the same pixels: where templates end, their part of the model is 0. Each spectrum is scanned by one thread
 * from one end of the grid to the other, so that results do not depend on the number of threads. Safe for use by several threads.
 */
public final class RedshiftScan {

    /** Spectra that a worker scans between two reports of progress. */
    private static final int BLOCK = 4;

    private static final double AGREE = 0.003;

    private final TemplateSteps m_templates;

    private final RedshiftSettings m_settings;

    private final ConcurrentMap<Integer, TemplateTransforms> m_transforms = new ConcurrentHashMap<>();

    /**
     * @param templates in their rest frame. Not copied.
     * @param settings how to scan
     * @throws IllegalArgumentException if the templates would take too many steps
     */
    public RedshiftScan(final RestTemplates templates, final RedshiftSettings settings) {
        m_templates = new TemplateSteps(templates, settings.grid());
        m_settings = settings;
    }

    /**
     * @param redshift found
     * @param known the true one
     * @return whether they differ by at most 0.003 (1 + z), as surveys of quasars count
     */
    public static boolean agree(final double redshift, final double known) {
        return Math.abs(redshift - known) <= AGREE * (1 + known);
    }

    private SpectrumScan newScan() {
        return new SpectrumScan(m_templates, m_settings,
            size -> m_transforms.computeIfAbsent(size, s -> new TemplateTransforms(m_templates, s)));
    }

    /**
     * @param spectrum as observed; without weights, these are 1. Not modified.
     * @return its χ² over the grid and the best minima
     */
    public RedshiftFit scan(final Spectrum spectrum) {
        return newScan().scan(spectrum, Observer.NONE);
    }

    /**
     * @param spectra as observed. Not modified.
     * @param observer hears of progress and may cancel
     * @return a fit a spectrum, in their order
     * @throws java.util.concurrent.CancellationException if the observer cancelled
     */
    public List<RedshiftFit> scan(final List<Spectrum> spectra, final Observer observer) {
        return scan(spectra, j -> true, observer);
    }

    /**
     * @param spectra as observed
     * @param curves of which spectra, by index, the curve of χ² is kept: that of a million redshifts is 8 MB a spectrum
     * @param observer hears of progress and may cancel
     * @return what it says of each, in order; without a curve where none was to be kept
     * @throws java.util.concurrent.CancellationException if the observer cancelled
     */
    public List<RedshiftFit> scan(final List<Spectrum> spectra, final IntPredicate curves, final Observer observer) {
        final RedshiftFit[] fits = new RedshiftFit[spectra.size()];
        try (Team team = new Team(m_settings.threads())) {
            final List<SpectrumScan> workers = new ArrayList<>();
            for (int w = 0; w < team.size(); w++) {
                workers.add(newScan());
            }
            final int block = BLOCK * team.size();
            for (int from = 0; from < fits.length; from += block) {
                observer.throwIfCancelled();
                observer.progress((double)from / fits.length, "Scanned " + from + " of " + fits.length + " spectra");
                final int first = from;
                final int end = Math.min(from + block, fits.length);
                team.run(end - first, (j, worker) -> {
                    final RedshiftFit fit = workers.get(worker).scan(spectra.get(first + j), observer);
                    fits[first + j] = curves.test(first + j) ? fit : fit.withoutCurve();
                });
            }
            observer.progress(1, "Scanned " + fits.length + " spectra");
        }
        return Arrays.asList(fits);
    }

    /**
     * The model of a spectrum at one of its minima.
     *
     * @param spectrum as observed, the one that was scanned. Not modified.
     * @param minimum one of its minima
     * @return templates and continuum at all pixels of the spectrum, in the frame of the observer
     */
    public double[] model(final Spectrum spectrum, final RedshiftMinimum minimum) {
        return newScan().model(spectrum, minimum);
    }
}

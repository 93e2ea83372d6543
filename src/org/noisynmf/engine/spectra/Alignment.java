package org.noisynmf.engine.spectra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Spectra in their rest frames on one grid, brought to the brightness of a reference.
 *
 * @param grid the grid
 * @param names of the spectra that could be aligned
 * @param spectra these, in their order
 * @param redshifts z of each
 * @param scales what the observed fluxes were multiplied by: 1 + z, and the factor that makes it as bright as the reference
 * @param reference name of the reference; empty without one
 * @param warnings which spectra were left out, or taken to be in the rest frame
 */
public record Alignment(RestFrameGrid grid, List<String> names, List<AlignedSpectrum> spectra, double[] redshifts,
    double[] scales, String reference, List<String> warnings) {

    /**
     * A spectrum with its redshift.
     *
     * @param name by which messages call it
     * @param spectrum as observed
     * @param z its redshift; NaN = not known
     */
    public record Observed(String name, Spectrum spectrum, double z) {

        private Observed with(final double known) {
            return new Observed(name, spectrum, known);
        }
    }

    /**
     * Aligns.
     *
     * @param observed spectra. Not modified.
     * @param settings how
     * @return the spectra on their grid
     * @throws IllegalArgumentException if one cannot be aligned and is not to be left out, none is left, or there is no such
     *             reference
     */
    public static Alignment of(final List<Observed> observed, final AlignmentSettings settings) {
        final LeftOut leftOut = new LeftOut("Spectrum");
        final List<String> atRest = new ArrayList<>();
        final List<Observed> usable = new ArrayList<>();
        final RestFrameRanges ranges = new RestFrameRanges();
        for (final Observed one : observed) {
            try {
                final Observed known = known(one, settings, atRest);
                final int[] measured =
                    IntStream.range(0, one.spectrum().pixels()).filter(one.spectrum()::isMeasured).toArray();
                if (measured.length == 0) {
                    throw new IllegalArgumentException("no pixel was measured");
                }
                ranges.add(one.spectrum().wavelengths()[measured[0]],
                    one.spectrum().wavelengths()[measured[measured.length - 1]], known.z());
                usable.add(known);
            } catch (final IllegalArgumentException e) {
                leaveOut(one.name(), e, "", settings, leftOut);
            }
        }
        if (usable.isEmpty()) {
            throw new IllegalArgumentException("There is no spectrum to align"
                + (leftOut.count() == 0 ? "" : ". " + leftOut.allReasons() + ". The first: " + leftOut.first()));
        }
        final RestFrameGrid given = settings.givenGrid();
        final RestFrameGrid grid =
            given != null ? given : RestFrameGrid.covering(ranges.lowest(), ranges.highest(), settings.step());
        final Rebinning rebinning = new Rebinning(grid, settings.coverage());
        final Observed reference =
            settings.renormalise() ? reference(usable, ranges, settings.reference(), leftOut) : null;
        return aligned(usable, rebinning, grid, reference, settings, leftOut, atRest,
            observed.size());
    }

    private static Observed known(final Observed one, final AlignmentSettings settings, final List<String> atRest) {
        if (!Double.isNaN(one.z())) {
            return one.with(Rebinning.checkRedshift(one.z()));
        }
        if (!settings.restFrame() && !(settings.renormalise() && one.name().equals(settings.reference()))) {
            throw new IllegalArgumentException("the redshift is missing");
        }
        atRest.add(one.name());
        return one.with(0);
    }

    private static void leaveOut(final String name, final IllegalArgumentException problem, final String reference,
        final AlignmentSettings settings, final LeftOut leftOut) {
        final String reason =
            problem.getMessage() + (reference.isEmpty() ? "" : " (reference \"" + reference + "\")");
        if (!settings.leaveOut()) {
            throw new IllegalArgumentException("Spectrum \"" + name + "\": " + reason, problem);
        }
        leftOut.add(name, reason);
    }

    private static Observed reference(final List<Observed> usable, final RestFrameRanges ranges, final String named,
        final LeftOut leftOut) {
        if (named.isEmpty()) {
            return usable.get(ranges.mostShared());
        }
        return usable.stream().filter(one -> one.name().equals(named)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("The reference \"" + named + "\" is "
                + (leftOut.contains(named) ? "a spectrum that cannot be aligned: " + leftOut.reason(named)
                    : "none of the spectra")));
    }

    private static Alignment aligned(final List<Observed> usable, final Rebinning rebinning, final RestFrameGrid grid,
        final @Nullable Observed reference, final AlignmentSettings settings, final LeftOut leftOut,
        final List<String> atRest, final int observed) {
        final Renormalisation renormalisation = reference == null ? null
            : new Renormalisation(rebinning.align(reference.spectrum(), reference.z()), settings.fewest());
        final List<String> names = new ArrayList<>();
        final List<AlignedSpectrum> spectra = new ArrayList<>();
        final double[] redshifts = new double[usable.size()];
        final double[] scales = new double[usable.size()];
        for (final Observed one : usable) {
            final AlignedSpectrum rest = rebinning.align(one.spectrum(), one.z());
            try {
                final double scale = renormalisation == null ? 1 : renormalisation.scale(rest);
                redshifts[names.size()] = one.z();
                scales[names.size()] = scale * (1 + one.z());
                spectra.add(rest.scaled(scale));
                names.add(one.name());
            } catch (final IllegalArgumentException e) {
                leaveOut(one.name(), e, reference == null ? "" : reference.name(), settings, leftOut);
            }
        }
        final int count = names.size();
        if (count == 0) {
            throw new IllegalArgumentException("No spectrum is left to align with the reference \""
                + (reference == null ? "" : reference.name()) + "\". " + leftOut.reasons()
                + ". Choose another reference, or switch off the renormalisation");
        }
        final List<String> warnings = new ArrayList<>();
        if (leftOut.count() > 0) {
            warnings.add(leftOut.count() + " of " + observed
                + " spectra could not be aligned and were left out. " + leftOut.reasons() + ". The first: "
                + leftOut.first());
        }
        if (!atRest.isEmpty()) {
            warnings.add("Without a redshift, and taken to be in the rest frame: " + atRest.size()
                + (atRest.size() == 1 ? " spectrum (\"" + atRest.get(0) + "\")." : " spectra."));
        }
        return new Alignment(grid, List.copyOf(names), List.copyOf(spectra),
            Arrays.copyOf(redshifts, count), Arrays.copyOf(scales, count),
            reference == null ? "" : reference.name(), warnings);
    }
}

package org.noisynmf.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.redshift.RedshiftFit;
import org.noisynmf.engine.redshift.RedshiftScan;
import org.noisynmf.engine.redshift.RedshiftSettings;
import org.noisynmf.engine.redshift.shift.RedshiftGrid;
import org.noisynmf.engine.redshift.shift.RestTemplates;
import org.noisynmf.engine.simulate.Quasars;
import org.noisynmf.engine.spectra.Spectrum;
import org.noisynmf.io.npy.NpyWriter;
import org.noisynmf.io.source.Orientation;

/**
 * The engine's side of the comparison of redshift scans with a loop over scipy.optimize.nnls; redshifts.py beside the sources
 * calls it and reads what it prints, one {@code name value} a line.
 *
 * <pre>
 * SPECTRA STEP SIGNAL_TO_NOISE CONTINUUM THREADS FOLDER   simulated quasars, z 0 to 4; for the other side the first spectra,
 *                                                         templates and χ² are left in the folder
 * </pre>
 */
public final class Redshifts {

    /** Photons that leave next to no noise of their own. */
    private static final double PHOTONS = 1e5;

    /** Spectra that the other side gets. */
    private static final int LEFT = 4;

    private static final int RUNS = 3;

    private Redshifts() {
    }

    /**
     * @param a see the class
     * @throws IOException if a file cannot be written
     */
    public static void main(final String[] a) throws IOException {
        final double step = Double.parseDouble(a[1]);
        final Quasars.Spectra spectra =
            new Quasars(Integer.parseInt(a[0]), step, 0, 4, 5, Double.parseDouble(a[2]), PHOTONS).simulate(1);
        final Quasars.ObservedSpectra observed = spectra.observed();
        final List<Spectrum> list = new ArrayList<>();
        for (int j = 0; j < observed.flux().length; j++) {
            list.add(new Spectrum(observed.wavelengths(), observed.flux()[j], observed.weights()[j]));
        }
        final double[] templates =
            Arrays.stream(spectra.simulation().templates()).flatMapToDouble(Arrays::stream).toArray();
        final RedshiftGrid grid = new RedshiftGrid(0, 4, step, true);
        final RedshiftScan scan = new RedshiftScan(new RestTemplates(spectra.wavelengths(), templates),
            new RedshiftSettings(grid, Integer.parseInt(a[3]), 3, 0.5, Integer.parseInt(a[4])));
        List<RedshiftFit> fits = List.of();
        final double[] seconds = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            final long start = System.nanoTime();
            fits = scan.scan(list, Observer.NONE);
            seconds[run] = (System.nanoTime() - start) * 1e-9;
        }
        print("cold", (double)list.size() * grid.count() / seconds[0]);
        print("warm", (double)list.size() * grid.count() / Arrays.stream(seconds).min().orElseThrow());
        int right = 0;
        for (int j = 0; j < fits.size(); j++) {
            final double z = spectra.redshifts()[j];
            right += Math.abs(fits.get(j).minima().get(0).redshift() - z) <= 0.003 * (1 + z) ? 1 : 0;
        }
        print("right", (double)right / fits.size());
        final Path folder = Path.of(a[5]);
        write(folder.resolve("templates.npy"), spectra.simulation().templates());
        write(folder.resolve("rest.npy"), new double[][]{spectra.wavelengths()});
        write(folder.resolve("wavelengths.npy"), new double[][]{observed.wavelengths()});
        write(folder.resolve("flux.npy"), Arrays.copyOf(observed.flux(), LEFT));
        write(folder.resolve("weights.npy"), Arrays.copyOf(observed.weights(), LEFT));
        write(folder.resolve("redshifts.npy"), new double[][]{grid.redshifts()});
        write(folder.resolve("chi2.npy"),
            fits.stream().limit(LEFT).map(RedshiftFit::chi2).toArray(double[][]::new));
    }

    private static void print(final String name, final double value) {
        System.out.println(String.format(Locale.ROOT, "%s %.6g", name, value));
    }

    private static void write(final Path file, final double[][] rows) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            NpyWriter.write(out, Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray(), rows.length,
                rows[0].length, Orientation.ROWS);
        }
    }
}

package org.noisynmf.headless.output.table;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.fits.FitsFactors;
import org.noisynmf.io.fits.axis.Medium;
import org.noisynmf.io.fits.axis.WavelengthUnit;

/** Factors as FITS files, with what summary.json says of their origin. */
public final class FitsTables {

    /** Keys of the summary that become keywords of the header. */
    private static final Map<String, String> KEYWORDS = keywords();

    private FitsTables() {
    }

    private static Map<String, String> keywords() {
        final Map<String, String> keywords = new LinkedHashMap<>();
        keywords.put("algorithm", "ALGORITH");
        keywords.put("rank", "RANK");
        keywords.put("chi2", "CHI2");
        keywords.put("degrees_of_freedom", "DOF");
        keywords.put("passes", "NITER");
        return keywords;
    }

    /**
     * @param out receives the file
     * @param table templates or coefficients
     * @param unit of wavelengths; null = not known
     * @param medium of wavelengths; null = not known
     * @param summary what summary.json says
     * @throws IOException if it cannot be written
     */
    public static void write(final OutputStream out, final FactorTable table, final @Nullable WavelengthUnit unit,
        final @Nullable Medium medium, final Map<String, Object> summary) throws IOException {
        final FitsFactors.Provenance provenance = provenance(summary);
        if (!"template".equals(table.thing())) {
            FitsFactors.table(out, "COEFFICIENTS", table.vectors(), table.entries(), table.values()::at, provenance);
            return;
        }
        final double[] wavelengths = wavelengths(table.entries());
        if (wavelengths == null) {
            FitsFactors.table(out, "TEMPLATES", table.entries(), table.vectors(), (i, k) -> table.values().at(k, i),
                provenance);
        } else {
            FitsFactors.templates(out, wavelengths, unit, medium, table.vectors(), table.values()::at, provenance);
        }
    }

    /** Names that are numbers > 0 and increase are wavelengths; numbers from 0 are those of pixels without names. */
    private static double @Nullable [] wavelengths(final List<String> names) {
        final double[] wavelengths = new double[names.size()];
        for (int i = 0; i < wavelengths.length; i++) {
            try {
                wavelengths[i] = Double.parseDouble(names.get(i));
            } catch (final NumberFormatException e) {
                return null;
            }
            if (!(wavelengths[i] > (i == 0 ? 0 : wavelengths[i - 1]) && wavelengths[i] < Double.POSITIVE_INFINITY)) {
                return null;
            }
        }
        return wavelengths.length < 2 ? null : wavelengths;
    }

    private static FitsFactors.Provenance provenance(final Map<String, Object> summary) {
        final Map<String, Object> cards = new LinkedHashMap<>();
        cards.put("CREATOR", "noisynmf " + summary.getOrDefault("version", "") + " "
            + summary.getOrDefault("command", ""));
        KEYWORDS.forEach((key, keyword) -> {
            final Object value = summary.get(key);
            if (value instanceof String || value instanceof Integer || value instanceof Long
                || value instanceof Double number && Double.isFinite(number)) {
                cards.put(keyword, value);
            }
        });
        final List<String> history = new ArrayList<>();
        if (summary.get("inputs") instanceof Collection<?> inputs) {
            for (final Object input : inputs) {
                if (input instanceof Map<?, ?> one) {
                    history.add("input " + one.get("option") + " " + one.get("file"));
                    // a line of its own: 64 letters and no more have room
                    history.add("SHA-256:");
                    history.add(String.valueOf(one.get("sha256")));
                }
            }
        }
        if (summary.get("settings") instanceof Map<?, ?> settings) {
            settings.forEach((name, value) -> history.add(String.format(Locale.ROOT, "%s = %s", name,
                value instanceof int[] numbers ? Arrays.toString(numbers) : value)));
        }
        return new FitsFactors.Provenance(cards, history);
    }
}

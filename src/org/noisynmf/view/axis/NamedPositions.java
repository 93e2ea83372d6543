package org.noisynmf.view.axis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Positions that stand in the names of pixels: numbers, such as 656.3, or numbers with one and the same unit, such as
 * "656.3 nm".
 *
 * @param title of the axis, with the unit
 * @param positions d different finite numbers
 */
public record NamedPositions(String title, double[] positions) {

    private static final Pattern NUMBER =
        Pattern.compile("([-+−]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)[\\s_]*([^\\d\\s_].*)?");

    private static final Pattern COUNTED = Pattern.compile("(\\p{L}+)[\\s_.-]*(\\d{1,9})");

    /** Shorter words before a number, such as x, say nothing. */
    private static final int SHORTEST_WORD = 4;

    /** What is measured in a unit, and how the unit is written. */
    private static final Map<String, String> UNITS = Map.ofEntries(Map.entry("nm", "Wavelength (nm)"),
        Map.entry("µm", "Wavelength (µm)"), Map.entry("μm", "Wavelength (µm)"), Map.entry("um", "Wavelength (µm)"),
        Map.entry("Å", "Wavelength (Å)"), Map.entry("A", "Wavelength (Å)"), Map.entry("Angstrom", "Wavelength (Å)"),
        Map.entry("cm-1", "Wavenumber (cm⁻¹)"), Map.entry("cm^-1", "Wavenumber (cm⁻¹)"),
        Map.entry("cm⁻¹", "Wavenumber (cm⁻¹)"), Map.entry("1/cm", "Wavenumber (cm⁻¹)"),
        Map.entry("Hz", "Frequency (Hz)"),
        Map.entry("kHz", "Frequency (kHz)"), Map.entry("MHz", "Frequency (MHz)"), Map.entry("GHz", "Frequency (GHz)"),
        Map.entry("eV", "Energy (eV)"), Map.entry("keV", "Energy (keV)"), Map.entry("MeV", "Energy (MeV)"),
        Map.entry("s", "Time (s)"), Map.entry("ms", "Time (ms)"), Map.entry("min", "Time (min)"),
        Map.entry("h", "Time (h)"), Map.entry("ppm", "Chemical shift (ppm)"), Map.entry("m/z", "m/z"),
        Map.entry("°", "Angle (°)"), Map.entry("deg", "Angle (°)"), Map.entry("K", "Temperature (K)"),
        Map.entry("°C", "Temperature (°C)"));

    /**
     * Reads positions out of names.
     *
     * @param names one name a pixel
     * @return the positions; empty if a name is no number, units differ or are unknown, or two numbers are equal
     */
    public static Optional<NamedPositions> of(final List<String> names) {
        final double[] positions = new double[names.size()];
        final List<String> units = new ArrayList<>();
        for (int i = 0; i < positions.length; i++) {
            final Matcher match = NUMBER.matcher(names.get(i).trim());
            if (!match.matches()) {
                return Optional.empty();
            }
            positions[i] = Double.parseDouble(match.group(1).replace('−', '-'));
            units.add(Objects.requireNonNullElse(match.group(2), "").trim());
        }
        if (positions.length == 0 || units.stream().distinct().count() > 1
            || !Arrays.stream(positions).allMatch(Double::isFinite)
            || Arrays.stream(positions).distinct().count() < positions.length) {
            return Optional.empty();
        }
        final String unit = units.get(0);
        if (unit.isEmpty()) {
            return Optional.of(new NamedPositions(areIndices(positions) ? "Pixel" : "Position", positions));
        }
        return Optional.ofNullable(UNITS.get(unit)).map(title -> new NamedPositions(title, positions));
    }

    /**
     * What pixels are whose names only count from 0, such as "Channel 0", "Channel 1", …
     *
     * @param names one name a pixel
     * @return their word, "Pixel" where it says nothing; empty where the names are others
     */
    public static Optional<String> counted(final List<String> names) {
        String word = null;
        for (int i = 0; i < names.size(); i++) {
            final Matcher match = COUNTED.matcher(names.get(i));
            if (!match.matches() || word != null && !word.equals(match.group(1))
                || Integer.parseInt(match.group(2)) != i) {
                return Optional.empty();
            }
            word = match.group(1);
        }
        return Optional.ofNullable(word).map(w -> w.length() < SHORTEST_WORD ? "Pixel"
            : w.substring(0, 1).toUpperCase(Locale.ROOT) + w.substring(1));
    }

    /** Whether the numbers only count. */
    private static boolean areIndices(final double[] positions) {
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] != i && positions[i] != i + 1) {
                return false;
            }
        }
        return true;
    }
}

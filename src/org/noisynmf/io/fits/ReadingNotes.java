package org.noisynmf.io.fits;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.spectra.Spectrum;
import org.noisynmf.io.fits.axis.Medium;
import org.noisynmf.io.fits.axis.WavelengthUnit;

/** Counts what a user should know of the files read, so that nothing is lost or mixed unsaid. */
public final class ReadingNotes {

    /** Notes of files that are told one by one. */
    private static final int TOLD = 3;

    private long m_spectra;

    private long m_masked;

    private long m_measured;

    private long m_maskedSpectra;

    private long m_lost;

    private long m_withUnit;

    private @Nullable WavelengthUnit m_unit;

    private final Map<Medium, Long> m_media = new EnumMap<>(Medium.class);

    private final Set<String> m_ofFiles = new LinkedHashSet<>();

    /** @param file a file that was read to its end */
    public void add(final FitsSpectra file) {
        m_ofFiles.addAll(file.notes());
    }

    /** @param read one of its spectra */
    public void add(final FitsSpectrum read) {
        final Spectrum spectrum = read.spectrum();
        final long left = IntStream.range(0, spectrum.pixels()).filter(spectrum::isMeasured).count();
        m_spectra++;
        m_masked += read.masked();
        m_measured += left + read.masked();
        m_maskedSpectra += read.masked() > 0 ? 1 : 0;
        m_lost += read.masked() > 0 && left == 0 ? 1 : 0;
        if (read.unit() != null) {
            m_unit = read.unit();
            m_withUnit++;
        }
        if (read.medium() != null) {
            m_media.merge(read.medium(), 1L, Long::sum);
        }
    }

    /** @return the unit of all wavelengths read, or null if a file does not state one */
    public @Nullable WavelengthUnit unit() {
        return m_withUnit == m_spectra ? m_unit : null;
    }

    /** @return the medium in which all of them were measured, or null if they differ or a file does not say */
    public @Nullable Medium medium() {
        return m_media.size() == 1 && m_media.containsValue(m_spectra) ? m_media.keySet().iterator().next() : null;
    }

    /** @return the warning, if there is something to say */
    public Optional<String> warning() {
        final StringBuilder text = new StringBuilder();
        if (m_masked > 0) {
            text.append(String.format(Locale.ROOT,
                "The mask removed %d of %d measured pixels, in %d of %d spectra: their inverse variance is 0 or, "
                    + "without uncertainties, their flux is NaN.%s",
                m_masked, m_measured, m_maskedSpectra, m_spectra,
                m_lost == 0 ? "" : " Spectra without any remaining pixel: " + m_lost + "."));
        }
        if (m_withUnit > 0 && m_withUnit < m_spectra) {
            text.append(String.format(Locale.ROOT,
                " No unit of wavelength is given for %d of %d spectra; their numbers were taken as they are, the "
                    + "others are in %s.",
                m_spectra - m_withUnit, m_spectra, m_unit == null ? "" : m_unit.text()));
        }
        if (m_media.size() > 1) {
            text.append(String.format(Locale.ROOT, " Wavelengths are in air for %d spectra and in vacuum for %d: they "
                + "differ by 0.03 %%, and were not converted.", m_media.get(Medium.AIR), m_media.get(Medium.VACUUM)));
        }
        if (!m_ofFiles.isEmpty()) {
            text.append(m_ofFiles.stream().limit(TOLD).map(n -> " " + n + ".").collect(Collectors.joining()));
            final int more = m_ofFiles.size() - TOLD;
            text.append(
                more <= 0 ? "" : more == 1 ? " The same holds for 1 more." : " The same holds for " + more + " more.");
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString().trim());
    }
}

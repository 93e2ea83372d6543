package org.noisynmf.io.fits;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.WeightKind;

import nom.tam.fits.BasicHDU;
import nom.tam.fits.Header;

/** Where in a file fluxes, uncertainties, wavelengths and redshifts are. */
final class Layout {

    private final FitsContent m_content;

    private final FitsOptions m_options;

    private final List<Candidate> m_all;

    private final Candidate m_flux;

    private final @Nullable Candidate m_uncertainty;

    private final @Nullable Candidate m_wavelengths;

    private final @Nullable Candidate m_redshift;

    private final @Nullable Candidate m_mask;

    /**
     * @param content a file
     * @param options how it is to be read
     * @throws FitsFormatException if something is not there; names what is
     */
    Layout(final FitsContent content, final FitsOptions options) throws IOException {
        m_content = content;
        m_options = options;
        m_all = Candidate.all(content);
        m_flux = findFlux();
        m_uncertainty = findUncertainty();
        m_wavelengths = findWavelengths();
        m_redshift = first(c -> c.column() && c.role() == Role.REDSHIFT
            && (long)c.series().count() * c.series().length() == m_flux.series().count());
        m_mask = options.mask().use() == MaskOptions.Use.NONE ? null : findMask();
        if (m_wavelengths == null) {
            checkHeader();
        }
    }

    private Candidate findFlux() throws FitsFormatException {
        if (!m_options.flux().isEmpty()) {
            return named(m_options.flux(), "fluxes");
        }
        final Candidate named = first(c -> c.role() == Role.FLUX);
        final Candidate flux = named != null ? named : first(c -> !c.column() && c.name().isEmpty());
        if (flux == null) {
            throw new FitsFormatException(m_content.name() + " holds no fluxes that are known by their name: name the "
                + "extension or column that holds them. There are " + names());
        }
        return flux;
    }

    private @Nullable Candidate findUncertainty() throws FitsFormatException {
        final Candidate found;
        if (!m_options.uncertainty().isEmpty()) {
            found = named(m_options.uncertainty(), "uncertainties");
        } else if (m_options.uncertaintyFile() != null) {
            return null;
        } else {
            final Candidate named = beside(c -> c.role() != null && c.role().kind() != null);
            found = named != null || m_flux.column() || !m_flux.name().isEmpty() ? named
                : first(c -> !c.column() && c.unit() == m_flux.unit() + 1 && c.name().isEmpty()
                    && m_flux.hasShapeOf(c));
        }
        if (found != null && !m_flux.hasShapeOf(found)) {
            throw new FitsFormatException(m_content.name() + ": the uncertainties are " + shape(found)
                + " numbers, but the fluxes " + shape(m_flux));
        }
        return found;
    }

    private Candidate findMask() throws FitsFormatException {
        final String name = m_options.mask().name();
        final Candidate found = name.isEmpty() ? maskByName() : named(name, "the mask");
        if (found == null) {
            throw new FitsFormatException(m_content.name() + " holds no mask that is known by its name: name the "
                + "extension or column that holds it, or use masked pixels as they are. There are " + names());
        }
        if (!m_flux.fits(found)) {
            throw new FitsFormatException(m_content.name() + ": the mask \"" + found.name() + "\" in "
                + Candidate.place(found.unit()) + " is " + shape(found) + " numbers, but the fluxes " + shape(m_flux));
        }
        return found;
    }

    /** One that fits, or, to be refused, one that does not. */
    private @Nullable Candidate maskByName() {
        final List<Predicate<Candidate>> kinds =
            List.of(c -> Role.isMaskOf(m_flux.name(), c.name()), c -> c.role() == Role.MASK,
                c -> c.role() == Role.OR_MASK);
        for (final Predicate<Candidate> kind : kinds) {
            final Candidate found = beside(kind.and(m_flux::fits));
            if (found != null) {
                return found;
            }
        }
        for (final Predicate<Candidate> kind : kinds) {
            final Candidate found = beside(kind);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static String shape(final Candidate candidate) {
        final int length = candidate.series().length();
        return candidate.series().count() + " × " + (length == Series.VARIES ? "variable" : length);
    }

    private @Nullable Candidate findWavelengths() throws FitsFormatException {
        if (m_options.wavelengths().isEmpty()) {
            return beside(
                c -> (c.role() == Role.WAVELENGTH || c.role() == Role.LOG_WAVELENGTH) && m_flux.fits(c));
        }
        final Candidate named = named(m_options.wavelengths(), "wavelengths");
        if (!m_flux.fits(named)) {
            throw new FitsFormatException(m_content.name() + ": the wavelengths are " + shape(named)
                + " numbers, but the fluxes " + shape(m_flux));
        }
        return named;
    }

    private void checkHeader() throws FitsFormatException {
        final Header header = axisHeader();
        if (!HeaderWavelengths.isGiven(header)) {
            throw new FitsFormatException(m_content.name() + " holds no wavelengths of its fluxes, neither in the "
                + "header "
                + "(CRVAL1 with CD1_1 or CDELT1) nor under a known name: name the extension or column that holds them. "
                + "There are " + names());
        }
        final String problem = HeaderWavelengths.problem(header);
        if (problem != null) {
            throw new FitsFormatException(m_content.name() + ": " + problem);
        }
    }

    private @Nullable Candidate first(final Predicate<Candidate> wanted) {
        return m_all.stream().filter(wanted).findFirst().orElse(null);
    }

    /** In the same unit first, then anywhere. */
    private @Nullable Candidate beside(final Predicate<Candidate> wanted) {
        final Candidate inUnit = first(c -> c.unit() == m_flux.unit() && wanted.test(c));
        return inUnit != null || m_flux.column() && m_flux.series().count() == 1 ? inUnit : first(wanted);
    }

    private Candidate named(final String name, final String what) throws FitsFormatException {
        final Candidate found = first(c -> c.name().equalsIgnoreCase(name));
        if (found == null) {
            throw new FitsFormatException(m_content.name() + " has no numbers named \"" + name + "\", which should be "
                + what + ". There are " + names());
        }
        return found;
    }

    private String names() {
        final String names = m_all.stream().map(c -> c.name().isEmpty() ? "an unnamed image" : "\"" + c.name() + "\"")
            .distinct().limit(20).collect(Collectors.joining(", "));
        return names.isEmpty() ? "no images and no columns of numbers" : names;
    }

    /** @return the file */
    FitsContent content() {
        return m_content;
    }

    /** @return the fluxes */
    Candidate flux() {
        return m_flux;
    }

    /** @return their uncertainties, or null if this file holds none */
    @Nullable
    Candidate uncertainty() {
        return m_uncertainty;
    }

    /** @return where the wavelengths are, or null = in {@link #axisHeader()} */
    @Nullable
    Candidate wavelengths() {
        return m_wavelengths;
    }

    /** @return one redshift for each spectrum, or null */
    @Nullable
    Candidate redshift() {
        return m_redshift;
    }

    /** @return the mask of the fluxes, or null if none is to be used */
    @Nullable
    Candidate mask() {
        return m_mask;
    }

    /** @return the header that describes the wavelength axis: that of the fluxes, or the primary one */
    Header axisHeader() {
        return HeaderWavelengths.isGiven(m_flux.header()) ? m_flux.header() : primary();
    }

    /** @return how many units a file of the fluxes alone has: two if they are compressed, else one */
    int unitsOfOneImage() {
        return m_flux.header().getBooleanValue("ZIMAGE", false) ? 2 : 1;
    }

    /** @return the primary header; that of the first extension where it is the compressed primary image */
    Header primary() {
        final List<BasicHDU<?>> units = m_content.units();
        final Header first = units.get(0).getHeader();
        final boolean moved = units.size() > 1 && first.getIntValue("NAXIS") == 0
            && units.get(1).getHeader().getBooleanValue("ZSIMPLE", false);
        return moved ? units.get(1).getHeader() : first;
    }

    /**
     * What the uncertainties are: what the user says, or their name, or, where they have none, the custom of the
     * observatory. SDSS writes inverse variances, others standard deviations.
     *
     * @param uncertainty in this file or another
     * @return the kind
     * @throws FitsFormatException if the name does not tell
     */
    WeightKind kind(final Candidate uncertainty) throws FitsFormatException {
        if (m_options.kind() != null) {
            return m_options.kind();
        }
        final Role role = uncertainty.role();
        if (role != null && role.kind() != null) {
            return role.kind();
        }
        if (!uncertainty.name().isEmpty() && !m_options.uncertainty().isEmpty()) {
            throw new FitsFormatException(m_content.name() + ": the name \"" + uncertainty.name()
                + "\" does not tell what kind of uncertainties it holds: say it");
        }
        return primary().getStringValue("TELESCOP", "").toUpperCase(Locale.ROOT).startsWith("SDSS")
            ? WeightKind.INVERSE_VARIANCE : WeightKind.STANDARD_DEVIATION;
    }
}

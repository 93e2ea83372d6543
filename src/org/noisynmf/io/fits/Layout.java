package org.noisynmf.io.fits;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.WeightKind;
import org.noisynmf.io.fits.axis.Multispec;
import org.noisynmf.io.fits.axis.SpectralAxis;
import org.noisynmf.io.fits.axis.StatedUnit;
import org.noisynmf.io.fits.file.FitsContent;
import org.noisynmf.io.fits.file.FitsFormatException;
import org.noisynmf.io.fits.series.Candidate;
import org.noisynmf.io.fits.series.Role;
import org.noisynmf.io.fits.series.Series;
import org.noisynmf.io.source.Excerpt;

import nom.tam.fits.BasicHDU;
import nom.tam.fits.Header;

/** Where in a file some fluxes and their uncertainties, wavelengths, redshifts and masks are. */
final class Layout {

    private final FitsContent m_content;

    private final Contents m_all;

    private final FitsOptions m_options;

    private final Candidate m_flux;

    /** Fluxes of the same name, in the order of the file; these are among them. */
    private final List<Candidate> m_parts;

    private final @Nullable Candidate m_uncertainty;

    private final WavelengthSource m_wavelengths;

    private final @Nullable Candidate m_redshift;

    private final @Nullable Candidate m_mask;

    private Layout(final Contents all, final FitsOptions options, final Candidate flux, final List<Candidate> parts)
        throws FitsFormatException {
        m_content = all.file();
        m_options = options;
        final SpectralAxis axis = axis(flux);
        // A cube is read along its axis of wavelengths, with all images of its shape.
        m_all = axis.number() == 1 ? all : all.changed(
            c -> !c.column() && c.axes().equals(flux.axes()) ? c.along(m_content, axis.number()) : c);
        m_flux = axis.number() == 1 ? flux : flux.along(m_content, axis.number());
        m_parts = parts;
        m_uncertainty = findUncertainty();
        final Candidate wavelengths = findWavelengths();
        m_wavelengths = new WavelengthSource(m_all, options, wavelengths,
            wavelengths != null && role(wavelengths) == Role.LOG_WAVELENGTH, axis, primary(), flux.axes().size());
        m_redshift = findRedshift();
        m_mask = options.mask().use() == MaskOptions.Use.NONE ? null : findMask();
    }

    /**
     * @param content a file
     * @param options how it is to be read
     * @return each table or image of spectra in it, in its order; at least one
     * @throws FitsFormatException if something is not there; names what is
     * @throws IOException if the file cannot be read
     */
    static List<Layout> all(final FitsContent content, final FitsOptions options) throws IOException {
        final Contents all = Contents.of(content);
        final Candidate first = findFlux(all, options);
        final List<Candidate> parts = parts(all, first);
        final List<Layout> layouts = new ArrayList<>();
        for (final Candidate part : parts) {
            layouts.add(new Layout(all, options, part, parts));
        }
        return layouts;
    }

    private static Candidate findFlux(final Contents all, final FitsOptions options) throws FitsFormatException {
        if (!options.flux().isEmpty()) {
            return all.named(options.flux(), "fluxes");
        }
        final Candidate named = all.first(c -> c.role() == Role.FLUX);
        final Candidate unnamed = named != null ? named : all.first(c -> !c.column() && c.name().isEmpty());
        // Cubes of MUSE and others.
        final Candidate flux = unnamed != null ? unnamed : all.first(c -> !c.column() && c.name().equals("DATA"));
        if (flux == null) {
            throw new FitsFormatException(all.file().name() + " holds no fluxes under a known name: name the "
                + "extension or column that holds them. There are " + all.list());
        }
        return flux;
    }

    /** The same name in other units, which are called the same but for a number at the end. */
    private static List<Candidate> parts(final Contents all, final Candidate flux) {
        final List<Candidate> parts = new ArrayList<>(List.of(flux));
        if (!flux.name().isEmpty()) {
            for (final Candidate other : sameName(all, flux)) {
                if (stem(other).equals(stem(flux)) && other.unit() > parts.get(parts.size() - 1).unit()) {
                    parts.add(other);
                }
            }
        }
        return parts;
    }

    private static List<Candidate> sameName(final Contents all, final Candidate flux) {
        return all.all(c -> c.unit() > flux.unit() && c.column() == flux.column()
            && c.name().equalsIgnoreCase(flux.name()));
    }

    private static String stem(final Candidate candidate) {
        return candidate.header().getStringValue("EXTNAME", "").trim().toUpperCase(Locale.ROOT)
            .replaceAll("[\\s_.-]*\\d*$", "");
    }

    /** @return other extensions with fluxes of the same name that are not read, for a message; empty if there are none */
    String others() {
        final List<String> others = sameName(m_all, m_parts.get(0)).stream()
            .filter(c -> m_parts.stream().noneMatch(p -> p.unit() == c.unit())).map(c -> Candidate.place(c.unit()))
            .distinct().toList();
        return others.isEmpty() || !m_flux.column() ? "" : others.size() + " other "
            + (others.size() == 1 ? "extension holds" : "extensions hold") + " fluxes of this name and "
            + (others.size() == 1 ? "was" : "were") + " not read ("
            + others.stream().limit(3).collect(Collectors.joining(", ")) + (others.size() > 3 ? ", …" : "") + ")";
    }

    /**
     * Of the fluxes' own header: the first axis, unless another one is said to be the spectral one, by its type or unit
     * or by IRAF's DISPAXIS; or of the primary header.
     */
    private SpectralAxis axis(final Candidate flux) {
        final SpectralAxis first = new SpectralAxis(flux.header(), 1);
        final int dispersion = flux.header().getIntValue("DISPAXIS", 1);
        if (dispersion > 1 && dispersion <= flux.axes().size()) {
            return new SpectralAxis(flux.header(), dispersion);
        }
        if (!first.isSpectral()) {
            for (int a = 2; a <= flux.axes().size(); a++) {
                final SpectralAxis other = new SpectralAxis(flux.header(), a);
                if (other.isSpectral() && flux.axes().get(a - 1) > 1) {
                    return other;
                }
            }
        }
        return first.isGiven() || Multispec.is(flux.header()) ? first : new SpectralAxis(primary(), 1);
    }

    /** What a name tells, that of an arm such as B_IVAR beside B_FLUX too. */
    private @Nullable Role role(final Candidate candidate) {
        final Role arm = Role.ofArm(m_flux.name(), candidate.name());
        return arm != null ? arm : candidate.role();
    }

    private @Nullable Candidate besideByRole(final Predicate<@Nullable Role> wanted,
        final Predicate<Candidate> condition) {
        final Candidate ofArm =
            beside(c -> wanted.test(Role.ofArm(m_flux.name(), c.name())) && condition.test(c));
        return ofArm != null ? ofArm : beside(c -> wanted.test(c.role()) && condition.test(c));
    }

    private @Nullable Candidate findUncertainty() throws FitsFormatException {
        final Candidate found;
        if (!m_options.uncertainty().isEmpty()) {
            found = named(m_options.uncertainty(), "uncertainties");
        } else if (m_options.uncertaintyFile() != null) {
            return null;
        } else {
            final Candidate named = besideByRole(r -> r != null && r.kind() != null, c -> true);
            found = named != null || m_flux.column() || !m_flux.name().isEmpty() ? named
                : m_all.first(c -> !c.column() && c.unit() == m_flux.unit() + 1 && c.name().isEmpty()
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
            throw new FitsFormatException(m_content.name() + " holds no mask under a known name: name the extension "
                + "or column that holds it, or use masked pixels as they are. There are " + m_all.list());
        }
        if (!m_flux.fits(found)) {
            throw new FitsFormatException(m_content.name() + ": the mask \"" + found.quoted() + "\" in "
                + Candidate.place(found.unit()) + " is " + shape(found) + " numbers, but the fluxes " + shape(m_flux));
        }
        return found;
    }

    /** One that fits, or, to be refused, one that does not. */
    private @Nullable Candidate maskByName() {
        for (final Predicate<Candidate> condition : List.<Predicate<Candidate>>of(m_flux::fits, c -> true)) {
            for (final Role kind : List.of(Role.MASK, Role.OR_MASK)) {
                final Candidate found = besideByRole(r -> r == kind, condition);
                if (found != null) {
                    return found;
                }
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
            final Candidate found =
                besideByRole(r -> r == Role.WAVELENGTH || r == Role.LOG_WAVELENGTH, m_flux::fits);
            return found != null ? found : besideByRole(r -> r == Role.OTHER_SPECTRAL, c -> {
                final StatedUnit unit = c.statedUnit();
                return m_flux.fits(c) && unit != null && unit.quantity().isSpectral();
            });
        }
        final Candidate named = named(m_options.wavelengths(), "wavelengths");
        if (!m_flux.fits(named)) {
            throw new FitsFormatException(m_content.name() + ": the wavelengths are " + shape(named)
                + " numbers, but the fluxes " + shape(m_flux));
        }
        return named;
    }

    private @Nullable Candidate findRedshift() throws FitsFormatException {
        final Predicate<Candidate> fits = c -> c.column()
            && (long)c.series().count() * c.series().length() == m_flux.series().count();
        final String name = m_options.redshift();
        if (name.isEmpty()) {
            return m_all.first(c -> c.role() == Role.REDSHIFT && fits.test(c));
        }
        final Candidate own = m_all.first(c -> c.unit() == m_flux.unit() && c.name().equalsIgnoreCase(name)
            && fits.test(c));
        final Candidate column = own != null ? own
            : m_all.first(c -> c.name().equalsIgnoreCase(name) && fits.test(c));
        if (column == null && !m_flux.header().containsKey(name) && !primary().containsKey(name)) {
            throw new FitsFormatException(m_content.name() + " has no redshifts under \"" + Excerpt.of(name)
                + "\": neither a "
                + "keyword of this name in the headers of its fluxes and of the file, nor a column with a number for "
                + "each of its spectra");
        }
        return column;
    }

    private Candidate named(final String name, final String what) throws FitsFormatException {
        final Candidate beside = m_parts.size() > 1 ? beside(c -> c.name().equalsIgnoreCase(name)) : null;
        return beside != null ? beside : m_all.named(name, what);
    }

    /** In the same unit first; then, for images, what belongs to these fluxes rather than to other ones; then anywhere. */
    private @Nullable Candidate beside(final Predicate<Candidate> wanted) {
        final Candidate inUnit = m_all.first(c -> c.unit() == m_flux.unit() && wanted.test(c));
        if (inUnit != null || m_flux.column() && m_flux.series().count() == 1) {
            return inUnit;
        }
        if (m_parts.size() == 1) {
            return m_all.first(wanted);
        }
        final int version = m_flux.header().getIntValue("EXTVER", 0);
        final int next = m_parts.stream().mapToInt(Candidate::unit).filter(u -> u > m_flux.unit()).min()
            .orElse(Integer.MAX_VALUE);
        final Candidate ofVersion = version == 0 ? null
            : m_all.first(c -> c.header().getIntValue("EXTVER", 0) == version && wanted.test(c));
        final Candidate behind = ofVersion != null ? ofVersion
            : m_all.first(c -> c.unit() > m_flux.unit() && c.unit() < next && wanted.test(c));
        if (behind != null) {
            return behind;
        }
        final List<Candidate> shared = m_all.all(wanted);
        return shared.size() == 1 ? shared.get(0) : null;
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

    /** @return where the wavelengths come from */
    WavelengthSource wavelengths() {
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
        final Role role = role(uncertainty);
        if (role != null && role.kind() != null) {
            return role.kind();
        }
        if (!uncertainty.name().isEmpty() && !m_options.uncertainty().isEmpty()) {
            final WeightKind kind = Role.kindOf(uncertainty.name());
            if (kind == null) {
                throw new FitsFormatException(m_content.name() + ": the name \"" + uncertainty.quoted()
                    + "\" does not say what kind of uncertainties it holds: choose the kind");
            }
            return kind;
        }
        return primary().getStringValue("TELESCOP", "").toUpperCase(Locale.ROOT).startsWith("SDSS")
            ? WeightKind.INVERSE_VARIANCE : WeightKind.STANDARD_DEVIATION;
    }
}

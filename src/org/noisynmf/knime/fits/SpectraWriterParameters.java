package org.noisynmf.knime.fits;

import org.jspecify.annotations.Nullable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.noisynmf.io.fits.RedrockTemplates;
import org.noisynmf.knime.dialog.PixelParameters;
import org.noisynmf.knime.fits.choice.IgmModel;
import org.noisynmf.knime.fits.choice.RedrockType;
import org.noisynmf.knime.fits.choice.WriterFormat;
import org.noisynmf.knime.table.EngineCall;

/** Settings of the writer of spectra. */
final class SpectraWriterParameters extends PixelParameters {

    @Widget(title = "File",
        description = "The FITS file to write: a path, a <tt>file:</tt> URL, or a KNIME URL such as "
            + "<tt>knime://knime.workflow/data/templates.fits</tt>. Its folder must exist.")
    @TextInputWidget(placeholder = "knime://knime.workflow/data/templates.fits")
    String m_location = "";

    @Widget(title = "Overwrite",
        description = "Replace an existing file of that name. Default off: the node fails if there is one.")
    boolean m_overwrite;

    @Widget(title = "Format", description = "What the file holds. Default: spectra.")
    @ValueSwitchWidget
    @ValueReference(FormatReference.class)
    @Migrate(loadDefaultIfAbsent = true)
    WriterFormat m_format = WriterFormat.SPECTRA;

    @Widget(title = "Objects", description = "The type of objects that the templates describe, <tt>RRTYPE</tt>. "
        + "Default: galaxies.")
    @Effect(predicate = IsRedrock.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    RedrockType m_redrockType = RedrockType.GALAXY;

    @Widget(title = "Subtype",
        description = "A name that distinguishes these templates from others of the same objects, <tt>RRSUBTYP</tt>. "
            + "Default: none.")
    @TextInputWidget(placeholder = "None")
    @Effect(predicate = IsRedrock.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    String m_redrockSubtype = "";

    @Widget(title = "Version of the templates",
        description = "<tt>VERSION</tt>; redrock writes it beside the redshifts that it finds. Default 1.0.")
    @TextInputWidget
    @Effect(predicate = IsRedrock.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    String m_redrockVersion = "1.0";

    @Widget(title = "Intergalactic medium",
        description = "The model of absorption by the intergalactic medium by which redrock multiplies the templates, "
            + "<tt>RRIGM</tt>. Default: none.")
    @Effect(predicate = IsRedrock.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    IgmModel m_igm = IgmModel.NONE;

    @Widget(title = "Redshifts to try",
        description = "Write the redshifts that redrock is to try, <tt>REDSHIFTS</tt>. Default off: redrock uses its "
            + "default for the type of objects.")
    @ValueReference(RedshiftsReference.class)
    @Effect(predicate = IsRedrock.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_redshifts;

    @Widget(title = "Lowest redshift", description = "Greater than -1. Default 0.")
    @NumberInputWidget
    @Effect(predicate = HasRedshifts.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double m_lowestRedshift;

    @Widget(title = "Highest redshift", description = "Above the lowest. Default 2.")
    @NumberInputWidget
    @Effect(predicate = HasRedshifts.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double m_highestRedshift = 2;

    @Widget(title = "Step of log₁₀(1 + z)", description = "Above 0. Default 0.0003.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = HasRedshifts.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double m_redshiftStep = 3e-4;

    /** For KNIME. */
    SpectraWriterParameters() {
        // the defaults above
    }

    /**
     * @param input what is connected
     */
    SpectraWriterParameters(final NodeParametersInput input) {
        super(input);
    }

    /**
     * @return how templates for redrock are described, or null if spectra are written
     * @throws InvalidSettingsException if the redshifts are none
     */
    @Nullable
    RedrockTemplates redrock() throws InvalidSettingsException {
        if (m_format != WriterFormat.REDROCK) {
            return null;
        }
        return EngineCall.checked(
            () -> new RedrockTemplates(m_redrockType.name(), m_redrockSubtype.trim(), m_redrockVersion.trim(),
                m_igm.text(), m_redshifts ? RedrockTemplates.range(m_lowestRedshift, m_highestRedshift, m_redshiftStep)
                    : null));
    }

    /** Limits of each setting alone: batch runs set one after the other. */
    @Override
    public void validate() throws InvalidSettingsException {
        for (final String text : new String[]{m_redrockSubtype, m_redrockVersion}) {
            if (!text.matches("[ -~]{0,60}")) {
                throw new InvalidSettingsException("Subtype and version of templates are \"" + m_redrockSubtype
                    + "\" and \"" + m_redrockVersion + "\", but must be at most 60 characters of ASCII");
            }
        }
        if (!(m_redshiftStep > 0)) {
            throw new InvalidSettingsException(
                "The step of log₁₀(1 + z) is " + m_redshiftStep + ", but must be above 0");
        }
    }

    /** Knows the format. */
    static final class FormatReference implements ParameterReference<WriterFormat> {
    }

    /** Knows whether redshifts are written. */
    static final class RedshiftsReference implements ParameterReference<Boolean> {
    }

    /** Holds for templates. */
    static final class IsRedrock implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(FormatReference.class).isOneOf(WriterFormat.REDROCK);
        }
    }

    /** Holds for templates with redshifts. */
    static final class HasRedshifts implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(FormatReference.class).isOneOf(WriterFormat.REDROCK)
                .and(i.getBoolean(RedshiftsReference.class).isTrue());
        }
    }
}

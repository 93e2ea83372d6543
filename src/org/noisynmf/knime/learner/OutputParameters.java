package org.noisynmf.knime.learner;

import org.jspecify.annotations.Nullable;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.DefaultProvider;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.evaluate.Uniqueness;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.knime.learner.choice.ScalingChoice;
import org.noisynmf.knime.learner.choice.TemplatesForm;
import org.noisynmf.knime.table.observation.KeptColumns;

/** How templates leave. */
final class OutputParameters implements NodeParameters {

    @Widget(title = "Scale templates to",
        description = "Every template is divided by this measure of its size and its coefficients are multiplied by "
            + "it, so that their product does not change. Default: largest value 1.")
    ScalingChoice m_scaling = ScalingChoice.MAX;

    @Widget(title = "Order templates by importance",
        description = "Sort the templates by how much of χ² they explain, the largest share first. Default on.")
    boolean m_ordered = true;

    @Widget(title = "Templates table", advanced = true,
        description = "Whether the templates table has one column for each pixel or one vector column. Default: as "
            + "the data.")
    TemplatesForm m_templatesForm = TemplatesForm.AS_DATA;

    @Widget(title = KeptColumns.TITLE, description = KeptColumns.DESCRIPTION)
    @Migrate(loadDefaultIfAbsent = true)
    KeptColumns m_keptColumns = KeptColumns.NONE;

    @Widget(title = "Title of the pixel axis", advanced = true,
        description = "What the pixels are, with their unit, such as <i>Wavelength (nm)</i>, for the view. Default: "
            + "from the names of the pixel columns; names such as <i>656.3 nm</i> make an axis with that unit.")
    @TextInputWidget(placeholder = "as the names say")
    @Migrate(loadDefaultIfAbsent = true)
    String m_axisTitle = "";

    @Widget(title = "Title of the values", advanced = true,
        description = "What the values are, with their unit, such as <i>Flux (mJy)</i>, for the view. Default: Template or Data.")
    @TextInputWidget(placeholder = "Template or Data")
    @Migrate(loadDefaultIfAbsent = true)
    String m_valueTitle = "";

    @Widget(title = "Image rows", advanced = true,
        description = "If the pixels are those of an image, row by row, the number of its rows, so that the view "
            + "shows templates as images. It must divide the number of pixels. 0 (the default): the pixels do not "
            + "form an image.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_imageRows;

    @Widget(title = "Look for mixtures where that is cheap", advanced = true,
        description = "Like <i>Look for mixtures that fit as well</i>, but only if observed entries times the fourth "
            + "power of the number of templates are at most 20,000,000, which takes seconds, and if only the squared "
            + "error is minimised. Default on; off in workflows saved before this option existed.")
    @Migration(NotLookedFor.class)
    boolean m_uniquenessWhereCheap = true;

    @Widget(title = "Look for mixtures that fit as well", advanced = true,
        description = "Test whether templates may contain more, or less, of one another at an equally good fit. Every "
            + "pair is tried after the search, and a warning names those that may change by more than 10 %. The table "
            + "<i>Certainty</i> lists all pairs. Takes about 30 q (q − 1) further iterations for q templates. Only "
            + "for the squared error. Default off.")
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_uniqueness;

    /**
     * @param settings of the fit
     * @param data X and V
     * @param held whether some templates are held
     * @return whether mixtures that fit as well are looked for
     */
    boolean looksForMixtures(final NmfSettings settings, final Observations data, final boolean held) {
        return m_uniqueness
            || m_uniquenessWhereCheap && !held && settings.rule().distance() == Distance.SQUARED_ERROR
                && !settings.algorithm().can(Capability.DIRECT) && settings.regularisation().isNone()
                && Uniqueness.isCheap(data, settings.rank());
    }

    /**
     * @param builder receives these settings. Modified.
     */
    void addTo(final NmfSettingsBuilder builder) {
        if (m_imageRows < 0) {
            throw new IllegalArgumentException(
                "The number of image rows is " + m_imageRows + ", but must be ≥ 0 (0 = no image)");
        }
        builder.scaling(m_scaling.scaling()).ordered(m_ordered);
    }

    /**
     * @param pixels d, −1 where it is not known yet
     * @return a complaint about the number of image rows, or null
     */
    @Nullable
    String imageProblem(final int pixels) {
        return pixels < 0 || m_imageRows == 0 || pixels % m_imageRows == 0 ? null
            : "The number of image rows is " + m_imageRows + ", but must divide the number of pixels, " + pixels
                + ". Set it to 0 if the pixels do not form an image.";
    }

    /** What workflows without the setting did. */
    static final class NotLookedFor implements DefaultProvider<Boolean> {
        @Override
        public Boolean getDefault() {
            return false;
        }
    }
}

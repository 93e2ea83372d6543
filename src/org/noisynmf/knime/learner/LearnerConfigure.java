package org.noisynmf.knime.learner;

import org.jspecify.annotations.Nullable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.naming.Counted;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.knime.learner.choice.StartChoice;
import org.noisynmf.knime.port.HeldTemplates;
import org.noisynmf.knime.port.NmfModelPortObjectSpec;
import org.noisynmf.knime.table.EngineCall;
import org.noisynmf.knime.table.MatrixTable;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.knime.table.TraceTable;
import org.noisynmf.knime.table.fit.CertaintyTable;
import org.noisynmf.knime.table.fit.PixelTable;
import org.noisynmf.knime.table.fit.SummaryTable;
import org.noisynmf.knime.table.observation.CoefficientTable;
import org.noisynmf.knime.table.pixel.PixelCategories;

/** Checks of the learner before it runs, and what its ports will carry. */
final class LearnerConfigure {

    /** Name of the vector column of the templates table where the data have none. */
    private static final String TEMPLATE_COLUMN = "Template";

    private LearnerConfigure() {
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final LearnerParameters parameters = in.getParameters();
        parameters.validate();
        final PortObjectSpec[] specs = in.getInPortSpecs();
        final PixelColumns columns = parameters.m_data.columns((DataTableSpec)specs[0]);
        final LearnerInputs inputs = LearnerInputs.of(specs, columns);
        if (inputs.categories() >= 0) {
            PixelCategories.column((DataTableSpec)specs[inputs.categories()], parameters.m_categories.column());
            parameters.m_data.checkCategories(inputs.weights() >= 0);
        }
        if (inputs.weights() >= 0) {
            columns.locate((DataTableSpec)specs[inputs.weights()], "weights table");
        }
        final NmfSettings settings = parameters.settings();
        checkCapabilities(settings, parameters.m_data.negativeValues(), inputs);
        checkRank(settings.rank(), columns.count());
        final String imageProblem = parameters.m_output.imageProblem(columns.count());
        if (imageProblem != null) {
            throw new InvalidSettingsException(imageProblem);
        }
        checkStart(parameters, columns, inputs.model() < 0 ? null : (NmfModelPortObjectSpec)specs[inputs.model()]);
        final NmfModelPortObjectSpec model = new NmfModelPortObjectSpec(columns, columns.count(), settings.rank(),
            settings.algorithm().id());
        final PixelColumns templates = MatrixTable.columns(parameters.m_output.m_templatesForm.of(columns.form()),
            templateColumn(columns), model.pixelNames());
        out.setOutSpecs(model, templates == null ? null : MatrixTable.spec(templates),
            parameters.m_output.m_keptColumns.before((DataTableSpec)specs[0], columns,
                CoefficientTable.learnt(settings.rank())),
            TraceTable.SPEC, SummaryTable.SPEC, CertaintyTable.spec(settings.rank()), PixelTable.SPEC);
    }

    /**
     * @param data the columns of the data
     * @return the name of the vector column of the templates table
     */
    static String templateColumn(final PixelColumns data) {
        return data.isVector() ? data.names().get(0) : TEMPLATE_COLUMN;
    }

    private static void checkCapabilities(final NmfSettings settings, final NegativeValues negativeValues,
        final LearnerInputs inputs) throws InvalidSettingsException {
        final Algorithm algorithm = settings.algorithm();
        if (inputs.weights() >= 0) {
            require(algorithm, Capability.WEIGHTS, "cannot use weights", "Remove the weights port");
        }
        if (inputs.categories() >= 0) {
            require(algorithm, Capability.WEIGHTS, "cannot use weights, such as pixel categories",
                "Remove the port of pixel categories");
        }
        if (negativeValues == NegativeValues.AS_IS) {
            final String remedy = "Set \"Negative values\" to refuse, clip or weight 0";
            require(algorithm, Capability.NEGATIVE_DATA, "needs data ≥ 0 and cannot use negative values as they are",
                remedy);
            if (settings.rule().distance() != Distance.SQUARED_ERROR) {
                throw new InvalidSettingsException("The " + settings.rule().distance().title()
                    + " needs data ≥ 0. " + remedy + ", or choose the squared error.");
            }
        }
        EngineCall.check(settings::check);
    }

    private static void require(final Algorithm algorithm, final Capability capability, final String complaint,
        final String remedy) throws InvalidSettingsException {
        if (!algorithm.can(capability)) {
            throw new InvalidSettingsException("The algorithm \"" + algorithm.title() + "\" " + complaint + ". "
                + remedy + ", or choose one of: " + Algorithm.titlesWith(capability) + ".");
        }
    }

    private static void checkRank(final int rank, final int pixels) throws InvalidSettingsException {
        if (pixels >= 0 && rank > pixels) {
            throw new InvalidSettingsException("The number of templates is " + rank + ", but the data have only "
                + Counted.of(pixels, "pixel column") + ". Choose at most "
                + Counted.of(pixels, "template") + ", or select more columns.");
        }
    }

    private static void checkStart(final LearnerParameters parameters, final PixelColumns columns,
        final @Nullable NmfModelPortObjectSpec model) throws InvalidSettingsException {
        final boolean given = parameters.m_start.m_start == StartChoice.GIVEN;
        if (given && model == null) {
            throw new InvalidSettingsException("The start is \"Start model\", but the node has no such port. Add it "
                + "with the three dots of the node and connect an NMF model, or choose another start.");
        }
        if (!given && model != null) {
            throw new InvalidSettingsException("A start model is connected, but the start is not \"Start model\". "
                + "Choose that start, or remove the port.");
        }
        if (model == null) {
            return;
        }
        HeldTemplates.check(model, parameters.m_start.held(), parameters.m_method.m_rank, columns.count());
    }
}

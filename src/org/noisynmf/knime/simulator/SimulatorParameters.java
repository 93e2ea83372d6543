package org.noisynmf.knime.simulator;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.noisynmf.knime.table.TableForm;

/** Settings of the simulator. */
final class SimulatorParameters implements NodeParameters {

    /** Largest whole number that the dialog passes on exactly. */
    private static final long LARGEST_SEED = 1L << 53;

    /** What is simulated. */
    @Section(title = "Doublet")
    interface DoubletSection {
    }

    /** How it leaves. */
    @Section(title = "Output")
    @After(DoubletSection.class)
    interface OutputSection {
    }

    @Layout(DoubletSection.class)
    DoubletParameters m_doublet = new DoubletParameters();

    @Layout(OutputSection.class)
    @Widget(title = "Random seed",
        description = "All tables follow from this whole number, 0 to 2<sup>53</sup>; the same seed gives the same "
            + "numbers. Default 1.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = SeedLimit.class)
    long m_seed = 1;

    @Layout(OutputSection.class)
    @Widget(title = "Pixels as",
        description = "Whether the tables have one numeric column for each pixel or one vector column.")
    @ValueSwitchWidget
    TableForm m_form = TableForm.COLUMNS;

    @Override
    public void validate() throws InvalidSettingsException {
        try {
            m_doublet.doublet();
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
        if (m_seed < 0 || m_seed > LARGEST_SEED) {
            throw new InvalidSettingsException("The random seed is " + m_seed + ", but must be 0 to " + LARGEST_SEED);
        }
    }

    /** The largest seed. */
    static final class SeedLimit extends MaxValidation {
        @Override
        protected double getMax() {
            return LARGEST_SEED;
        }
    }
}

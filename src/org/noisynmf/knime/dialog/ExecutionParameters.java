package org.noisynmf.knime.dialog;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.storage.Precision;

/** What it runs on. */
public final class ExecutionParameters implements NodeParameters {

    private static final NmfSettings ENGINE = NmfSettings.builder().build();

    @Widget(title = SettingTexts.THREADS_TITLE, description = SettingTexts.THREADS)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_threads;

    @Widget(title = "Precision of the data",
        description = "The number format of data and weights in memory. Sums are always made in double precision. "
            + "Default: double.")
    PrecisionChoice m_precision = PrecisionChoice.FLOAT64;

    @Widget(title = SettingTexts.DEVICE_TITLE, description = SettingTexts.DEVICE)
    String m_device = ENGINE.machine().device();

    /** @return in which format the data are held */
    public Precision precision() {
        return m_precision.precision();
    }

    /**
     * @param builder receives these settings. Modified.
     */
    public void addTo(final NmfSettingsBuilder builder) {
        builder.threads(m_threads).device(m_device);
    }
}

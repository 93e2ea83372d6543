package org.noisynmf.knime.port;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;
import org.noisynmf.knime.table.Labels;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.knime.table.TableForm;

/** What is known of a model before it is learnt: the columns of its pixels and the number of templates. */
public final class NmfModelPortObjectSpec extends AbstractSimplePortObjectSpec {

    private static final String FORM = "form";

    private static final String COLUMNS = "columns";

    private static final String PIXELS = "pixels";

    private static final String RANK = "rank";

    private static final String ALGORITHM = "algorithm";

    private PixelColumns m_columns;

    private int m_pixels;

    private int m_rank;

    private String m_algorithm;

    /** For KNIME, which loads the content afterwards. */
    @SuppressWarnings("NullAway.Init") // filled by load, before KNIME gives it away
    public NmfModelPortObjectSpec() {
        // filled by load
    }

    /**
     * @param columns where the pixels stood in the data
     * @param pixels d, −1 where it is not known yet
     * @param rank q
     * @param algorithm id of the algorithm
     */
    public NmfModelPortObjectSpec(final PixelColumns columns, final int pixels, final int rank,
        final String algorithm) {
        m_columns = columns;
        m_pixels = pixels;
        m_rank = rank;
        m_algorithm = algorithm;
    }

    /** @return where the pixels stood in the data */
    public PixelColumns columns() {
        return m_columns;
    }

    /** @return d, −1 where it is not known yet */
    public int pixels() {
        return m_pixels;
    }

    /** @return q */
    public int rank() {
        return m_rank;
    }

    /** @return id of the algorithm */
    public String algorithm() {
        return m_algorithm;
    }

    /** @return a name for each pixel; null where the number of pixels is not known yet */
    public @Nullable List<String> pixelNames() {
        if (!m_columns.isVector()) {
            return m_columns.names();
        }
        return m_pixels < 0 ? null : Labels.positions(m_pixels);
    }

    @Override
    protected void save(final ModelContentWO model) {
        model.addString(FORM, m_columns.form().name());
        model.addStringArray(COLUMNS, m_columns.names().toArray(String[]::new));
        model.addInt(PIXELS, m_pixels);
        model.addInt(RANK, m_rank);
        model.addString(ALGORITHM, m_algorithm);
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        try {
            m_columns = new PixelColumns(TableForm.valueOf(model.getString(FORM)),
                List.of(model.getStringArray(COLUMNS)));
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException("The columns of the NMF model cannot be read: " + e.getMessage(), e);
        }
        m_pixels = model.getInt(PIXELS);
        m_rank = model.getInt(RANK);
        m_algorithm = model.getString(ALGORITHM);
    }

    /** Saves and loads the spec. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<NmfModelPortObjectSpec> {
    }
}

package org.noisynmf.standin.nodes;

import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

/** Parameters of every kind in use; {@code settings-saved-by-knime.xml} is what KNIME 5.8 saves of them. */
public class LearnerParameters implements NodeParameters {

    enum Algorithm {
        @Label(value = "Coordinate <descent>", description = "one <i>after</i> the other")
        COORDINATE, @Label("Nearly")
        NEARLY
    }

    @Widget(title = "Algorithm", description = "How it is learnt.")
    Algorithm m_algorithm = Algorithm.COORDINATE;

    @Widget(title = "Rank", description = "From 1; default 2.")
    int m_rank = 2;

    long m_seed = 1234567890123L;

    boolean m_flag = true;

    @Persist(configKey = "customKey")
    String m_text = "<a & b>";

    Optional<Integer> m_max = Optional.of(7);

    Optional<String> m_none = Optional.empty();

    ColumnFilter m_columns = new ColumnFilter(new String[]{"a", "b"}).withIncludeUnknownColumns();

    String m_column;

    Inner m_inner = new Inner();

    double[] m_array = {1, 2};

    @Migrate(loadDefaultIfAbsent = true)
    @Widget(title = "Factor", description = "Came later.")
    double m_factor = 1;

    @Override
    public void validate() throws InvalidSettingsException {
        if (!(m_rank >= 1)) {
            throw new InvalidSettingsException("The rank must be at least 1, not " + m_rank + ".");
        }
    }

    static final class Inner implements WidgetGroup, Persistable {

        @Widget(title = "Tolerance", description = "When to stop.")
        double m_tolerance = 1e-4;

        String m_start = "x";

        Optional<Double> m_opt = Optional.empty();
    }
}

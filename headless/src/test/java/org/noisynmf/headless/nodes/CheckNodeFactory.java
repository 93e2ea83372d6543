package org.noisynmf.headless.nodes;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;

/** Passes a table on if it has a column and few enough rows. */
public final class CheckNodeFactory extends DefaultNodeFactory {

    /** The column must be there at configure, the rows are counted when executed. */
    public static final class Parameters implements NodeParameters {

        String m_column = "x";

        Limits m_limits = new Limits();
    }

    /** A group of settings. */
    public static final class Limits implements NodeParameters {

        int m_rows = 10;
    }

    public CheckNodeFactory() {
        super(DefaultNode.create().name("Check").icon("none.png").shortDescription("Checks.")
            .fullDescription("Checks.").sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Data", "a table").addOutputTable("Same data", "the table"))
            .model(m -> m.parametersClass(Parameters.class).configure((i, o) -> {
                final Parameters parameters = i.getParameters();
                if (!i.getInTableSpec(0).containsName(parameters.m_column)) {
                    throw new InvalidSettingsException("There is no column " + parameters.m_column);
                }
                o.setOutSpec(0, i.getInTableSpec(0));
            }).execute((i, o) -> {
                final Parameters parameters = i.getParameters();
                if (i.getInTable(0).size() > parameters.m_limits.m_rows) {
                    throw new KNIMEException("There are more than " + parameters.m_limits.m_rows + " rows");
                }
                o.setOutData(0, i.getInTable(0));
            })));
    }
}

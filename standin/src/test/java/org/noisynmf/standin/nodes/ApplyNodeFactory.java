package org.noisynmf.standin.nodes;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Model and, on an optional type, table to model: passes the model on. */
public final class ApplyNodeFactory extends DefaultNodeFactory {

    /** The model as the last execution was given it. */
    public static SumsModel given;

    public ApplyNodeFactory() {
        super(DefaultNode.create().name("Sums Apply").icon("none.png").shortDescription("Passes on.")
            .fullDescription("Passes on.").sinceVersion(5, 8, 0)
            .ports(p -> p.addInputPort("Model", "a model", SumsModel.TYPE)
                .addInputPort("Data", "a table", BufferedDataTable.TYPE_OPTIONAL)
                .addOutputPort("Same model", "the model", SumsModel.TYPE))
            .model(m -> m.withoutParameters().configure((i, o) -> o.setOutSpec(0, i.getInPortSpec(0)))
                .execute(ApplyNodeFactory::execute)));
    }

    private static void execute(final ExecuteInput input, final ExecuteOutput output) throws KNIMEException {
        given = input.getInPortObject(0);
        if (input.getInTable(1) != null) {
            throw new KNIMEException("Did not expect a table.");
        }
        output.setOutData(0, given);
    }
}

package org.knime.node;

import java.io.IOException;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.webui.page.Page;
import org.knime.node.DefaultView.DefaultInitialData;
import org.knime.node.DefaultView.ViewInput;
import org.knime.node.parameters.NodeParameters;
import org.noisynmf.standin.parameters.ParametersFormat;
import org.noisynmf.standin.spi.HostedView;

/** A default view on the internal objects of a model. */
record ViewOfModel(DefaultView view, StandardNodeModel model) implements HostedView {

    @Override
    public String description() {
        return view.m_description;
    }

    @Override
    public Page page() {
        return view.m_page;
    }

    @Override
    public Optional<Object> initialData(final NodeSettingsRO settings) throws InvalidSettingsException, IOException {
        if (view.m_initialData == null) {
            return Optional.empty();
        }
        var parameters =
            view.m_parametersClass == null ? null : ParametersFormat.load(view.m_parametersClass, settings);
        return Optional.of(data(view.m_initialData, new Input(parameters, model)));
    }

    private static <D> Object data(final DefaultInitialData<D> initialData, final ViewInput input) throws IOException {
        var data = initialData.m_data.apply(input);
        return initialData.m_serializer == null ? data : initialData.m_serializer.serialize(data);
    }

    private record Input(NodeParameters parameters, StandardNodeModel model) implements ViewInput {

        @Override
        @SuppressWarnings("unchecked")
        public <S extends NodeParameters> S getParameters() {
            return (S)parameters;
        }

        @Override
        public PortObject[] getInternalPortObjects() {
            return model.getInternalPortObjects();
        }
    }
}

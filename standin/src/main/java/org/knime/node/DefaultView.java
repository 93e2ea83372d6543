package org.knime.node;

import java.util.Arrays;
import java.util.function.Function;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.port.PortObject;
import org.knime.core.webui.data.InitialDataService.Serializer;
import org.knime.core.webui.page.Page;
import org.knime.core.webui.page.Page.RequireFromFileOrString;
import org.knime.node.parameters.NodeParameters;

/** A page and the data it starts with. */
public final class DefaultView implements FluentNodeAPI {

    final Class<? extends NodeParameters> m_parametersClass;

    final String m_description;

    final Page m_page;

    DefaultInitialData<?> m_initialData;

    private DefaultView(final Class<? extends NodeParameters> parametersClass, final String description,
        final Page page) {
        m_parametersClass = parametersClass;
        m_description = description;
        m_page = page;
    }

    static RequireViewParameters create() {
        return parametersClass -> description -> page -> new DefaultView(parametersClass, description,
            page.apply(Page.create()));
    }

    public <D> DefaultView initialData(final Function<RequireInitialData, DefaultInitialData<D>> initialData) {
        m_initialData = initialData.apply(new RequireInitialData() {

            @Override
            public <T> DefaultInitialData<T> data(final Function<ViewInput, T> data) {
                return new DefaultInitialData<>(data);
            }
        });
        return this;
    }

    public interface RequireViewParameters {

        RequireDescription parametersClass(Class<? extends NodeParameters> parametersClass);

        default RequireDescription withoutParameters() {
            return parametersClass(null);
        }
    }

    public interface RequireDescription {

        RequirePage description(String description);
    }

    public interface RequirePage {

        DefaultView page(Function<RequireFromFileOrString, Page> page);
    }

    public interface RequireInitialData {

        <D> DefaultInitialData<D> data(Function<ViewInput, D> data);
    }

    public interface ViewInput {

        <S extends NodeParameters> S getParameters();

        /** @return null once the node was reset, and in KNIME also once it was copied */
        PortObject[] getInternalPortObjects();

        default BufferedDataTable[] getInternalTables() {
            return Arrays.stream(getInternalPortObjects()).map(BufferedDataTable.class::cast)
                .toArray(BufferedDataTable[]::new);
        }
    }

    /** Without a serializer KNIME's JSON library writes the data. */
    public static final class DefaultInitialData<D> implements FluentNodeAPI {

        final Function<ViewInput, D> m_data;

        Serializer<D> m_serializer;

        DefaultInitialData(final Function<ViewInput, D> data) {
            m_data = data;
        }

        public DefaultInitialData<D> serializer(final Serializer<D> serializer) {
            if (m_serializer != null) {
                throw new IllegalStateException("Serializer already set.");
            }
            m_serializer = serializer;
            return this;
        }
    }
}

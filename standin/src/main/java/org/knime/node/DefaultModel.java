package org.knime.node;

import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;

/** What a node does: two functions without state of their own. */
public abstract sealed class DefaultModel implements FluentNodeAPI {

    final Class<? extends NodeParameters> m_parametersClass;

    private DefaultModel(final Class<? extends NodeParameters> parametersClass) {
        m_parametersClass = parametersClass;
    }

    static RequireModelParameters create() {
        return parametersClass -> configure -> execute -> new Standard(parametersClass, configure, execute);
    }

    static final class Standard extends DefaultModel {

        final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> m_configure;

        final ExecuteConsumer m_execute;

        Standard(final Class<? extends NodeParameters> parametersClass,
            final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure,
            final ExecuteConsumer execute) {
            super(parametersClass);
            m_configure = configure;
            m_execute = execute;
        }
    }

    Optional<Class<? extends NodeParameters>> parametersClass() {
        return Optional.ofNullable(m_parametersClass);
    }

    public interface RequireModelParameters {

        RequireConfigureOrRearrangeColumns parametersClass(Class<? extends NodeParameters> parametersClass);

        default RequireConfigureOrRearrangeColumns withoutParameters() {
            return parametersClass(null);
        }
    }

    public interface RequireConfigureOrRearrangeColumns {

        RequireExecute configure(ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure);
    }

    public interface ConfigureOrRearrangerConsumer<I, O> {

        void accept(I input, O output) throws InvalidSettingsException;
    }

    public interface RequireExecute {

        DefaultModel execute(ExecuteConsumer execute);
    }

    public interface ExecuteConsumer {

        void accept(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException;
    }

    public interface ConfigureInput {

        <S extends NodeParameters> S getParameters();

        PortObjectSpec[] getInPortSpecs();

        <S extends PortObjectSpec> S getInPortSpec(int index);

        /** @throws ClassCastException if any input is not a table */
        DataTableSpec[] getInTableSpecs();

        DataTableSpec getInTableSpec(int portIndex);

        PortType[] getOutPortTypes();
    }

    public interface ConfigureOutput {

        /** A spec never set is unknown, which is legal. */
        <S extends PortObjectSpec> void setOutSpec(int index, S spec);

        /** @throws IndexOutOfBoundsException if there are more specs than ports */
        @SuppressWarnings("unchecked")
        <S extends PortObjectSpec> void setOutSpecs(S... specs);

        void setWarningMessage(String message);
    }

    public interface ExecuteInput {

        <S extends NodeParameters> S getParameters();

        ExecutionContext getExecutionContext();

        PortObject[] getInPortObjects();

        <D extends PortObject> D getInPortObject(int portIndex);

        /** @throws ClassCastException if any input is not a table */
        BufferedDataTable[] getInTables();

        BufferedDataTable getInTable(int portIndex);

        PortType[] getOutPortTypes();
    }

    public interface ExecuteOutput {

        <D extends PortObject> void setOutData(int index, D data);

        /** @throws IndexOutOfBoundsException if there are more objects than ports */
        @SuppressWarnings("unchecked")
        <D extends PortObject> void setOutData(D... data);

        /** What the view reads; kept with the workflow, cleared on reset. */
        @SuppressWarnings("unchecked")
        <D extends PortObject> void setInternalData(D... data);

        void setWarningMessage(String message);
    }
}

package org.knime.node.parameters;

import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** What is known of the node's ports when parameters are made. */
public interface NodeParametersInput {

    PortType[] getInPortTypes();

    PortType[] getOutPortTypes();

    PortObjectSpec[] getInPortSpecs();

    Optional<PortObjectSpec> getInPortSpec(int portIndex);

    DataTableSpec[] getInTableSpecs();

    Optional<DataTableSpec> getInTableSpec(int portIndex);

    PortObject[] getInPortObjects();

    Optional<PortObject> getInPortObject(int portIndex);

    BufferedDataTable[] getInTables();

    Optional<BufferedDataTable> getInTable(int portIndex);
}

package org.knime.core.node.port;

public interface PortObjectHolder {

    PortObject[] getInternalPortObjects();

    void setInternalPortObjects(PortObject[] objects);
}

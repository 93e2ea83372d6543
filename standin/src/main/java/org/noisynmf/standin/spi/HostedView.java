package org.noisynmf.standin.spi;

import java.io.IOException;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.webui.page.Page;

/** A node's view, as its host sees it. */
public interface HostedView {

    String description();

    Page page();

    /**
     * What the page is given at its start, made from the node's internal port objects.
     *
     * @param settings the view's settings; ignored if the view has none
     * @return empty if the view has no initial data; a string if the node serialises them itself
     */
    Optional<Object> initialData(NodeSettingsRO settings) throws InvalidSettingsException, IOException;
}

package org.noisynmf.standin.spi;

import java.nio.file.Path;

/** A context object that knows where the workflow lies, for {@code knime://knime.workflow/…}. */
public interface WorkflowLocation {

    /** @return the folder with workflow.knime, or null if there is none */
    Path workflowDirectory();
}

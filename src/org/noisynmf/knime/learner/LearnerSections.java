package org.noisynmf.knime.learner;

import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Section;

/** Sections of the learner's dialog, in order. */
final class LearnerSections {

    private LearnerSections() {
    }

    /** What is factorised. */
    @Section(title = "Data")
    interface Data {
    }

    /** Which step rule finds the factors. */
    @Section(title = "Algorithm")
    @After(Data.class)
    interface Method {
    }

    /** What is favoured beside a small misfit. */
    @Section(title = "Regularisation")
    @Advanced
    @After(Method.class)
    interface Regularisation {
    }

    /** Where the search begins. */
    @Section(title = "Start")
    @After(Regularisation.class)
    interface Start {
    }

    /** When it ends. */
    @Section(title = "Stopping")
    @After(Start.class)
    interface Stopping {
    }

    /** How templates leave. */
    @Section(title = "Output")
    @After(Stopping.class)
    interface Output {
    }

    /** What it runs on. */
    @Section(title = "Execution")
    @Advanced
    @After(Output.class)
    interface Execution {
    }
}

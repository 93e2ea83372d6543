package org.noisynmf.headless.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.noisynmf.headless.output.Console;
import org.noisynmf.headless.output.Failures;
import org.noisynmf.standin.ExecutionListener;
import org.noisynmf.standin.NodeHost;

/**
 * Runs the nodes of a workflow as KNIME's batch executor does: all are configured as far as specs are known, then each
 * whose inputs are there is configured again with what came and executed. A node that fails stops only what hangs on it.
 */
public final class WorkflowRunner {

    private static final PortObjectSpec[] UNKNOWN = new PortObjectSpec[0];

    private final Workflow m_workflow;

    private final Console m_console;

    private final Map<Integer, PortObjectSpec[]> m_specs = new HashMap<>();

    /** What was said of each node last, so that configure and execute do not say it twice. */
    private final Map<Integer, String> m_said = new HashMap<>();

    public WorkflowRunner(final Workflow workflow, final Console console) {
        m_workflow = workflow;
        m_console = console;
    }

    /** @return whether every node was executed */
    public boolean run() {
        final List<Workflow.Node> order = m_workflow.inOrder();
        for (final Workflow.Node node : order) {
            node.host().ifPresent(host -> configure(node, host));
        }
        final List<Integer> notExecuted = new ArrayList<>();
        for (final Workflow.Node node : order) {
            if (!m_workflow.waitsForNoneOf(node.id(), notExecuted) || !execute(node)) {
                notExecuted.add(node.id());
                final String state = node.host().map(h -> h.state().name()).orElse("NOT LOADED");
                m_console.line(String.format(Locale.ROOT, "%-32s %-10s", node.label(), state).stripTrailing());
            }
        }
        return notExecuted.isEmpty();
    }

    /** @return whether the node is configured now */
    private boolean configure(final Workflow.Node node, final NodeHost host) {
        final Optional<PortObjectSpec[]> inputs = inputSpecs(node, host);
        if (inputs.isEmpty()) {
            return false;
        }
        try {
            m_specs.put(node.id(), host.configure(inputs.get()));
            host.warning().ifPresent(text -> say("WARN ", node, text));
            return true;
        } catch (final InvalidSettingsException e) {
            m_specs.remove(node.id());
            say("WARN ", node, Failures.message(e));
            return false;
        }
    }

    /** @return the specs of all inputs, or nothing if one is not known yet */
    private Optional<PortObjectSpec[]> inputSpecs(final Workflow.Node node, final NodeHost host) {
        final PortObjectSpec[] specs = new PortObjectSpec[host.inPorts().size()];
        for (int i = 0; i < specs.length; i++) {
            final Optional<Workflow.Connection> connection = m_workflow.into(node.id(), i);
            if (connection.isEmpty()) {
                if (!host.inPorts().get(i).isOptional()) {
                    say("WARN ", node, "Input " + (i + 1) + " is not connected");
                    return Optional.empty();
                }
                continue;
            }
            final PortObjectSpec[] source = m_specs.getOrDefault(connection.get().source(), UNKNOWN);
            final int port = connection.get().sourcePort() - 1;
            if (port >= source.length || source[port] == null) {
                return Optional.empty();
            }
            specs[i] = source[port];
        }
        return Optional.of(specs);
    }

    private boolean execute(final Workflow.Node node) {
        if (node.host().isEmpty() || !configure(node, node.host().get())) {
            return false;
        }
        final NodeHost host = node.host().get();
        final long start = System.nanoTime();
        try {
            final PortObject[] outputs = host.execute(listener(node), inputs(node, host));
            final double seconds = (System.nanoTime() - start) * 1e-9;
            final PortObjectSpec[] specs = new PortObjectSpec[outputs.length];
            for (int i = 0; i < outputs.length; i++) {
                specs[i] = outputs[i].getSpec();
            }
            m_specs.put(node.id(), specs);
            m_console.line(String.format(Locale.ROOT, "%-32s %-10s %-30s %8.2f s", node.label(), host.state(),
                rows(outputs), seconds));
            host.warning().ifPresent(text -> say("WARN ", node, text));
            return true;
        } catch (final KNIMEException e) {
            host.warning().ifPresent(text -> say("WARN ", node, text));
            say("ERROR", node, text(e));
        } catch (final CanceledExecutionException e) {
            say("WARN ", node, Failures.message(e));
        } catch (final OutOfMemoryError e) {
            say("ERROR", node, "Execute failed: not enough memory, " + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB are available to Java (raise with java -Xmx…)");
        }
        m_specs.remove(node.id());
        return false;
    }

    private PortObject[] inputs(final Workflow.Node node, final NodeHost host) {
        final PortObject[] inputs = new PortObject[host.inPorts().size()];
        for (int i = 0; i < inputs.length; i++) {
            final Optional<Workflow.Connection> connection = m_workflow.into(node.id(), i);
            if (connection.isPresent()) {
                final NodeHost source = Optional.ofNullable(m_workflow.nodes().get(connection.get().source()))
                    .flatMap(Workflow.Node::host).orElseThrow();
                inputs[i] = source.outputs().orElseThrow().get(connection.get().sourcePort() - 1);
            }
        }
        return inputs;
    }

    private ExecutionListener listener(final Workflow.Node node) {
        return new ExecutionListener() {
            @Override
            public void progress(final double fraction, final String message) {
                m_console.progress(Double.isNaN(fraction) ? 0 : fraction,
                    node.name() + (message == null ? "" : ": " + message));
            }
        };
    }

    private static String rows(final PortObject[] outputs) {
        final List<String> counts = new ArrayList<>();
        for (final PortObject output : outputs) {
            if (output instanceof BufferedDataTable table) {
                counts.add(Long.toString(table.size()));
            }
        }
        return counts.isEmpty() ? "" : String.join(", ", counts) + (counts.equals(List.of("1")) ? " row" : " rows");
    }

    private static String text(final KNIMEException e) {
        final String message = Failures.message(e);
        return message.startsWith("Execute failed") ? message : "Execute failed: " + message;
    }

    private void say(final String level, final Workflow.Node node, final String text) {
        if (!text.equals(m_said.put(node.id(), text))) {
            m_console.error(level + " " + node.label() + "  " + Failures.oneLine(text));
        }
    }
}

package org.noisynmf.standin.nodes;

import java.util.Optional;
import java.util.function.Consumer;

import org.knime.core.data.DataTableSpec;
import org.knime.node.DefaultModel.ExecuteConsumer;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.RequirePorts.PortsAdder;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.WidgetGroup;

/** Nodes with one mistake each. */
public final class BrokenNodes {

    private BrokenNodes() {
    }

    private static DefaultNode node(final String description, final Class<? extends NodeParameters> parameters,
        final Consumer<PortsAdder> ports, final ExecuteConsumer execute) {
        return DefaultNode.create().name("Broken").icon("none.png").shortDescription("Broken.")
            .fullDescription(description).sinceVersion(5, 8, 0).ports(ports)
            .model(m -> m.parametersClass(parameters).configure((i, o) -> {
            }).execute(execute));
    }

    public static final class TwoPortsOfOneName extends DefaultNodeFactory {
        public TwoPortsOfOneName() {
            super(node("", null, p -> p.addInputTable("Data", "").addOutputTable("Data", ""), (i, o) -> {
            }));
        }
    }

    public static final class MalformedText extends DefaultNodeFactory {
        public MalformedText() {
            super(node("Salt & pepper", null, p -> p.addOutputTable("Data", ""), (i, o) -> {
            }));
        }
    }

    public static final class NoOutput extends DefaultNodeFactory {
        public NoOutput() {
            super(node("", null, p -> p.addOutputTable("Data", ""), (i, o) -> {
            }));
        }
    }

    public static final class TooManyOutputs extends DefaultNodeFactory {
        public TooManyOutputs() {
            super(node("", null, p -> p.addOutputTable("Data", ""), (i, o) -> {
                var table = i.getExecutionContext().createVoidTable(new DataTableSpec());
                o.setOutData(table, table);
            }));
        }
    }

    public static final class InvalidDefaults extends DefaultNodeFactory {
        public InvalidDefaults() {
            super(node("", InvalidParameters.class, p -> p.addOutputTable("Data", ""), (i, o) -> {
            }));
        }
    }

    public static final class Unregistered extends DefaultNodeFactory {
        public Unregistered() {
            super(node("", null, p -> p.addInputPort("Model", "", UnregisteredModel.TYPE), (i, o) -> {
            }));
        }
    }

    public static final class InvalidParameters extends LearnerParameters {
        public InvalidParameters() {
            m_rank = 0;
        }
    }

    public static final class PrivateField implements NodeParameters {
        private int m_hidden;

        int hidden() {
            return m_hidden;
        }
    }

    public static final class GroupNotPersistable implements NodeParameters {
        Group m_group = new Group();

        static final class Group implements WidgetGroup {
            int m_number;
        }
    }

    public static final class UnknownType implements NodeParameters {
        Thread m_thread = Thread.currentThread();
    }

    public static final class OptionalBecameOne implements NodeParameters {
        public Optional<Integer> m_number = Optional.empty();
    }
}

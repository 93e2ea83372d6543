package org.knime.core.node.workflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import org.knime.core.node.NodeModel;

/**
 * Tells code for which node it runs. The host pushes an object before it calls a node; a plain thread that a node
 * starts has no context, a thread of KNIME's pool has that of the submitter.
 */
public final class NodeContext {

    /** Null contexts are pushed too, and a deque takes none: hence the optionals. */
    private static final ThreadLocal<Deque<Optional<NodeContext>>> STACK = ThreadLocal.withInitial(ArrayDeque::new);

    private final Object m_object;

    private NodeContext(final Object object) {
        m_object = object;
    }

    /** @return the context, or null outside any node */
    public static NodeContext getContext() {
        var stack = STACK.get();
        return stack.isEmpty() ? null : stack.peek().orElse(null);
    }

    public static Optional<NodeContext> getContextOptional() {
        return Optional.ofNullable(getContext());
    }

    public static void pushContext(final Object contextObject) {
        pushContext(contextObject == null ? null : new NodeContext(contextObject));
    }

    public static void pushContext(final NodeContext context) {
        STACK.get().push(Optional.ofNullable(context));
    }

    public static void removeLastContext() {
        var stack = STACK.get();
        if (stack.isEmpty()) {
            throw new IllegalStateException("No node context to remove");
        }
        stack.pop();
        if (stack.isEmpty()) {
            STACK.remove();
        }
    }

    /** @return the pushed object if it is of the class */
    public <C> Optional<C> getContextObjectForClass(final Class<C> type) {
        if (type.isInstance(m_object)) {
            return Optional.of(type.cast(m_object));
        }
        return Optional.empty();
    }

    /** @return the node, or null if the context belongs to none */
    public NodeContainer getNodeContainer() {
        return getContextObjectForClass(NodeModel.class).map(NativeNodeContainer::new).orElse(null);
    }
}

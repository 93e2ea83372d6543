package org.noisynmf.headless.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.noisynmf.standin.NodeHost;

/**
 * A workflow as loaded.
 *
 * @param folder the folder that holds workflow.knime
 * @param variables the workflow's variables with their values: String, Integer, Long, Double or Boolean
 * @param nodes the nodes by their number
 * @param connections from outputs to inputs
 * @param loadErrors what could not be loaded, one sentence each
 */
public record Workflow(Path folder, Map<String, Object> variables, SortedMap<Integer, Node> nodes,
    List<Connection> connections, List<String> loadErrors) {

    /**
     * A node.
     *
     * @param id its number in the workflow
     * @param name its name
     * @param host the node itself, empty if it could not be loaded
     */
    public record Node(int id, String name, Optional<NodeHost> host) {

        /** @return name and number as KNIME's messages give them; 0 stands for the workflow */
        public String label() {
            return name + " 0:" + id;
        }
    }

    /**
     * A connection. Port 0 carries flow variables, ports from 1 are the node's own.
     *
     * @param source number of the node it comes from
     * @param sourcePort its output
     * @param target number of the node it goes to
     * @param targetPort its input
     */
    public record Connection(int source, int sourcePort, int target, int targetPort) {
    }

    /** @return the connection into a node's own port, counted from 0 */
    public Optional<Connection> into(final int node, final int input) {
        return connections.stream().filter(c -> c.target == node && c.targetPort == input + 1).findFirst();
    }

    /** @return whether nothing that a node waits for is in the given nodes; flow variable connections count too */
    public boolean waitsForNoneOf(final int node, final List<Integer> others) {
        return connections.stream().noneMatch(c -> c.target == node && others.contains(c.source));
    }

    /**
     * @return all nodes, each behind those it takes from, else by number
     * @throws IllegalStateException if connections go round in a circle
     */
    public List<Node> inOrder() {
        final Map<Integer, Long> missing = new TreeMap<>(connections.stream()
            .collect(Collectors.groupingBy(Connection::target, Collectors.counting())));
        final PriorityQueue<Node> ready = new PriorityQueue<>(Comparator.comparingInt(Node::id));
        nodes.values().stream().filter(n -> !missing.containsKey(n.id)).forEach(ready::add);
        final List<Node> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            final Node node = ready.remove();
            order.add(node);
            for (final Connection c : connections) {
                if (c.source == node.id && missing.merge(c.target, -1L, Long::sum) == 0) {
                    ready.add(nodes.get(c.target));
                }
            }
        }
        if (order.size() < nodes.size()) {
            throw new IllegalStateException("the connections form a circle");
        }
        return order;
    }
}

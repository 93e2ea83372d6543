package org.knime.core.node;

/** Names a parameter type of the execution context's constructor; the stand-in's contexts have no node behind them. */
final class Node {

    private Node() {
    }
}

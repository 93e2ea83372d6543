package org.knime.node.parameters.persistence;

/** A group of settings that can be saved. */
public interface Persistable {
}

package org.noisynmf.standin;

import java.util.Optional;

/**
 * What a view shows.
 *
 * @param page the HTML
 * @param initialData the object that KNIME serialises to JSON and hands to the page; a string if the node does that
 *            itself; empty if the view has none
 */
public record ViewContent(String page, Optional<Object> initialData) {
}

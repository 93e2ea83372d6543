package org.noisynmf.view;

/**
 * One template with its name.
 *
 * @param label the name, as in the templates table
 * @param values d values, one a pixel
 */
public record NamedCurve(String label, PackedFloats values) {
}

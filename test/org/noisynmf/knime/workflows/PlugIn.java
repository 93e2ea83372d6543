package org.noisynmf.knime.workflows;

import org.knime.core.node.NodeSettingsWO;

/**
 * Where a node comes from. KNIME offers to install the feature where it is missing.
 *
 * @param bundle name of the bundle
 * @param bundleId its symbolic name
 * @param feature name of the feature
 * @param featureId its symbolic name
 * @param vendor of both
 * @param version of both
 */
record PlugIn(String bundle, String bundleId, String feature, String featureId, String vendor, String version) {

    /** This extension. */
    static final PlugIn NOISY_NMF = new PlugIn("Noisy NMF", "org.noisynmf.knime", "Noisy NMF",
        "org.noisynmf.feature.feature.group", "noisynmf.org", "0.1.0");

    /** The nodes that every KNIME has. */
    static final PlugIn KNIME_BASE = new PlugIn("KNIME Base Nodes", "org.knime.base", "KNIME Base nodes",
        "org.knime.features.base.feature.group", "KNIME AG, Zurich, Switzerland", "5.8.0");

    /** Adds this to the settings of a node. */
    void save(final NodeSettingsWO settings) {
        settings.addString("node-bundle-name", bundle);
        settings.addString("node-bundle-symbolic-name", bundleId);
        settings.addString("node-bundle-vendor", vendor);
        settings.addString("node-bundle-version", version);
        settings.addString("node-feature-name", feature);
        settings.addString("node-feature-symbolic-name", featureId);
        settings.addString("node-feature-vendor", vendor);
        settings.addString("node-feature-version", version);
    }
}

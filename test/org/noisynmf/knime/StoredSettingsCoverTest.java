package org.noisynmf.knime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.Test;
import org.knime.core.node.NodeSettings;
import org.noisynmf.standin.NodeHost;

/** The files that {@link StoredSettingsTest} loads hold every node, and every setting of each. */
public class StoredSettingsCoverTest {

    /** Released workflows hold any node, with any of its settings. */
    @Test
    public void settingsOfEveryNodeAreStoredAsNewAndChanged() throws Exception {
        for (final String ending : List.of("-default.xml", "-changed.xml")) {
            final Set<String> stored = new TreeSet<>();
            for (final String file : StoredSettingsTest.files()) {
                if (file.endsWith(ending)) {
                    stored.add(new StoredSettingsTest(file).read().getString("factory"));
                }
            }
            assertThat(stored).as(ending).containsExactlyInAnyOrderElementsOf(NodeDescriptionTest.factories());
        }
    }

    /** A setting that no file holds with another value than its default could be lost without notice. */
    @Test
    public void everySettingOfEveryNodeIsStoredChanged() throws Exception {
        final Set<String> changed = new TreeSet<>();
        for (final String file : StoredSettingsTest.files()) {
            if (file.endsWith("-changed.xml")) {
                final NodeSettings stored = new StoredSettingsTest(file).read();
                StoredSettingsTest.leaves(stored.getNodeSettings("model"), "").keySet()
                    .forEach(key -> changed.add(StoredSettingsTest.node(stored) + "." + key));
            }
        }
        final Set<String> known = new TreeSet<>();
        for (final String factory : NodeDescriptionTest.factories()) {
            StoredSettingsTest.leaves(NodeHost.create(factory).settings(), "").keySet()
                .forEach(key -> known.add(factory.substring(factory.lastIndexOf('.') + 1) + "." + key));
        }
        assertThat(changed).containsAll(known);
        assertThat(known).as("of later.properties").containsAll(StoredSettingsTest.later().keySet());
    }
}

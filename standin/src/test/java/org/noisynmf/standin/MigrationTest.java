package org.noisynmf.standin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;
import org.knime.core.node.NodeSettings;
import org.noisynmf.standin.nodes.VersionedParameters;
import org.noisynmf.standin.parameters.ParametersFormat;

/** Settings of older versions load as the node says. */
public class MigrationTest {

    private static NodeSettings saved() {
        var settings = new NodeSettings("model");
        ParametersFormat.save(new VersionedParameters(), settings);
        return settings;
    }

    /** The settings without one key. */
    private static NodeSettings without(final NodeSettings settings, final String key) throws Exception {
        var rest = new NodeSettings("model");
        for (var other : settings) {
            if (!other.equals(key)) {
                rest.addEntry(settings.getEntry(other));
            }
        }
        return rest;
    }

    @Test
    public void presentVersionLoadsAsSaved() throws Exception {
        var loaded = ParametersFormat.load(VersionedParameters.class, saved());
        assertThat(loaded.m_count).isEqualTo(1);
        assertThat(loaded.m_careful).isTrue();
        assertThat(loaded.m_later.m_new).isEqualTo("new");
    }

    @Test
    public void deprecatedKeyIsReadWhereItStands() throws Exception {
        var old = without(saved(), "count");
        old.addInt("amount", 7);
        assertThat(ParametersFormat.load(VersionedParameters.class, old).m_count).isEqualTo(7);
    }

    @Test
    public void absentKeyTakesTheDefaultOfOldNodes() throws Exception {
        assertThat(ParametersFormat.load(VersionedParameters.class, without(saved(), "careful")).m_careful).isFalse();
    }

    @Test
    public void persistorWritesAndReadsInItsOwnWay() throws Exception {
        var settings = saved();
        assertThat(settings.getInt("percent")).isEqualTo(50);
        assertThat(settings.containsKey("fraction")).isFalse();
        settings.addInt("percent", 25);
        assertThat(ParametersFormat.load(VersionedParameters.class, settings).m_fraction).isEqualTo(0.25);
    }

    @Test
    public void arrayOfGroupsIsNumberedGroups() throws Exception {
        var settings = saved();
        assertThat(settings.getNodeSettings("steps").keySet()).containsExactly("0", "1");
        var loaded = ParametersFormat.load(VersionedParameters.class, settings);
        assertThat(loaded.m_steps).extracting(step -> step.m_size).containsExactly(1, 2);
    }

    @Test
    public void groupLoadsDefaultsForItsAbsentFields() throws Exception {
        var settings = saved();
        settings.addNodeSettings("later").addString("old", "kept");
        var loaded = ParametersFormat.load(VersionedParameters.class, settings);
        assertThat(loaded.m_later.m_old).isEqualTo("kept");
        assertThat(loaded.m_later.m_new).isEqualTo("new");
    }
}

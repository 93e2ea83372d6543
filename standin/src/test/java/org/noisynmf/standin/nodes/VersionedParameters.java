package org.noisynmf.standin.nodes;

import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.migration.ConfigMigration;
import org.knime.node.parameters.migration.DefaultProvider;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.migration.NodeParametersMigration;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.persistence.Persistor;

/** Parameters that changed over the versions of a node. */
public final class VersionedParameters implements NodeParameters {

    /** Was called "amount" once. */
    @Migration(FromAmount.class)
    public int m_count = 1;

    @Migration(DefaultOfOldNodes.class)
    public boolean m_careful = true;

    @Persistor(InPercent.class)
    public double m_fraction = 0.5;

    public Step[] m_steps = {new Step(1), new Step(2)};

    public Later m_later = new Later();

    public static final class Step implements WidgetGroup, Persistable {

        public int m_size;

        Step() {
        }

        Step(final int size) {
            m_size = size;
        }
    }

    @LoadDefaultsForAbsentFields
    public static final class Later implements WidgetGroup, Persistable {

        public String m_old = "old";

        public String m_new = "new";
    }

    static final class FromAmount implements NodeParametersMigration<Integer> {

        @Override
        public List<ConfigMigration<Integer>> getConfigMigrations() {
            return List.of(ConfigMigration.<Integer>builder(settings -> settings.getInt("amount"))
                .withDeprecatedConfigPath("amount").build());
        }
    }

    static final class DefaultOfOldNodes implements DefaultProvider<Boolean> {

        @Override
        public Boolean getDefault() {
            return false;
        }
    }

    static final class InPercent implements NodeParametersPersistor<Double> {

        @Override
        public Double load(final NodeSettingsRO settings) throws InvalidSettingsException {
            return settings.getInt("percent") / 100.0;
        }

        @Override
        public void save(final Double value, final NodeSettingsWO settings) {
            settings.addInt("percent", (int)Math.round(100 * value));
        }

        @Override
        public String[][] getConfigPaths() {
            return new String[][]{{"percent"}};
        }
    }
}

package org.knime.node.parameters.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/** How settings of an older version are read: which they are, and what they mean. */
public final class ConfigMigration<T> {

    private final Predicate<NodeSettingsRO> m_matcher;

    private final ParametersLoader<T> m_loader;

    private ConfigMigration(final Predicate<NodeSettingsRO> matcher, final ParametersLoader<T> loader) {
        m_matcher = matcher;
        m_loader = loader;
    }

    public static <T> Builder<T> builder(final ParametersLoader<T> loader) {
        return new Builder<>(loader);
    }

    public ParametersLoader<T> getLoader() {
        return m_loader;
    }

    /** @return which settings are of the older version; null: those that lack the present keys */
    public Predicate<NodeSettingsRO> getMatcher() {
        return m_matcher;
    }

    public static final class Builder<T> {

        private final ParametersLoader<T> m_loader;

        private final List<String[]> m_paths = new ArrayList<>();

        private Predicate<NodeSettingsRO> m_matcher;

        public Builder(final ParametersLoader<T> loader) {
            m_loader = Objects.requireNonNull(loader);
        }

        public Builder<T> withMatcher(final Predicate<NodeSettingsRO> matcher) {
            m_matcher = matcher;
            return this;
        }

        public Builder<T> withDeprecatedConfigPath(final String... path) {
            m_paths.add(path.clone());
            return this;
        }

        public ConfigMigration<T> build() {
            var matcher = m_matcher;
            if (matcher == null && !m_paths.isEmpty()) {
                var paths = List.copyOf(m_paths);
                matcher = settings -> paths.stream().allMatch(path -> has(settings, path));
            }
            return new ConfigMigration<>(matcher, m_loader);
        }

        private static boolean has(final NodeSettingsRO settings, final String[] path) {
            try {
                var group = settings;
                for (int i = 0; i < path.length - 1; i++) {
                    group = group.getNodeSettings(path[i]);
                }
                return group.containsKey(path[path.length - 1]);
            } catch (InvalidSettingsException e) {
                return false;
            }
        }
    }
}

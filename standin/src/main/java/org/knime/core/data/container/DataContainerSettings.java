package org.knime.core.data.container;

/** How a container treats row keys and domains. */
public final class DataContainerSettings {

    /** At most so many distinct values of a nominal column are kept in its domain. */
    static final int DOMAIN_VALUES = 60;

    private static final DataContainerSettings DEFAULT = new DataContainerSettings(true, true, true);

    private final boolean m_checkDuplicates;

    private final boolean m_initializeDomain;

    private final boolean m_updateDomain;

    private DataContainerSettings(final boolean checkDuplicates, final boolean initializeDomain,
        final boolean updateDomain) {
        m_checkDuplicates = checkDuplicates;
        m_initializeDomain = initializeDomain;
        m_updateDomain = updateDomain;
    }

    public static DataContainerSettings getDefault() {
        return DEFAULT;
    }

    public static Builder builder() {
        return new SettingsBuilder();
    }

    public boolean isCheckDuplicateRowKeys() {
        return m_checkDuplicates;
    }

    public boolean isInitializeDomain() {
        return m_initializeDomain;
    }

    public boolean isEnableDomainUpdate() {
        return m_updateDomain;
    }

    public int getMaxDomainValues() {
        return DOMAIN_VALUES;
    }

    public interface Builder {

        Builder withCheckDuplicateRowKeys(boolean check);

        /** @param initialize whether the domain of the given spec is kept and widened, rather than begun afresh */
        Builder withInitializedDomain(boolean initialize);

        Builder withDomainUpdate(boolean update);

        DataContainerSettings build();
    }

    private static final class SettingsBuilder implements Builder {

        private boolean m_check = DEFAULT.m_checkDuplicates;

        private boolean m_initialize = DEFAULT.m_initializeDomain;

        private boolean m_update = DEFAULT.m_updateDomain;

        @Override
        public Builder withCheckDuplicateRowKeys(final boolean check) {
            m_check = check;
            return this;
        }

        @Override
        public Builder withInitializedDomain(final boolean initialize) {
            m_initialize = initialize;
            return this;
        }

        @Override
        public Builder withDomainUpdate(final boolean update) {
            m_update = update;
            return this;
        }

        @Override
        public DataContainerSettings build() {
            return new DataContainerSettings(m_check, m_initialize, m_update);
        }
    }
}

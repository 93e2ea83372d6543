package org.knime.core.webui.data;

import java.io.IOException;

public final class InitialDataService<D> {

    private InitialDataService() {
    }

    public interface Serializer<D> {

        String serialize(D data) throws IOException;
    }
}

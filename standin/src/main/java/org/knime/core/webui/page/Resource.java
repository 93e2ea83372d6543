package org.knime.core.webui.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Optional;

public interface Resource {

    InputStream getInputStream() throws IOException;

    String getRelativePath();

    boolean isStatic();

    ContentType getContentType();

    default Optional<Charset> getCharset() {
        return Optional.empty();
    }

    enum ContentType {
        HTML, SVG, PNG, SHADOW_APP;
    }
}

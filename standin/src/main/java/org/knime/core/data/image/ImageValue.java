package org.knime.core.data.image;

import org.knime.core.data.DataValue;

public interface ImageValue extends DataValue {

    ImageContent getImageContent();

    String getImageExtension();
}

package org.knime.core.data.image.png;

import org.knime.core.data.image.ImageValue;

public interface PNGImageValue extends ImageValue {

    @Override
    PNGImageContent getImageContent();
}

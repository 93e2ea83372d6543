package org.noisynmf.headless.nodes;

import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** A source of a picture. */
public final class PictureNodeFactory extends DefaultNodeFactory {

    /** What it delivers as if it were a picture. */
    public static final byte[] BYTES = {(byte)0x89, 'P', 'N', 'G'};

    public PictureNodeFactory() {
        super(DefaultNode.create().name("Picture").icon("none.png").shortDescription("A picture.")
            .fullDescription("A picture.").sinceVersion(5, 8, 0)
            .ports(p -> p.addOutputPort("Plot", "a picture", ImagePortObject.TYPE))
            .model(m -> m.withoutParameters()
                .configure((i, o) -> o.setOutSpec(0, new ImagePortObjectSpec(PNGImageContent.TYPE)))
                .execute((i, o) -> o.setOutData(0, new ImagePortObject(new PNGImageContent(BYTES),
                    new ImagePortObjectSpec(PNGImageContent.TYPE))))));
    }
}

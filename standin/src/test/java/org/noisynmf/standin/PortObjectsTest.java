package org.noisynmf.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;

import org.junit.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.image.ImageValue;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;

/** What a consumer gets. */
public class PortObjectsTest {

    /** One transparent pixel. */
    private static final byte[] PNG = Base64.getDecoder()
        .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    @Test
    public void imageIsCopied() throws Exception {
        var image = new ImagePortObject(new PNGImageContent(PNG), new ImagePortObjectSpec(PNGImageContent.TYPE));
        var copy = (ImagePortObject)PortObjects.copyForConsumer(image, new ExecutionMonitor());
        assertThat(copy).isNotSameAs(image);
        assertThat(copy.getSpec()).isEqualTo(image.getSpec());
        assertThat(copy.toDataCell()).isEqualTo(image.toDataCell());
        assertThat(((ImageValue)copy.toDataCell()).getImageExtension()).isEqualTo("png");
    }

    @Test
    public void tableIsNotCopied() throws Exception {
        var table = new ExecutionContext(null, null).createVoidTable(new DataTableSpec());
        assertThat(PortObjects.copyForConsumer(table, new ExecutionMonitor())).isSameAs(table);
    }
}

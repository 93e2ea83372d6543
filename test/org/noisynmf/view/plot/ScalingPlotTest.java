package org.noisynmf.view.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.BeforeClass;
import org.junit.Test;
import org.noisynmf.view.plot.ScalingPlot.Panel;
import org.noisynmf.view.plot.ScalingPlot.Point;

/** Panels of time against size. */
public class ScalingPlotTest {

    @BeforeClass
    public static void withoutDisplay() {
        System.setProperty("java.awt.headless", "true");
    }

    @Test
    public void everyKindOfSizeHasItsPanelAndColour() throws Exception {
        final ScalingPlot plot = new ScalingPlot("Milliseconds", List.of(
            new Panel("Observations n", "q = 5, d = 570", List.of(new Point(50, 1, 0.1), new Point(100, 2, 20))),
            new Panel("Templates q", "n = 100, d = 570", List.of(new Point(1, 0.5, Double.NaN), new Point(5, 2, 5))),
            new Panel("Pixels d", "n = 100, q = 5", List.of(new Point(570, 2, 0)))));
        assertThat(PlotsTest.svg(plot).getTextContent()).contains("Observations n", "Templates q",
            "Pixels d", "q = 5, d = 570", "n = 100, q = 5")
            .as("a bar ends at 0").doesNotContain("-");
        assertThat(PlotsTest.colours(plot.png(900, 400, 1))).contains(0x0b63b0, 0xc8500a, 0x00805e);
    }
}

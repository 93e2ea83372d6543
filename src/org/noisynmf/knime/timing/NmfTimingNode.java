package org.noisynmf.knime.timing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.evaluate.Timing;
import org.noisynmf.engine.evaluate.Timing.Shape;
import org.noisynmf.engine.evaluate.Timing.Times;
import org.noisynmf.knime.dialog.ImageSize;
import org.noisynmf.knime.table.EngineCall;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.view.plot.ScalingPlot;

/** Measures iterations on parts of a table, never two at once. */
final class NmfTimingNode {

    private static final DataTableSpec TIMES = new DataTableSpec(
        new String[]{"Varied", "Observations", "Templates", "Pixels", "Observed entries", "Iterations", "Median (ms)",
            "Standard deviation (ms)"},
        new DataType[]{StringCell.TYPE, IntCell.TYPE, IntCell.TYPE, IntCell.TYPE, LongCell.TYPE, IntCell.TYPE,
            DoubleCell.TYPE, DoubleCell.TYPE});

    /** Shares of the progress bar. */
    private static final double READING = 0.1;

    private static final double WARMING_UP = 0.1;

    /** The iterations of each size are measured in so many portions. */
    private static final int ROUNDS = 5;

    /** What is varied while the others stay. */
    private enum Varied {
        OBSERVATIONS("Observations"), TEMPLATES("Templates"), PIXELS("Pixels");

        private final String m_title;

        Varied(final String title) {
            m_title = title;
        }

        String lowerCase() {
            return m_title.toLowerCase(Locale.ROOT);
        }

        int of(final Shape shape) {
            return switch (this) {
                case OBSERVATIONS -> shape.observations();
                case TEMPLATES -> shape.templates();
                case PIXELS -> shape.pixels();
            };
        }

        Shape change(final Shape all, final int size) {
            return switch (this) {
                case OBSERVATIONS -> new Shape(size, all.templates(), all.pixels());
                case TEMPLATES -> new Shape(all.observations(), size, all.pixels());
                case PIXELS -> new Shape(all.observations(), all.templates(), size);
            };
        }
    }

    /** The sizes that one of them takes. */
    private record Series(Varied varied, int[] sizes) {

        Stream<Shape> shapes(final Shape all) {
            return Arrays.stream(sizes).mapToObj(size -> varied.change(all, size));
        }
    }

    private final TimingParameters m_parameters;

    private final ExecutionContext m_exec;

    /** A shape that belongs to several series is measured for all of them. */
    private final Map<Shape, Times> m_measured = new LinkedHashMap<>();

    private NmfTimingNode(final TimingParameters parameters, final ExecutionContext exec) {
        m_parameters = parameters;
        m_exec = exec;
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final TimingParameters parameters = in.getParameters();
        parameters.validate();
        final DataTableSpec[] specs = in.getInTableSpecs();
        final PixelColumns columns = parameters.m_data.columns(specs[0]);
        if (specs.length > 1) {
            columns.locate(specs[1], "weights table");
        }
        out.setOutSpecs(TIMES, ImageSize.PNG);
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        new NmfTimingNode(in.getParameters(), in.getExecutionContext()).run(in.getInTables(), out);
    }

    private void run(final BufferedDataTable[] tables, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final Observations data = m_parameters.m_data.read(tables[0], tables.length == 1 ? null : tables[1],
            m_parameters.m_execution.precision(), null, m_exec.createSubProgress(READING)).observations();
        final Shape all = new Shape(data.count(), m_parameters.m_templates, data.pixels());
        final List<Series> series =
            List.of(new Series(Varied.OBSERVATIONS, m_parameters.observationSizes(data.count())),
                new Series(Varied.TEMPLATES, m_parameters.templateSizes()),
                new Series(Varied.PIXELS, m_parameters.pixelSizes(data.pixels())));
        checkSizes(series, all);
        final Timing timing = m_parameters.timing(data);
        warmUp(timing);
        measure(timing, series.stream().flatMap(s -> s.shapes(all)).distinct().toList());
        final BufferedDataContainer container = m_exec.createDataContainer(TIMES);
        final List<ScalingPlot.Panel> panels = new ArrayList<>();
        for (final Series one : series) {
            final Varied varied = one.varied();
            final List<ScalingPlot.Point> points = new ArrayList<>();
            for (final int size : one.sizes()) {
                final Shape shape = varied.change(all, size);
                final Times times = times(shape);
                container.addRowToTable(new DefaultRow(varied.m_title + " " + size, new StringCell(varied.m_title),
                    new IntCell(shape.observations()), new IntCell(shape.templates()), new IntCell(shape.pixels()),
                    new LongCell(times.entries()), new IntCell(times.milliseconds().length),
                    new DoubleCell(times.median()), new DoubleCell(times.deviation())));
                points.add(new ScalingPlot.Point(size, times.median(), times.deviation()));
            }
            if (!points.isEmpty()) {
                panels.add(new ScalingPlot.Panel(varied.m_title, fixed(varied, all), points));
            }
        }
        container.close();
        final String warnings =
            m_measured.values().stream().flatMap(t -> t.warnings().stream()).distinct()
                .collect(Collectors.joining("\n"));
        if (!warnings.isEmpty()) {
            out.setWarningMessage(warnings);
        }
        out.setOutData(container.getTable(),
            m_parameters.m_image.draw(new ScalingPlot("Milliseconds per iteration", panels)));
    }

    /** A size that is too large is found before the first is measured. */
    private static void checkSizes(final List<Series> series, final Shape all) throws KNIMEException {
        for (final Series one : series) {
            final int largest = Sizes.largest(one.sizes());
            final int there = one.varied().of(all);
            if (one.varied() != Varied.TEMPLATES && largest > there) {
                throw new KNIMEException("The table has " + there + " " + one.varied().lowerCase()
                    + ", but one of the sizes is " + largest + ".");
            }
        }
        for (final Shape shape : series.stream().flatMap(s -> s.shapes(all)).toList()) {
            if (shape.templates() > Math.min(shape.observations(), shape.pixels())) {
                throw new KNIMEException(shape.templates() + " templates cannot be learnt from "
                    + shape.observations() + " observations of " + shape.pixels() + " pixels: there must be at least "
                    + "as many of both as templates. Choose fewer templates or larger sizes.");
            }
        }
    }

    private void warmUp(final Timing timing) throws CanceledExecutionException, KNIMEException {
        m_exec.setMessage("Warming up");
        EngineCall.run(m_exec.createSubProgress(WARMING_UP),
            observer -> timing.warmUp(m_parameters.m_warmUp, observer));
    }

    /** In rounds over all shapes: a time in which the machine is slow is shared by all of them. */
    private void measure(final Timing timing, final List<Shape> shapes)
        throws CanceledExecutionException, KNIMEException {
        final int rounds = Math.min(ROUNDS, m_parameters.m_passes);
        final double share = (1 - READING - WARMING_UP) / ((double)rounds * shapes.size());
        for (int round = 0; round < rounds; round++) {
            final int passes = (int)((round + 1L) * m_parameters.m_passes / rounds
                - (long)round * m_parameters.m_passes / rounds);
            for (final Shape shape : shapes) {
                m_measured.merge(shape, EngineCall.of(m_exec.createSubProgress(share),
                    observer -> timing.measure(shape, passes, observer)), Times::and);
            }
        }
    }

    private Times times(final Shape shape) {
        final Times times = m_measured.get(shape);
        if (times == null) {
            throw new IllegalStateException("nothing was measured for " + shape);
        }
        return times;
    }

    private static String fixed(final Varied varied, final Shape all) {
        return String.join(", ", Arrays.stream(Varied.values()).filter(other -> other != varied)
            .map(other -> other.of(all) + " " + other.lowerCase()).toList());
    }
}

package org.noisynmf.knime.table.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.noisynmf.knime.Tables.exec;
import static org.noisynmf.knime.Tables.ids;
import static org.noisynmf.knime.Tables.values;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.Test;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.errors.CoefficientErrors;
import org.noisynmf.engine.evaluate.DegreesOfFreedom;
import org.noisynmf.engine.evaluate.PixelScores;
import org.noisynmf.engine.evaluate.StartAgreement;
import org.noisynmf.engine.evaluate.Uniqueness;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.FitStart;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.model.SignedCoefficients;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.knime.table.Labels;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.knime.table.TableReader;
import org.noisynmf.knime.table.TraceTable;
import org.noisynmf.knime.table.observation.CoefficientTable;
import org.noisynmf.testing.Toy;

/** Every number of a result stands in the row and the column that its name says. */
public class FitTablesTest {

    /** Numbers of which no two are equal. */
    private static double[] from(final double first, final int count) {
        return IntStream.range(0, count).mapToDouble(p -> first + p).toArray();
    }

    @Test
    public void theCurveOfTheStartThatEndedLowestComesFirst() {
        final List<TraceRow> trace = List.of(new TraceRow(0, 0, 0, 9, Double.NaN, 0.25),
            new TraceRow(0, 1, 0, 5, 0.5, 0.5), new TraceRow(1, 0, 0, 8, 0.125, 1), new TraceRow(1, 1, 0, 3, 0.75, 2),
            new TraceRow(2, 0, 2, 2, 0.375, 3), new TraceRow(2, 1, 2, 4, 0.625, 4));
        final BufferedDataTable table = TraceTable.write(trace, exec());
        assertThat(ids(table)).containsExactly("Row0", "Row1", "Row2", "Row3", "Row4", "Row5");
        assertThat(values(table)[0]).containsExactly(0, 0, 0, 9, Double.NaN, 0.25);
        assertThat(values(table)[5]).containsExactly(2, 1, 2, 4, 0.625, 4);
        final var curves = TraceTable.curves(table);
        assertThat(curves).hasSize(3);
        assertThat(curves.get(0).chi2()).containsExactly(8, 3);
        assertThat(curves.get(0).kkt()).containsExactly(0.125, 0.75);
        assertThat(curves.get(0).seconds()).containsExactly(1, 2);
        assertThat(curves.get(1).chi2()).containsExactly(9, 5);
        assertThat(curves.get(1).kkt()).containsExactly(Double.NaN, 0.5);
        assertThat(curves.get(2).chi2()).containsExactly(2, 4);
    }

    @Test
    public void certaintyNamesTheTemplateOfWhichItSpeaks() {
        final StartAgreement agreement = new StartAgreement(4, 2, 3, new double[]{0.9, 0.8, Double.NaN});
        final BufferedDataTable table =
            CertaintyTable.write(agreement, new Uniqueness(3, from(10, 9), from(20, 9), 1), exec());
        final double no = Double.NaN;
        assertThat(ids(table)).containsExactly("Template 0", "Template 1", "Template 2");
        assertThat(values(table)[0]).containsExactly(0.9, no, 11, 12, no, 21, 22);
        assertThat(values(table)[1]).containsExactly(0.8, 13, no, 15, 23, no, 25);
        assertThat(values(table)[2]).containsExactly(no, 16, 17, no, 26, 27, no);
        assertThat(CertaintyTable.spec(3).getColumnNames()).containsExactly("Cosine between starts",
            "Less of Template 0", "Less of Template 1", "Less of Template 2", "More of Template 0",
            "More of Template 1", "More of Template 2");
        assertThat(values(CertaintyTable.write(agreement, null, exec()))[1]).containsExactly(0.8, no, no, no, no, no,
            no);
    }

    @Test
    public void scoresOfAPixelStandInItsRow() throws Exception {
        final PixelScores scores = new PixelScores(from(10, 2), new int[]{20, 21}, from(30, 2), from(40, 2),
            from(50, 2), from(60, 2), from(70, 2), new double[]{80, Double.NaN});
        final BufferedDataTable table = PixelTable.write(scores, List.of("a", "b"), exec());
        assertThat(ids(table)).containsExactly("a", "b");
        assertThat(values(table)[0]).containsExactly(10, 20, 30, 40, 50, 60, 70, 80);
        assertThat(values(table)[1]).containsExactly(11, 21, 31, 41, 51, 61, 71, Double.NaN);
    }

    @Test
    public void theStartThatWasKeptComesFirstAndTheOthersAreMeasuredFromTheLowest() {
        final NmfResult result = Nmf.factorise(NmfProblem.of(Toy.random(12, 30, 2, 0.2, 0.1, 3).observations()),
            NmfSettings.builder().rank(2).restarts(4).seed(70).threads(1).build(), Observer.NONE);
        final BufferedDataTable table = SummaryTable.write(result, exec());
        final double[][] rows = values(table);
        assertThat(ids(table).get(0)).isEqualTo("Kept");
        final double lowest = result.starts().stream().mapToDouble(FitStart::objective).min().orElseThrow();
        final DegreesOfFreedom freedom = DegreesOfFreedom.of(result.data(), result.factors());
        assertThat(Arrays.copyOf(rows[0], 5)).containsExactly(2, result.chi2(), freedom.effective(),
            result.chi2() / freedom.effective(), result.objective());
        assertThat(rows[0][6]).isEqualTo(result.passes());
        assertThat(rows[0][7]).isEqualTo(70 + result.restart());
        assertThat(rows[0][8]).isZero();
        final StartAgreement agreement = StartAgreement.of(result);
        assertThat(rows[0][9]).isEqualTo(4).isEqualTo(agreement.starts());
        assertThat(rows[0][10]).isEqualTo(agreement.reached());
        int row = 1;
        for (int s = 0; s < 4; s++) {
            if (s != result.restart()) {
                final FitStart start = result.starts().get(s);
                assertThat(ids(table).get(row)).isEqualTo("Start " + (s + 1));
                assertThat(rows[row]).containsExactly(2, Double.NaN, Double.NaN, Double.NaN, start.objective(),
                    Double.NaN, start.passes(), 70 + s, (start.objective() - lowest) / lowest, Double.NaN, Double.NaN);
                row++;
            }
        }
        assertThat(rows.length).isEqualTo(row);
    }

    @Test
    public void coefficientsAreFollowedByTheirErrorsInTheOrderOfTheNames() throws Exception {
        final Observations data = Observations.of(new double[][]{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}},
            new double[][]{{1, 1, 1}, {0, 0, 0}, {1, 1, 1}});
        final Factors factors = new Factors(3, 3, 2, from(1, 6), from(10, 6));
        final SignedCoefficients signed = new SignedCoefficients(from(20, 6), from(30, 6));
        final Projection projection =
            new Projection(data, factors, from(60, 3), null, signed, "CPU", List.of());
        final var labels = new TableReader.Data(data,
            new Labels(List.of("a", "b", "c"), PixelColumns.columns(Labels.positions(3)), 3));
        final CoefficientErrors errors = new CoefficientErrors(from(40, 6), from(50, 6));
        final var all = new CoefficientTable.Columns(true, true, true);
        final BufferedDataTable table = CoefficientTable.ofProjected(labels, projection, errors, all, exec());
        final double[][] rows = values(table);
        final double freedom = DegreesOfFreedom.ofProjection(data, factors, 2);
        assertThat(ids(table)).containsExactly("a", "b", "c");
        assertThat(rows[2]).containsExactly(14, 15, 34, 35, 44, 45, 54, 55, 24, 25, 62, freedom);
        assertThat(rows[1]).as("without weight").containsOnly(Double.NaN);
        assertThat(CoefficientTable.projected(2, all).getColumnNames()).containsExactly("Template 0", "Template 1",
            "Template 0 (standard error)", "Template 1 (standard error)", "Template 0 (total error)",
            "Template 1 (total error)", "Template 0 (error from templates)", "Template 1 (error from templates)",
            "Template 0 (signed estimate)", "Template 1 (signed estimate)", "Chi-square", "Degrees of freedom");
        assertThat(values(CoefficientTable.ofProjected(labels, projection, null,
            new CoefficientTable.Columns(false, false, true), exec()))[0]).containsExactly(10, 11, 20, 21, 60,
                DegreesOfFreedom.ofProjection(data, factors, 0));
    }

    @Test
    public void writingEndsWhenItIsCancelled() {
        final ExecutionContext cancelled = exec();
        cancelled.getProgressMonitor().setExecuteCanceled();
        final NmfResult result = Nmf.factorise(NmfProblem.of(Toy.random(5, 6, 1, 0.2, 0, 3).observations()),
            NmfSettings.builder().rank(1).threads(1).build(), Observer.NONE);
        final var data = new TableReader.Data(result.data(), new Labels(Labels.positions(6),
            PixelColumns.columns(Labels.positions(5)), 5));
        assertThatThrownBy(() -> CoefficientTable.ofLearnt(data, result, cancelled))
            .isInstanceOf(CanceledExecutionException.class);
        final Projection projection =
            new Projection(result.data(), result.factors(), new double[6], null, null, "CPU", List.of());
        assertThatThrownBy(() -> CoefficientTable.ofProjected(data, projection, null,
            new CoefficientTable.Columns(false, false, false), cancelled))
            .isInstanceOf(CanceledExecutionException.class);
        assertThatThrownBy(() -> PixelTable.write(PixelScores.of(result.data(), result.factors(), 1),
            Labels.positions(5), cancelled)).isInstanceOf(CanceledExecutionException.class);
    }
}

package org.noisynmf.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.noisynmf.knime.Nodes.configure;
import static org.noisynmf.knime.Nodes.continuingLearner;
import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.refusedAtConfigure;
import static org.noisynmf.knime.Nodes.refusedAtExecute;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.table;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.ids;
import static org.noisynmf.knime.Tables.numbers;
import static org.noisynmf.knime.Tables.values;
import static org.noisynmf.knime.Tables.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.assertj.core.data.Index;
import org.junit.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.noisynmf.knime.Tables;
import org.noisynmf.knime.port.NmfModelPortObject;
import org.noisynmf.knime.port.NmfModelPortObjectSpec;
import org.noisynmf.knime.table.observation.CoefficientTable;
import org.noisynmf.standin.ExecutionListener;
import org.noisynmf.standin.NodeHost;
import org.noisynmf.standin.PortObjects;
import org.noisynmf.testing.Toy;
import org.noisynmf.view.FactorisationView;

/** What the learner delivers. */
public class NmfLearnerTest {

    private static final int RANK = 3;

    private static final Toy TOY = Toy.random(12, 40, RANK, 0.05, 0.2, 7);

    private static final BufferedDataTable DATA = numbers(TOY.x());

    private static final BufferedDataTable WEIGHTS = numbers(TOY.v());

    private static NodeHost learning(final String... options) throws Exception {
        return with(with(learner(true), "method/rank", "3", "int"), options);
    }

    @Test
    public void columnsOfTheDataStayBesideTheCoefficients() throws Exception {
        final double[][] data = values(DATA);
        final double[][] beside = values(table(run(with(learning(), "output/keptColumns", "ALL", "String"), DATA,
            WEIGHTS), 2));
        final double[][] alone = values(table(run(learning(), DATA, WEIGHTS), 2));
        for (int j = 0; j < data.length; j++) {
            assertThat(beside[j]).containsExactly(
                DoubleStream.concat(Arrays.stream(data[j]), Arrays.stream(alone[j])).toArray());
        }
    }

    @Test
    public void tablesHaveTheDatasRowsAndColumns() throws Exception {
        final NodeHost learner = learning();
        final PortObjectSpec[] promised = configure(learner, DATA, WEIGHTS);
        final PortObject[] learnt = learner.execute(DATA, WEIGHTS);
        final NmfModelPortObjectSpec model = (NmfModelPortObjectSpec)promised[0];
        assertThat(model.rank()).isEqualTo(RANK);
        assertThat(model.columns().names()).hasSize(12).startsWith("Pixel 0", "Pixel 1");
        for (int p = 1; p < promised.length; p++) {
            assertThat(table(learnt, p).getDataTableSpec().equalStructure((DataTableSpec)promised[p])).isTrue();
        }
        assertThat(ids(table(learnt, 1))).containsExactly("Template 0", "Template 1", "Template 2");
        assertThat(table(learnt, 1).getDataTableSpec().getColumnNames()).startsWith("Pixel 0", "Pixel 1");
        assertThat(ids(table(learnt, 2))).isEqualTo(ids(DATA));
        assertThat(table(learnt, 2).getDataTableSpec().getColumnNames()).containsExactly("Template 0", "Template 1",
            "Template 2", CoefficientTable.CHI_SQUARE, CoefficientTable.DEGREES_OF_FREEDOM, CoefficientTable.ENTRIES);
    }

    @Test
    public void chiSquareColumnSumsToThatOfTheConvergenceTable() throws Exception {
        final PortObject[] learnt = run(learning(), DATA, WEIGHTS);
        final double sum = IntStream.range(0, 40).mapToDouble(j -> values(table(learnt, 2))[j][RANK]).sum();
        final double[][] trace = values(table(learnt, 3));
        // the trace is taken from sums that cancel; it agrees to about 1e-9 of the weighted squares
        assertThat(sum).isCloseTo(trace[trace.length - 1][3], within(1e-6 * sum));
        assertThat(trace[0][1]).as("first row is the start").isZero();
    }

    /** The entries of the first row become flow variables. */
    @Test
    public void firstRowOfTheSummaryIsThatOfTheModel() throws Exception {
        final PortObject[] learnt = run(learning("start/starts", "4", "int", "start/seed", "3", "long"), DATA, WEIGHTS);
        final BufferedDataTable summary = table(learnt, 4);
        final double chi2 = Arrays.stream(values(table(learnt, 2))).mapToDouble(row -> row[RANK]).sum();
        final double degrees = Arrays.stream(values(table(learnt, 2))).mapToDouble(row -> row[RANK + 1]).sum();
        final double[] kept = values(summary)[0];
        assertThat(ids(summary)).hasSize(4).startsWith("Kept");
        assertThat(kept[0]).isEqualTo(RANK);
        // sums in another order
        assertThat(kept[1]).isCloseTo(chi2, within(1e-9 * chi2));
        assertThat(kept[2]).isCloseTo(degrees, within(1e-9 * degrees));
        assertThat(kept[3]).isCloseTo(chi2 / degrees, within(1e-9));
        assertThat(summary.iterator().next().getCell(5)).hasToString("CONVERGED");
        assertThat(kept[8]).as("nothing is below the model").isZero();
        assertThat(kept[9]).isEqualTo(4);
        assertThat(Arrays.stream(values(summary)).mapToDouble(row -> row[7])).as("seeds").containsExactlyInAnyOrder(3.0,
            4.0, 5.0, 6.0);
        assertThat(Arrays.stream(values(summary)).filter(row -> row[8] <= 1e-4)).as("starts at the lowest")
            .hasSize((int)kept[10]);
    }

    @Test
    public void chiSquareOfThePixelsAddsUp() throws Exception {
        final PortObject[] learnt = run(learning(), DATA, WEIGHTS);
        final double chi2 = Arrays.stream(values(table(learnt, 6))).mapToDouble(row -> row[0]).sum();
        assertThat(ids(table(learnt, 6))).containsExactly(DATA.getDataTableSpec().getColumnNames());
        // the same terms in another order
        assertThat(chi2).isCloseTo(values(table(learnt, 4))[0][1], within(1e-9 * chi2));
    }

    @Test
    public void degreesOfFreedomAreSharedInProportionToObservedEntries() throws Exception {
        final double[][] coefficients = values(table(run(learning(), DATA, WEIGHTS), 2));
        for (int j = 0; j < coefficients.length; j++) {
            int observed = 0;
            for (final double weight : TOY.v()[j]) {
                observed += weight > 0 ? 1 : 0;
            }
            assertThat(coefficients[j][RANK + 2]).isEqualTo(observed);
            // a product and a quotient
            assertThat(coefficients[j][RANK + 1] / observed).isCloseTo(
                coefficients[0][RANK + 1] / coefficients[0][RANK + 2],
                within(1e-14));
        }
    }

    @Test
    public void vectorColumnGivesWhatNumericColumnsGive() throws Exception {
        final String[] inVectors = {"data/form", "VECTOR", "String", "data/vectorColumn", "Pixels", "String"};
        final PortObject[] fromColumns = run(learning(), DATA, WEIGHTS);
        final PortObject[] fromVectors = run(learning(inVectors), vectors(TOY.x()), vectors(TOY.v()));
        assertThat(values(table(fromVectors, 1))).isDeepEqualTo(values(table(fromColumns, 1)));
        assertThat(values(table(fromVectors, 2))).isDeepEqualTo(values(table(fromColumns, 2)));
        assertThat(table(fromVectors, 1).getDataTableSpec().getNumColumns()).isEqualTo(1);
    }

    @Test
    public void listColumnIsTakenByItselfWhereThereAreNoNumericColumns() throws Exception {
        final BufferedDataTable lists = Tables.table(
            new DataTableSpec(new String[]{"Spectrum"}, new DataType[]{ListCell.getCollectionType(DoubleCell.TYPE)}),
            c -> {
                for (int j = 0; j < TOY.x().length; j++) {
                    final List<DoubleCell> cells = new ArrayList<>();
                    for (final double value : TOY.x()[j]) {
                        cells.add(new DoubleCell(value));
                    }
                    c.addRowToTable(new DefaultRow("Row" + j, CollectionCellFactory.createListCell(cells)));
                }
            });
        final PortObject[] learnt = run(learner(false), lists);
        assertThat(values(table(learnt, 1))).isDeepEqualTo(values(table(run(learner(false), DATA), 1)));
    }

    @Test
    public void weightsAreMatchedByRowIdInAnyOrder() throws Exception {
        final List<Integer> order = new ArrayList<>(IntStream.range(0, 40).boxed().toList());
        Collections.reverse(order);
        final BufferedDataTable reversed = numbers(order.stream().map(j -> "Row" + j).toList(),
            order.stream().map(j -> TOY.v()[j]).toArray(double[][]::new));
        assertThat(values(table(run(learning(), DATA, reversed), 2)))
            .isDeepEqualTo(values(table(run(learning(), DATA, WEIGHTS), 2)));
    }

    @Test
    public void variancesAndStandardDeviationsAreConverted() throws Exception {
        final double[][] variances = new double[40][12];
        final double[][] deviations = new double[40][12];
        for (int j = 0; j < 40; j++) {
            for (int i = 0; i < 12; i++) {
                variances[j][i] = TOY.v()[j][i] == 0 ? Double.NaN : 1 / TOY.v()[j][i];
                deviations[j][i] = Math.sqrt(variances[j][i]);
            }
        }
        final double[][] expected = values(table(run(learning(), DATA, WEIGHTS), 1));
        final double[][] fromVariances =
            values(table(run(learning("data/weights", "VARIANCE", "String"), DATA, numbers(variances)), 1));
        final double[][] fromDeviations =
            values(table(run(learning("data/weights", "STANDARD_DEVIATION", "String"), DATA, numbers(deviations)), 1));
        for (int k = 0; k < RANK; k++) {
            // equal but for the rounding of the conversion, which the search carries on
            assertThat(fromVariances[k]).containsExactly(expected[k], within(1e-6));
            assertThat(fromDeviations[k]).containsExactly(expected[k], within(1e-6));
        }
    }

    /** The cells that go missing have weight in the table of weights, so that something would change if it counted. */
    @Test
    public void missingCellIsAnEntryOfWeightZero() throws Exception {
        final double[][] withHoles = new double[40][];
        final double[][] withZeros = new double[40][];
        final double[][] weightsWithHoles = new double[40][];
        int holes = 0;
        for (int j = 0; j < 40; j++) {
            withHoles[j] = TOY.x()[j].clone();
            withZeros[j] = TOY.v()[j].clone();
            weightsWithHoles[j] = TOY.v()[j].clone();
            for (int i = 0; i < 12; i++) {
                if ((3 * j + 5 * i) % 11 == 0 && TOY.v()[j][i] > 0) {
                    withHoles[j][i] = Double.NaN;
                    withZeros[j][i] = 0;
                    weightsWithHoles[j][i] = Double.NaN;
                    holes++;
                }
            }
        }
        assertThat(holes).isGreaterThan(20);
        final double[][] expected = templates(DATA, numbers(withZeros));
        assertThat(templates(numbers(withHoles), WEIGHTS)).isDeepEqualTo(expected);
        assertThat(templates(DATA, numbers(weightsWithHoles))).isDeepEqualTo(expected);
        assertThat(Arrays.deepEquals(templates(DATA, WEIGHTS), expected)).as("without holes").isFalse();
    }

    private static double[][] templates(final BufferedDataTable data, final BufferedDataTable weights)
        throws Exception {
        return values(table(run(learning(), data, weights), 1));
    }

    @Test
    public void cancelEndsWithinOnePass() throws Exception {
        final NodeHost learner = learning("stopping/iterations", "1000000", "int", "stopping/tolerance", "0", "double");
        configure(learner, DATA, WEIGHTS);
        final AtomicInteger passes = new AtomicInteger();
        final AtomicInteger passesAtCancel = new AtomicInteger(-1);
        final ExecutionListener cancelling = new ExecutionListener() {
            @Override
            public void progress(final double fraction, final String message) {
                if (message != null && !message.startsWith("Reading")) {
                    passes.incrementAndGet();
                }
            }

            @Override
            public boolean isCancelled() {
                if (passes.get() >= 5) {
                    passesAtCancel.compareAndSet(-1, passes.get());
                    return true;
                }
                return false;
            }
        };
        assertThatThrownBy(() -> learner.execute(cancelling, DATA, WEIGHTS))
            .isInstanceOf(CanceledExecutionException.class);
        assertThat(passes.get() - passesAtCancel.get()).isLessThanOrEqualTo(1);
    }

    @Test
    public void continuedSearchEqualsALongerOneBitForBit() throws Exception {
        final String[] unordered = {"method/rank", "3", "int", "output/scaling", "NONE", "String", "output/ordered",
            "false", "boolean", "stopping/tolerance", "0", "double"};
        final PortObject[] half =
            run(with(with(learner(false), unordered), "stopping/iterations", "20", "int"), DATA);
        final PortObject[] whole =
            run(with(with(learner(false), unordered), "stopping/iterations", "40", "int"), DATA);
        final NodeHost continuing = with(with(continuingLearner(), unordered), "stopping/iterations", "20", "int",
            "start/start", "GIVEN", "String", "start/resume", "true", "boolean");
        final PortObject[] continued = run(continuing, DATA, half[0]);
        assertThat(values(table(continued, 1))).isDeepEqualTo(values(table(whole, 1)));
        assertThat(values(table(continued, 2))).isDeepEqualTo(values(table(whole, 2)));
    }

    @Test
    public void searchIsNotContinuedOnOtherRows() throws Exception {
        final PortObject[] learnt = run(with(learner(false), "method/rank", "3", "int"), DATA);
        final NodeHost continuing = with(continuingLearner(), "method/rank", "3", "int", "start/start", "GIVEN",
            "String", "start/resume", "true", "boolean");
        final List<String> others = IntStream.range(0, 40).mapToObj(j -> "Other" + j).toList();
        refusedAtExecute(continuing, numbers(others, TOY.x()), learnt[0]).hasMessageContaining("other observations")
            .hasMessageContaining("Continue where the start model ended");
    }

    @Test
    public void heldTemplateStaysAndOthersAreLearntBesideIt() throws Exception {
        final PortObject[] two = run(learner(false), DATA);
        final NodeHost holding = with(continuingLearner(), "method/rank", "3", "int", "start/start", "GIVEN", "String",
            "start/held", "0, 1", "String");
        final double[][] templates = values(table(run(holding, DATA, two[0]), 1));
        assertThat(templates).hasDimensions(3, 12);
        assertThat(templates[0]).isEqualTo(values(table(two, 1))[0]);
        assertThat(templates[1]).isEqualTo(values(table(two, 1))[1]);
    }

    @Test
    public void startModelAndStartMustAgree() throws Exception {
        final PortObject[] two = run(learner(false), DATA);
        refusedAtConfigure(continuingLearner(), DATA, two[0]).hasMessageContaining("start is not \"Start model\"");
        refusedAtConfigure(with(learner(false), "start/start", "GIVEN", "String"), DATA)
            .hasMessageContaining("the node has no such port");
        refusedAtConfigure(with(continuingLearner(), "start/start", "GIVEN", "String", "method/rank", "3", "int"), DATA,
            two[0]).hasMessageContaining("start model has 2 templates").hasMessageContaining("Set it to 2");
        refusedAtConfigure(
            with(continuingLearner(), "start/start", "GIVEN", "String", "start/held", "2", "String"), DATA, two[0])
            .hasMessageContaining("names template 2").hasMessageContaining("0 to 1");
    }

    @Test
    public void modelSurvivesItsSerializer() throws Exception {
        final NmfModelPortObject model = (NmfModelPortObject)run(learning(), DATA, WEIGHTS)[0];
        final NmfModelPortObject copy =
            (NmfModelPortObject)PortObjects.copyForConsumer(model, Tables.exec());
        assertThat(copy).isNotSameAs(model);
        assertThat(copy.getSpec().columns()).isEqualTo(model.getSpec().columns());
        assertThat(copy.getSpec().rank()).isEqualTo(RANK);
        assertThat(copy.model()).usingRecursiveComparison().isEqualTo(model.model());
        assertThat(copy.getSummary()).isEqualTo("3 templates of 12 pixels, Accelerated coordinate descent");
    }

    @Test
    public void viewShowsWhatWasLearnt() throws Exception {
        final NodeHost learner = learning("output/imageRows", "3", "int", "start/starts", "1", "int");
        final PortObject[] learnt = run(learner, DATA, WEIGHTS);
        final FactorisationView view = (FactorisationView)learner.view().orElseThrow().initialData().orElseThrow();
        assertThat(learner.view().orElseThrow().page()).contains("<html");
        assertThat(view.templates()).hasSize(RANK);
        assertThat(view.pixels().gridColumns()).isEqualTo(4);
        final double[] template = values(table(learnt, 1))[1];
        assertThat(view.templates().get(1).values().toArray()).hasSize(12)
            .contains((float)template[5], Index.atIndex(5));
        assertThat(view.observations()).hasSize(40).allMatch(o -> o.inverseVariances() != null);
        assertThat(view.coefficients().total()).isEqualTo(40);
        assertThat(view.convergence()).hasSize(1);
        assertThat(view.summary().algorithm()).isEqualTo("Accelerated coordinate descent");
        assertThat(view.summary().missingFraction()).isCloseTo(0.2, within(0.05));
        assertThat(view.summary().further()).extracting("name").contains("Templates", "Weights", "Start", "Seed");
    }

    @Test
    public void imageRowsMustDivideThePixels() throws Exception {
        refusedAtConfigure(with(learner(false), "output/imageRows", "5", "int"), DATA)
            .hasMessageContaining("image rows is 5").hasMessageContaining("12");
    }

    @Test
    public void oneObservationIsEnough() throws Exception {
        final PortObject[] learnt =
            run(with(learner(false), "method/rank", "1", "int"), numbers(new double[]{1, 2, 3}));
        assertThat(values(table(learnt, 1))[0]).containsExactly(new double[]{1 / 3., 2 / 3., 1}, within(1e-12));
    }

    @Test
    public void templatesTableCanTakeTheOtherForm() throws Exception {
        final PortObject[] asVector = run(learning("output/templatesForm", "VECTOR", "String"), DATA, WEIGHTS);
        assertThat(table(asVector, 1).getDataTableSpec().getColumnNames()).containsExactly("Template");
        final PortObject[] asColumns = run(with(learner(false), "data/form", "VECTOR", "String", "data/vectorColumn",
            "Pixels", "String", "output/templatesForm", "COLUMNS", "String"), vectors(TOY.x()));
        assertThat(table(asColumns, 1).getDataTableSpec().getColumnNames()).hasSize(12).startsWith("Pixel 0");
    }
}

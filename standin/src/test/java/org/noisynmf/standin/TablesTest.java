package org.noisynmf.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.UnmaterializedCell.UnmaterializedDataCellException;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.container.DataContainerException;
import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.data.vector.doublevector.DoubleVectorValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ModelContent;

/** Tables take only what their spec promises. */
public class TablesTest {

    private static final DataTableSpec SPEC =
        new DataTableSpec(new String[]{"x", "name"}, new DataType[]{DoubleCell.TYPE, StringCell.TYPE});

    private static final ExecutionContext EXEC = new ExecutionContext(null, null);

    private static BufferedDataTable table() {
        var container = EXEC.createDataContainer(SPEC);
        container.addRowToTable(new DefaultRow("a", new DoubleCell(3), new StringCell("three")));
        container.addRowToTable(new DefaultRow("b", DataType.getMissingCell(), new StringCell("none")));
        container.addRowToTable(new DefaultRow("c", new IntCell(-1), new StringCell("three")));
        container.addRowToTable(new DefaultRow("d", new DoubleCell(Double.NaN), DataType.getMissingCell()));
        container.close();
        return container.getTable();
    }

    @Test
    public void duplicateKeyIsRefused() {
        var container = EXEC.createDataContainer(SPEC);
        var row = new DefaultRow("a", new DoubleCell(3), new StringCell("three"));
        container.addRowToTable(row);
        assertThatThrownBy(() -> container.addRowToTable(row)).hasMessageContaining("duplicate row ID \"a\"");
    }

    @Test
    public void rowOfAnotherLengthIsRefused() {
        var container = EXEC.createDataContainer(SPEC);
        assertThatThrownBy(() -> container.addRowToTable(new DefaultRow("a", 1.0)))
            .isInstanceOf(DataContainerException.class).hasMessageContaining("1 vs. 2");
    }

    @Test
    public void cellOfAnotherTypeIsRefused() {
        var container = EXEC.createDataContainer(SPEC);
        assertThatThrownBy(() -> container.addRowToTable(new DefaultRow("a", "one", "two")))
            .isInstanceOf(DataContainerException.class).hasMessageContaining("\"one\" (index 0) in row \"a\"")
            .hasMessageContaining("does not comply");
    }

    @Test
    public void closedContainerTakesNoRowAndAnOpenOneGivesNoTable() {
        var container = EXEC.createDataContainer(SPEC);
        assertThatThrownBy(container::getTable).isInstanceOf(IllegalStateException.class);
        container.close();
        assertThatThrownBy(() -> container.addRowToTable(new DefaultRow("a", 1.0, 2.0)))
            .isInstanceOf(IllegalStateException.class);
    }

    @Test
    public void domainsLeaveMissingAndNaNOut() {
        var spec = table().getDataTableSpec();
        assertThat(spec.getColumnSpec("x").getDomain().getLowerBound()).hasToString("-1");
        assertThat(spec.getColumnSpec("x").getDomain().getUpperBound()).hasToString("3.0");
        assertThat(spec.getColumnSpec("name").getDomain().getValues()).extracting(DataCell::toString)
            .containsExactly("three", "none");
    }

    @Test
    public void domainsAreNotComputedWhenNotAsked() {
        var container = EXEC.createDataContainer(SPEC,
            DataContainerSettings.builder().withInitializedDomain(false).withDomainUpdate(false).build());
        container.addRowToTable(new DefaultRow("a", new DoubleCell(3), new StringCell("three")));
        container.close();
        assertThat(container.getTable().getSpec().getColumnSpec(0).getDomain().hasBounds()).isFalse();
    }

    @Test
    public void specSurvivesSettingsWithItsDomains() throws Exception {
        var content = new ModelContent("spec");
        table().getDataTableSpec().save(content);
        assertThat(DataTableSpec.load(content)).isEqualTo(table().getDataTableSpec());
    }

    @Test
    public void readingObjectShowsTheRowOfTheLastForward() {
        try (var cursor = table().cursor()) {
            var first = cursor.forward();
            cursor.forward();
            assertThat(first.getRowKey().getString()).isEqualTo("b");
        }
    }

    @Test
    public void cursorSeesOnlyTheFilteredColumnsAndRows() {
        try (var cursor = table().cursor(
            new TableFilter.Builder().withMaterializeColumnIndices(0).withFromRowIndex(1).withToRowIndex(2).build())) {
            assertThat(cursor.getNumColumns()).isEqualTo(2);
            var missing = cursor.forward();
            assertThat(missing.getRowKey().getString()).isEqualTo("b");
            assertThat(missing.isMissing(0)).isTrue();
            assertThatThrownBy(() -> missing.getValue(1)).isInstanceOf(UnmaterializedDataCellException.class);
            assertThat(cursor.forward().<DoubleValue>getValue(0).getDoubleValue()).isEqualTo(-1);
            assertThat(cursor.canForward()).isFalse();
            assertThat(cursor.forward()).isNull();
        }
    }

    @Test
    public void columnNamesAreUnique() {
        assertThatThrownBy(
            () -> new DataTableSpec(new String[]{"x", "x"}, new DataType[]{DoubleCell.TYPE, DoubleCell.TYPE}))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("\"x\"");
    }

    @Test
    public void vectorColumnsTakeVectorsAndListColumnsTakeLists() {
        var spec = new DataTableSpec(new String[]{"vector", "list"},
            new DataType[]{DoubleVectorCellFactory.TYPE, ListCell.getCollectionType(DoubleCell.TYPE)});
        var container = EXEC.createDataContainer(spec);
        var list = CollectionCellFactory.createListCell(List.of(new DoubleCell(1), DataType.getMissingCell()));
        container.addRowToTable(new DefaultRow("a", DoubleVectorCellFactory.createCell(new double[]{1, 2}), list));
        assertThatThrownBy(() -> container
            .addRowToTable(new DefaultRow("b", list, DoubleVectorCellFactory.createCell(new double[]{1}))))
            .isInstanceOf(DataContainerException.class);
        container.close();
        assertThat(spec.getColumnSpec(0).getType().isCompatible(DoubleVectorValue.class)).isTrue();
        assertThat(spec.getColumnSpec(1).getType().getCollectionElementType()).isEqualTo(DoubleCell.TYPE);
    }

    @Test
    public void typesHaveTheCommonSuperTypeThatTheirValuesAllow() {
        assertThat(DataType.getCommonSuperType(IntCell.TYPE, DoubleCell.TYPE)).isEqualTo(DoubleCell.TYPE);
        assertThat(DataType.getCommonSuperType(DoubleCell.TYPE, DataType.getMissingCell().getType()))
            .isEqualTo(DoubleCell.TYPE);
        assertThat(DataType.getCommonSuperType(StringCell.TYPE, DoubleCell.TYPE).isCompatible(DoubleValue.class))
            .isFalse();
    }

    @Test
    public void joinedTableHasTheColumnsOfBothAndRefusesOtherRows() throws Exception {
        var rearranger = new ColumnRearranger(SPEC);
        rearranger.keepOnly("name");
        var names = EXEC.createColumnRearrangeTable(table(), rearranger, EXEC);
        assertThat(names.getDataTableSpec().getColumnNames()).containsExactly("name");
        rearranger = new ColumnRearranger(SPEC);
        rearranger.keepOnly(0);
        var numbers = EXEC.createColumnRearrangeTable(table(), rearranger, EXEC);
        var joined = EXEC.createJoinedTable(names, numbers, EXEC);
        assertThat(joined.getDataTableSpec().getColumnNames()).containsExactly("name", "x");
        assertThat(joined.iterator().next().getCell(0)).hasToString("three");
        assertThatThrownBy(() -> EXEC.createJoinedTable(names, names, EXEC))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("\"name\"");
        assertThatThrownBy(() -> EXEC.createJoinedTable(names, EXEC.createVoidTable(new DataTableSpec()), EXEC))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("row counts");
    }
}

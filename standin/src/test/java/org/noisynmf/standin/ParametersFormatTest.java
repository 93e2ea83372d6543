package org.noisynmf.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.Test;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.noisynmf.standin.nodes.BrokenNodes;
import org.noisynmf.standin.nodes.LearnerParameters;
import org.noisynmf.standin.parameters.ParametersFormat;

/** Parameters stand in the settings as KNIME stores them. */
public class ParametersFormatTest {

    private static NodeSettings saved() {
        var settings = new NodeSettings("model");
        ParametersFormat.save(new LearnerParameters(), settings);
        return settings;
    }

    private static NodeSettings savedByKnime() throws IOException {
        try (var in = ParametersFormatTest.class.getResourceAsStream("/settings-saved-by-knime.xml")) {
            return (NodeSettings)NodeSettings.loadFromXML(in);
        }
    }

    private static String xml(final NodeSettings settings) throws IOException {
        var bytes = new ByteArrayOutputStream();
        settings.saveToXML(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    public void savedAsKnimeSavesThem() throws IOException {
        var ours = saved();
        // the one parameter that KNIME's file, as of an older version of the node, does not have
        var withFactor = savedByKnime();
        withFactor.addDouble("factor", 1);
        assertThat(xml(ours)).isEqualTo(xml(withFactor));
    }

    @Test
    public void xmlIsThatOfKnimeByteForByte() throws IOException {
        try (var in = ParametersFormatTest.class.getResourceAsStream("/settings-saved-by-knime.xml")) {
            assertThat(xml(savedByKnime())).isEqualToIgnoringNewLines(
                new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    public void controlCharactersAndNullSurviveXml() throws IOException {
        var settings = new NodeSettings("root");
        settings.addString("odd", "tab\tline\n%%00065 \uD83D\uDE00 é");
        settings.addString("none", null);
        var read = (NodeSettings)NodeSettings
            .loadFromXML(new java.io.ByteArrayInputStream(xml(settings).getBytes(StandardCharsets.UTF_8)));
        assertThat(read).isEqualTo(settings);
        assertThat(xml(settings)).contains("tab%%00009line%%00010");
    }

    @Test
    public void loadingWhatWasSavedGivesTheSame() throws Exception {
        var again = new NodeSettings("model");
        ParametersFormat.save(ParametersFormat.load(LearnerParameters.class, saved()), again);
        assertThat(again).isEqualTo(saved());
    }

    @Test
    public void missingKeyIsAnErrorUnlessMigrated() throws Exception {
        ParametersFormat.load(LearnerParameters.class, savedByKnime());
        var withoutRank = new NodeSettings("model");
        withoutRank.addString("algorithm", "NEARLY");
        assertThatThrownBy(() -> ParametersFormat.load(LearnerParameters.class, withoutRank))
            .isInstanceOf(InvalidSettingsException.class).hasMessage("Int for key \"rank\" not found.");
    }

    @Test
    public void valueOfAnotherTypeIsAnError() {
        var settings = saved();
        settings.addDouble("rank", 2);
        assertThatThrownBy(() -> ParametersFormat.load(LearnerParameters.class, settings))
            .isInstanceOf(InvalidSettingsException.class).hasMessage("Int for key \"rank\" not found.");
    }

    @Test
    public void unknownConstantIsAnErrorThatNamesTheKnown() {
        var settings = saved();
        settings.addString("algorithm", "MAGIC");
        assertThatThrownBy(() -> ParametersFormat.load(LearnerParameters.class, settings))
            .isInstanceOf(InvalidSettingsException.class)
            .hasMessage("Invalid value 'MAGIC'. Possible values: COORDINATE, NEARLY");
    }

    @Test
    public void optionalWithoutFlagIsPresent() throws Exception {
        var settings = new NodeSettings("model");
        settings.addInt("number", 5);
        assertThat(ParametersFormat.load(BrokenNodes.OptionalBecameOne.class, settings).m_number).contains(5);
    }

    @Test
    public void privateFieldIsRefused() {
        assertThatThrownBy(() -> ParametersFormat.save(new BrokenNodes.PrivateField(), new NodeSettings("model")))
            .isInstanceOf(IllegalStateException.class).hasMessageContaining("m_hidden").hasMessageContaining("private");
    }

    @Test
    public void groupThatIsNotPersistableIsRefused() {
        assertThatThrownBy(
            () -> ParametersFormat.save(new BrokenNodes.GroupNotPersistable(), new NodeSettings("model")))
            .isInstanceOf(IllegalStateException.class).hasMessageContaining("m_group")
            .hasMessageContaining("not Persistable");
    }

    @Test
    public void typeThatCannotBeSavedIsRefused() {
        assertThatThrownBy(() -> ParametersFormat.save(new BrokenNodes.UnknownType(), new NodeSettings("model")))
            .isInstanceOf(IllegalStateException.class).hasMessageContaining("No default persistor available");
    }
}

package org.noisynmf.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.noisynmf.knime.Nodes.configure;
import static org.noisynmf.knime.Nodes.learner;

import java.util.Collection;
import java.util.List;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.knime.core.node.InvalidSettingsException;
import org.noisynmf.knime.Tables;
import org.noisynmf.standin.NodeHost;

/** Limits hold in batch runs too, where KNIME does not enforce those of the dialog; messages name value and range. */
@RunWith(Parameterized.class)
public class LearnerLimitsTest {

    private final String m_path;

    private final String m_value;

    private final String m_type;

    public LearnerLimitsTest(final String path, final String value, final String type) {
        m_path = path;
        m_value = value;
        m_type = type;
    }

    @Parameters(name = "{0} = {1}")
    public static Collection<Object[]> beyondTheLimits() {
        return List.of(new Object[][]{{"method/rank", "0", "int"}, {"method/shiftFactor", "0.5", "double"},
            {"method/shiftFactor", "NaN", "double"}, {"method/innerSteps", "0", "int"},
            {"method/epsilon", "0.0", "double"},
            {"method/tau", "1.0", "double"}, {"method/annealing", "1.0", "double"},
            {"regularisation/pixelOverlap", "-1.0", "double"},
            {"regularisation/templateL1", "-1.0", "double"}, {"regularisation/templateL2", "NaN", "double"},
            {"regularisation/templateOverlap", "Infinity", "double"},
            {"regularisation/coefficientL1", "-1.0", "double"}, {"regularisation/coefficientL2", "-1.0", "double"},
            {"regularisation/coefficientOverlap", "-1.0", "double"}, {"start/growthPasses", "0", "int"},
            {"start/seed", "-1", "long"}, {"start/seed", "9007199254740993", "long"}, {"start/starts", "-1", "int"},
            {"stopping/iterations", "-1", "int"}, {"stopping/tolerance", "-1.0E-6", "double"},
            {"stopping/tolerance", "1.0", "double"}, {"stopping/kktTolerance", "NaN", "double"},
            {"stopping/seconds", "-1.0", "double"}, {"execution/threads", "-1", "int"},
            {"execution/device", "gpu", "String"}});
    }

    @Test
    public void valueBeyondTheLimitIsRefusedByName() throws Exception {
        final NodeHost learner = learner(false);
        configure(learner, Tables.numbers(new double[]{1, 2}, new double[]{2, 1}));
        final String before = learner.settings().toString();
        assertThatThrownBy(() -> learner.setOption(m_path, m_value, m_type))
            .isInstanceOf(InvalidSettingsException.class).hasMessageContaining(m_value).hasMessageContaining("must be");
        assertThat(learner.settings().toString()).as("the settings before").isEqualTo(before);
    }
}

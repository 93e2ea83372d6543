package org.noisynmf.engine.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.MatrixTerms;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.settings.Penalty;
import org.noisynmf.engine.settings.StartMethod;

/** What a problem and a method say of each other before a fit begins. */
public class CompatibilityTest {

    /** Three observations of two pixels, one of them 0. */
    private static final NmfProblem ZERO = problem(0);

    private static NmfProblem problem(final double first) {
        return NmfProblem.of(Observations.of(new double[][]{{first, 2}, {2, 1}, {1, 1}}, null));
    }

    private static NmfSettings divergence(final Distance distance) {
        return NmfSettings.builder().rank(1).algorithm(Algorithm.WEIGHTED_MU).distance(distance).build();
    }

    @Test
    public void onlyTheItakuraSaitoDivergenceNeedsValuesAboveZero() {
        assertThatThrownBy(() -> Compatibility.check(ZERO, divergence(Distance.ITAKURA_SAITO)))
            .hasMessageContaining("needs observed values > 0, but the smallest is 0.0");
        assertThat(Compatibility.check(problem(1e-300), divergence(Distance.ITAKURA_SAITO))).isEmpty();
        assertThat(Compatibility.check(ZERO, divergence(Distance.KULLBACK_LEIBLER))).isEmpty();
    }

    @Test
    public void moreTemplatesThanPixelsOrObservationsAreNotUnique() {
        assertThat(Compatibility.check(ZERO, NmfSettings.builder().rank(2).build())).isEmpty();
        assertThat(Compatibility.check(ZERO, NmfSettings.builder().rank(3).build())).containsExactly(
            "3 templates are more than the smaller of 2 pixels and 3 observations; the factorisation is not unique");
    }

    @Test
    public void templatesThatAreHeldMustHaveBeenGiven() {
        final NmfSettings settings = NmfSettings.builder().rank(2).build();
        final NmfProblem one = ZERO.withTemplates(new double[]{1, 2});
        assertThat(Compatibility.check(one.withHeld(0), settings)).isEmpty();
        assertThat(Compatibility.check(ZERO.withTemplates(new double[]{1, 2, 3, 4}).withHeld(0, 1), settings))
            .isEmpty();
        assertThatThrownBy(() -> Compatibility.check(one.withHeld(1), settings)).hasMessage(
            "Template 1 (counted from 0) is to be held, but start templates were given for 1");
        assertThatThrownBy(() -> Compatibility.check(ZERO.withHeld(0), settings)).hasMessage(
            "Template 0 (counted from 0) is to be held, but start templates were given for 0");
        assertThatThrownBy(() -> Compatibility.check(one.withHeld(2), settings))
            .hasMessage("Template 2 is to be held, but templates are numbered 0 to 1");
    }

    @Test
    public void aPenaltyOnOneFactorPinsTheOther() {
        final Penalty penalty = new Penalty(1, 0, 0);
        final NmfSettingsBuilder settings = NmfSettings.builder().rank(2);
        assertThat(Compatibility.check(ZERO, settings.coefficientPenalty(penalty).build())).singleElement().asString()
            .contains("on the coefficients alone", "templates are kept at Euclidean norm 1");
        assertThat(Compatibility.check(ZERO, settings.templatePenalty(penalty).build())).isEmpty();
        assertThat(Compatibility.check(ZERO, settings.coefficientPenalty(Penalty.NONE).build())).singleElement()
            .asString()
            .contains("on the templates alone", "coefficients of each template are kept at root mean square 1");
    }

    @Test
    public void matrixPenaltiesHaveTheShapeOfOneRank() {
        final NmfProblem terms = ZERO.withMatrixTerms(new MatrixTerms(null, null, null, null,
            List.of(new MatrixTerms.Quadratic(1, null, null)), List.of()));
        final NmfSettingsBuilder settings = NmfSettings.builder().rank(1).algorithm(Algorithm.MURNMF);
        assertThat(Compatibility.check(terms, settings.start(StartMethod.RANDOM).build())).isEmpty();
        assertThatThrownBy(() -> Compatibility.check(terms, settings.start(StartMethod.SEQUENTIAL).build()))
            .hasMessageContaining("Matrix penalties have the shape of 1 templates");
        assertThatThrownBy(() -> Compatibility.check(terms,
            settings.start(StartMethod.RANDOM).algorithm(Algorithm.HALS).build()))
            .hasMessageContaining("does not offer matrix weights");
        final NmfProblem weighted = NmfProblem.of(Observations.of(new double[][]{{1, 2}, {2, Double.NaN}}, null))
            .withMatrixTerms(new MatrixTerms(new double[]{1, 0, 0, 1}, null, null, null, List.of(), List.of()));
        assertThatThrownBy(() -> Compatibility.check(weighted, settings.algorithm(Algorithm.MURNMF).build()))
            .hasMessageContaining("but 1 entries are missing");
    }

    @Test
    public void settingsAreCheckedToo() {
        assertThatThrownBy(() -> Compatibility.check(ZERO,
            NmfSettings.builder().rank(1).algorithm(Algorithm.LEE_SEUNG).sweeps(3).build()))
            .hasMessageContaining(Algorithm.titlesWith(Capability.SWEEPS));
        assertThatThrownBy(() -> Compatibility.check(
            NmfProblem.of(Observations.of(new double[][]{{1, 2}, {2, Double.NaN}}, null)),
            NmfSettings.builder().rank(1).algorithm(Algorithm.LEE_SEUNG).build()))
            .hasMessageContaining("uses neither weights nor missing entries");
    }
}

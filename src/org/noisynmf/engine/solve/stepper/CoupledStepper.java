package org.noisynmf.engine.solve.stepper;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import org.noisynmf.engine.coupled.CoupledIteration;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.pass.Evaluation;
import org.noisynmf.engine.pass.Penalties;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.storage.Heap;

/** Passes of the rules that step a factor as a whole; their objective is the true residual after every pass. */
final class CoupledStepper implements Stepper {

    private final CoupledIteration m_iteration;

    private final int m_rank;

    private final Optional<Normaliser> m_normaliser;

    private double m_objective;

    private CoupledStepper(final CoupledIteration iteration, final int rank, final Optional<Normaliser> normaliser) {
        m_iteration = iteration;
        m_rank = rank;
        m_normaliser = normaliser;
        m_objective = measure();
    }

    static CoupledStepper create(final NmfProblem problem, final NmfSettings settings, final Penalties penalties,
        final int rank, final double[] w, final double[] h, final Team team, final Observer observer) {
        final Observations data = problem.data();
        Heap.require(bytes(data, rank, problem.matrixTerms().weighted()),
            "A method that steps all of " + data.count() + " observations and " + data.pixels()
                + " pixels at once with "
                + rank + " templates",
            "ask for fewer templates, or choose a method that steps them one by one");
        // like an L2 penalty on templates
        final double pixelOverlap = Math.scalb(settings.regularisation().pixelOverlap(), -data.weightExponent());
        final CoupledIteration iteration =
            new CoupledIteration(data, settings, penalties.templates(), penalties.coefficients(), pixelOverlap,
                problem.matrixTerms().stored(data.dataExponent(), data.weightExponent()), rank, problem.held(), w, h,
                team, observer, settings.algorithm() == Algorithm.AURNMF);
        if (problem.templates() == null && problem.coefficients() == null) {
            iteration.followUnit();
        }
        return new CoupledStepper(iteration, rank, Normaliser.of(problem, settings));
    }

    /** What the problems of both sides, the factors and their directions take, and with matrix weights the full data. */
    private static double bytes(final Observations data, final int rank, final boolean weighted) {
        final double entries = (double)data.count() + data.tiles() * data.tileWidth();
        final double problems =
            weighted ? 3.0 * data.count() * data.pixels() : entries * (Problems.pairs(rank) + 3.0 * rank);
        return 8 * (problems + 12 * entries * rank);
    }

    private double measure() {
        return Arrays.stream(m_iteration.chi2PerObservation()).sum() + m_iteration.twicePenalty();
    }

    @Override
    public boolean pass(final LateObjective late) {
        m_iteration.prepare();
        if (!late.known(m_objective, m_iteration.kkt())) {
            return false;
        }
        m_iteration.complete();
        m_normaliser.ifPresent(
            normaliser -> normaliser.apply(m_iteration.templates(), m_iteration.coefficients(), m_rank));
        m_objective = measure();
        return true;
    }

    @Override
    public boolean late() {
        return false;
    }

    @Override
    public double objective() {
        return m_objective;
    }

    @Override
    public double[] templates() {
        return m_iteration.templates();
    }

    @Override
    public double[] coefficients() {
        return m_iteration.coefficients();
    }

    @Override
    public void revert() {
        m_iteration.revert();
    }

    @Override
    public Evaluation evaluate() {
        final double[] chi2 = m_iteration.chi2PerObservation();
        return new Evaluation(Arrays.stream(chi2).sum(), m_iteration.twicePenalty(), m_iteration.measureKkt(), chi2);
    }

    @Override
    public Map<String, double[]> save() {
        final Map<String, double[]> values = new TreeMap<>();
        values.put("w", m_iteration.templates().clone());
        values.put("h", m_iteration.coefficients().clone());
        values.put("objective", new double[]{m_objective});
        values.put("coupled", m_iteration.state());
        return values;
    }

    @Override
    public void restore(final Map<String, double[]> values) {
        m_iteration.restore(Objects.requireNonNull(values.get("w")), Objects.requireNonNull(values.get("h")),
            Objects.requireNonNull(values.get("coupled")));
        m_objective = Objects.requireNonNull(values.get("objective"))[0];
    }
}

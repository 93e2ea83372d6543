package org.noisynmf.engine.solve.stepper;

import java.util.Optional;
import java.util.stream.IntStream;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.device.Pass;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.moments.Kernels;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.pass.CpuPass;
import org.noisynmf.engine.pass.DataBlock;
import org.noisynmf.engine.pass.Device;
import org.noisynmf.engine.pass.FallbackPass;
import org.noisynmf.engine.pass.Objective;
import org.noisynmf.engine.pass.Penalties;
import org.noisynmf.engine.pass.ShiftMoments;
import org.noisynmf.engine.pass.Steps;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.step.ColdAnls;
import org.noisynmf.engine.step.CoordinateDescent;
import org.noisynmf.engine.step.Nearly;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.step.StepRule;
import org.noisynmf.engine.storage.Heap;
import org.noisynmf.engine.storage.Precision;

/** Makes the stepper that the settings ask for. */
public final class Steppers {

    /** Templates whose cosine is nearer to 1 than this are equal up to scale. */
    public static final double EQUAL = 1e-12;

    /** Coordinate sweeps of a pass that parts copies, as many as the default algorithm makes. */
    private static final int SEPARATING_SWEEPS = 5;

    private Steppers() {
    }

    /**
     * @param problem the problem. Not modified.
     * @param settings the method
     * @param rank q, fewer than the settings say while templates are added
     * @param w W to start from, d × q, in stored units. Not modified.
     * @param h H to start from, q × n. Not modified.
     * @param team the threads
     * @param observer asked between phases whether to go on
     * @param device makes the passes, if it can
     * @return the stepper in its first state
     */
    public static Stepper create(final NmfProblem problem, final NmfSettings settings, final int rank, final double[] w,
        final double[] h, final Team team, final Observer observer, final Device device) {
        final Observations data = problem.data();
        if (settings.rule().distance() != Distance.SQUARED_ERROR) {
            device.leaveToCpu("Another misfit than the squared error");
            return new DivergenceStepper(data, settings.rule().distance(), rank, problem.held(), w, h, team, observer);
        }
        Heap.require(bytes(data, rank, team.size()),
            rank + " templates of " + data.pixels() + " pixels with " + data.count()
                + " observations",
            "ask for fewer templates");
        final Penalties penalties = Penalties.of(settings, data.summary());
        if (settings.algorithm().can(Capability.COUPLED) || settings.regularisation().pixelOverlap() > 0
            || !problem.matrixTerms().isNone()) {
            device.leaveToCpu("A method that couples all observations or pixels");
            return CoupledStepper.create(problem, settings, penalties, rank, w, h, team, observer);
        }
        final int[] free = IntStream.range(0, rank)
            .filter(k -> IntStream.of(problem.held()).noneMatch(held -> held == k)).toArray();
        final ShiftMoments shift = ShiftMoments.of(problem, settings, rank, team.size());
        final StepRule rule = inPrecision(settings.algorithm().rule(settings.rule().options()), data);
        if (rule.usesShift() && problem.shift() != null) {
            device.leaveToCpu("A shift of each entry");
        }
        if (data.stored()) {
            device.leaveToCpu("A fit of data held in a file");
        }
        device.open(data, rank, free, penalties, shift);
        // a device has copies of its own, and these loops only step in
        final DataBlock block = DataBlock.of(data, rank, team.size(), !device.ready());
        final Steps steps = Steps.of(rank, rule, settings.rule().innerSteps(), free, penalties, data.uniform(),
            !device.ready());
        final CpuPass cpu = new CpuPass(block,
            settings.algorithm().can(Capability.EXACT_COEFFICIENTS) ? steps.with(inPrecision(new ColdAnls(), data))
                : steps,
            steps, shift,
            team, observer);
        final Pass pass = device.ready() ? new FallbackPass(device, cpu, observer) : cpu;
        final Objective objective = Objective.of(data.summary(), penalties, rank, data.precision());
        final Optional<Normaliser> normaliser = Normaliser.of(problem, settings);
        final Separation separation = new Separation(() -> new CpuPass(block,
            Steps.of(rank, new CoordinateDescent(SEPARATING_SWEEPS), 1, free, penalties, data.uniform(), false), shift,
            team, observer), data.summary().pixelObserved());
        // the scale that the normaliser moves cannot be extrapolated
        if (!settings.rule().extrapolate() || normaliser.isPresent()) {
            return new PlainStepper(pass, cpu, objective, w, h, normaliser, separation);
        }
        final Pass first = !Copies.of(w, data.pixels(), rank, EQUAL).isEmpty() ? new CpuPass(block,
            Steps.of(rank, new Nearly(), 1, free, penalties, data.uniform(), true), shift, team, observer) : pass;
        return settings.algorithm().can(Capability.EXACT_COEFFICIENTS)
            ? new ReducedStepper(cpu, first, objective, w, h)
            : new ExtrapolatedStepper(pass, first, cpu, objective, w, h, separation::start);
    }

    private static StepRule inPrecision(final StepRule rule, final Observations data) {
        return data.precision() == Precision.FLOAT32 ? rule.forSinglePrecision() : rule;
    }

    /** What the factors, their copies, the moments and the buffers of the threads take, at most. */
    private static double bytes(final Observations data, final int rank, final int threads) {
        final double factors = (double)rank * (data.pixels() + data.count());
        final double moments = Problems.pairs(rank) + 3.0 * rank;
        final double batches = moments * Kernels.chunk(data, rank, threads) + Kernels.bufferElements(data, rank);
        // of each factor a stepper keeps up to seven; kernels keep W
        return 8 * (8 * factors + moments * data.tiles() * data.tileWidth() + threads * batches);
    }
}

package org.noisynmf.engine.settings;

/**
 * How to factorise: the method and its settings, apart from the problem. Immutable; made by {@link #builder()}, changed
 * copies through {@link #toBuilder()}. Each part checks its own ranges, {@link #check()} whether the algorithm can do it.
 *
 * @param rank q ≥ 1, the number of templates
 * @param rule how one step is made
 * @param additive how far the additive rule goes
 * @param regularisation what is added to the misfit
 * @param start where the fit begins
 * @param stopping when it ends
 * @param output in which form the factors are handed over
 * @param machine where it is computed
 */
public record NmfSettings(int rank, Rule rule, Additive additive, Regularisation regularisation, Starting start,
    Stopping stopping, Output output, Machine machine) {

    private static final NmfSettings DEFAULT = new NmfSettings(2, Rule.DEFAULT, Additive.DEFAULT, Regularisation.NONE,
        Starting.DEFAULT, Stopping.DEFAULT, Output.DEFAULT, Machine.DEFAULT);

    /** Checks the rank. */
    public NmfSettings {
        Rule.checkAtLeastOne(rank, "number of templates");
    }

    /** @return a builder with the defaults: accelerated, 2 templates, random start with seed 1, {@link Stopping#DEFAULT} */
    public static NmfSettingsBuilder builder() {
        return new NmfSettingsBuilder(DEFAULT);
    }

    /** @return a builder that starts from these settings */
    public NmfSettingsBuilder toBuilder() {
        return new NmfSettingsBuilder(this);
    }

    /** @return {@link Rule#algorithm()} */
    public Algorithm algorithm() {
        return rule.algorithm();
    }

    /**
     * Refuses combinations that the algorithm cannot honour whatever the data, so that dialogs can say so early.
     *
     * @throws IllegalArgumentException naming the algorithms that can
     */
    public void check() {
        regularisation.check(algorithm());
        rule.check();
        if (rule.distance() != Distance.SQUARED_ERROR && !regularisation.isNone()) {
            throw new IllegalArgumentException(
                "The " + rule.distance().title() + " is offered without penalties only");
        }
    }
}

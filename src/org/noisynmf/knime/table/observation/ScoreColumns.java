package org.noisynmf.knime.table.observation;

/** Columns of the scorer that other nodes take. The names are stored in workflows and never change. */
public final class ScoreColumns {

    /** χ² of an observation with the comparison model less that with the model. */
    public static final String DIFFERENCE = "Chi-square difference";

    private ScoreColumns() {
    }
}

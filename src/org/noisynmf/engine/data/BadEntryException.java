package org.noisynmf.engine.data;

/** An entry of the data or the weights that cannot be used; knows where it stands so that callers can name row and column. */
public final class BadEntryException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final long m_observation;
    private final int m_pixel;
    private final String m_problem;

    /**
     * @param observation 0-based index of the observation
     * @param pixel 0-based index of the pixel
     * @param problem what was found and what is allowed, without the place
     */
    public BadEntryException(final long observation, final int pixel, final String problem) {
        super("observation " + observation + ", pixel " + pixel + " (both counted from 0): " + problem);
        m_observation = observation;
        m_pixel = pixel;
        m_problem = problem;
    }

    /** @return 0-based index of the observation */
    public long observation() {
        return m_observation;
    }

    /** @return 0-based index of the pixel */
    public int pixel() {
        return m_pixel;
    }

    /** @return what was found and what is allowed, without the place */
    public String problem() {
        return m_problem;
    }
}

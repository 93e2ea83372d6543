package org.noisynmf.engine.redshift;

/** Why a redshift may be wrong. The names are those of redrock, the redshift fitter of DESI, where it has them. */
public enum RedshiftWarning {

    /** Nothing was measured, or templates cover too little at every redshift. */
    NODATA("no data"),
    /** Templates cover less than nine tenths of the measured pixels at this redshift. */
    LITTLE_COVERAGE("little coverage"),
    /** The next minimum, or the fit without templates, is worse by less than 9 in χ². */
    SMALL_DELTA_CHI2("small Δχ²"),
    /** The weighted mean of the templates' part of the model is 0, or that of the measured flux is not above 0. */
    NEGATIVE_MODEL("negative flux"),
    /** More than 5 % of the pixels lie more than 5 standard deviations off the model. */
    MANY_OUTLIERS("many outliers"),
    /** The minimum lies at the edge of the redshifts tried. */
    Z_FITLIMIT("at the edge"),
    /** No parabola with a minimum, and narrower than the redshifts tried, goes through χ² about the minimum. */
    BAD_MINFIT("no parabola");

    private final String m_text;

    RedshiftWarning(final String text) {
        m_text = text;
    }

    /** @return in words, for tables */
    public String text() {
        return m_text;
    }
}

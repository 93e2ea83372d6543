package org.knime.core.node.config.base;

/** The types of a setting; the names are those in the XML. */
public enum ConfigEntries {
    config, xint, xdouble, xstring, xchar, xbyte, xlong, xshort, xfloat, xboolean, xpassword, xtransientstring;
}

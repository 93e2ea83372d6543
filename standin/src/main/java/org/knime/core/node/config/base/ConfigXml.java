package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Settings to and from KNIME's XML. Control characters, and characters beyond U+D7FF, are written as %% and five
 * digits, as KNIME does.
 */
final class ConfigXml {

    private static final String NAMESPACE = "http://www.knime.org/2008/09/XMLConfig";

    private static final String SCHEMA = "http://www.knime.org/XMLConfig_2008_09.xsd";

    private static final String INDENT = "    ";

    private static final Pattern ESCAPED = Pattern.compile("%%(\\d{5})");

    private ConfigXml() {
    }

    static void write(final ConfigBase config, final OutputStream out) throws IOException {
        try {
            var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            write(config, xml, 0);
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException("Settings \"" + config.getKey() + "\" cannot be written: " + e.getMessage(), e);
        }
    }

    private static void write(final ConfigBase config, final XMLStreamWriter xml, final int depth)
        throws XMLStreamException {
        xml.writeCharacters("\n" + INDENT.repeat(depth));
        boolean isEmpty = config.keySet().isEmpty();
        if (isEmpty) {
            xml.writeEmptyElement("config");
        } else {
            xml.writeStartElement("config");
        }
        if (depth == 0) {
            xml.writeAttribute("xmlns", NAMESPACE);
            xml.writeAttribute("xmlns:xsi", XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI);
            xml.writeAttribute("xsi:schemaLocation", NAMESPACE + " " + SCHEMA);
        }
        xml.writeAttribute("key", config.getKey());
        if (isEmpty) {
            return;
        }
        for (var key : config) {
            var entry = config.getEntry(key);
            if (entry instanceof ConfigBase child) {
                write(child, xml, depth + 1);
            } else if (entry.getType() != ConfigEntries.xtransientstring) {
                writeValue(entry, xml, depth + 1);
            }
        }
        xml.writeCharacters("\n" + INDENT.repeat(depth));
        xml.writeEndElement();
    }

    private static void writeValue(final AbstractConfigEntry entry, final XMLStreamWriter xml, final int depth)
        throws XMLStreamException {
        xml.writeCharacters("\n" + INDENT.repeat(depth));
        xml.writeEmptyElement("entry");
        xml.writeAttribute("key", entry.getKey());
        xml.writeAttribute("type", entry.getType().name());
        var value = entry.toStringValue();
        if (value == null) {
            xml.writeAttribute("isnull", "true");
        }
        xml.writeAttribute("value", value == null ? "" : escape(value));
    }

    private static String escape(final String text) {
        var escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= Character.MIN_SURROGATE || text.startsWith("%%", i)) {
                escaped.append(String.format("%%%%%05d", (int)c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String unescape(final String text) {
        return ESCAPED.matcher(text).replaceAll(m -> Matcher.quoteReplacement(
            String.valueOf((char)Integer.parseInt(m.group(1)))));
    }

    static void read(final ConfigBase config, final InputStream in) throws IOException {
        try {
            var factory = SAXParserFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newSAXParser().parse(in, new Reader(config));
        } catch (SAXException | ParserConfigurationException | RuntimeException e) {
            throw new IOException("Unable to parse xml: " + e.getMessage(), e);
        }
    }

    private static final class Reader extends DefaultHandler {

        private final Deque<ConfigBase> m_open = new ArrayDeque<>();

        private final ConfigBase m_root;

        Reader(final ConfigBase root) {
            m_root = root;
        }

        @Override
        public void startElement(final String uri, final String localName, final String name,
            final Attributes attributes) throws SAXException {
            var key = attributes.getValue("key");
            if (key == null) {
                throw new SAXException("A \"" + name + "\" has no key.");
            }
            if ("config".equals(name)) {
                if (m_open.isEmpty()) {
                    m_root.setKey(key);
                    m_open.push(m_root);
                } else {
                    m_open.push(m_open.peek().addConfigBase(key));
                }
            } else if ("entry".equals(name) && !m_open.isEmpty()) {
                m_open.peek().addEntry(entry(key, attributes));
            } else {
                throw new SAXException("\"" + name + "\" is not a valid tag name here.");
            }
        }

        private static AbstractConfigEntry entry(final String key, final Attributes attributes) throws SAXException {
            var typeName = attributes.getValue("type");
            ConfigEntries type;
            try {
                type = ConfigEntries.valueOf(String.valueOf(typeName));
            } catch (IllegalArgumentException e) {
                throw new SAXException("Invalid type ('" + typeName + "') for key '" + key + "' in XML file.", e);
            }
            boolean isNull = "true".equals(attributes.getValue("isnull"));
            var value = attributes.getValue("value");
            if (!isNull && value == null) {
                throw new SAXException("The entry for key '" + key + "' has no value.");
            }
            return type.createEntry(key, isNull ? null : unescape(value));
        }

        @Override
        public void endElement(final String uri, final String localName, final String name) {
            if ("config".equals(name)) {
                m_open.pop();
            }
        }
    }
}

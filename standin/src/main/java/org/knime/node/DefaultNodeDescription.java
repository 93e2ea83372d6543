package org.knime.node;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.knime.core.node.NodeDescription;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.standin.parameters.ParameterField;
import org.noisynmf.standin.spi.PortGroup;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The description that KNIME shows beside a node, made from what the node and its parameters state. */
final class DefaultNodeDescription extends NodeDescription {

    private static final String NAMESPACE = "http://knime.org/node/v5.3";

    private final DefaultNode m_node;

    private final DocumentBuilder m_builder;

    private final Document m_document;

    private final Element m_xml;

    DefaultNodeDescription(final DefaultNode node) {
        m_node = node;
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            m_builder = factory.newDocumentBuilder();
            // malformed texts become an exception that names them; the parser's own line on stderr says less
            m_builder.setErrorHandler(null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The XML parser lacks a feature: " + e.getMessage(), e);
        }
        m_document = m_builder.newDocument();
        m_xml = toXml();
    }

    @Override
    public String getNodeName() {
        return m_node.m_name;
    }

    @Override
    public String getIconPath() {
        return m_node.m_icon;
    }

    /** What the node states; else what its ports tell. */
    @Override
    public NodeType getType() {
        if (m_node.m_type != null) {
            return m_node.m_type;
        }
        if (m_node.m_ports.stream().noneMatch(PortGroup::isInput)) {
            return NodeType.Source;
        }
        return m_node.m_ports.stream().allMatch(PortGroup::isInput) ? NodeType.Sink : NodeType.Manipulator;
    }

    @Override
    public String getInportName(final int index) {
        return portName(true, index);
    }

    @Override
    public String getOutportName(final int index) {
        return portName(false, index);
    }

    private String portName(final boolean isInput, final int index) {
        return m_node.m_ports.stream().filter(g -> g.isInput() == isInput).skip(index).findFirst()
            .map(PortGroup::name).orElse("No name available");
    }

    /** KNIME keeps the name for views of another kind. */
    @Override
    public String getInteractiveViewName() {
        return null;
    }

    @Override
    public Element getXMLDescription() {
        return m_xml;
    }

    private Element toXml() {
        var root = m_document.createElementNS(NAMESPACE, "knimeNode");
        root.setAttribute("icon", m_node.m_icon);
        root.setAttribute("type", getType().toString());
        root.setAttribute("deprecated", "false");
        appendText(root, "name", m_node.m_name);
        appendText(root, "shortDescription", m_node.m_shortDescription);
        var full = append(root, "fullDescription");
        appendFragment(full, "intro", m_node.m_fullDescription, "full description");
        m_node.m_model.parametersClass().ifPresent(parameters -> {
            var tab = append(full, "tab");
            tab.setAttribute("name", "Options");
            appendOptions(tab, parameters);
        });
        m_node.m_externalResources.forEach((href, text) -> {
            var link = appendFragment(full, "link", text, "text of the link " + href);
            link.setAttribute("href", href);
        });
        appendPorts(root);
        appendView(root);
        if (m_node.m_keywords != null) {
            var keywords = append(root, "keywords");
            m_node.m_keywords.forEach(keyword -> appendText(keywords, "keyword", keyword));
        }
        m_document.appendChild(root);
        return root;
    }

    private void appendOptions(final Element tab, final Class<?> group) {
        for (var field : ParameterField.of(group)) {
            var widget = field.annotation(Widget.class);
            var element = field.elementGroup();
            if (widget.isPresent()) {
                var text = widget.get().description() + constants(field.optionalType().orElse(field.type()));
                var option = appendFragment(tab, "option", text, "description of " + field);
                option.setAttribute("name", widget.get().title());
            }
            if (element.isPresent()) {
                appendOptions(tab, element.get());
            } else if (field.isGroup() && widget.isEmpty()) {
                appendOptions(tab, field.type());
            }
        }
    }

    /** The labels of an enumeration, as a list; nothing for other types. */
    private static String constants(final Class<?> type) {
        var labels = Arrays.stream(type.getFields()).filter(f -> f.isEnumConstant())
            .map(f -> Optional.ofNullable(f.getAnnotation(Label.class))).flatMap(Optional::stream).toList();
        if (labels.stream().allMatch(label -> label.description().isEmpty())) {
            return "";
        }
        return labels.stream().map(label -> "<li><b>" + escape(label.value()) + "</b>"
            + (label.description().isEmpty() ? "" : ": " + label.description()) + "</li>")
            .collect(Collectors.joining("", "\n<ul>", "</ul>"));
    }

    private static String escape(final String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private void appendView(final Element root) {
        if (m_node.m_view != null) {
            var view = appendFragment(append(root, "views"), "view", m_node.m_view.m_description,
                "description of the view");
            view.setAttribute("index", "0");
            view.setAttribute("name", m_node.m_name);
        }
    }

    private void appendPorts(final Element root) {
        var ports = append(root, "ports");
        appendPorts(ports, "inPort", "dynInPort", m_node.m_ports.stream().filter(PortGroup::isInput).toList());
        appendPorts(ports, "outPort", "dynOutPort", m_node.m_ports.stream().filter(g -> !g.isInput()).toList());
    }

    private void appendPorts(final Element ports, final String fixedTag, final String dynamicTag,
        final List<PortGroup> groups) {
        int index = 0;
        for (var group : groups) {
            var tag = group.isConfigurable() ? dynamicTag : fixedTag;
            var port = appendFragment(ports, tag, group.description(), "description of the port " + group.name());
            port.setAttribute("name", group.name());
            if (group.isConfigurable()) {
                port.setAttribute("insert-before", Integer.toString(index));
                port.setAttribute("group-identifier", group.id());
                port.setAttribute("configurable-via-menu", "false");
            } else {
                port.setAttribute("index", Integer.toString(index));
                index++;
            }
        }
    }

    private Element append(final Element parent, final String tag) {
        var child = m_document.createElementNS(NAMESPACE, tag);
        parent.appendChild(child);
        return child;
    }

    private void appendText(final Element parent, final String tag, final String text) {
        append(parent, tag).appendChild(m_document.createTextNode(text));
    }

    /** @throws IllegalStateException if the text is not a well-formed XML fragment */
    private Element appendFragment(final Element parent, final String tag, final String text, final String what) {
        var child = append(parent, tag);
        try {
            var source = "<x xmlns=\"" + NAMESPACE + "\">" + text + "</x>";
            var parsed = m_builder.parse(new InputSource(new StringReader(source))).getDocumentElement();
            for (var node = parsed.getFirstChild(); node != null; node = node.getNextSibling()) {
                child.appendChild(m_document.importNode(node, true));
            }
        } catch (SAXException | IOException e) {
            throw new IllegalStateException("Node \"" + m_node.m_name + "\": the " + what
                + " is not a well-formed XML fragment (" + e.getMessage() + "): " + text, e);
        }
        return child;
    }
}

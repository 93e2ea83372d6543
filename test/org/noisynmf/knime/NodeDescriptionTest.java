package org.noisynmf.knime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.knime.core.node.NodeFactory.NodeType;
import org.noisynmf.standin.NodeHost;
import org.noisynmf.standin.spi.PortGroup;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What users read of every node that plugin.xml registers. A broken text would show in KNIME only when it is read. */
@RunWith(Parameterized.class)
public class NodeDescriptionTest {

    private final NodeHost m_node;

    public NodeDescriptionTest(final String factory) {
        m_node = NodeHost.create(factory);
    }

    @Parameters(name = "{0}")
    public static Collection<String> factories() throws Exception {
        final List<String> factories = new ArrayList<>();
        try (InputStream in = Files.newInputStream(Path.of(System.getProperty("noisynmf.root", ".."), "plugin.xml"))) {
            final NodeList nodes =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getElementsByTagName("node");
            for (int i = 0; i < nodes.getLength(); i++) {
                factories.add(((Element)nodes.item(i)).getAttribute("factory-class"));
            }
        }
        assertThat(factories).isNotEmpty();
        return factories;
    }

    @Test
    public void nodeHasNameTypeIconAndKeywords() {
        final Element description = m_node.description();
        assertThat(m_node.name().split(" ").length).as("words in the name").isBetween(2, 4);
        assertThat(m_node.icon()).isPresent();
        assertThat(m_node.type()).isNotIn(NodeType.Other, NodeType.Unknown, NodeType.Missing);
        assertThat(texts(description, "keyword")).isNotEmpty().allMatch(t -> !t.isBlank());
        assertThat(texts(description, "shortDescription")).hasSize(1).allMatch(t -> t.endsWith("."));
    }

    @Test
    public void everyOptionIsDescribedInSentences() {
        final List<Element> options = elements(m_node.description(), "option");
        assertThat(options).isNotEmpty();
        final HashSet<String> names = new HashSet<>();
        for (final Element option : options) {
            final String name = option.getAttribute("name");
            assertThat(name).isNotBlank().doesNotEndWith(":");
            assertThat(names.add(name)).as("option \"" + name + "\" once").isTrue();
            assertThat(option.getTextContent()).as(name).hasSizeGreaterThan(20);
            assertThat(option.getTextContent().strip()).as(name).endsWith(".");
        }
    }

    @Test
    public void everyPortIsDescribed() {
        for (final PortGroup group : m_node.portGroups()) {
            assertThat(group.name()).isNotBlank();
            assertThat(group.description()).as(group.name()).endsWith(".");
        }
        assertThat(m_node.portGroups()).extracting(PortGroup::name).doesNotHaveDuplicates();
    }

    /** Elements that KNIME's description does not know are dropped or break it. */
    @Test
    public void markupIsThatOfNodeDescriptions() {
        final List<String> known = Arrays.asList("knimeNode", "name", "shortDescription", "fullDescription", "intro",
            "tab", "description", "option", "link", "interactiveView", "ports", "inPort", "dynInPort", "outPort",
            "dynOutPort", "views", "view", "keywords", "keyword", "p", "br", "hr", "b", "i", "u", "em", "code", "tt",
            "s", "samp", "sup", "sub", "ul", "ol", "li", "dl", "dt", "dd", "pre", "a", "h3", "h4");
        final NodeList all = m_node.description().getElementsByTagName("*");
        for (int e = 0; e < all.getLength(); e++) {
            assertThat(known).contains(all.item(e).getLocalName() == null ? all.item(e).getNodeName()
                : all.item(e).getLocalName());
        }
    }

    private static List<Element> elements(final Element root, final String name) {
        final NodeList found = root.getElementsByTagName(name);
        final List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element)found.item(i));
        }
        return elements;
    }

    private static List<String> texts(final Element root, final String name) {
        return elements(root, name).stream().map(Element::getTextContent).toList();
    }
}

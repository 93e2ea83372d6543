package org.noisynmf.headless.it;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.objectweb.asm.ClassReader;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The plug-in as the build made it.
 */
final class PluginJar {
    static final File FILE = new File(System.getProperty("noisynmf.plugin"));

    private PluginJar() {
    }

    static Set<String> entries() throws IOException {
        try (JarFile jar = new JarFile(FILE)) {
            return jar.stream().filter(entry -> !entry.isDirectory()).map(entry -> entry.getName())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    static byte[] entry(String name) throws IOException {
        try (JarFile jar = new JarFile(FILE); InputStream content = jar.getInputStream(jar.getEntry(name))) {
            return content.readAllBytes();
        }
    }

    static Attributes manifest() throws IOException {
        try (JarFile jar = new JarFile(FILE)) {
            return jar.getManifest().getMainAttributes();
        }
    }

    /** The comma-separated parts of a manifest header, without their parameters. */
    static List<String> header(String name) throws IOException {
        List<String> parts = new ArrayList<>();
        for (String part : manifest().getValue(name).split(",")) {
            parts.add(part.split(";")[0].strip());
        }
        return parts;
    }

    static List<ClassReader> classes() throws IOException {
        try (JarFile jar = new JarFile(FILE)) {
            return jar.stream().filter(entry -> entry.getName().endsWith(".class")).map(entry -> {
                try (InputStream content = jar.getInputStream(entry)) {
                    return new ClassReader(content);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }).toList();
        }
    }

    /** The elements of that name in plugin.xml. */
    static List<Element> extensions(String element) throws IOException, ParserConfigurationException, SAXException {
        try (JarFile jar = new JarFile(FILE); InputStream xml = jar.getInputStream(jar.getEntry("plugin.xml"))) {
            NodeList found = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml)
                .getElementsByTagName(element);
            List<Element> elements = new ArrayList<>();
            for (int i = 0; i < found.getLength(); i++) {
                elements.add((Element)found.item(i));
            }
            return elements;
        }
    }
}

package org.noisynmf.headless.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;

import javax.imageio.ImageIO;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.knime.core.node.NodeFactory;
import org.objectweb.asm.ClassReader;
import org.w3c.dom.Element;

/**
 * The built plug-in is one that KNIME can install: manifest, nested libraries, natives, extension points, icons.
 */
public class PluginJarIT {
    private static final String VECTOR_MODULE = "jdk/incubator/vector/";

    private static final String VECTOR_LOOPS = "org/noisynmf/engine/vector/";

    /** Tag of a class in the constant pool, JVM specification 4.4. */
    private static final int CLASS_CONSTANT = 7;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void manifestNamesTheBundle() throws Exception {
        // Without singleton KNIME ignores plugin.xml and calls the nodes "not available".
        assertThat(PluginJar.manifest().getValue("Bundle-SymbolicName"))
            .isEqualTo("org.noisynmf.knime;singleton:=true");
        assertThat(PluginJar.manifest().getValue("Bundle-Version")).matches("\\d+\\.\\d+\\.\\d+\\.\\d{12}");
        assertThat(PluginJar.manifest().getValue("Bundle-RequiredExecutionEnvironment")).isEqualTo("JavaSE-17");
        assertThat(PluginJar.manifest().getValue("Require-Bundle"))
            .isEqualTo("org.knime.core;bundle-version=\"[5.8.0,6.0.0)\","
                + "org.knime.core.ui;bundle-version=\"[5.8.0,6.0.0)\"");
    }

    @Test
    public void classPathEqualsTheNestedLibraries() throws Exception {
        List<String> nested = PluginJar.entries().stream().filter(name -> name.startsWith("lib/")).toList();
        List<String> classPath = new ArrayList<>(PluginJar.header("Bundle-ClassPath"));
        assertThat(classPath.remove(0)).as("the plug-in itself comes first").isEqualTo(".");
        assertThat(classPath).containsExactlyInAnyOrderElementsOf(nested);
    }

    @Test
    public void nativeCodeEqualsWhatJoclBrings() throws Exception {
        List<String> inJocl = new ArrayList<>();
        try (JarInputStream jocl = new JarInputStream(new ByteArrayInputStream(PluginJar.entry("lib/jocl.jar")))) {
            for (JarEntry entry = jocl.getNextJarEntry(); entry != null; entry = jocl.getNextJarEntry()) {
                if (entry.getName().startsWith("lib/") && !entry.isDirectory()) {
                    inJocl.add(entry.getName().replaceFirst("lib/", "native/"));
                }
            }
        }
        assertThat(inJocl).isNotEmpty();
        assertThat(PluginJar.entries()).containsAll(inJocl);
        List<String> declared = PluginJar.header("Bundle-NativeCode");
        // The star makes the plug-in resolve on machines for which there is no native library.
        assertThat(declared.remove(declared.size() - 1)).isEqualTo("*");
        assertThat(declared).containsExactlyInAnyOrderElementsOf(inJocl);
    }

    @Test
    public void nothingOfKnimeIsInside() throws Exception {
        assertThat(PluginJar.entries()).noneMatch(name -> name.startsWith("org/knime/") || name.contains("standin"));
    }

    @Test
    public void classesRunOnJava17() throws Exception {
        for (ClassReader reader : PluginJar.classes()) {
            assertThat(reader.readUnsignedShort(6)).as("class file version of " + reader.getClassName()).isEqualTo(61);
        }
    }

    @Test
    public void everyNodeFactoryCanBeMade() throws Exception {
        assertThat(PluginJar.extensions("node")).hasSizeGreaterThanOrEqualTo(4);
        for (Element node : PluginJar.extensions("node")) {
            Class<?> factory = Class.forName(node.getAttribute("factory-class"));
            assertThat(factory).isPublic();
            assertThat(NodeFactory.class).isAssignableFrom(factory);
            assertThat(factory.getConstructor().newInstance()).isNotNull();
        }
    }

    @Test
    public void everyNodeLiesInTheCategory() throws Exception {
        Element category = PluginJar.extensions("category").get(0);
        String path = category.getAttribute("path") + "/" + category.getAttribute("level-id");
        assertThat(PluginJar.extensions("node")).allMatch(node -> node.getAttribute("category-path").equals(path));
    }

    @Test
    public void everyFactoryInTheJarIsRegistered() throws Exception {
        List<String> registered = PluginJar.extensions("node").stream()
            .map(node -> node.getAttribute("factory-class").replace('.', '/') + ".class").toList();
        assertThat(PluginJar.entries()).filteredOn(name -> name.endsWith("NodeFactory.class"))
            .containsExactlyInAnyOrderElementsOf(registered);
    }

    @Test
    public void everyIconIsSixteenPixelsSquareAndItsOwn() throws Exception {
        Set<URL> icons = new HashSet<>();
        icons.add(PluginJarIT.class.getResource("/" + PluginJar.extensions("category").get(0).getAttribute("icon")));
        for (Element node : PluginJar.extensions("node")) {
            NodeFactory<?> factory =
                (NodeFactory<?>)Class.forName(node.getAttribute("factory-class")).getConstructor().newInstance();
            icons.add(factory.getIcon());
        }
        // KNIME shows a default icon without a word where one is missing.
        assertThat(icons).doesNotContainNull().hasSize(PluginJar.extensions("node").size() + 1);
        for (URL icon : icons) {
            BufferedImage image = ImageIO.read(icon);
            assertThat(image.getWidth()).as(icon.getPath()).isEqualTo(16);
            assertThat(image.getHeight()).as(icon.getPath()).isEqualTo(16);
        }
    }

    @Test
    public void everyPortTypeCanBeRegistered() throws Exception {
        assertThat(PluginJar.extensions("portType")).isNotEmpty();
        for (Element port : PluginJar.extensions("portType")) {
            for (String attribute : List.of("objectClass", "objectSerializer", "specClass", "specSerializer")) {
                Class<?> type = Class.forName(port.getAttribute(attribute));
                assertThat(type).as(attribute).isPublic();
                assertThat(Modifier.isPublic(type.getConstructor().getModifiers())).as(attribute).isTrue();
            }
        }
    }

    @Test
    public void everyLicenceIsInside() throws Exception {
        assertThat(PluginJar.entries()).contains("LICENSE", "licences/LGPL-2.1.txt");
        String libraries = new String(PluginJar.entry("THIRD-PARTY.md"), StandardCharsets.UTF_8);
        for (String library : PluginJar.header("Bundle-ClassPath")) {
            if (!library.equals(".")) {
                assertThat(libraries)
                    .contains("`" + library.replaceFirst("lib/", "").replaceFirst("\\.jar$", "") + "`");
            }
        }
    }

    @Test
    public void javasVectorsAreImportedWhereThereAreAny() throws Exception {
        assertThat(PluginJar.manifest().getValue("Import-Package"))
            .contains("jdk.incubator.vector;resolution:=optional");
    }

    /** KNIME gives the plug-in its own class loader: KNIME's classes, its own, its nested libraries, nothing else. */
    @Test
    public void everyClassLinksAgainstTheNestedLibrariesAlone() throws Exception {
        URL knime = NodeFactory.class.getProtectionDomain().getCodeSource().getLocation();
        List<URL> own = new ArrayList<>(List.of(PluginJar.FILE.toURI().toURL()));
        for (String library : PluginJar.header("Bundle-ClassPath")) {
            if (!library.equals(".")) {
                own.add(unpack(library).toUri().toURL());
            }
        }
        TreeSet<String> broken = new TreeSet<>();
        try (URLClassLoader framework = new URLClassLoader(new URL[]{knime}, ClassLoader.getPlatformClassLoader());
            URLClassLoader bundle = new URLClassLoader(own.toArray(URL[]::new), framework)) {
            for (ClassReader reader : PluginJar.classes()) {
                for (String type : namedTypes(reader)) {
                    if (type.startsWith(VECTOR_MODULE) && reader.getClassName().startsWith(VECTOR_LOOPS)) {
                        // there if Java is started with the module; nobody else needs these classes
                        continue;
                    }
                    try {
                        Class.forName(type.replace('/', '.'), false, bundle);
                    } catch (LinkageError | ClassNotFoundException e) {
                        broken.add(reader.getClassName() + " needs " + type + ": " + e);
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    /** All types that the code of a class names, itself included; arrays left out. */
    private static Set<String> namedTypes(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        Set<String> types = new TreeSet<>();
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            if (item > 0 && reader.readByte(item - 1) == CLASS_CONSTANT) {
                String type = reader.readUTF8(item, buffer);
                if (!type.startsWith("[")) {
                    types.add(type);
                }
            }
        }
        return types;
    }

    private Path unpack(String entry) throws IOException {
        Path file = folder.getRoot().toPath().resolve(Path.of(entry).getFileName());
        return Files.write(file, PluginJar.entry(entry));
    }
}

package org.noisynmf.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.Before;
import org.junit.Test;
import org.knime.node.DefaultNode;

/**
 * What the stand-in offers, KNIME has: every public class of the stand-in's org.knime packages, and every public or
 * protected member, stands in the list of KNIME's API with the same owner, name, descriptor and kind.
 */
public class ApiConformityTest {

    private static final Path LIST =
        Path.of(System.getProperty("noisynmf.shared", "../../shared"), "knime-api-symbols.txt");

    /** Class name → first line of its entry. */
    private final Map<String, String> m_types = new HashMap<>();

    /** Class name → members as "modifiers name descriptor". */
    private final Map<String, Set<String>> m_members = new HashMap<>();

    @Before
    public void readList() throws IOException {
        if (!Files.exists(LIST)) {
            System.out.println("Skipped: the list of KNIME's API is not at " + LIST.toAbsolutePath().normalize());
        }
        assumeTrue("The list of KNIME's API is not here", Files.exists(LIST));
        String type = null;
        for (var line : Files.readAllLines(LIST)) {
            if (line.startsWith("  ")) {
                m_members.get(type).add(line.strip().replaceFirst(" throws .*", ""));
            } else if (!line.startsWith("#") && !line.isBlank()) {
                type = line.split(" ")[1];
                m_types.put(type, line);
                m_members.put(type, new HashSet<>());
            }
        }
    }

    @Test
    public void everyClassIsOneOfKnime() throws Exception {
        var unknown = new ArrayList<String>();
        for (var type : standInClasses()) {
            var listed = m_types.get(binaryName(type));
            if (listed == null) {
                unknown.add(binaryName(type) + " is not in the list");
            } else if (!typeLine(type).equals(listed.replaceFirst(" (extends|implements) .*", ""))) {
                unknown.add(typeLine(type) + " is listed as: " + listed);
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    public void everyMemberIsOneOfKnime() throws Exception {
        var unknown = new ArrayList<String>();
        int count = 0;
        for (var type : standInClasses()) {
            var listed = m_members.getOrDefault(binaryName(type), Set.of());
            for (var member : members(type)) {
                count++;
                if (!listed.contains(member)) {
                    unknown.add(binaryName(type) + ": " + member);
                }
            }
        }
        assertThat(unknown).isEmpty();
        // guards against a scan that finds nothing
        assertThat(count).isGreaterThan(500);
    }

    private static List<Class<?>> standInClasses() throws IOException, URISyntaxException, ClassNotFoundException {
        var root = Path.of(DefaultNode.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        var classes = new ArrayList<Class<?>>();
        try (var files = Files.walk(root.resolve("org/knime"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                var name = root.relativize(file).toString().replace('\\', '/').replaceFirst("\\.class$", "");
                var type = Class.forName(name.replace('/', '.'), false, DefaultNode.class.getClassLoader());
                if (isVisible(type)) {
                    classes.add(type);
                }
            }
        }
        return classes;
    }

    /** A plug-in can name the class: it and all classes around it are public, or protected. */
    private static boolean isVisible(final Class<?> type) {
        return !type.isAnonymousClass() && !type.isLocalClass() && isVisible(type.getModifiers())
            && (type.getDeclaringClass() == null || isVisible(type.getDeclaringClass()));
    }

    private static boolean isVisible(final int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String binaryName(final Class<?> type) {
        return type.getName().replace('.', '/');
    }

    private static String typeLine(final Class<?> type) {
        if (type.isInterface()) {
            return (type.isAnnotation() ? "annotation " : "interface ") + binaryName(type);
        }
        int modifiers = type.getModifiers();
        return (type.isEnum() ? "enum " : "class ") + binaryName(type)
            + (Modifier.isAbstract(modifiers) ? " abstract" : "") + (Modifier.isFinal(modifiers) ? " final" : "");
    }

    private static List<String> members(final Class<?> type) {
        var members = new ArrayList<String>();
        for (Method method : type.getDeclaredMethods()) {
            if (isVisible(method.getModifiers()) && !method.isSynthetic()) {
                members.add(modifiers(method.getModifiers()) + method.getName()
                    + MethodType.methodType(method.getReturnType(), method.getParameterTypes()).descriptorString());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isVisible(constructor.getModifiers()) && !constructor.isSynthetic()) {
                members.add(modifiers(constructor.getModifiers()) + "<init>"
                    + MethodType.methodType(void.class, constructor.getParameterTypes()).descriptorString());
            }
        }
        for (Field field : type.getDeclaredFields()) {
            if (isVisible(field.getModifiers()) && !field.isSynthetic()) {
                members.add(
                    modifiers(field.getModifiers()) + field.getName() + ":" + field.getType().descriptorString());
            }
        }
        return members;
    }

    private static String modifiers(final int modifiers) {
        return (Modifier.isPublic(modifiers) ? "public " : "protected ")
            + (Modifier.isStatic(modifiers) ? "static " : "") + (Modifier.isFinal(modifiers) ? "final " : "")
            + (Modifier.isAbstract(modifiers) ? "abstract " : "");
    }
}

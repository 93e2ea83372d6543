package org.noisynmf.headless.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.BeforeClass;
import org.junit.Test;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Every reference to KNIME in the built plug-in exists in KNIME's own API: what the stand-in allowed at compile time
 * must not end in a NoSuchMethodError on somebody's desktop.
 */
public class KnimeReferencesIT {
    private static final Path LIST = Path.of(System.getProperty("noisynmf.root"), "standin/knime-api-symbols.txt");
    private static final Pattern KNIME_TYPE = Pattern.compile("(?<=[L\\[;(\"]|^)org/knime/[\\w/$]+");

    private static KnimeApi api;
    private static final Map<String, ClassReader> OURS = new HashMap<>();

    @BeforeClass
    public static void readPluginAndList() throws IOException {
        api = KnimeApi.read(LIST);
        for (ClassReader reader : PluginJar.classes()) {
            OURS.put(reader.getClassName(), reader);
        }
    }

    @Test
    public void everyTypeExists() {
        Set<String> unknown = new TreeSet<>();
        int found = 0;
        for (ClassReader reader : OURS.values()) {
            for (String type : knimeTypes(reader)) {
                found++;
                if (!api.knows(type)) {
                    unknown.add(reader.getClassName() + " uses " + type);
                }
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(found).as("references seen").isPositive();
    }

    @Test
    public void everyMemberExists() {
        Set<String> unknown = new TreeSet<>();
        for (ClassReader reader : OURS.values()) {
            for (Reference reference : references(reader)) {
                KnimeApi.Type owner = api.type(reference.owner);
                if (owner != null && reference.isMethod && owner.isInterface() != reference.ofInterface) {
                    unknown.add(reader.getClassName() + " takes " + reference.owner + " for "
                        + (reference.ofInterface ? "an interface" : "a class"));
                }
                if (!exists(reference.owner, reference.member)) {
                    unknown.add(reader.getClassName() + " uses " + reference.owner + "." + reference.member);
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    public void everyAnnotationElementExists() {
        Set<String> unknown = new TreeSet<>();
        for (ClassReader reader : OURS.values()) {
            reader.accept(new Annotations((annotation, element) -> {
                KnimeApi.Type type = api.type(annotation);
                if (type == null || type.members().stream().noneMatch(member -> member.startsWith(element + "()"))) {
                    unknown.add(reader.getClassName() + " uses @" + annotation + "(" + element + ")");
                }
            }), 0);
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    public void nothingFinalIsOverridden() {
        Set<String> overridden = new TreeSet<>();
        for (ClassReader reader : OURS.values()) {
            for (String method : declaredMethods(reader)) {
                if (!method.startsWith("<") && isFinalAbove(reader.getClassName(), method)) {
                    overridden.add(reader.getClassName() + "." + method);
                }
            }
        }
        assertThat(overridden).isEmpty();
    }

    /** One field or method that a class names in its constant pool. */
    private record Reference(String owner, String member, boolean isMethod, boolean ofInterface) {
    }

    private static Set<String> knimeTypes(ClassReader reader) {
        Set<String> types = new TreeSet<>();
        // Utf8 constants hold class names, descriptors and generic signatures alike.
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            if (item > 0 && reader.readByte(item - 1) == 1) {
                byte[] text = new byte[reader.readUnsignedShort(item)];
                for (int k = 0; k < text.length; k++) {
                    text[k] = (byte)reader.readByte(item + 2 + k);
                }
                Matcher name = KNIME_TYPE.matcher(new String(text, StandardCharsets.ISO_8859_1));
                while (name.find()) {
                    types.add(name.group());
                }
            }
        }
        return types;
    }

    private static List<Reference> references(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        List<Reference> references = new ArrayList<>();
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            int tag = item > 0 ? reader.readByte(item - 1) : 0;
            if (tag >= 9 && tag <= 11) { // field, method, interface method
                String owner = reader.readClass(item, buffer);
                int nameAndType = reader.getItem(reader.readUnsignedShort(item + 2));
                String name = reader.readUTF8(nameAndType, buffer);
                String descriptor = reader.readUTF8(nameAndType + 2, buffer);
                if (owner.startsWith("org/knime/") || OURS.containsKey(owner)) {
                    references.add(new Reference(owner, tag == 9 ? name + ":" + descriptor : name + descriptor,
                        tag != 9, tag == 11));
                }
            }
        }
        return references;
    }

    private static boolean exists(String owner, String member) {
        KnimeApi.Type type = api.type(owner);
        if (type != null) {
            return type.members().contains(member)
                || !member.startsWith("<") && type.parents().stream().anyMatch(parent -> exists(parent, member))
                || type.isInterface() && inJdk("java/lang/Object", member);
        }
        ClassReader ours = OURS.get(owner);
        if (ours != null) {
            return declaredMethods(ours).contains(member) || declaredFields(ours).contains(member)
                || parents(ours).stream().anyMatch(parent -> exists(parent, member))
                || inJdk("java/lang/Object", member);
        }
        return owner.startsWith("java/") && inJdk(owner, member) || !owner.startsWith("java/")
            && !owner.startsWith("org/knime/");
    }

    private static boolean inJdk(String owner, String member) {
        try {
            for (Class<?> type = Class.forName(owner.replace('/', '.')); type != null; type = type.getSuperclass()) {
                for (Method method : type.getDeclaredMethods()) {
                    String descriptor = MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                        .toMethodDescriptorString();
                    if (member.equals(method.getName() + descriptor)) {
                        return true;
                    }
                }
            }
            return false;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean isFinalAbove(String type, String method) {
        KnimeApi.Type knime = api.type(type);
        if (knime != null) {
            return knime.finalMembers().contains(method)
                || knime.parents().stream().anyMatch(parent -> isFinalAbove(parent, method));
        }
        ClassReader ours = OURS.get(type);
        return ours != null && parents(ours).stream().anyMatch(parent -> isFinalAbove(parent, method));
    }

    private static List<String> parents(ClassReader reader) {
        List<String> parents = new ArrayList<>(List.of(reader.getInterfaces()));
        parents.add(reader.getSuperName());
        return parents;
    }

    private static List<String> declaredMethods(ClassReader reader) {
        List<String> methods = new ArrayList<>();
        reader.accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                String[] exceptions) {
                methods.add(name + descriptor);
                return null;
            }
        }, ClassReader.SKIP_CODE);
        return methods;
    }

    private static List<String> declaredFields(ClassReader reader) {
        List<String> fields = new ArrayList<>();
        reader.accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public FieldVisitor visitField(int access, String name, String descriptor, String signature,
                Object value) {
                fields.add(name + ":" + descriptor);
                return null;
            }
        }, ClassReader.SKIP_CODE);
        return fields;
    }

    /** Told of each element that an annotation of KNIME is given. */
    private interface ElementListener {
        void element(String annotation, String element);
    }

    /** Walks the annotations on a class, its fields and its methods. */
    private static final class Annotations extends ClassVisitor {
        private final ElementListener listener;

        Annotations(ElementListener listener) {
            super(Opcodes.ASM9);
            this.listener = listener;
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return elements(descriptor);
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            return new FieldVisitor(Opcodes.ASM9) {
                @Override
                public AnnotationVisitor visitAnnotation(String type, boolean visible) {
                    return elements(type);
                }
            };
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
            String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public AnnotationVisitor visitAnnotation(String type, boolean visible) {
                    return elements(type);
                }
            };
        }

        private AnnotationVisitor elements(String descriptor) {
            String annotation = Type.getType(descriptor).getInternalName();
            if (!annotation.startsWith("org/knime/")) {
                return null;
            }
            return new AnnotationVisitor(Opcodes.ASM9) {
                @Override
                public void visit(String element, Object value) {
                    listener.element(annotation, element);
                }

                @Override
                public void visitEnum(String element, String type, String value) {
                    listener.element(annotation, element);
                }

                @Override
                public AnnotationVisitor visitArray(String element) {
                    listener.element(annotation, element);
                    return null;
                }

                @Override
                public AnnotationVisitor visitAnnotation(String element, String type) {
                    listener.element(annotation, element);
                    return elements(type);
                }
            };
        }
    }
}

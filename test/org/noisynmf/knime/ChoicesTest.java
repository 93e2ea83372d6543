package org.noisynmf.knime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.junit.Test;
import org.noisynmf.knime.dialog.AlgorithmChoice;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** Choices of the dialogs that stand for one of the engine or of files have its name. */
public class ChoicesTest {

    @Test
    public void everyChoiceFindsWhatItStandsFor() throws ReflectiveOperationException {
        int choices = 0;
        for (final JavaClass type : new ClassFileImporter()
            .importUrl(AlgorithmChoice.class.getProtectionDomain().getCodeSource().getLocation())) {
            if (!type.isEnum() || !type.getPackageName().startsWith("org.noisynmf.knime")) {
                continue;
            }
            for (final Method method : type.reflect().getDeclaredMethods()) {
                if (method.getReturnType().isEnum() && method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())) {
                    method.setAccessible(true);
                    for (final Object choice : type.reflect().getEnumConstants()) {
                        // throws where there is no such constant
                        final Object meant = method.invoke(choice);
                        assertThat(meant == null || meant.getClass() != choice.getClass()).as(choice + "").isTrue();
                        choices++;
                    }
                }
            }
        }
        assertThat(choices).isGreaterThan(50);
    }
}

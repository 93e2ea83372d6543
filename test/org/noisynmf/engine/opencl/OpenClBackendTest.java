package org.noisynmf.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.Assert;
import org.junit.Assume;
import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.device.DeviceException;
import org.noisynmf.engine.device.DeviceProblems;
import org.noisynmf.engine.device.Pass;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Penalty;

/** The device that the settings name does the work, or says why not. */
public class OpenClBackendTest {

    private static final Observations DATA = Observations.of(new double[][]{{1, 2, 3}, {2, 3, 5}}, null);

    private static Optional<Pass> open(final String device, final Algorithm algorithm,
        final List<String> warnings) {
        final NmfSettings settings = NmfSettings.builder().device(device).algorithm(algorithm).rank(1).build();
        return OpenClBackend.open(settings, DATA, 1, new int[]{0}, Penalty.NONE, Penalty.NONE, 0, warnings::add);
    }

    @Test
    public void theCpuNeedsNoOpenCl() {
        final List<String> warnings = new ArrayList<>();
        assertThat(open("cpu", Algorithm.NEARLY, warnings)).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    public void aDeviceIsChosenByItsIndex() {
        final OpenClDevice device = TestDevice.get();
        try (Pass pass = open("0", Algorithm.NEARLY, new ArrayList<>()).orElseThrow()) {
            assertThat(pass.description()).contains("OpenCL device 0", device.name(), "float");
        }
    }

    @Test
    public void aDeviceThatDoesNotExistIsRefused() {
        TestDevice.get();
        assertThatThrownBy(() -> open("9999", Algorithm.NEARLY, new ArrayList<>()))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("OpenCL device 9999", "0: ");
    }

    @Test
    public void anAlgorithmThatDevicesDoNotKnowIsRefused() {
        TestDevice.get();
        assertThatThrownBy(() -> open("0", Algorithm.ANLS, new ArrayList<>()))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("runs on the CPU only");
    }

    @Test
    public void templatesThatGrowBeyondWhatDevicesHandleAreRefusedWhenTheFirstGrows() {
        TestDevice.get();
        final NmfSettings settings = NmfSettings.builder().device("0").rank(17).build();
        assertThatThrownBy(() -> OpenClBackend.open(settings, DATA, 1, new int[]{0}, Penalty.NONE, Penalty.NONE, 0,
            w -> Assert.fail(w))).isInstanceOf(DeviceException.class)
            .hasMessageContaining("up to 16 templates, but 17");
    }

    @Test
    public void projectionChoosesItsDeviceByTheSameRules() {
        final OpenClDevice device = TestDevice.get();
        final List<String> warnings = new ArrayList<>();
        final double[] w = {1, 2, 3};
        assertThat(OpenClBackend.problems("cpu", DATA, w, warnings::add)).isEmpty();
        assertThat(warnings).isEmpty();
        try (DeviceProblems problems = OpenClBackend.problems("0", DATA, w, warnings::add).orElseThrow()) {
            assertThat(problems.description()).contains("OpenCL device 0", device.name(), problems.precision().id());
        }
        assertThatThrownBy(() -> OpenClBackend.problems("9999", DATA, w, warnings::add))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("OpenCL device 9999", "0: ");
        assertThat(warnings).isEmpty();
        Assume.assumeTrue("the only device is a CPU", device.processor());
        assertThat(OpenClBackend.problems("auto", DATA, w, warnings::add)).isEmpty();
        assertThat(warnings).singleElement().asString().contains("the CPU does the work");
    }

    @Test
    public void automaticWithoutAnAcceleratorIsTheCpuWithAWarning() {
        Assume.assumeTrue("the only device is a CPU", TestDevice.get().processor());
        final List<String> warnings = new ArrayList<>();
        assertThat(open("auto", Algorithm.NEARLY, warnings)).isEmpty();
        assertThat(warnings).singleElement().asString().contains("the CPU does the work");
    }

    @Test
    public void devicesAreDescribedForPeople() {
        final OpenClDevice device = TestDevice.get();
        assertThat(OpenClDevices.list()).first().asString().startsWith("0: " + device.name()).contains("GiB");
    }

    @Test
    public void theNativeLibraryHasANameThatNobodyCanGuessAndNoPropertyStaysChanged() throws IOException {
        final String temporary = System.getProperty("java.io.tmpdir");
        TestDevice.get();
        assertThat(System.getProperty("java.io.tmpdir")).isEqualTo(temporary);
        assertThat(System.getProperty("uniqueLibraryNames")).isNull();
        final Path maps = Path.of("/proc/self/maps");
        Assume.assumeTrue("the system lists what is loaded", Files.exists(maps));
        try (Stream<String> lines = Files.lines(maps)) {
            // the name of the file: names of folders in which PoCL keeps compiled kernels may hold these letters, too
            final Path library = Path.of(lines.filter(l -> l.matches(".*/libJOCL[^/]*")).findFirst().orElseThrow()
                .replaceFirst("^[^/]*", ""));
            assertThat(library.getFileName().toString()).matches("libJOCL.*-\\p{XDigit}{8}-[-\\p{XDigit}]{27}\\..*");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(library))).doesNotMatch(".......w.");
        }
    }

    @Test
    public void devicesMayBeListedByManyThreadsAtOnce() throws Exception {
        TestDevice.get();
        final ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            final List<Callable<List<String>>> tasks = new ArrayList<>();
            for (int t = 0; t < 16; t++) {
                tasks.add(OpenClDevices::list);
            }
            for (final Future<List<String>> list : threads.invokeAll(tasks)) {
                assertThat(list.get()).isNotEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}

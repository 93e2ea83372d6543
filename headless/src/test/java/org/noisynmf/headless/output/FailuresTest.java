package org.noisynmf.headless.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.CancellationException;

import org.junit.Test;
import org.noisynmf.engine.device.DeviceException;

public class FailuresTest {

    private static void check(final Throwable failure, final int code, final String message) {
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        assertThat(Failures.report(failure, "noisynmf factorise", new Console(stream, stream, false))).isEqualTo(code);
        assertThat(err.toString(StandardCharsets.UTF_8).strip()).startsWith("noisynmf factorise: " + message)
            .doesNotContain("\n");
    }

    @Test
    public void whatTheUserCanMendTakesOneLineAndExitCodeTwo() {
        check(new IOException("x.npy does\nnot exist"), 2, "x.npy does not exist");
        check(new IllegalArgumentException("--rank is missing"), 2, "--rank is missing");
        check(new AccessDeniedException("x.npy"), 2, "x.npy may not be read");
    }

    @Test
    public void whatHappensOnTheWayTakesOneLineAndExitCodeOne() {
        check(new OutputException("disk full", new IOException()), 1, "disk full");
        check(new DeviceException("device 0 fails", new IllegalStateException()), 1, "device 0 fails");

        check(new OutOfMemoryError(), 1, "not enough memory");
    }

    @Test
    public void interruptedWorkTakesOneLineAndTheExitCodeOfShells() {
        check(new CancellationException(), 130, "cancelled");
    }

    @Test
    public void faultsOfTheProgramShowTheirStackTrace() {
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        assertThat(Failures.report(new IllegalStateException("impossible"), "noisynmf run",
            new Console(stream, stream, false))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("internal error", "impossible", "FailuresTest");
    }
}

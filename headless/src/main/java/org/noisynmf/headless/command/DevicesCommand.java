package org.noisynmf.headless.command;

import java.util.List;
import java.util.concurrent.Callable;

import org.noisynmf.engine.device.DeviceException;
import org.noisynmf.engine.opencl.OpenClDevices;
import org.noisynmf.headless.output.Console;
import org.noisynmf.headless.output.Failures;

import picocli.CommandLine.Command;

/** Lists what OpenCL offers. */
@Command(name = "devices", mixinStandardHelpOptions = true,
    description = {
        "Lists the OpenCL devices of this machine, each with its index for --device. A machine without devices is not "
            + "an error: the CPU then does the work.",
        ""},
    footer = {"", "Examples:", "  noisynmf devices",
        "  noisynmf factorise --data X.npy --rank 4 --device 0 --out fit"})
public final class DevicesCommand implements Callable<Integer> {

    private final Console m_console;

    public DevicesCommand(final Console console) {
        m_console = console;
    }

    @Override
    public Integer call() {
        try {
            final List<String> devices = OpenClDevices.list();
            devices.forEach(m_console::line);
            if (devices.isEmpty()) {
                m_console.line("OpenCL has no device on this machine");
            }
        } catch (final DeviceException e) {
            m_console.line("No devices. " + Failures.oneLine(e.getMessage()));
        }
        return 0;
    }
}

package org.noisynmf.engine.opencl;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jocl.CLException;

/** What is to be released on a device, the last first. */
final class Releases implements AutoCloseable {

    private final Deque<Runnable> m_releases = new ArrayDeque<>();

    /**
     * @param release frees one object
     */
    void add(final Runnable release) {
        m_releases.push(release);
    }

    /** Releases everything once. A device that was lost may refuse each; that must not hide what failed before. */
    @Override
    public void close() {
        while (!m_releases.isEmpty()) {
            try {
                m_releases.pop().run();
            } catch (CLException e) {
                // the driver has given the object up already
                continue;
            }
        }
    }
}

package org.noisynmf.io.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Random;

import org.junit.Test;

public class ReadAheadTest {

    private static final byte[] BYTES = new byte[700_001];

    static {
        new Random(3).nextBytes(BYTES);
    }

    @Test(timeout = 20_000)
    public void givesTheSameBytesAndThenTheEnd() throws IOException {
        try (InputStream in = new ReadAhead(new ByteArrayInputStream(BYTES))) {
            assertThat(in.read()).isEqualTo(BYTES[0] & 0xff);
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(BYTES, 1, BYTES.length));
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.read(new byte[3])).isEqualTo(-1);
        }
        try (InputStream in = new ReadAhead(new ByteArrayInputStream(new byte[0]))) {
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test(timeout = 20_000)
    public void failureComesAfterTheBytesBeforeIt() throws IOException {
        final InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new EOFException("cut off");
            }
        };
        try (InputStream in = new ReadAhead(new SequenceInputStream(new ByteArrayInputStream(BYTES), failing))) {
            assertThat(in.readNBytes(BYTES.length)).isEqualTo(BYTES);
            assertThatThrownBy(in::read).isInstanceOf(EOFException.class).hasMessage("cut off");
        }
    }

    @Test(timeout = 20_000)
    public void closingEndsTheThread() throws Exception {
        final ReadAhead in = new ReadAhead(new InputStream() {
            @Override
            public int read() {
                return 1;
            }
        });
        assertThat(in.read()).isEqualTo(1);
        in.close();
        Thread.sleep(1);
        while (Thread.getAllStackTraces().keySet().stream().anyMatch(t -> "noisynmf-read-ahead".equals(t.getName()))) {
            Thread.sleep(5);
        }
    }
}

package org.noisynmf.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import com.sun.net.httpserver.HttpServer;

/** Files that are named by URLs. */
public class LocationsTest {

    @Rule
    public TemporaryFolder temporary = new TemporaryFolder();

    private HttpServer m_server;

    @Before
    public void serve() throws IOException {
        m_server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        m_server.createContext("/data.csv", exchange -> {
            final byte[] body = "a,b\n1,2\n2,4\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        m_server.createContext("/cut.csv", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("1,2\n2,4\n".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        m_server.createContext("/moved.csv", exchange -> {
            exchange.getResponseHeaders().set("Location", "/data.csv");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        m_server.createContext("/round.csv", exchange -> {
            exchange.getResponseHeaders().set("Location", "/round.csv");
            exchange.sendResponseHeaders(301, -1);
            exchange.close();
        });
        m_server.start();
    }

    @After
    public void stop() {
        m_server.stop(0);
    }

    @Test
    public void filesMayBeUrls() throws IOException {
        final Path out = temporary.getRoot().toPath().resolve("out");
        final String address = "http://127.0.0.1:" + m_server.getAddress().getPort() + "/data.csv";
        final Cli fetched = Cli.run("factorise", "--data", address, "--header", "--rank", 1, "--out", out);
        assertThat(fetched.err()).isEmpty();
        assertThat(fetched.code()).isZero();
        assertThat(((Map<?, ?>)((List<?>)Cli.json(out.resolve("summary.json")).get("inputs")).get(0)).get("file"))
            .isEqualTo(address);
        assertThat(
            Cli.run("factorise", "--data", address.replace("data", "moved"), "--header", "--rank", 1, "--out", out)
                .code())
            .isZero();
        for (final String broken : List.of("cut", "round")) {
            final Cli cli = Cli.run("factorise", "--data", address.replace("data", broken), "--rank", 1, "--out", out);
            assertThat(cli.code()).as(broken).isEqualTo(2);
            assertThat(cli.err()).contains(broken + ".csv\" cannot be fetched");
        }
        final Path file = Cli.text(temporary.getRoot().toPath().resolve("my data.csv"), "1,2\n2,4\n");
        assertThat(Cli.run("factorise", "--data", file.toUri(), "--rank", 1, "--out", out).code()).isZero();
        final Cli missing =
            Cli.run("factorise", "--data", address.replace("data.csv", "none"), "--rank", 1, "--out", out);
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("cannot be fetched: the server answers 404");
    }
}

package org.knime.core.webui.page;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

import org.knime.core.node.FluentNodeAPI;

/** The page of a view. The stand-in knows pages from a string or stream; pages from files need OSGi. */
public class Page implements Resource, FluentNodeAPI {

    private final Supplier<InputStream> m_content;

    private final Charset m_charset;

    private final String m_relativePath;

    Page(final Supplier<InputStream> content, final Charset charset, final String relativePath) {
        m_content = content;
        m_charset = charset;
        m_relativePath = relativePath;
        typeOf(relativePath);
    }

    public static RequireFromFileOrString create() {
        return new RequireFromFileOrString() {

            @Override
            public RequireRelativePath fromString(final InputStreamSupplier content, final Charset charset) {
                return path -> new Page(content, charset, path);
            }

            @Override
            public RequireRelativePath fromString(final StringSupplier content, final Charset charset) {
                return path -> new Page(() -> new ByteArrayInputStream(content.get().getBytes(charset)), charset, path);
            }
        };
    }

    @Override
    public InputStream getInputStream() {
        return m_content.get();
    }

    @Override
    public String getRelativePath() {
        return m_relativePath;
    }

    @Override
    public boolean isStatic() {
        return false;
    }

    @Override
    public Optional<Charset> getCharset() {
        return Optional.of(m_charset);
    }

    @Override
    public ContentType getContentType() {
        return typeOf(m_relativePath);
    }

    private static ContentType typeOf(final String relativePath) {
        return switch (relativePath.substring(relativePath.lastIndexOf('.') + 1)) {
            case "html" -> ContentType.HTML;
            case "js" -> ContentType.SHADOW_APP;
            case "svg" -> ContentType.SVG;
            case "png" -> ContentType.PNG;
            default -> throw new IllegalArgumentException("Unsupported page type \"" + relativePath
                + "\": the path must end in html, js, svg or png");
        };
    }

    public interface InputStreamSupplier extends Supplier<InputStream> {
    }

    public interface StringSupplier extends Supplier<String> {
    }

    public interface RequireFromFileOrString {

        RequireRelativePath fromString(InputStreamSupplier content, Charset charset);

        default RequireRelativePath fromString(final InputStreamSupplier content) {
            return fromString(content, StandardCharsets.UTF_8);
        }

        RequireRelativePath fromString(StringSupplier content, Charset charset);

        default RequireRelativePath fromString(final StringSupplier content) {
            return fromString(content, StandardCharsets.UTF_8);
        }
    }

    public interface RequireRelativePath {

        Page relativePath(String relativePath);
    }
}

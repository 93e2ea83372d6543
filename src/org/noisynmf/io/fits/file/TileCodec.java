package org.noisynmf.io.fits.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

import org.noisynmf.io.source.Excerpt;

import nom.tam.fits.Header;
import nom.tam.fits.compression.algorithm.api.ICompressOption;
import nom.tam.fits.compression.algorithm.api.ICompressorControl;
import nom.tam.fits.compression.algorithm.plio.PLIOCompress;
import nom.tam.fits.compression.algorithm.rice.RiceCompressOption;
import nom.tam.fits.compression.provider.CompressorProvider;
import nom.tam.util.ArrayFuncs;
import nom.tam.util.type.ElementType;

/**
 * Unpacks the numbers of one tile: FITS standard 4.0, section 10.4.
 * <p>
 * Rice and H-compress are the library's. The JDK unpacks gzip, for three reasons: the library's GZIP_1 loses bytes
 * where the unpacked stream comes in pieces that end within a number; here what is unpacked can be bounded; and other
 * programs pack whole numbers in more bytes than they need. The library's PLIO keeps 16 bits of a number, of 24 that
 * there can be.
 */
public final class TileCodec {

    /** A tile of this many numbers is believed whatever its bytes: some 100 MB. */
    private static final int BELIEVED = 1 << 24;

    /**
     * No larger tile has more numbers to a byte. gzip reaches 1032 bytes to a byte, Rice 85 numbers. A larger tile of
     * equal numbers could be denser in PLIO and H-compress; no spectrum has so many pixels.
     */
    private static final int DENSEST = 2048;

    /** H-compress tells the axes of the tile behind two bytes that mark it. */
    private static final int H_AXES = 2;

    private static final int H_HEADER = 10;

    private static final int WIDEST = Long.BYTES;

    private final String m_method;

    private final Class<?> m_type;

    private final Consumer<ICompressOption> m_parameters;

    private TileCodec(final String method, final Class<?> type, final Consumer<ICompressOption> parameters) {
        m_method = method.trim().toUpperCase(Locale.ROOT);
        m_type = type;
        m_parameters = parameters;
    }

    /**
     * @param method as in ZCMPTYPE
     * @param type what is unpacked: byte, short, int, long, float or double
     * @param header that tells the parameters of the method, as ZNAMEi and ZVALi
     * @return the codec for tiles of an image
     */
    public static TileCodec ofImage(final String method, final Class<?> type, final Header header) {
        return new TileCodec(method, type, o -> o.getCompressionParameters().getValuesFromHeader(header));
    }

    /**
     * @param method as in ZMASKCMP
     * @return the codec for the mask of null pixels, whose parameters are the defaults
     */
    public static TileCodec ofNullPixels(final String method) {
        return new TileCodec(method, byte.class, o -> {
        });
    }

    /**
     * @param method as in ZCTYPn
     * @param type of the elements of the column
     * @return the codec for a column; Rice takes numbers of their own width
     */
    public static TileCodec ofColumn(final String method, final Class<?> type) {
        return new TileCodec(method, type, o -> {
            if (o instanceof RiceCompressOption rice) {
                rice.setBytePix(ElementType.forClass(type).size());
            }
        });
    }

    /**
     * @param numbers how many a tile or a row is said to have
     * @param bytes how many bytes hold them
     * @return whether so many numbers can be in so few bytes; nothing need be allocated to find out
     */
    public static boolean isBelievable(final long numbers, final long bytes) {
        return numbers <= BELIEVED || numbers <= Integer.MAX_VALUE - WIDEST && numbers / DENSEST <= bytes;
    }

    /**
     * @param packed the bytes of a tile. Not modified.
     * @param width numbers along its first axis
     * @param height rows of so many numbers
     * @return width · height numbers of this codec's type
     * @throws IllegalArgumentException if the bytes do not hold them; the message says why
     */
    public Object unpack(final byte[] packed, final int width, final int height) {
        final long numbers = (long)width * height;
        if (!isBelievable(numbers, packed.length)) {
            throw new IllegalArgumentException(numbers + " numbers cannot be in " + packed.length + " bytes");
        }
        final int count = (int)numbers;
        return switch (m_method) {
            case "GZIP_1" -> ofBytes(unzipped(packed, count), count);
            case "GZIP_2" -> ofBytes(unshuffled(unzipped(packed, count), count), count);
            case "NOCOMPRESS" -> ofBytes(packed, count);
            case "PLIO_1" -> ofPlio(packed, count);
            case "RICE_1", "RICE_ONE" -> byLibrary("RICE_1", packed, width, height);
            case "HCOMPRESS_1" -> {
                checkAxes(packed, count);
                yield byLibrary(m_method, packed, width, height);
            }
            default ->
                throw new IllegalArgumentException(
                    "it is compressed by \"" + Excerpt.of(m_method) + "\", but only RICE_1, GZIP_1, GZIP_2, "
                        + "HCOMPRESS_1 and PLIO_1 can be read");
        };
    }

    private static byte[] unzipped(final byte[] packed, final int count) {
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            // One byte more than there can be, so that too many are noticed.
            return stream.readNBytes((int)Math.min((long)count * WIDEST + 1, Integer.MAX_VALUE - WIDEST));
        } catch (final IOException e) {
            throw new IllegalArgumentException("it is not a gzip stream: " + FitsContent.reason(e), e);
        }
    }

    /** GZIP_2 holds the first bytes of all numbers, then the second ones, and so on. */
    private static byte[] unshuffled(final byte[] planes, final int count) {
        final int width = width(planes, count);
        final byte[] bytes = new byte[planes.length];
        for (int plane = 0; plane < width; plane++) {
            for (int i = 0; i < count; i++) {
                bytes[i * width + plane] = planes[plane * count + i];
            }
        }
        return bytes;
    }

    private static int width(final byte[] bytes, final int count) {
        final int width = count == 0 ? 0 : bytes.length / count;
        if (width * count != bytes.length || Integer.bitCount(width) != 1 || width > WIDEST) {
            throw new IllegalArgumentException("it has " + bytes.length + " bytes for " + count + " numbers");
        }
        return width;
    }

    /**
     * @param bytes big-endian numbers
     * @param count how many
     * @return the same as numbers of this codec's type
     * @throws IllegalArgumentException if the bytes are too few or too many
     */
    public Object ofBytes(final byte[] bytes, final int count) {
        final int width = width(bytes, count);
        final boolean whole = m_type != float.class && m_type != double.class;
        if (!whole && width != ElementType.forClass(m_type).size()) {
            throw new IllegalArgumentException("it has " + width + " bytes for a " + m_type);
        }
        final ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (m_type == float.class) {
            final float[] floats = new float[count];
            buffer.asFloatBuffer().get(floats);
            return floats;
        }
        if (m_type == double.class) {
            final double[] doubles = new double[count];
            buffer.asDoubleBuffer().get(doubles);
            return doubles;
        }
        return switch (width) {
            case Byte.BYTES -> converted(bytes);
            case Short.BYTES -> {
                final short[] shorts = new short[count];
                buffer.asShortBuffer().get(shorts);
                yield converted(shorts);
            }
            case Integer.BYTES -> {
                final int[] ints = new int[count];
                buffer.asIntBuffer().get(ints);
                yield converted(ints);
            }
            default -> {
                final long[] longs = new long[count];
                buffer.asLongBuffer().get(longs);
                yield converted(longs);
            }
        };
    }

    /** To this codec's type; bytes are unsigned. */
    private Object converted(final Object numbers) {
        if (numbers.getClass().getComponentType() == m_type) {
            return numbers;
        }
        return ArrayFuncs.convertArray(Scaling.whole(numbers), m_type);
    }

    private Object ofPlio(final byte[] packed, final int count) {
        final ShortBuffer words = ByteBuffer.wrap(packed).asShortBuffer();
        final PlioNumbers numbers = new PlioNumbers(count);
        try {
            numbers.decompress(words, count);
        } catch (final IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("its PLIO words end too soon", e);
        }
        return converted(numbers.m_numbers);
    }

    private static void checkAxes(final byte[] packed, final int count) {
        if (packed.length < H_HEADER) {
            throw new IllegalArgumentException("it has " + packed.length + " bytes, fewer than an H-compressed tile");
        }
        final ByteBuffer header = ByteBuffer.wrap(packed);
        final long rows = header.getInt(H_AXES);
        final long columns = header.getInt(H_AXES + Integer.BYTES);
        if (rows < 1 || columns < 1 || rows * columns != count) {
            throw new IllegalArgumentException(
                "it is H-compressed from " + rows + " × " + columns + " numbers, but the tile has " + count);
        }
    }

    private Object byLibrary(final String method, final byte[] packed, final int width, final int height) {
        final boolean whole = m_type == byte.class || m_type == short.class || m_type == int.class;
        final ICompressorControl control =
            whole ? CompressorProvider.findCompressorControl(null, method, m_type) : null;
        if (control == null) {
            throw new IllegalArgumentException(method + " cannot hold numbers of the type " + m_type);
        }
        final Object numbers = ElementType.forClass(m_type).newArray(width * height);
        final Buffer buffer = m_type == byte.class ? ByteBuffer.wrap((byte[])numbers)
            : m_type == short.class ? ShortBuffer.wrap((short[])numbers) : IntBuffer.wrap((int[])numbers);
        final ICompressOption option = control.option();
        try {
            m_parameters.accept(option);
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException(
                "the header has parameters (ZNAMEi, ZVALi) that " + method + " does not have", e);
        }
        option.setTileWidth(width).setTileHeight(height);
        try {
            control.decompress(ByteBuffer.wrap(packed), buffer, option);
        } catch (final RuntimeException e) {
            throw new IllegalArgumentException("its bytes are not what " + method + " makes", e);
        }
        return numbers;
    }

    /** The library's decoder with numbers that keep all their bits. */
    private static final class PlioNumbers extends PLIOCompress {

        private final int[] m_numbers;

        PlioNumbers(final int count) {
            m_numbers = new int[count];
        }

        @Override
        protected int decompress(final ShortBuffer compressedData, final int npix) {
            return super.decompress(compressedData, npix);
        }

        @Override
        protected int nextPixel() {
            throw new UnsupportedOperationException("this is for reading");
        }

        @Override
        protected void put(final int index, final int pixel) {
            m_numbers[index] = pixel;
        }
    }
}

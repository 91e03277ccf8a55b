package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks the streams that hold objects (ISO 32000-1, 7.5.7). Whatever follows a dictionary that may be that of one is looked
 * at in full; of other streams only those that unpack to text. What turns out to be a picture is no archive, and passes.
 */
final class PdfObjectStreams implements ContentReader.Sink {

    private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LINE_FEED = {'\n'};
    private static final int ENOUGH = 64;
    /** Readers go to the next line, however far that is; no further than this. */
    private static final int LONGEST_LINE = 256;
    /** Streams stand one behind the other, so all together are not much longer than the file; some are tried at two places. */
    private static final int MOST_READ = 4;

    private final ContentReader content;
    private final PdfDictionaries dictionaries;
    private final ArchiveMeter meter;
    private final Supplier<PdfNames> names;
    private final LongSink starts = new LongSink();
    private final byte[] packed = new byte[4 << 10];
    private final byte[] plain = new byte[4 << 10];
    private long position;
    private long read;
    private int matched;

    private PdfObjectStreams(
            ContentReader content, PdfDictionaries dictionaries, ArchiveMeter meter, Supplier<PdfNames> names) {
        this.content = content;
        this.dictionaries = dictionaries;
        this.meter = meter;
        this.names = names;
    }

    static void forEach(
            ContentReader content, PdfDictionaries dictionaries, ArchiveMeter meter, Supplier<PdfNames> names)
            throws IOException {
        PdfObjectStreams streams = new PdfObjectStreams(content, dictionaries, meter, names);
        content.forEach(0, content.size(), streams);
        // Some readers believe no header, so none is.
        Inflater inflater = new Inflater(true);
        try {
            for (int i = 0; i < streams.starts.size; i++) {
                streams.scan(streams.starts.values[i], inflater);
            }
        } finally {
            inflater.end();
        }
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            if (matched == 0) {
                i = ByteSearch.indexOf(bytes, i, end, 's');
                if (i == end) {
                    break;
                }
                matched = 1;
            } else if (bytes[i] == STREAM[matched]) {
                if (++matched == STREAM.length) {
                    starts.add(position + (i - offset) + 1);
                    matched = 0;
                }
            } else {
                matched = bytes[i] == 's' ? 1 : 0;
            }
        }
        position += length;
    }

    /** The data starts in the next line; some readers pass over blanks only. */
    private void scan(long after, Inflater inflater) throws IOException {
        long end = Math.min(content.size(), after + LONGEST_LINE);
        long start = after;
        while (start < end && content.u8(start) == ' ') {
            start++;
        }
        long line = start;
        while (line < end && !isLineEnd(line)) {
            line++;
        }
        if (line > start) {
            scanAt(start, inflater);
        }
        if (line < end) {
            scanAt(content.u8(line) == '\r' && content.startsWith(line + 1, LINE_FEED) ? line + 2 : line + 1, inflater);
        }
    }

    private boolean isLineEnd(long at) throws IOException {
        return content.u8(at) == '\n' || content.u8(at) == '\r';
    }

    private void scanAt(long start, Inflater inflater) throws IOException {
        boolean declared = dictionaries.isNear(start);
        if (start + 2 > content.size() || !(declared || isZlib(content, start))) {
            return;
        }
        PdfNames found = names.get();
        try {
            unpack(start + 2, declared, inflater, found);
        } catch (DataFormatException damaged) {
            // A reader sees what was unpacked so far, and so did we.
            found.endName();
        }
        addRead(inflater.getBytesRead());
    }

    /** What yields nothing costs time, too: streams that start within each other would be read over and over. */
    private void addRead(long bytes) {
        read += bytes;
        if (read > MOST_READ * content.size()) {
            throw new UploadRefusedException(UploadReason.ARCHIVE_RATIO);
        }
    }

    private void unpack(long from, boolean declared, Inflater inflater, PdfNames found)
            throws IOException, DataFormatException {
        long at = from;
        int most = ENOUGH;
        PdfObjectText text = new PdfObjectText();
        boolean isText = true;
        inflater.reset();
        meter.startStream();
        while (!inflater.finished()) {
            int count = inflater.inflate(plain, 0, most);
            if (count == 0) {
                if (at >= content.size()) {
                    break;
                }
                int filled = content.read(at, packed, 0, packed.length);
                inflater.setInput(packed, 0, filled);
                at += filled;
                continue;
            }
            most = plain.length;
            isText = isText && text.goesOn(plain, count);
            if (isText && text.startsWithNumbers()) {
                meter.limitRatio(content.size() - from);
            }
            meter.add(count);
            if (!isText && !declared) {
                return;
            }
            found.accept(plain, 0, count);
        }
        found.endName();
    }

    private static boolean isZlib(ContentReader content, long at) throws IOException {
        return (content.u8(at) & 0x0f) == 8 && content.u16be(at) % 31 == 0;
    }

    /** Places in the file; bounded, since each costs a look. */
    private static final class LongSink {

        private static final int MOST = 200_000;

        private long[] values = new long[64];
        private int size;

        void add(long value) {
            if (size == MOST) {
                throw new UploadRefusedException(UploadReason.ARCHIVE_TOO_MANY_ENTRIES);
            }
            if (size == values.length) {
                values = java.util.Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }
    }
}

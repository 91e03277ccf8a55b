package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.ContentRules;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a document must not be, at any depth. Programs find parts by relationships, so what one is its first bytes
 * say, and its name only where that is worse.
 */
final class OfficePart {

    private static final int MOST_OF_OBJECT = 64 << 20;

    private static final byte[] RICH_TEXT = {'{', '\\', 'r', 't'};

    private final List<Search> searches = new ArrayList<>();
    private @Nullable DtdScan dtd;
    private @Nullable EndScan archiveEnd;

    private record Search(PartScan scan, UploadReason reason) {}

    private OfficePart() {}

    /**
     * Reads a part to its end, and what is inside of it.
     *
     * @param name in small letters
     * @param buffer for the bytes, longer than the start of a part
     * @param depth that of an archive which the part is
     */
    static void drain(InputStream in, String name, byte[] buffer, ArchiveMeter meter, ContentRules rules, int depth)
            throws IOException {
        int count = in.readNBytes(buffer, 0, XmlStart.LENGTH);
        OfficePart part = of(name, buffer, count, rules);
        if (NestedArchive.startsLikeOne(buffer, count)) {
            NestedArchive.check(new HeadedStream(buffer, count, in), meter, rules, depth);
        } else if (Ole2File.startsLikeOne(buffer, count)) {
            part.checkObject(new HeadedStream(buffer, count, in), meter, rules, depth);
        }
        while (count >= 0) {
            part.accept(buffer, 0, count);
            count = in.read(buffer, 0, buffer.length);
        }
        part.end();
    }

    /** A compound file is read at any place, so not as it comes. */
    private void checkObject(InputStream in, ArchiveMeter meter, ContentRules rules, int depth) throws IOException {
        try (ContentReader object = meter.content().copyOf(in, MOST_OF_OBJECT)) {
            object.forEach(0, object.size(), this::accept);
            Ole2Check.checkObject(object, meter, rules, depth);
        }
    }

    private static OfficePart of(String name, byte[] head, int length, ContentRules rules) {
        checkName(name, rules);
        if (!rules.activeContent() && starts(head, length, RICH_TEXT)) {
            throw new UploadRefusedException(UploadReason.ACTIVE_CONTENT);
        }
        OfficePart part = new OfficePart();
        XmlStart start = XmlStart.of(head, length);
        start.requireEncoding();
        if (start.mayBeXml() || name.endsWith(".xml") || name.endsWith(".rels") || name.endsWith(".vml")) {
            // No part has a DTD (ECMA-376-2, 8.1.4).
            part.dtd = new DtdScan();
        }
        if (name.endsWith(".bin") || Ole2File.startsLikeOne(head, length)) {
            part.searchObject(rules);
        }
        if (!NestedArchive.startsLikeOne(head, length) && !Ole2File.startsLikeOne(head, length)) {
            part.archiveEnd = new EndScan();
        }
        return part;
    }

    /** Looks for names in the directory of a compound file, which are compared without case (MS-CFB, 2.6.4). */
    private void searchObject(ContentRules rules) {
        if (!rules.activeContent()) {
            searches.add(new Search(PartScan.inAnyCase("\u0001Ole10Native"), UploadReason.ACTIVE_CONTENT));
        }
        if (!rules.macros()) {
            searches.add(new Search(PartScan.inAnyCase("_VBA_PROJECT"), UploadReason.MACROS));
        }
    }

    private static void checkName(String name, ContentRules rules) {
        if (!rules.macros()
                && (name.endsWith("vbaproject.bin")
                        || name.endsWith("vbadata.xml")
                        || name.contains("/macrosheets/")
                        || name.endsWith("attachedtoolbars.bin"))) {
            throw new UploadRefusedException(UploadReason.MACROS);
        }
        if (!rules.activeContent() && name.contains("/activex/")) {
            throw new UploadRefusedException(UploadReason.ACTIVE_CONTENT);
        }
    }

    private static boolean starts(byte[] head, int length, byte[] expected) {
        return length >= expected.length && Arrays.equals(head, 0, expected.length, expected, 0, expected.length);
    }

    private void accept(byte[] bytes, int offset, int length) {
        if (archiveEnd != null) {
            archiveEnd.accept(bytes, offset, length);
        }
        if (dtd != null) {
            dtd.accept(bytes, offset, length);
            Polyglot.require(!dtd.found());
        }
        for (Search search : searches) {
            search.scan().accept(bytes, offset, length);
            if (search.scan().found()) {
                throw new UploadRefusedException(search.reason());
            }
        }
    }

    /** All of it was seen. */
    private void end() {
        if (archiveEnd != null && archiveEnd.found()) {
            throw new UploadRefusedException(UploadReason.POLYGLOT);
        }
    }
}

package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.ContentRules;
import java.io.IOException;
import java.util.List;

/**
 * What stands in the streams of a compound file and is opened from there: workbooks, packages, and compound files again.
 * The streams that are looked into may not be larger than the file together, since no sector belongs to two of them.
 */
final class Ole2Objects {

    static final List<String> WORKBOOKS = List.of("Workbook", "Book");
    private static final int HEAD = 8;

    private final Ole2File file;
    private final Ole2Directory directory;
    private final ArchiveMeter meter;
    private final ContentRules rules;
    private final int depth;
    private long left;

    private Ole2Objects(Ole2File file, Ole2Directory directory, ArchiveMeter meter, ContentRules rules, int depth) {
        this.file = file;
        this.directory = directory;
        this.meter = meter;
        this.rules = rules;
        this.depth = depth;
        this.left = file.content().size();
    }

    /** Checks them; the depth is that of an archive in a stream. */
    static void check(Ole2File file, Ole2Directory directory, ArchiveMeter meter, ContentRules rules, int depth)
            throws IOException {
        Ole2Objects objects = new Ole2Objects(file, directory, meter, rules, depth);
        for (Ole2Entry entry : directory.streams()) {
            if (entry.size() >= HEAD) {
                objects.check(entry);
            }
        }
    }

    private void check(Ole2Entry entry) throws IOException {
        file.content().checkTime();
        byte[] head = directory.open(entry).readNBytes(HEAD);
        if (NestedArchive.startsLikeOne(head, HEAD)) {
            count(entry);
            NestedArchive.check(directory.open(entry), meter, rules, depth);
        } else if (Ole2File.startsLikeOne(head, HEAD)) {
            count(entry);
            meter.requireDepth(depth);
            try (ContentReader object =
                    file.content().copyOf(directory.open(entry), file.content().size())) {
                Ole2Check.checkObject(object, meter, rules, depth + 1);
            }
        } else if (isWorkbook(entry) && WorkbookStream.startsLikeOne(head)) {
            count(entry);
            WorkbookStream.check(directory.open(entry), rules);
        }
    }

    private void count(Ole2Entry entry) {
        left -= entry.size();
        Polyglot.require(left >= 0);
    }

    private static boolean isWorkbook(Ole2Entry entry) {
        return WORKBOOKS.stream().anyMatch(name -> name.equalsIgnoreCase(entry.name()));
    }
}

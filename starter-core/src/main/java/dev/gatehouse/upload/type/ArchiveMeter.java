package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ArchiveBudget;
import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;

/** Counts what comes out of an archive, and of archives in it, while it comes. */
final class ArchiveMeter {

    private final ArchiveBudget budget;
    private final ContentReader content;
    private long total;
    private long ofEntry;
    private long mostOfEntry;
    private int entries;

    ArchiveMeter(ArchiveBudget budget, ContentReader content) {
        this.budget = budget;
        this.content = content;
    }

    /** Starts an entry of the outer archive; what is inside of it counts for it. */
    void startEntry(long packed) {
        ofEntry = 0;
        limitRatio(packed);
        addEntry();
    }

    /** Starts what is packed by itself and no entry of an archive, so may be packed as densely as it is. */
    void startStream() {
        ofEntry = 0;
        mostOfEntry = Long.MAX_VALUE;
    }

    /** Bounds what comes out of what has been started by what went in. */
    void limitRatio(long packed) {
        mostOfEntry = Math.max(budget.ratioGrace(), packed * budget.maxRatio());
    }

    /** Counts an entry at any depth. */
    void addEntry() {
        if (++entries > budget.maxEntries()) {
            throw new UploadRefusedException(UploadReason.ARCHIVE_TOO_MANY_ENTRIES);
        }
    }

    void add(int bytes) {
        content.checkTime();
        total += bytes;
        ofEntry += bytes;
        if (total > budget.maxSize()) {
            throw new UploadRefusedException(UploadReason.ARCHIVE_TOO_LARGE);
        }
        if (ofEntry > mostOfEntry) {
            throw new UploadRefusedException(UploadReason.ARCHIVE_RATIO);
        }
    }

    /** What is unpacked. */
    ContentReader content() {
        return content;
    }

    void requireDepth(int depth) {
        if (depth > budget.maxDepth()) {
            throw new UploadRefusedException(UploadReason.ARCHIVE_NESTING);
        }
    }

    long total() {
        return total;
    }
}

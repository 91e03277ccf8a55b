package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The directory of a compound file (MS-CFB, 2.6): all its entries, and which of them stand at the top. */
final class Ole2Directory {

    private static final int ENTRY = 128;
    private static final int MAX_ENTRIES = 10_000;
    private static final long NONE = 0xffffffffL;

    private final Ole2File file;
    private final List<Ole2Entry> entries = new ArrayList<>();
    private final List<Ole2Entry> streams = new ArrayList<>();
    private final List<Ole2Entry> top = new ArrayList<>();

    private final Ole2Chain miniSectors;
    private final Ole2Chain miniTable;

    private Ole2Directory(Ole2File file) throws IOException {
        this.file = file;
        readEntries();
        Polyglot.require(!entries.isEmpty() && root().kind() == Ole2Entry.ROOT);
        walk();
        miniSectors = new Ole2Chain(file, root().start());
        miniTable = new Ole2Chain(file, file.firstMiniSector());
    }

    static Ole2Directory read(Ole2File file) throws IOException {
        return new Ole2Directory(file);
    }

    private Ole2Entry root() {
        return entries.get(0);
    }

    /** Opens one of its streams. */
    Ole2Stream open(Ole2Entry stream) throws IOException {
        return new Ole2Stream(file, miniSectors, miniTable, root().size(), stream);
    }

    /** All entries, also those that no storage holds. */
    List<Ole2Entry> entries() {
        return entries;
    }

    /** The streams that a storage holds. */
    List<Ole2Entry> streams() {
        return streams;
    }

    @Nullable
    Ole2Entry topStream(String name) {
        for (Ole2Entry entry : top) {
            if (entry.isStream() && entry.name().equalsIgnoreCase(name)) {
                return entry;
            }
        }
        return null;
    }

    private void readEntries() throws IOException {
        long sector = file.firstDirectorySector();
        for (long steps = 0; sector != Ole2File.END_OF_CHAIN; steps++) {
            Polyglot.require(steps < file.sectors());
            long offset = file.offset(sector);
            for (int i = 0; i < file.sectorSize(); i += ENTRY) {
                entries.add(readEntry(offset + i));
                if (entries.size() > MAX_ENTRIES) {
                    throw new UploadRefusedException(UploadReason.ARCHIVE_TOO_MANY_ENTRIES);
                }
            }
            sector = file.next(sector);
        }
    }

    private Ole2Entry readEntry(long at) throws IOException {
        byte[] raw = new byte[ENTRY];
        if (file.content().read(at, raw, 0, ENTRY) < ENTRY) {
            throw new UploadRefusedException(UploadReason.CONTENT_TRUNCATED);
        }
        int length = u16(raw, 64);
        int kind = raw[66];
        Polyglot.require(length <= 64 && length % 2 == 0 && kind >= 0 && kind <= Ole2Entry.ROOT);
        String name = length < 2 ? "" : new String(raw, 0, length - 2, StandardCharsets.UTF_16LE);
        return new Ole2Entry(name, kind, u32(raw, 68), u32(raw, 72), u32(raw, 76), u32(raw, 116), u32(raw, 120));
    }

    /** The entries right below a storage form a tree of their own. */
    private void walk() {
        BitSet seen = new BitSet();
        Deque<Ole2Entry> storages = new ArrayDeque<>();
        top.addAll(below(root(), seen, storages));
        while (!storages.isEmpty()) {
            below(storages.pop(), seen, storages);
        }
    }

    private List<Ole2Entry> below(Ole2Entry storage, BitSet seen, Deque<Ole2Entry> storages) {
        List<Ole2Entry> below = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Deque<Long> open = new ArrayDeque<>();
        open.push(storage.child());
        while (!open.isEmpty()) {
            long id = open.pop();
            if (id != NONE) {
                Polyglot.require(id < entries.size() && !seen.get((int) id));
                seen.set((int) id);
                Ole2Entry entry = entries.get((int) id);
                // Which of two a reader finds depends on its way through the tree.
                ZipArchive.unambiguous(names.add(folded(entry.name())));
                below.add(entry);
                if (entry.isStorage()) {
                    storages.push(entry);
                } else if (entry.isStream()) {
                    streams.add(entry);
                }
                open.push(entry.left());
                open.push(entry.right());
            }
        }
        return below;
    }

    /** The same for names that {@link String#equalsIgnoreCase} takes for equal. */
    private static String folded(String name) {
        char[] chars = name.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            chars[i] = Character.toLowerCase(Character.toUpperCase(chars[i]));
        }
        return new String(chars);
    }

    private static int u16(byte[] raw, int at) {
        return (raw[at] & 0xff) | (raw[at + 1] & 0xff) << 8;
    }

    private static long u32(byte[] raw, int at) {
        return u16(raw, at) | (long) u16(raw, at + 2) << 16;
    }
}

package dev.gatehouse.upload.corpus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Compound files of version 3, small enough for one sector of the table: streams of at least 4096 bytes, and storages. */
final class Ole2 {

    private static final int SECTOR = 512;
    private static final long END = 0xfffffffeL;
    private static final long NONE = 0xffffffffL;

    private final List<String> names = new ArrayList<>();
    private final List<byte[]> streams = new ArrayList<>();

    /** A storage if there are no bytes. */
    Ole2 add(String name, byte[] data) {
        names.add(name);
        streams.add(data);
        return this;
    }

    static byte[] word(int flags) {
        return new Bytes()
                .le16(0xa5ec)
                .le16(0xc1)
                .le16(0)
                .le16(0x409)
                .le16(0)
                .le16(flags)
                .add(new byte[4084])
                .get();
    }

    /** A workbook that starts with these records, filled up behind their end. */
    static byte[] workbook(byte[]... records) {
        byte[] start = Bytes.join(
                record(
                        0x0809,
                        new Bytes()
                                .le16(0x600)
                                .le16(5)
                                .le16(0)
                                .le16(0)
                                .le32(0)
                                .le32(6)
                                .get()),
                Bytes.join(records),
                record(0x000a, new byte[0]));
        return Bytes.cut(start, 4096);
    }

    static byte[] record(int type, byte[] data) {
        return new Bytes().le16(type).le16(data.length).add(data).get();
    }

    static byte[] sheet(int kind) {
        return record(0x85, new Bytes().le32(600).u8(0, kind, 1, 0, 'S').get());
    }

    byte[] build() {
        int directorySectors = (names.size() + 1 + 3) / 4;
        int sector = 1 + directorySectors;
        Bytes table = new Bytes().le32(0xfffffffdL);
        chain(table, 1, directorySectors);
        Bytes directory = new Bytes();
        entry(directory, "Root Entry", 5, NONE, names.isEmpty() ? NONE : 1, END, 0);
        Bytes data = new Bytes();
        for (int i = 0; i < names.size(); i++) {
            byte[] stream = streams.get(i);
            int sectors = (stream.length + SECTOR - 1) / SECTOR;
            long right = i + 1 < names.size() ? i + 2 : NONE;
            boolean storage = stream.length == 0;
            entry(directory, names.get(i), storage ? 1 : 2, right, NONE, storage ? 0 : sector, stream.length);
            chain(table, sector, sectors);
            sector += sectors;
            data.add(Bytes.cut(stream, sectors * SECTOR));
        }
        while (directory.size() < directorySectors * SECTOR) {
            entry(directory, "", 0, NONE, NONE, 0, 0);
        }
        while (table.size() < SECTOR) {
            table.le32(NONE);
        }
        return new Bytes()
                .add(header())
                .add(table.get(), directory.get(), data.get())
                .get();
    }

    private static byte[] header() {
        Bytes head =
                new Bytes().u8(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1).add(new byte[16]);
        head.le16(0x3e)
                .le16(3)
                .le16(0xfffe)
                .le16(9)
                .le16(6)
                .add(new byte[6])
                .le32(0)
                .le32(1)
                .le32(1)
                .le32(0);
        head.le32(4096).le32(END).le32(0).le32(END).le32(0).le32(0);
        while (head.size() < SECTOR) {
            head.le32(NONE);
        }
        return head.get();
    }

    private static void chain(Bytes table, int first, int count) {
        for (int i = 1; i <= count; i++) {
            table.le32(i == count ? END : first + i);
        }
    }

    private static void entry(Bytes directory, String name, int kind, long right, long child, long start, long size) {
        byte[] text = name.getBytes(StandardCharsets.UTF_16LE);
        directory
                .add(Bytes.cut(text, 64))
                .le16(name.isEmpty() ? 0 : text.length + 2)
                .u8(kind, 1);
        directory
                .le32(NONE)
                .le32(right)
                .le32(child)
                .add(new byte[36])
                .le32(start)
                .le64(size);
    }
}

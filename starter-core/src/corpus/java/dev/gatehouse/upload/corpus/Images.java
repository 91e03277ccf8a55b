package dev.gatehouse.upload.corpus;

import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Images, right ones and wrong ones. */
final class Images {

    private Images() {}

    static byte[] chunk(String type, byte[] data) {
        byte[] body = Bytes.join(Bytes.ascii(type), data);
        CRC32 crc = new CRC32();
        crc.update(body);
        return new Bytes().be32(data.length).add(body).be32(crc.getValue()).get();
    }

    static byte[] pngHead(long width, long height, int depth, int colour) {
        return Bytes.join(
                Bytes.ascii("\u0089PNG\r\n\u001a\n"),
                chunk(
                        "IHDR",
                        new Bytes()
                                .be32(width)
                                .be32(height)
                                .u8(depth, colour, 0, 0, 0)
                                .get()));
    }

    static byte[] pngEnd() {
        return chunk("IEND", new byte[0]);
    }

    static byte[] pngData(byte[] rows) {
        Deflater deflater = new Deflater(9);
        deflater.setInput(rows);
        deflater.finish();
        Bytes out = new Bytes();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            out.add(Bytes.cut(buffer, deflater.deflate(buffer)));
        }
        deflater.end();
        return chunk("IDAT", out.get());
    }

    /** Grey, with chunks between head and data. */
    static byte[] png(int width, int height, byte[]... between) {
        byte[] rows = new byte[height * (width + 1)];
        return Bytes.join(pngHead(width, height, 8, 0), Bytes.join(between), pngData(rows), pngEnd());
    }

    static byte[] segment(int marker, byte[] data) {
        return new Bytes().u8(0xff, marker).be16(data.length + 2).add(data).get();
    }

    /** A grey baseline image of 8 x 8 pixels with segments behind the start. */
    static byte[] jpeg(byte[]... segments) {
        return jpeg(8, 8, segments);
    }

    static byte[] jpeg(int width, int height, byte[]... segments) {
        byte[] table = new byte[65];
        java.util.Arrays.fill(table, 1, 65, (byte) 16);
        byte[] dc = new Bytes().u8(0x00, 1).add(new byte[15]).u8(0).get();
        byte[] ac = new Bytes().u8(0x10, 1).add(new byte[15]).u8(0).get();
        return new Bytes()
                .u8(0xff, 0xd8)
                .add(segment(
                        0xe0,
                        new Bytes().add("JFIF\0").u8(1, 1, 0, 0, 1, 0, 1, 0, 0).get()))
                .add(segments)
                .add(segment(0xdb, table))
                .add(segment(
                        0xc0,
                        new Bytes()
                                .u8(8)
                                .be16(height)
                                .be16(width)
                                .u8(1, 1, 0x11, 0)
                                .get()))
                .add(segment(0xc4, dc))
                .add(segment(0xc4, ac))
                .add(segment(0xda, new byte[] {1, 1, 0, 0, 63, 0}))
                .u8(0x3f)
                .u8(0xff, 0xd9)
                .get();
    }

    static byte[] gifHead(int width, int height) {
        return new Bytes()
                .add("GIF89a")
                .le16(width)
                .le16(height)
                .u8(0x80, 0, 0, 0, 0, 0, 255, 255, 255)
                .get();
    }

    static byte[] gifFrame(int width, int height) {
        return new Bytes()
                .u8(0x2c)
                .le16(0)
                .le16(0)
                .le16(width)
                .le16(height)
                .u8(0, 2, 2, 0x4c, 1, 0)
                .get();
    }

    static byte[] gifComment(byte[] text) {
        return new Bytes().u8(0x21, 0xfe, text.length).add(text).u8(0).get();
    }

    static byte[] gif(byte[]... between) {
        return Bytes.join(gifHead(1, 1), Bytes.join(between), gifFrame(1, 1), new byte[] {0x3b});
    }
}

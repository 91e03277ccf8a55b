package dev.gatehouse.upload.corpus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Puts bytes together. */
final class Bytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Bytes add(byte[]... parts) {
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return this;
    }

    Bytes add(String text) {
        return add(ascii(text));
    }

    Bytes u8(int... values) {
        for (int value : values) {
            out.write(value);
        }
        return this;
    }

    Bytes le16(int value) {
        return u8(value & 0xff, value >> 8 & 0xff);
    }

    Bytes le32(long value) {
        return le16((int) value & 0xffff).le16((int) (value >> 16) & 0xffff);
    }

    Bytes le64(long value) {
        return le32(value & 0xffffffffL).le32(value >>> 32);
    }

    Bytes be16(int value) {
        return u8(value >> 8 & 0xff, value & 0xff);
    }

    Bytes be32(long value) {
        return be16((int) (value >> 16) & 0xffff).be16((int) value & 0xffff);
    }

    int size() {
        return out.size();
    }

    byte[] get() {
        return out.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] join(byte[]... parts) {
        return new Bytes().add(parts).get();
    }

    static byte[] cut(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }

    static byte[] patched(byte[] bytes, int at, int... values) {
        byte[] copy = bytes.clone();
        for (int i = 0; i < values.length; i++) {
            copy[at + i] = (byte) values[i];
        }
        return copy;
    }

    static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** The EICAR test file, in two parts so that no scanner finds it here. */
    static byte[] eicar() {
        return ascii("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");
    }
}

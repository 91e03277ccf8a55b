package dev.gatehouse.totp;

/** Base 32 without padding (RFC 4648, 6). */
final class Base32 {

    static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder((bytes.length * 8 + 4) / 5);
        int buffer = 0;
        int bits = 0;
        for (byte part : bytes) {
            buffer = (buffer << 8) | (part & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt((buffer >>> bits) & 31));
            }
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((buffer << (5 - bits)) & 31));
        }
        return text.toString();
    }

    /** Refuses what {@link #encode} cannot have given, but for the case of letters. */
    static byte[] decode(String text) {
        byte[] bytes = new byte[text.length() * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            buffer = (buffer << 5) | value(text.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[done++] = (byte) (buffer >>> bits);
            }
            buffer &= (1 << bits) - 1;
        }
        if (bits >= 5 || buffer != 0) {
            throw notBase32();
        }
        return bytes;
    }

    private static int value(char c) {
        char upper = c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
        int value = ALPHABET.indexOf(upper);
        if (value < 0) {
            throw notBase32();
        }
        return value;
    }

    private static IllegalArgumentException notBase32() {
        return new IllegalArgumentException("The text is not Base 32. Use the letters A to Z and the digits 2 to 7.");
    }
}

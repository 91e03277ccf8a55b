package dev.gatehouse.lockout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.digest.HmacSha256;
import java.util.Base64;
import javax.crypto.SecretKey;

final class Macs {

    private Macs() {}

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** 43 characters of base64url. */
    static String of(SecretKey key, String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(HmacSha256.of(key, bytes(text)));
    }
}

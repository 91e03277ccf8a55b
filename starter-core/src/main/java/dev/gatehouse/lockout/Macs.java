package dev.gatehouse.lockout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

final class Macs {

    private Macs() {}

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** 43 characters of base64url. */
    static String of(SecretKey key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime cannot compute HMAC-SHA-256 with that key.", e);
        }
    }
}

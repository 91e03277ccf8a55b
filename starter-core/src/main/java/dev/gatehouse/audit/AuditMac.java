package dev.gatehouse.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Writes fields so that no two lists of fields read the same, and computes HMAC-SHA-256 over them. */
final class AuditMac {

    private final ByteArrayOutputStream fields = new ByteArrayOutputStream();

    AuditMac add(@Nullable String field) {
        byte[] bytes = field == null ? new byte[0] : field.getBytes(UTF_8);
        // Null is not the empty text.
        fields.writeBytes(
                ByteBuffer.allocate(4).putInt(field == null ? -1 : bytes.length).array());
        fields.writeBytes(bytes);
        return this;
    }

    AuditMac add(long number) {
        fields.writeBytes(ByteBuffer.allocate(8).putLong(number).array());
        return this;
    }

    String compute(SecretKey key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(fields.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime cannot compute HMAC-SHA-256 with that key.", e);
        }
    }
}

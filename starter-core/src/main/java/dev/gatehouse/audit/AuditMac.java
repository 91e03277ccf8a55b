package dev.gatehouse.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.digest.HmacSha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
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
        return HexFormat.of().formatHex(HmacSha256.of(key, fields.toByteArray()));
    }
}

package dev.gatehouse.ratelimit.redis;

import dev.gatehouse.ratelimit.BucketKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Names keys: {@code <prefix>{<rule>:<subject>}}. A colon or percent sign in the rule's id is escaped, so no two rules
 * meet in one key. A subject that is long, or no proper Unicode, is replaced by its hash, so that clients cannot fill the
 * server with long keys; one that looks like such a hash is hashed too, so that nobody can name another one's key.
 */
final class RedisKeys {

    private static final int LONGEST_SUBJECT = 128;
    private static final String HASHED = "sha256-";

    private final String start;
    private final String blocked;

    RedisKeys(String prefix) {
        if (prefix.indexOf('{') >= 0 || prefix.indexOf('}') >= 0) {
            throw new IllegalArgumentException("The key prefix '" + prefix
                    + "' holds a brace. Leave braces to the keys: they say where a key is kept.");
        }
        this.start = prefix + '{';
        this.blocked = prefix + "blocked";
    }

    String of(BucketKey key) {
        return start + escaped(key.rule()) + ':' + bounded(key.subject().toString()) + '}';
    }

    /** Gives the key of the list of blocked keys. */
    String blocked() {
        return blocked;
    }

    /** Reads a name back; null if it is none. */
    @Nullable
    BucketKey parse(String name) {
        int colon = name.indexOf(':', start.length());
        if (!name.startsWith(start) || !name.endsWith("}") || colon < 0) {
            return null;
        }
        String rule = name.substring(start.length(), colon);
        return new BucketKey(
                rule.replace("%3A", ":").replace("%7D", "}").replace("%25", "%"),
                name.substring(colon + 1, name.length() - 1));
    }

    private static String escaped(String rule) {
        boolean plain = rule.indexOf(':') < 0 && rule.indexOf('%') < 0 && rule.indexOf('}') < 0;
        return plain ? rule : rule.replace("%", "%25").replace(":", "%3A").replace("}", "%7D");
    }

    private static String bounded(String subject) {
        boolean plain = subject.length() <= LONGEST_SUBJECT
                && !subject.startsWith(HASHED)
                && (isAscii(subject) || StandardCharsets.UTF_8.newEncoder().canEncode(subject));
        return plain ? subject : HASHED + hash(subject);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String hash(String subject) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_16BE));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}

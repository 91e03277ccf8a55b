package dev.gatehouse.ratelimit.remote;

import dev.gatehouse.digest.Sha256;
import dev.gatehouse.ratelimit.BucketKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names buckets outside this process: {@code <rule>:<subject>}. A colon, a brace or a percent sign in the rule's id is
 * escaped, so no two rules meet in one name. A subject that is long, or no proper Unicode, is replaced by its hash, so
 * that clients cannot fill a store with long names; one that looks like such a hash is hashed too, so that nobody can
 * name another one's bucket.
 */
public final class BucketNames {

    private static final int LONGEST_SUBJECT = 128;
    private static final String HASHED = "sha256-";
    private static final Pattern HASH = Pattern.compile(HASHED + "[0-9a-f]{64}");

    private BucketNames() {}

    /**
     * Names a bucket.
     *
     * @param key the bucket
     * @return its name
     */
    public static String of(BucketKey key) {
        String subject = key.subject().toString();
        return escaped(key.rule()) + ':' + (key.subject() instanceof Hash ? subject : bounded(subject));
    }

    /**
     * Reads what an operator copied from a list of blocked keys. Never for what a client sent: it could name the bucket of
     * another one.
     *
     * @param text a text
     * @return a subject whose bucket is the one with this hash; null if the text is no hash
     */
    public static @Nullable Object hashed(String text) {
        return HASH.matcher(text).matches() ? new Hash(text) : null;
    }

    /**
     * Reads a name back.
     *
     * @param name the name
     * @return the bucket, its subject as text or the hash of a text; null if it is no name
     */
    public static @Nullable BucketKey parse(String name) {
        int colon = name.indexOf(':');
        if (colon < 0) {
            return null;
        }
        String rule = name.substring(0, colon);
        return new BucketKey(
                rule.replace("%3A", ":").replace("%7B", "{").replace("%7D", "}").replace("%25", "%"),
                name.substring(colon + 1));
    }

    /** Stands for a subject of which no more is known. */
    private record Hash(String text) {

        @Override
        public String toString() {
            return text;
        }
    }

    private static String escaped(String rule) {
        boolean plain = true;
        for (int i = 0; i < rule.length(); i++) {
            plain &= ":%{}".indexOf(rule.charAt(i)) < 0;
        }
        return plain
                ? rule
                : rule.replace("%", "%25")
                        .replace(":", "%3A")
                        .replace("{", "%7B")
                        .replace("}", "%7D");
    }

    private static String bounded(String subject) {
        boolean plain = subject.length() <= LONGEST_SUBJECT && !subject.startsWith(HASHED) && isProper(subject);
        return plain ? subject : HASHED + hash(subject);
    }

    private static boolean isProper(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
                return encoder.canEncode(text);
            }
        }
        return true;
    }

    /** By its characters: encoding would make one of all those that are no proper Unicode. */
    private static String hash(String subject) {
        ByteBuffer bytes = ByteBuffer.allocate(Character.BYTES * subject.length());
        bytes.asCharBuffer().put(subject);
        return HexFormat.of().formatHex(Sha256.of(bytes.array()));
    }
}

package dev.gatehouse.password;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A stored hash, taken apart before anything is computed by it (the PHC string format). Not changed once made. */
final class StoredHash {

    static final int VERSION = 19;

    private static final int OLD_VERSION = 16;
    private static final int MAX_LENGTH = 255;
    private static final int MAX_PARALLELISM = 16;
    private static final int SALT_LENGTH = 16;
    private static final int HASH_LENGTH = 32;

    private static final Pattern FORM = Pattern.compile("\\$(argon2(?:id|i|d))\\$v=(\\d{1,2})"
            + "\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,3})\\$([A-Za-z0-9+/]{11,})\\$([A-Za-z0-9+/]{16,})");

    private final String variant;
    private final int version;
    private final int memory;
    private final int iterations;
    private final int parallelism;
    private final byte[] salt;
    private final byte[] hash;

    StoredHash(String variant, int version, int memory, int iterations, int parallelism, byte[] salt, byte[] hash) {
        this.variant = variant;
        this.version = version;
        this.memory = memory;
        this.iterations = iterations;
        this.parallelism = parallelism;
        this.salt = salt;
        this.hash = hash;
    }

    static @Nullable StoredHash parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        try {
            return new StoredHash(
                    form.group(1),
                    Integer.parseInt(form.group(2)),
                    Integer.parseInt(form.group(3)),
                    Integer.parseInt(form.group(4)),
                    Integer.parseInt(form.group(5)),
                    Base64.getDecoder().decode(form.group(6)),
                    Base64.getDecoder().decode(form.group(7)));
        } catch (IllegalArgumentException e) {
            // Base64 of an impossible length.
            return null;
        }
    }

    boolean costsAtMost(int maxMemory, int maxIterations) {
        return (version == VERSION || version == OLD_VERSION)
                && memory <= maxMemory
                && memory >= 8 * parallelism
                && iterations <= maxIterations
                && iterations > 0
                && parallelism <= MAX_PARALLELISM
                && parallelism > 0;
    }

    boolean isOf(Argon2Parameters parameters) {
        return "argon2id".equals(variant)
                && version == VERSION
                && memory == parameters.memory()
                && iterations == parameters.iterations()
                && parallelism == parameters.parallelism()
                && salt.length == SALT_LENGTH
                && hash.length == HASH_LENGTH;
    }

    String variant() {
        return variant;
    }

    int version() {
        return version;
    }

    int memory() {
        return memory;
    }

    int iterations() {
        return iterations;
    }

    int parallelism() {
        return parallelism;
    }

    byte[] salt() {
        return salt;
    }

    byte[] hash() {
        return hash;
    }
}

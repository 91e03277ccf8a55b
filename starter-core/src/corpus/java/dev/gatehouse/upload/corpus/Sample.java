package dev.gatehouse.upload.corpus;

import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.content.UploadReason;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A file as a client sends it, and what has to become of it.
 *
 * @param title what is special about it
 * @param name the file name
 * @param declaredType the media type that the client declares; null for none
 * @param bytes the content
 * @param expected why it is refused; null if it is accepted
 * @param policy changes the default policy for it; null for the default
 */
public record Sample(
        String title,
        String name,
        @Nullable String declaredType,
        byte[] bytes,
        @Nullable UploadReason expected,
        @Nullable UnaryOperator<UploadPolicy.Builder> policy) {

    /**
     * A file that is accepted by the default policy.
     *
     * @param title what is special about it
     * @param name the file name
     * @param bytes the content
     * @return the sample
     */
    public static Sample good(String title, String name, byte[] bytes) {
        return new Sample(title, name, null, bytes, null, null);
    }

    /**
     * A file that is refused by the default policy.
     *
     * @param title what is special about it
     * @param name the file name
     * @param bytes the content
     * @param expected why
     * @return the sample
     */
    public static Sample hostile(String title, String name, byte[] bytes, UploadReason expected) {
        return new Sample(title, name, null, bytes, expected, null);
    }

    /**
     * Declares a type.
     *
     * @param type the media type
     * @return the sample with it
     */
    public Sample declared(String type) {
        return new Sample(title + " as " + type, name, type, bytes, expected, policy);
    }

    /**
     * Changes the policy.
     *
     * @param words how it is changed
     * @param change made to the default policy
     * @param now why it is refused then; null if it is accepted
     * @return the sample with it
     */
    public Sample under(String words, UnaryOperator<UploadPolicy.Builder> change, @Nullable UploadReason now) {
        return new Sample(title + ", " + words, name, declaredType, bytes, now, change);
    }

    /**
     * Tells whether the default policy decides it.
     *
     * @return false if it changes the policy
     */
    public boolean isByDefault() {
        return policy == null;
    }

    /**
     * Returns the policy that decides it.
     *
     * @return the policy
     */
    public UploadPolicy effectivePolicy() {
        return policy == null
                ? UploadPolicy.defaults()
                : policy.apply(UploadPolicy.builder()).build();
    }

    @Override
    public String toString() {
        return name.replaceAll("[^\\x20-\\x7e]", "?") + ": " + title + " -> "
                + (expected == null ? "accepted" : expected.code());
    }
}

package dev.gatehouse.apikey;

/**
 * A key that was just made. Immutable; {@code toString} does not tell the value.
 *
 * @param value the key, to be shown once
 * @param id its public part, to be kept and shown in lists
 * @param secretHash the SHA-256 of its secret in hexadecimal digits, to be kept
 */
public record NewApiKey(String value, String id, String secretHash) {

    @Override
    public String toString() {
        return "NewApiKey[id=" + id + "]";
    }
}

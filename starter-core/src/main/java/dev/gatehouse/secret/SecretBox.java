package dev.gatehouse.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.digest.Sha256;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts small values that a service has to read again, such as TOTP secrets: AES-256 in GCM (NIST SP 800-38D) with a
 * random 96-bit nonce. A sealed value is bound to its place: one that is copied to another row does not open there (ASVS
 * 5.0, 11.3.3).
 *
 * <p>The text is {@code v1.<key id>.<nonce, ciphertext and tag in base64url>}. Values sealed under a previous key open still;
 * {@link #needsReseal} finds them. One key is good for 2^32 values (SP 800-38D, 8.3). Immutable, thread-safe.
 */
public final class SecretBox {

    private static final String VERSION = "v1";
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;

    private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    private final String currentId;
    private final SecureRandom random = new SecureRandom();

    /**
     * Creates a box.
     *
     * @param keys 256-bit keys for this purpose alone, as {@link RootSecret#keys} derives them: the first seals, all open
     * @throws IllegalArgumentException if there is no key or one has not 256 bits
     */
    public SecretBox(List<SecretKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("A secret box needs a key.");
        }
        for (SecretKey key : keys) {
            byte[] bytes = key.getEncoded();
            if (bytes.length != 32) {
                throw new IllegalArgumentException("A key of a secret box has 32 bytes, not " + bytes.length + ".");
            }
            this.keys.putIfAbsent(idOf(bytes), new SecretKeySpec(bytes, "AES"));
        }
        this.currentId = this.keys.keySet().iterator().next();
    }

    /**
     * Encrypts a value.
     *
     * @param plain the value
     * @param place where it is kept, e.g. {@code mfa_totp:<row id>}; needed again to open it
     * @return printable ASCII, 57 characters longer than the value in base64url
     */
    public String seal(byte[] plain, String place) {
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        try {
            byte[] ciphertext =
                    cipher(Cipher.ENCRYPT_MODE, currentId, nonce, place).doFinal(plain);
            byte[] sealed = Arrays.copyOf(nonce, NONCE_LENGTH + ciphertext.length);
            System.arraycopy(ciphertext, 0, sealed, NONCE_LENGTH, ciphertext.length);
            return VERSION + "." + currentId + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime cannot encrypt with AES-256-GCM.", e);
        }
    }

    /**
     * Decrypts a value.
     *
     * @param sealed what {@link #seal} gave
     * @param place the place it was sealed for
     * @return the value
     * @throws UnsealException if it was changed, sealed for another place, or under a key that this box does not hold
     */
    public byte[] open(String sealed, String place) {
        String[] parts = sealed.split("\\.", -1);
        if (parts.length != 3 || !VERSION.equals(parts[0])) {
            throw new UnsealException("The value is none that was sealed by this version.");
        }
        if (!keys.containsKey(parts[1])) {
            throw new UnsealException(
                    "The value was sealed under a key that is not there any more. Keep the previous root"
                            + " secret until all values are sealed anew.");
        }
        byte[] content = decode(parts[2]);
        if (content.length < NONCE_LENGTH + TAG_BITS / 8) {
            throw new UnsealException("The sealed value is cut off.");
        }
        try {
            byte[] nonce = Arrays.copyOf(content, NONCE_LENGTH);
            return cipher(Cipher.DECRYPT_MODE, parts[1], nonce, place)
                    .doFinal(content, NONCE_LENGTH, content.length - NONCE_LENGTH);
        } catch (AEADBadTagException e) {
            throw new UnsealException("The sealed value was changed, or belongs to another place.");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime cannot decrypt with AES-256-GCM.", e);
        }
    }

    /**
     * Tells whether a value was sealed under a previous key and should be sealed anew.
     *
     * @param sealed what {@link #seal} gave, now or earlier
     * @return true unless it is of the current key
     */
    public boolean needsReseal(String sealed) {
        return !sealed.startsWith(VERSION + "." + currentId + ".");
    }

    private Cipher cipher(int mode, String keyId, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, keys.get(keyId), new GCMParameterSpec(TAG_BITS, nonce));
        // Version and key id have fixed lengths, so that no two pairs of them and a place read the same.
        cipher.updateAAD((VERSION + "." + keyId + "." + place).getBytes(UTF_8));
        return cipher;
    }

    private static byte[] decode(String text) {
        try {
            byte[] content = Base64.getUrlDecoder().decode(text);
            // The decoder lets pass what the last character says beyond the last byte.
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(content).equals(text)) {
                return content;
            }
            throw new UnsealException("The sealed value was changed.");
        } catch (IllegalArgumentException e) {
            throw new UnsealException("The sealed value is not base64url.");
        }
    }

    private static String idOf(byte[] key) {
        byte[] hash = Sha256.of("secret box key id".getBytes(UTF_8), key);
        return HexFormat.of().formatHex(hash, 0, 4);
    }

    @Override
    public String toString() {
        return "SecretBox[key=" + currentId + ", keys=" + keys.size() + "]";
    }
}

package dev.gatehouse.password;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** The one place where a password is changed before it is counted, compared or hashed. */
final class PasswordText {

    private PasswordText() {}

    /**
     * NFC, so that the same keys on macOS and Windows give the same password; nothing is trimmed, folded or cut. Null for
     * what no UTF-8 can carry faithfully.
     */
    static @Nullable String canonical(String password) {
        for (int i = 0; i < password.length(); i++) {
            char c = password.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < password.length()
                    && Character.isLowSurrogate(password.charAt(i + 1));
            if (c == 0 || (Character.isSurrogate(c) && !pair)) {
                return null;
            }
            i += pair ? 1 : 0;
        }
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }
}

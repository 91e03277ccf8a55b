package dev.gatehouse.headers;

import java.util.ArrayList;
import java.util.List;

/** A content security policy with places for the nonce, taken apart once. */
final class CspTemplate {

    private static final String NONCE_SOURCE = "'nonce-" + CspLint.NONCE + "'";

    private final String[] pieces;
    private final String withoutNonce;
    private final int length;

    CspTemplate(String policy) {
        pieces = policy.split("\\{nonce}", -1);
        withoutNonce = withoutNonce(policy);
        length = policy.length() + pieces.length * CspNonce.LENGTH;
    }

    static boolean hasNonce(String policy) {
        return policy.contains(NONCE_SOURCE);
    }

    /** The same policy for a page that does not use the nonce: stricter by that one source. */
    String withoutNonce() {
        return withoutNonce;
    }

    String render(String nonce) {
        StringBuilder policy = new StringBuilder(length).append(pieces[0]);
        for (int i = 1; i < pieces.length; i++) {
            policy.append(nonce).append(pieces[i]);
        }
        return policy.toString();
    }

    private static String withoutNonce(String policy) {
        List<String> directives = new ArrayList<>();
        CspLint.directives(policy).forEach((name, values) -> {
            List<String> words = new ArrayList<>(values);
            words.remove(NONCE_SOURCE);
            if (words.isEmpty() && !values.isEmpty()) {
                words.add("'none'");
            }
            words.add(0, name);
            directives.add(String.join(" ", words));
        });
        return String.join("; ", directives);
    }
}

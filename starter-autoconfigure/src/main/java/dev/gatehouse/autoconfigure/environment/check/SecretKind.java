package dev.gatehouse.autoconfigure.environment.check;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What kind of secret a property holds, by its name. */
enum SecretKind {

    /** Issued by somebody else, who decides about its length. */
    ISSUED("clientsecret", "captchasecret", "token", "apikey", "accesskey", "secretaccesskey", "credentials"),

    /** Signs, encrypts or hashes; chosen by whoever runs the service. */
    KEY(
            "secret",
            "secretkey",
            "signingkey",
            "encryptionkey",
            "symmetrickey",
            "hmackey",
            "jwtkey",
            "masterkey",
            "pepper"),

    /** A password. */
    PASSWORD("password", "passwd", "passphrase", "pwd");

    private final List<String> endings;

    SecretKind(String... endings) {
        this.endings = List.of(endings);
    }

    /** Tells the kind, or null if the property holds no secret. */
    static @Nullable SecretKind of(String property) {
        String plain = property.replaceAll("[._\\[\\]-]|[0-9]+(?=])", "").toLowerCase(Locale.ROOT);
        for (SecretKind kind : values()) {
            for (String ending : kind.endings) {
                if (plain.endsWith(ending)) {
                    return kind;
                }
            }
        }
        return null;
    }
}

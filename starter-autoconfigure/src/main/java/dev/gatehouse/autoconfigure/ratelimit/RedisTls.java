package dev.gatehouse.autoconfigure.ratelimit;

import io.lettuce.core.SslOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslManagerBundle;

/** Hands the certificates of a bundle to the client of Redis. */
final class RedisTls {

    private RedisTls() {}

    static @Nullable SslOptions of(@Nullable SslBundle bundle) {
        if (bundle == null) {
            return null;
        }
        SslManagerBundle managers = bundle.getManagers();
        SslOptions.Builder options = SslOptions.builder()
                .keyManager(managers.getKeyManagerFactory())
                .trustManager(managers.getTrustManagerFactory());
        String[] ciphers = bundle.getOptions().getCiphers();
        if (ciphers != null) {
            options.cipherSuites(ciphers);
        }
        String[] protocols = bundle.getOptions().getEnabledProtocols();
        if (protocols != null) {
            options.protocols(protocols);
        }
        return options.build();
    }
}

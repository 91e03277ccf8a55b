package dev.gatehouse.autoconfigure.token.jwt;

import dev.gatehouse.token.jwt.KeyRing;
import dev.gatehouse.token.jwt.KeyRotation;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;

/**
 * The keys of the moment, made with the first token: an RSA key that is made up for development takes a second, which a
 * start should not pay for. Thread-safe.
 */
final class CurrentKeys implements Supplier<KeyRing> {

    private final SingletonSupplier<KeyRotation> rotation;

    CurrentKeys(Supplier<KeyRotation> rotation) {
        this.rotation = SingletonSupplier.of(rotation);
    }

    @Override
    public KeyRing get() {
        return rotation.obtain().get();
    }
}

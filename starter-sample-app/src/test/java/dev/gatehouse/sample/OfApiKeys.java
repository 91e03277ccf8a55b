package dev.gatehouse.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.util.ClassUtils;

/** A test outside of the package {@code apikey} that needs a key. Where that package is gone, it is skipped and can go, too. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf("dev.gatehouse.sample.OfApiKeys$Package#isThere")
public @interface OfApiKeys {

    /** Looks for the package. */
    final class Package {

        private Package() {}

        static boolean isThere() {
            return ClassUtils.isPresent("dev.gatehouse.sample.apikey.ApiKey", null);
        }
    }
}

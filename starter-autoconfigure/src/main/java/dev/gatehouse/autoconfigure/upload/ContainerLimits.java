package dev.gatehouse.autoconfigure.upload;

import dev.gatehouse.autoconfigure.upload.UploadProperties.Policy;
import jakarta.servlet.MultipartConfigElement;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * What the container takes of a multipart request. Spring Boot's own defaults, 1 MB for a file, would refuse most of what
 * the policies accept; so where the service says nothing else, the container takes what the largest policy does. What
 * {@code spring.servlet.multipart} does say holds.
 */
final class ContainerLimits {

    private static final String BOOT = "spring.servlet.multipart.";

    /** For fields and the heads of parts. */
    private static final long BESIDE_FILES = 1L << 20;

    private final Environment environment;

    ContainerLimits(Environment environment) {
        this.environment = environment;
    }

    MultipartConfigElement of(MultipartProperties boot, UploadProperties uploads) {
        MultipartConfigElement configured = boot.createMultipartConfig();
        return new MultipartConfigElement(
                configured.getLocation(),
                limit(
                        "max-file-size",
                        configured.getMaxFileSize(),
                        largest(uploads.maxFileSize(), uploads.policies(), Policy::maxFileSize)),
                limit(
                        "max-request-size",
                        configured.getMaxRequestSize(),
                        withFields(largest(uploads.maxTotalSize(), uploads.policies(), Policy::maxTotalSize))),
                configured.getFileSizeThreshold());
    }

    /** From the properties: the rules themselves need Spring MVC, which does not exist yet when the server is made. */
    private static long largest(DataSize usual, List<Policy> policies, Function<Policy, @Nullable DataSize> ofPath) {
        return policies.stream()
                .flatMap(policy -> Stream.ofNullable(ofPath.apply(policy)))
                .mapToLong(DataSize::toBytes)
                .reduce(usual.toBytes(), Math::max);
    }

    private static long withFields(long ofFiles) {
        return ofFiles > Long.MAX_VALUE - BESIDE_FILES ? Long.MAX_VALUE : ofFiles + BESIDE_FILES;
    }

    private long limit(String name, long ofBoot, long ofPolicies) {
        boolean set = Binder.get(environment).bind(BOOT + name, DataSize.class).isBound();
        return set || ofBoot < 0 ? ofBoot : Math.max(ofBoot, ofPolicies);
    }
}

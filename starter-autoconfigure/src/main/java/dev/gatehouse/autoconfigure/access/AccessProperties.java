package dev.gatehouse.autoconfigure.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Annotations that nothing enforces.
 *
 * @param unsafeIgnoreAnnotations whether the service starts although annotations that say who may call it are not enforced, as
 *     where access control is switched off: everybody may then call what only they protect; for tests
 */
@ConfigurationProperties("gatehouse.auth")
public record AccessProperties(@DefaultValue("false") boolean unsafeIgnoreAnnotations) {}

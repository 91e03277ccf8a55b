/** Secrets from files: where an environment variable with {@code _FILE} at its end holds a path, its content is the secret. */
@NullMarked
package dev.gatehouse.autoconfigure.environment.secretfile;

import org.jspecify.annotations.NullMarked;

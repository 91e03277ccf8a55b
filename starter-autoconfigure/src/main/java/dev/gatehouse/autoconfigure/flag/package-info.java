/** Feature flags wired into Spring Boot. */
@NullMarked
package dev.gatehouse.autoconfigure.flag;

import org.jspecify.annotations.NullMarked;

/** API versions and deprecations wired into Spring Boot. */
@NullMarked
package dev.gatehouse.autoconfigure.version;

import org.jspecify.annotations.NullMarked;

/** The error record wired into Spring Boot. */
@NullMarked
package dev.gatehouse.autoconfigure.errorrecord;

import org.jspecify.annotations.NullMarked;

/** Health: bounded checks of the contributors that Spring Boot knows, own endpoints, and contributors of Gatehouse. */
@NullMarked
package dev.gatehouse.autoconfigure.health;

import org.jspecify.annotations.NullMarked;

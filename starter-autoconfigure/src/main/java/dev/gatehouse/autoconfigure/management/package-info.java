/** A management port of its own ({@code management.server.port}): which protection of the service stands in front of it, too. */
@NullMarked
package dev.gatehouse.autoconfigure.management;

import org.jspecify.annotations.NullMarked;

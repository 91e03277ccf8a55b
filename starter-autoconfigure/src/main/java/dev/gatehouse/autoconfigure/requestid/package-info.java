/** Gives each request its id and carries it to other threads, other services and, if wanted, to SQL. */
@NullMarked
package dev.gatehouse.autoconfigure.requestid;

import org.jspecify.annotations.NullMarked;

/** What is counted of authentication. */
@NullMarked
package dev.gatehouse.autoconfigure.authentication;

import org.jspecify.annotations.NullMarked;

/** What is counted of authentication, and the check that it stands at its place in the chain. */
@NullMarked
package dev.gatehouse.autoconfigure.authentication;

import org.jspecify.annotations.NullMarked;

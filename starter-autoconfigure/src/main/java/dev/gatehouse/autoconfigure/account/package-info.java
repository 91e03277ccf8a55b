/** What a service with accounts decides about them, and their switch. */
@NullMarked
package dev.gatehouse.autoconfigure.account;

import org.jspecify.annotations.NullMarked;

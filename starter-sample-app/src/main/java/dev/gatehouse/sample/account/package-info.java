/** Accounts: who there is, how people register, and what they may change of themselves. */
@NullMarked
package dev.gatehouse.sample.account;

import org.jspecify.annotations.NullMarked;

/** Mails: written in the transaction that they tell of, sent later, and again if that fails. */
@NullMarked
package dev.gatehouse.sample.mail;

import org.jspecify.annotations.NullMarked;

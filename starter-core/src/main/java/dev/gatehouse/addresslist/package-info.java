/**
 * Lets only some client addresses use some paths, or keeps some away.
 * {@link dev.gatehouse.addresslist.AddressListFilter} is the entry, {@link dev.gatehouse.addresslist.AddressList} one rule.
 */
@NullMarked
package dev.gatehouse.addresslist;

import org.jspecify.annotations.NullMarked;

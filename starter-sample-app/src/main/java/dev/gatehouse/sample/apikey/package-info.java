/**
 * API keys, by which programs call: made by a user, shown once, kept as a hash. A key may do what its scopes name and its
 * owner may at that moment, from the networks it was made for, until it expires.
 */
@NullMarked
package dev.gatehouse.sample.apikey;

import org.jspecify.annotations.NullMarked;

/** Flags through the OpenFeature SDK: a provider for the flags of the configuration, and flags asked for by a request. */
@NullMarked
package dev.gatehouse.flag.openfeature;

import org.jspecify.annotations.NullMarked;

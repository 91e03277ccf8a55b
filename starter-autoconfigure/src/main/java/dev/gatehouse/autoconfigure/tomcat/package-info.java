/**
 * What Gatehouse does inside of Tomcat for no other feature: headers of answers as bytes, and the redirect to the root of
 * the context. Valves of a feature stand beside its filter.
 */
@NullMarked
package dev.gatehouse.autoconfigure.tomcat;

import org.jspecify.annotations.NullMarked;

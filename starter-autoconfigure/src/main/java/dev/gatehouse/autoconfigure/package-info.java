/**
 * Wires Gatehouse into Spring Boot: one package per feature, named as in core, each with its auto-configuration and its
 * properties. The whole chain stands in {@link dev.gatehouse.autoconfigure.FilterOrder}.
 */
@NullMarked
package dev.gatehouse.autoconfigure;

import org.jspecify.annotations.NullMarked;

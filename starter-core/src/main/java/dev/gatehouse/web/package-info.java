/**
 * What every filter stands on: the shape of a filter, the hooks on a response, and the attributes by which the
 * features of one request know of each other without importing each other.
 */
@NullMarked
package dev.gatehouse.web;

import org.jspecify.annotations.NullMarked;

package dev.gatehouse.error;

/**
 * What is wrong with one field. Never holds the rejected value: it may be a password.
 *
 * @param field where it stands: a path like {@code items[2].name}, a parameter or a header name
 * @param message what is asked for, for a person
 * @param code what is asked for, for a program, in lower snake case, e.g. {@code not_blank}
 */
public record FieldProblem(String field, String message, String code) {}

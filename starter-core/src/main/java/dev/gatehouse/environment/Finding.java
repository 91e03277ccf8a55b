package dev.gatehouse.environment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with the configuration. Immutable.
 *
 * @param id stable id such as SEC001, by which it is documented and suppressed: letters, then digits
 * @param severity how bad it is here
 * @param property the property it is about; null if it is about none
 * @param origin where the value came from, e.g. "application.yml - 12:5"; null if it is not set
 * @param problem what is wrong and why, as sentences; never the value of a secret
 * @param advice what to do beside the changes, as sentences; empty if the changes say it all
 * @param changes the remedy, step by step; empty if properties cannot help
 */
public record Finding(
        String id,
        Severity severity,
        @Nullable String property,
        @Nullable String origin,
        String problem,
        String advice,
        List<Change> changes) {

    /**
     * Copies the list and checks the id.
     *
     * @throws IllegalArgumentException if the id is not made of letters and then digits, or there is no remedy at all
     */
    public Finding {
        if (!id.matches("[A-Z]{2,10}[0-9]{1,4}")) {
            throw new IllegalArgumentException("'" + id + "' is not an id of a finding. Write e.g. SHOP001.");
        }
        changes = List.copyOf(changes);
        if (changes.isEmpty() && advice.isBlank()) {
            throw new IllegalArgumentException("The finding " + id + " says nothing about what to do.");
        }
    }

    /**
     * Makes a finding that a change of properties remedies.
     *
     * @param id its id
     * @param severity how bad it is
     * @param problem what is wrong
     * @param changes the remedy, one step at least
     * @return the finding, about no property yet
     */
    public static Finding of(String id, Severity severity, String problem, Change... changes) {
        return new Finding(id, severity, null, null, problem, "", List.of(changes));
    }

    /**
     * Names the property that it is about.
     *
     * @param name the property, which need not be set
     * @param found where it is set; null if it is not
     * @return the same finding about this property
     */
    public Finding about(String name, @Nullable ConfiguredProperty found) {
        return new Finding(id, severity, name, found == null ? null : found.origin(), problem, advice, changes);
    }

    /**
     * Says what to do beside or instead of the changes.
     *
     * @param sentences the advice
     * @return the same finding with this advice
     */
    public Finding advise(String sentences) {
        return new Finding(id, severity, property, origin, problem, sentences, changes);
    }

    /**
     * Gives the remedy as sentences.
     *
     * @return first the changes, then the advice
     */
    public String remedy() {
        StringBuilder remedy = new StringBuilder();
        for (Change change : changes) {
            remedy.append(change).append(". ");
        }
        return remedy.append(advice).toString().strip();
    }
}

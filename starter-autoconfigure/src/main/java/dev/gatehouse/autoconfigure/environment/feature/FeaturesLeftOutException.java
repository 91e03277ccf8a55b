package dev.gatehouse.autoconfigure.environment.feature;

import java.util.List;
import java.util.stream.Collectors;

/** The service does not start: it was processed ahead of time without features that its properties ask for now. */
public final class FeaturesLeftOutException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param features what is missing, at least one
     */
    FeaturesLeftOutException(List<Feature> features) {
        super(features.stream()
                .map(feature -> feature.name() + ", by " + feature.property())
                .collect(Collectors.joining(
                        "\n    - ",
                        "The application was processed ahead of time by other properties than it runs with. It runs without what"
                                + " these ask for:\n\n    - ",
                        "")));
    }
}

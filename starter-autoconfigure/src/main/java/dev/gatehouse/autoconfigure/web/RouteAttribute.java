package dev.gatehouse.autoconfigure.web;

/** Where Spring MVC puts the path pattern of the handler that it found for a request. */
public final class RouteAttribute {

    /** HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, by its text: Spring MVC may not be there. */
    public static final String NAME = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

    private RouteAttribute() {}
}

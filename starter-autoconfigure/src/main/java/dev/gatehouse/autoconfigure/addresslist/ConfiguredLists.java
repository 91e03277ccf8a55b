package dev.gatehouse.autoconfigure.addresslist;

import dev.gatehouse.addresslist.AddressList;
import dev.gatehouse.addresslist.AddressLists;
import dev.gatehouse.autoconfigure.web.PathRequestMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.util.pattern.PathPatternParser;

/** Makes the lists from the properties, and names the property when that fails. */
final class ConfiguredLists {

    private final AddressListProperties properties;
    private final PathPatternParser parser;
    private final boolean methodsHidden;

    /**
     * Takes what lists are made of.
     *
     * @param methodsHidden whether a POST may turn into another method on its way to the handler, so that a list for that
     *     method has to cover POST
     */
    ConfiguredLists(AddressListProperties properties, PathPatternParser parser, boolean methodsHidden) {
        this.properties = properties;
        this.parser = parser;
        this.methodsHidden = methodsHidden;
    }

    AddressLists toLists() {
        List<AddressList> lists = new ArrayList<>();
        for (int i = 0; i < properties.addressLists().size(); i++) {
            lists.add(list(
                    AddressListProperties.PREFIX + "[" + i + "]",
                    properties.addressLists().get(i)));
        }
        return new AddressLists(lists, PathRequestMatcher.unusualPaths());
    }

    private AddressList list(String property, AddressListProperties.Entry entry) {
        PathRequestMatcher matcher =
                PathRequestMatcher.of(parser, property + ".path", entry.path(), methods(entry.methods()));
        try {
            return new AddressList(matcher, entry.allow(), entry.deny());
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(
                    property + ".allow", entry.allow(), String.valueOf(e.getMessage()));
        }
    }

    private Set<String> methods(Set<RequestMethod> methods) {
        Set<String> names = new TreeSet<>();
        methods.forEach(method -> names.add(method.name()));
        if (methodsHidden && !names.isEmpty()) {
            names.add("POST");
        }
        return names;
    }
}

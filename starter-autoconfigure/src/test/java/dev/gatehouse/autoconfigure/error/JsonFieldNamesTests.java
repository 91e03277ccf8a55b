package dev.gatehouse.autoconfigure.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

@Tag("any-boot")
class JsonFieldNamesTests {

    record Price(int netAmount) {}

    record Line(Price unitPrice, @JsonProperty("qty") int quantity) {}

    record Order(String externalRef, List<Line> orderLines, Map<String, Line> namedLines) {}

    private final JsonFieldNames names = new JsonFieldNames(JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build());

    @ParameterizedTest
    @CsvSource({
        "externalRef, external_ref",
        "orderLines, order_lines",
        "orderLines[3].unitPrice.netAmount, order_lines[3].unit_price.net_amount",
        "orderLines[0].quantity, order_lines[0].qty",
        "namedLines[a].unitPrice, named_lines[a].unit_price",
        "unknownThing.unitPrice, unknownThing.unitPrice",
        "'', ''"
    })
    void namesAFieldAsTheJsonDoes(String inJava, String inJson) {
        assertThat(names.translate(Order.class, inJava)).isEqualTo(inJson);
    }
}

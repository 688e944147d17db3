package io.github.ecsmaven.local.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The comparison itself: what is as recorded passes, and each way of doctoring an answer is found. */
class AnswerComparisonTest {
    private static final ServiceModel JSON = ServiceModel.of("shop", """
            {"operations": {"DescribeOrders": {"output": {"shape": "Orders"}, "errors": [{"shape": "NotFound"}]}},
             "shapes": {
              "Orders": {"type": "structure", "members": {"orders": {"shape": "List"}}},
              "List": {"type": "list", "member": {"shape": "Order"}},
              "Order": {"type": "structure", "required": ["id"], "members": {
                "id": {"shape": "Text"}, "createdAt": {"shape": "Time"}, "launchType": {"shape": "Text"},
                "count": {"shape": "Number"}, "paid": {"shape": "Flag"}, "carrier": {"shape": "Text"}}},
              "NotFound": {"type": "structure", "members": {"what": {"shape": "Text"}}},
              "Text": {"type": "string"}, "Number": {"type": "integer"}, "Flag": {"type": "boolean"},
              "Time": {"type": "timestamp"}}}
            """);
    private static final String RECORDED = """
            shop:Orders\t*\t3
            \torders\t3\tarray
            shop:Order\t*\t4
            \tid\t4\tstring
            \tcreatedAt\t4\ttimestamp
            \tcarrier\t2\tstring
            \tpaid\t3\tboolean
            shop:Order\t* launchType=FARGATE\t2
            \tid\t2\tstring
            \tcreatedAt\t2\ttimestamp
            \tcarrier\t2\tstring
            shop:Order\t* launchType=FARGATE since=2024\t1
            \tid\t1\tstring
            \tcount\t1\tnumber
            order\tshop:Orders.orders\tnewest-first
            """;
    private static final String DOCUMENTED = "shop:Order\tlaunchType=EC2\tpaid\tAWS's page\n";
    private static final String ORDER = "{\"orders\":[{\"id\":\"a\",\"createdAt\":1500000000.25}]}";

    @Test
    void whatIsAsRecordedIsNoDifference() {
        assertThat(differences(ORDER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}                                                                     | lacking shop:Orders.orders
                    {"orders":null}                                                        | lacking shop:Orders.orders
                    {"orders":[{"createdAt":1}]}                                           | lacking shop:Order.id
                    {"orders":[{"id":"a"}]}                                                | lacking shop:Order.createdAt
                    {"orders":[{"id":"a","createdAt":1,"launchType":"FARGATE"}]}           | lacking shop:Order.carrier
                    {"orders":[{"id":"a","createdAt":1,"launchType":"EC2"}]}               | lacking shop:Order.paid
                    {"orders":[{"id":"a","createdAt":1,"doctored":1}]}                     | surplus shop:Order.doctored
                    {"orders":[{"id":"a","createdAt":1,"count":"1"}]}                      | type shop:Order.count
                    {"orders":[{"id":1,"createdAt":1}]}                                    | type shop:Order.id
                    {"orders":[{"id":"a","createdAt":"2026-01-02T03:04:05Z"}]}             | type shop:Order.createdAt
                    {"orders":{}}                                                          | type shop:Orders.orders
                    {"orders":[{"id":"a","createdAt":1},{"id":"b","createdAt":2}]}         | order shop:Orders.orders
                    """)
    void aDoctoredAnswerIsReported(String body, String difference) {
        assertThat(differences(body)).containsExactly(difference);
    }

    @Test
    void aSampleSaysNothingOfWhatLacksSomethingThatTheSampleHasInCommon() {
        String onFargate =
                "{\"orders\":[{\"id\":\"a\",\"createdAt\":%d,\"launchType\":\"FARGATE\",\"carrier\":\"c\"}]}";

        assertThat(differences(onFargate.formatted(1_500_000_000))).isEmpty();
        assertThat(differences(onFargate.formatted(1_750_000_000))).containsExactly("lacking shop:Order.count");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
                    {"__type":"NotFound","message":"no such order","what":"a"} | none
                    {"__type":"NotFound"}                                      | error shop:DescribeOrders!NotFound
                    {"__type":"Doctored","message":"no"}                       | error shop:DescribeOrders!Doctored
                    {"__type":"NotFound","message":"no","doctored":"a"}        | surplus shop:DescribeOrders!NotFound.doctored
                    <ErrorResponse><Error><Code>NotFound</Code><Message>no</Message></Error></ErrorResponse> | none
                    <ErrorResponse><Error><Code>NotFound</Code></Error></ErrorResponse> | error shop:DescribeOrders!NotFound
                    """)
    void anErrorIsOneOfTheOperationAndHasItsMessage(String body, String difference) {
        Set<String> expected = difference == null ? Set.of() : Set.of(difference);

        assertThat(differences(400, body)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                    <id>a</id><createdAt>2015-01-02T03:04:05Z</createdAt><count>1</count><paid>true</paid> | none
                    <id>a</id><createdAt>2015-01-02</createdAt>                                | type shop:Order.createdAt
                    <id>a</id><createdAt>2015-01-02T03:04:05Z</createdAt><count>one</count>    | type shop:Order.count
                    <id>a</id><createdAt>2015-01-02T03:04:05Z</createdAt><paid>yes</paid>      | type shop:Order.paid
                    <id>a</id><createdAt>2015-01-02T03:04:05Z</createdAt><doctored/>           | surplus shop:Order.doctored
                    """)
    void anAnswerInXmlIsComparedAsOneInJson(String order, String difference) {
        String body = "<R xmlns='urn:shop'><DescribeOrdersResult><orders><member>" + order
                + "</member></orders></DescribeOrdersResult><ResponseMetadata/></R>";
        Set<String> expected = difference == null ? Set.of() : Set.of(difference);

        assertThat(differences(body)).isEqualTo(expected);
    }

    @Test
    void theCommittedTablesCanBeRead() throws IOException {
        assertThat(RecordedShapes.committed().always("ecs:Service", Set.of("*")))
                .contains("serviceArn", "events");
        assertThat(RecordedShapes.committed().orders()).containsEntry("ecs:Service.events", "newest-first");
        assertThat(DocumentedShapes.committed().always("sts:GetCallerIdentityResponse", Set.of("*")))
                .containsExactly("Account", "Arn", "UserId");
        assertThat(Explanations.committed().explained(Set.of())).isEmpty();
    }

    @Test
    void aTableIsWrittenAsItIsRead() throws IOException {
        String body = Tables.text("recorded-answers.tsv")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.joining("\n", "", "\n"));

        assertThat(RecordedShapes.parse(body).table()).isEqualTo(body);
    }

    @Test
    void anExplanationNeedsAReasonAndAReferenceAndThereAreFew() {
        assertThatThrownBy(() -> Explanations.parse("lacking\ta:B.c\tbecause\n"))
                .hasMessageContaining("reference");
        assertThatThrownBy(() -> Explanations.parse("lacking\ta:B.c\tbecause\tpage\n".repeat(2)))
                .hasMessageContaining("twice");
        String many = Collections.nCopies(21, "").stream()
                .map(none -> "lacking\ta:B.c%d\tbecause\tpage\n")
                .collect(Collectors.joining());
        Object[] numbers = IntStream.range(0, 21).boxed().toArray();
        assertThatThrownBy(() -> Explanations.parse(many.formatted(numbers))).hasMessageContaining("more than 20");
        assertThatThrownBy(() -> DocumentedShapes.parse("shop:Order\t*\tid\n")).hasMessageContaining("four columns");
    }

    @Test
    void anExplanationThatNoLongerOccursIsNamed() {
        Explanations explanations = Explanations.parse("lacking\ta:B.c\tbecause\tpage\n");

        assertThat(explanations.explained(Set.of("lacking a:B.c"))).containsEntry("lacking a:B.c", "because (page)");
        assertThat(explanations.needless(Set.of("lacking a:B.c"))).isEmpty();
        assertThat(explanations.needless(Set.of("lacking a:B.d"))).containsExactly("lacking a:B.c");
    }

    private static Set<String> differences(String body) {
        return differences(200, body);
    }

    private static Set<String> differences(int status, String body) {
        AnswerComparison comparison = new AnswerComparison(
                Map.of("shop", JSON), RecordedShapes.parse(RECORDED), DocumentedShapes.parse(DOCUMENTED));
        return comparison.differences(new Answer("boto3", "shop", "DescribeOrders", status, body)).stream()
                .map(Difference::key)
                .collect(Collectors.toSet());
    }
}

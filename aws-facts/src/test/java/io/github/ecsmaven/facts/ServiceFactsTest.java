package io.github.ecsmaven.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

class ServiceFactsTest {

    private static final String MODEL = """
            {"metadata": {"apiVersion": "2020-01-01", "endpointPrefix": "kitchen"},
             "operations": {
               "Bake": {"input": {"shape": "BakeRequest"}, "output": {"shape": "BakeAnswer"}},
               "Wash": {"input": {"shape": "WashRequest"}}},
             "shapes": {
               "BakeRequest": {"type": "structure", "required": ["kind"], "documentation": "prose",
                 "members": {"kind": {"shape": "BreadKind"}, "grams": {"shape": "Grams"}, "recipe": {"shape": "Secret"},
                             "labels": {"shape": "Labels"}, "notes": {"shape": "Notes"}, "detail": {"shape": "Detail"},
                             "next": {"shape": "BakeRequest"}}},
               "BakeAnswer": {"type": "structure", "members": {"share": {"shape": "Share"}, "at": {"shape": "Time"}}},
               "BreadKind": {"type": "string", "enum": ["RYE", "WHEAT"]},
               "Grams": {"type": "integer", "min": 1, "max": 5000},
               "Share": {"type": "double", "min": 0.0, "max": 100.0},
               "Time": {"type": "timestamp"},
               "Secret": {"type": "string", "sensitive": true, "min": 3, "pattern": "[a-z]+"},
               "Label": {"type": "string", "max": 20},
               "Labels": {"type": "map", "key": {"shape": "Label"}, "value": {"shape": "Label"}},
               "Notes": {"type": "list", "member": {"shape": "Secret"}, "max": 3},
               "Detail": {"type": "structure", "document": true, "members": {}},
               "WashRequest": {"type": "structure", "members": {}}}}""";

    private static ServiceFacts facts(String... operations) {
        return ServiceFacts.of(
                FactsTable.rows(new ReduceServiceModel(JsonNode.parser().parse(MODEL), List.of(operations))
                        .table()
                        .lines()));
    }

    private static ShapeFacts shape(String name) {
        return facts("Bake").shape(name).orElseThrow();
    }

    @Test
    void aStructureHasItsMembersInTheModelsOrder() {
        ShapeFacts request = shape("BakeRequest");

        assertThat(request.kind()).isEqualTo(Kind.STRUCTURE);
        assertThat(request.members().keySet())
                .containsExactly("kind", "grams", "recipe", "labels", "notes", "detail", "next");
        assertThat(request.members()).containsEntry("labels", "Labels");
        assertThat(request.required()).containsExactly("kind");
    }

    @Test
    void aMemberIsSensitiveWhenItsShapeOrItsElementsAre() {
        assertThat(shape("BakeRequest").sensitive()).containsExactly("recipe", "notes");
    }

    @Test
    void aNumberHasItsRange() {
        assertThat(shape("Grams")).extracting(ShapeFacts::min, ShapeFacts::max).containsExactly(1L, 5000L);
        assertThat(shape("Share")).extracting(ShapeFacts::min, ShapeFacts::max).containsExactly(0L, 100L);
        assertThat(shape("Share").kind()).isEqualTo(Kind.DOUBLE);
    }

    @Test
    void aStringHasItsValuesItsLengthAndItsPattern() {
        assertThat(shape("BreadKind").enumValues()).containsExactly("RYE", "WHEAT");
        assertThat(shape("Secret"))
                .extracting(ShapeFacts::min, ShapeFacts::max, ShapeFacts::pattern)
                .containsExactly(3L, null, "[a-z]+");
    }

    @Test
    void aListAndAMapNameWhatTheyHold() {
        assertThat(shape("Notes"))
                .extracting(ShapeFacts::kind, ShapeFacts::element, ShapeFacts::key, ShapeFacts::max)
                .containsExactly(Kind.LIST, "Secret", null, 3L);
        assertThat(shape("Labels"))
                .extracting(ShapeFacts::kind, ShapeFacts::element, ShapeFacts::key)
                .containsExactly(Kind.MAP, "Label", "Label");
    }

    @Test
    void aFreeFormStructureIsADocument() {
        assertThat(shape("Detail").kind()).isEqualTo(Kind.DOCUMENT);
    }

    @Test
    void onlyWhatTheOperationsReachIsInTheTable() {
        assertThat(facts("Wash").shapes()).containsExactly("WashRequest");
        assertThat(facts("Wash").shape("BakeRequest")).isEmpty();
    }

    @Test
    void anOperationNamesItsShapes() {
        ServiceFacts facts = facts("Bake", "Wash");

        assertThat(facts.operations()).containsExactly("Bake", "Wash");
        assertThat(facts.inputShape("Bake")).contains("BakeRequest");
        assertThat(facts.outputShape("Bake")).contains("BakeAnswer");
        assertThat(facts.outputShape("Wash")).isEmpty();
        assertThat(facts.inputShape("Fry")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "../facts/ecs", "", "ECS"})
    void anUnknownServiceIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceFacts.load(name))
                .withMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RegisterTaskDefinition",
                "CreateService",
                "UpdateService",
                "DescribeTaskDefinition",
                "DescribeServices",
                "DescribeServiceDeployments",
                "DescribeServiceRevisions",
                "TagResource",
                "RunTask",
                "CreateCluster"
            })
    void everyShapeThatAnEcsOperationReachesIsThere(String operation) {
        ServiceFacts ecs = ServiceFacts.load("ecs");

        assertThat(ecs.inputShape(operation)).isPresent();
        assertThat(ecs.outputShape(operation)).isPresent();
        for (String name : ecs.shapes()) {
            ShapeFacts shape = ecs.shape(name).orElseThrow();
            assertThat(ecs.shapes()).containsAll(shape.members().values());
            assertThat(shape.members().keySet()).containsAll(shape.required()).containsAll(shape.sensitive());
            assertThat(shape.element() == null || ecs.shapes().contains(shape.element()))
                    .isTrue();
        }
    }

    @Test
    void whatEcsRequiresAndHidesIsKnown() {
        ServiceFacts ecs = ServiceFacts.load("ecs");

        assertThat(ecs.shape("RegisterTaskDefinitionRequest").orElseThrow().required())
                .containsExactlyInAnyOrder("family", "containerDefinitions");
        assertThat(ecs.shape("ContainerDefinition").orElseThrow().sensitive()).contains("environment");
        assertThat(ecs.shape("LaunchType").orElseThrow().enumValues()).contains("EC2", "FARGATE");
        assertThat(ecs.shape("TagKey").orElseThrow().max()).isEqualTo(128);
    }

    @Test
    void whatScalingAndRepositoriesRequireIsKnown() {
        ServiceFacts scaling = ServiceFacts.load("application-autoscaling");
        ServiceFacts ecr = ServiceFacts.load("ecr");

        assertThat(scaling.shape("PutScalingPolicyRequest").orElseThrow().required())
                .contains("PolicyName");
        assertThat(scaling.shape("PolicyType").orElseThrow().enumValues()).contains("TargetTrackingScaling");
        assertThat(ecr.shape("EncryptionType").orElseThrow().enumValues()).contains("KMS");
    }

    @Test
    void aTableOfOnesOwnIsReadLikeThoseThatComeWithThisModule() {
        ServiceFacts own = ServiceFacts.parse(
                Stream.of("# a comment", "STRUCTURE\tDough", "\tflour\tFlour\trequired", "STRING\tFlour\t\t\t1"));

        assertThat(own.shape("Dough").orElseThrow().required()).containsExactly("flour");
        assertThat(own.shape("Flour").orElseThrow().min()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "application-autoscaling", "ecr"})
    @Tag("corpus")
    void theTableIsWhatTheGeneratorMakesOfTheModel(String service) throws Exception {
        String committed = TableSource.committed(service + ".tsv");
        Path model = TableSource.corpusFile(service + "-model/service-2.json", committed);

        assertThat(ReduceServiceModel.tableOf(service, model)).isEqualTo(committed);
    }
}

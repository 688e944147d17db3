package io.github.ecsmaven.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LayersTest {
    private static final String LAYER = """
            version: 1
            region: eu-west-1
            taskDefinition:
              networkMode: awsvpc
              containerDefinitions: [{ name: log, image: fluent, essential: false, memory: 64 }]
            """;
    private static final String DESCRIPTOR = """
            version: 1
            extends: [layers/base.yaml]
            taskDefinition:
              family: shop
              containerDefinitions: [{ name: web, image: shop, memory: 128 }]
            """;

    @TempDir
    private Path base;

    private Project project() {
        return new Project(base);
    }

    private Project withLayer() {
        return project().file("layers/base.yaml", LAYER).file("shop.yaml", DESCRIPTOR);
    }

    private static Value at(Value.Structure members, String... path) {
        Value here = members;
        for (String name : path) {
            here = here instanceof Value.Structure structure
                    ? structure.members().get(name)
                    : ((Value.Sequence) here).elements().get(Integer.parseInt(name));
        }
        return here;
    }

    @Test
    void aDescriptorIsLaidOverItsLayer() {
        EffectiveDescriptor shop = withLayer().effective();

        assertThat(shop.descriptor().region()).isEqualTo("eu-west-1");
        assertThat(at(shop.members(), "taskDefinition", "networkMode")).isEqualTo(new Value.Text("awsvpc"));
        assertThat(at(shop.members(), "taskDefinition", "containerDefinitions", "0", "name"))
                .isEqualTo(new Value.Text("log"));
        assertThat(at(shop.members(), "taskDefinition", "containerDefinitions", "1", "name"))
                .isEqualTo(new Value.Text("web"));
        assertThat(shop.members().members()).doesNotContainKey("extends");
        assertThat(shop.files()).containsExactly("src/main/ecs/layers/base.yaml", "src/main/ecs/shop.yaml");
    }

    @Test
    void eachValueKnowsTheFileThatItCameFrom() {
        SourceMap sources = withLayer().read().sources();

        assertThat(sources.of(KeyedPath.of("region")).orElseThrow()).hasToString("src/main/ecs/layers/base.yaml:2:9");
        assertThat(sources.of(KeyedPath.of("taskDefinition", "family")).orElseThrow())
                .hasToString("src/main/ecs/shop.yaml:4:11");
    }

    @Test
    void laterLayersLieOverEarlierOnesAndTheOverlayOverAll() {
        Project project = project()
                .file("layers/a.yaml", "version: 1\nregion: a\ncluster: a\ntags: {x: a, y: a, z: a}")
                .file("layers/b.yaml", "version: 1\ncluster: b\ntags: {x: b, y: b}")
                .file("shop.yaml", """
                        version: 1
                        extends: [layers/a.yaml, layers/b.yaml]
                        environments: [staging, production]
                        tags: { y: shop }
                        taskDefinition: { family: shop, containerDefinitions: [{ name: web, image: shop, memory: 1 }] }
                        """)
                .file("environments/production/shop.yaml", "version: 1\ntags: { x: production }");

        assertThat(project.environment("production").read().tags())
                .isEqualTo(Map.of("x", "production", "y", "shop", "z", "a"));
        assertThat(project.environment("staging").read().tags()).isEqualTo(Map.of("x", "b", "y", "shop", "z", "a"));
        assertThat(project.read().cluster()).isEqualTo("b");
    }

    @Test
    void aLayerThatSeveralExtendLiesBelowAllOfThem() {
        Project project = project()
                .file("layers/d.yaml", "version: 1\nregion: d\ncluster: d")
                .file("layers/b.yaml", "version: 1\nextends: [layers/d.yaml]\ncluster: b")
                .file("layers/c.yaml", "version: 1\nextends: [layers/d.yaml]\ntags: {c: c}")
                .file("shop.yaml", DESCRIPTOR.replace("layers/base.yaml", "layers/b.yaml, layers/c.yaml"));

        assertThat(project.read().cluster()).isEqualTo("b");
        assertThat(project.effective().files())
                .extracting(name -> name.substring(name.lastIndexOf('/') + 1))
                .containsExactly("d.yaml", "b.yaml", "c.yaml", "shop.yaml");
    }

    @Test
    void aLayerComesFromAnArtifactAndMayExtendAnotherFileOfIt() {
        Project project = project()
                .jar(
                        "baseline",
                        Map.of(
                                "fargate.yaml", "version: 1\nextends: [common/region.yaml]\ncluster: shop",
                                "common/region.yaml", "version: 1\nregion: eu-west-1"))
                .file("shop.yaml", DESCRIPTOR.replace("layers/base.yaml", "\"com.acme:baseline!fargate.yaml\""));

        DeploymentDescriptor shop = project.read();
        assertThat(shop.cluster()).isEqualTo("shop");
        assertThat(shop.sources().of(KeyedPath.of("region")).orElseThrow())
                .hasToString("com.acme:baseline:1.2!common/region.yaml:2:9");
    }

    @Test
    void anArtifactThatIsNotPackagedYetIsAFolder() throws IOException {
        Path classes = Files.createDirectories(base.resolve("target/classes"));
        Files.writeString(classes.resolve("fargate.yaml"), "version: 1\nregion: eu-west-1");
        Project project = project()
                .artifact("baseline", classes)
                .file("shop.yaml", DESCRIPTOR.replace("layers/base.yaml", "\"com.acme:baseline!fargate.yaml\""));

        assertThat(project.effective().files()).first().isEqualTo("com.acme:baseline:1.2!fargate.yaml");
    }

    @Test
    void aLayerIsNamedByReferences() {
        Project project = withLayer()
                .property("layer", "layers/base.yaml")
                .file("shop.yaml", DESCRIPTOR.replace("[layers/base.yaml]", "\"${layer}\""));

        assertThat(project.read().region()).isEqualTo("eu-west-1");
    }

    @Test
    void theEnvironmentMayChooseALayer() {
        Project project = project()
                .file("layers/staging.yaml", LAYER)
                .file("layers/production.yaml", LAYER.replace("eu-west-1", "eu-north-1"))
                .file(
                        "shop.yaml",
                        DESCRIPTOR.replace(
                                "extends: [layers/base.yaml]",
                                "environments: [staging, production]\nextends: [\"layers/${ecs.environment}.yaml\"]"));

        assertThat(project.environment("production").read().region()).isEqualTo("eu-north-1");
        assertThat(project.warnings).isEmpty();
    }

    @Test
    void aLayerMayDeclareTheEnvironments() {
        Project project = withLayer()
                .file("layers/base.yaml", LAYER + "environments: [staging, production]\n")
                .file("environments/production/shop.yaml", "version: 1\ncluster: large");

        assertThat(project.environment("production").read().cluster()).isEqualTo("large");
    }

    static Stream<Arguments> wrongNames() {
        return Stream.of(
                arguments("layers/bas.yaml", "ECS050", "Did you mean `layers/base.yaml`?"),
                arguments("layers/", "ECS052", "lead straight"),
                arguments("layers/quite-another.yaml", "ECS050", "There is: `layers/base.yaml`"),
                arguments("base.yaml", "ECS051", "Write `layers/base.yaml`"),
                arguments("shop.yaml", "ECS051", "Put it into src/main/ecs/layers"),
                arguments(
                        "com.acme:baseline", "ECS051", "Name the file in the artifact: `com.acme:baseline!FILE.yaml`"),
                arguments("com.acme:baseline:1.2!fargate.yaml", "ECS051", "Leave the version out"),
                arguments("baseline!fargate.yaml", "ECS051", "groupId:artifactId!FILE.yaml"),
                arguments("com.acme:baseline!", "ECS051", "does not name a layer"),
                arguments("com.acme:baseline!fargat.yaml", "ECS050", "Did you mean `com.acme:baseline!fargate.yaml`?"),
                arguments("com.acme:baseline!META-INF", "ECS050", "There is no META-INF in com.acme:baseline:1.2"),
                arguments(
                        "com.acme:basline!fargate.yaml",
                        "ECS050",
                        "Did you mean com.acme:baseline? Otherwise add it to the plugin in the POM: <dependencies><dependency>"
                                + "<groupId>com.acme</groupId><artifactId>basline</artifactId><version>…</version>"),
                arguments("../ecs/layers/base.yaml", "ECS052", "lead straight"),
                arguments("layers/../layers/base.yaml", "ECS052", "lead straight"),
                arguments("/etc/hosts", "ECS052", "publish it as an artifact"),
                arguments("C:\\layers\\base.yaml", "ECS052", "lead straight"),
                arguments("layers\\base.yaml", "ECS052", "lead straight"),
                arguments("layers//base.yaml", "ECS052", "lead straight"),
                arguments("com.acme:baseline!../fargate.yaml", "ECS052", "from the root of the jar"),
                arguments("com.acme:baseline!/fargate.yaml", "ECS052", "from the root of the jar"),
                arguments("${layr}", "ECS020", "Did you mean `${layer}`?"),
                arguments("${ssm:/layer}", "ECS022", "before AWS can be asked"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongNames")
    void aNameThatIsNoLayerIsReportedWithWhatToWrite(String name, String code, String text) {
        Project project = withLayer()
                .property("layer", "base")
                .jar("baseline", Map.of("fargate.yaml", "version: 1", "META-INF/MANIFEST.MF", ""))
                .file("shop.yaml", DESCRIPTOR.replace("layers/base.yaml", "'" + name + "'"));

        assertThat(project.places()).containsExactly(code + " shop.yaml:2:11");
        assertThat(project.report()).contains(text).contains(" 2 | extends: ['" + name + "']");
    }

    @Test
    void layersThatAreNoListOfNamesAreReported() {
        assertThat(withLayer()
                        .file("shop.yaml", DESCRIPTOR.replace("[layers/base.yaml]", "layers/base.yaml"))
                        .places())
                .contains("ECS011 shop.yaml:2:10");
        assertThat(withLayer()
                        .file("shop.yaml", DESCRIPTOR.replace("layers/base.yaml", "{a: b}, ~"))
                        .places())
                .contains("ECS011 shop.yaml:2:11", "ECS017 shop.yaml:2:19");
    }

    @Test
    void aJarThatIsNoneIsReported() throws IOException {
        Project project = withLayer()
                .artifact("broken", Files.writeString(base.resolve("broken.jar"), "no zip"))
                .file("shop.yaml", DESCRIPTOR.replace("layers/base.yaml", "'com.acme:broken!a.yaml'"));

        assertThat(project.places()).containsExactly("ECS001 shop.yaml:2:11");
        assertThat(project.report()).contains("The artifact com.acme:broken:1.2 cannot be read as a jar");
    }

    @Test
    void aLinkOutOfTheProjectIsNotFollowed(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("secret.yaml"), "version: 1\nregion: secret");
        withLayer();
        Files.delete(base.resolve("src/main/ecs/layers/base.yaml"));
        Files.createSymbolicLink(base.resolve("src/main/ecs/layers/base.yaml"), secret);

        assertThat(project().places()).containsExactly("ECS052 shop.yaml:2:11");
        assertThat(project().report())
                .contains("is a link that leads out of the project")
                .doesNotContain("secret");
    }

    @Test
    void aLinkInsideOfTheProjectIs() throws IOException {
        withLayer();
        Path shared = Files.writeString(base.resolve("shared.yaml"), LAYER);
        Files.delete(base.resolve("src/main/ecs/layers/base.yaml"));
        Files.createSymbolicLink(base.resolve("src/main/ecs/layers/base.yaml"), shared);

        assertThat(project().read().region()).isEqualTo("eu-west-1");
    }

    @Test
    void aCircleIsReportedWithItsFiles() {
        Project project = withLayer()
                .file("layers/base.yaml", "version: 1\nextends: [layers/other.yaml]")
                .file("layers/other.yaml", "version: 1\nextends: [layers/base.yaml]");

        assertThat(project.places()).containsExactly("ECS053 layers/other.yaml:2:11");
        assertThat(project.report())
                .contains(
                        "src/main/ecs/layers/base.yaml → src/main/ecs/layers/other.yaml → src/main/ecs/layers/base.yaml");
    }

    @Test
    void aLayerThatExtendsItselfIsACircle() {
        assertThat(withLayer()
                        .file("layers/base.yaml", "version: 1\nextends: [layers/base.yaml]")
                        .places())
                .containsExactly("ECS053 layers/base.yaml:2:11");
    }

    @Test
    void tenLayersInARowAreEnough() {
        Project project = withLayer().file("layers/base.yaml", "version: 1\nextends: [layers/1.yaml]\nregion: r");
        IntStream.range(1, 12)
                .forEach(i ->
                        project.file("layers/" + i + ".yaml", "version: 1\nextends: [layers/" + (i + 1) + ".yaml]"));
        project.file("layers/12.yaml", "version: 1");

        assertThat(project.places()).containsExactly("ECS054 layers/9.yaml:2:11");
        assertThat(project.report()).contains("src/main/ecs/shop.yaml → src/main/ecs/layers/base.yaml → ");
        assertThat(project.file("layers/9.yaml", "version: 1").places()).isEmpty();
    }

    @Test
    void layersThatAllExtendEachOtherAreReadOnceEach() {
        Project project = withLayer();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 90; i++) {
            all.append(i == 0 ? "" : ", ").append("layers/l").append(i).append(".yaml");
            String below = i % 9 == 0 ? "" : "layers/l" + (i - 1) + ".yaml, layers/l" + (i / 9 * 9) + ".yaml";
            project.file("layers/l" + i + ".yaml", "version: 1\nextends: [" + below + "]\ntags: {t" + i + ": x}");
        }
        project.file("shop.yaml", DESCRIPTOR.replace("layers/base.yaml", "layers/base.yaml, " + all));

        assertThat(project.effective().files()).hasSize(92).doesNotHaveDuplicates();
    }

    @Test
    void tooManyLayersAreReportedOnce() {
        Project project = withLayer();
        StringBuilder all = new StringBuilder("layers/base.yaml");
        for (int i = 0; i < 150; i++) {
            project.file("layers/l" + i + ".yaml", "version: 1");
            all.append(", layers/l").append(i).append(".yaml");
        }
        project.file("shop.yaml", DESCRIPTOR.replace("layers/base.yaml", all));

        assertThat(project.places()).singleElement().asString().startsWith("ECS054 shop.yaml:2:");
    }

    @Test
    void theSameMissingLayerNamedAThousandTimesIsSoonEnough() {
        String all = "layers/base.yaml" + ", 'com.acme:baseline!x.yaml'".repeat(3000);
        Project project = withLayer()
                .jar("baseline", Map.of("fargate.yaml", "version: 1"))
                .file("shop.yaml", DESCRIPTOR.replace("layers/base.yaml", all));

        assertThat(project.problems())
                .hasSize(1000)
                .last()
                .extracting(p -> p.id().code())
                .isEqualTo("ECS054");
    }

    @Test
    void layersThatAreTogetherTooLargeAreReported() {
        String large = "version: 1\nignore: [" + "a,".repeat(120_000) + "a]";
        Project project = withLayer()
                .file("layers/a.yaml", large)
                .file("layers/b.yaml", large)
                .file("shop.yaml", DESCRIPTOR.replace("base.yaml", "a.yaml, layers/b.yaml"));

        assertThat(project.places()).containsExactly("ECS054 shop.yaml:2:26");
    }

    @Test
    void everyProblemOfEveryFileIsToldWithItsOwnLine() {
        Project project = withLayer()
                .file("layers/base.yaml", LAYER + "clustr: x\ncluster: {}\n")
                .file("layers/broken.yaml", "version: 1\na: [")
                .file(
                        "shop.yaml",
                        DESCRIPTOR.replace("base.yaml]", "base.yaml, layers/broken.yaml]")
                                + "environments: [staging]\ncluster: fine\nregoin: x\nrollout: { timeout: \"${undefined}\" }\n")
                .file("environments/staging/shop.yaml", "version: 1\nidentity: { rolArn: x }\n");

        assertThat(project.places())
                .containsExactly(
                        "ECS010 environments/staging/shop.yaml:2:13",
                        "ECS010 layers/base.yaml:6:1",
                        "ECS011 layers/base.yaml:7:10",
                        "ECS002 layers/broken.yaml:2:5",
                        "ECS010 shop.yaml:8:1",
                        "ECS020 shop.yaml:9:21");
        assertThat(project.report())
                .contains(" 2 | identity: { rolArn: x }")
                .contains(" 6 | clustr: x")
                .contains(" 8 | regoin: x");
    }

    @Test
    void nothingIsSaidToBeMissingWhereALayerIs() {
        Project project = project().file("shop.yaml", "version: 1\nextends: [layers/none.yaml]\n");

        assertThat(project.places()).containsExactly("ECS050 shop.yaml:2:11");
    }

    static Stream<Arguments> versions() {
        return Stream.of(
                arguments("region: eu-west-1", "ECS012 layers/base.yaml:1:1", "The layer does not say its version"),
                arguments("version: 2\nx: y", "ECS013 layers/base.yaml:1:10", "Version `2` of the layer is not known"),
                arguments("# nothing", "ECS003 layers/base.yaml:1:1", "The layer is empty"),
                arguments("[a]", "ECS011 layers/base.yaml:1:1", "A layer is a map"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("versions")
    void aLayerIsADescriptorOfAKnownVersion(String layer, String place, String text) {
        Project project = withLayer().file("layers/base.yaml", layer);

        assertThat(project.places()).contains(place);
        assertThat(project.report()).contains(text);
    }

    @Test
    void anOverlayExtendsNothingAndDeclaresNoEnvironments() {
        Project project = withLayer()
                .file("shop.yaml", DESCRIPTOR + "environments: [staging]\n")
                .file("environments/staging/shop.yaml", "version: 1\nextends: []\nenvironments: [staging]\n");

        assertThat(project.places())
                .containsExactly(
                        "ECS015 environments/staging/shop.yaml:2:1", "ECS015 environments/staging/shop.yaml:3:1");
    }

    @Test
    void whereNoneIsChosenTheOverlaysOfAllEnvironmentsAreChecked() {
        Project project = withLayer()
                .file("shop.yaml", DESCRIPTOR + "environments: [a, b, c]\n")
                .file("environments/b/shop.yaml", "version: 1\ncluster: \"\"\n")
                .file("environments/c/shop.yaml", "version: 1\nregion: \"\"\n");

        assertThat(project.places())
                .containsExactly("ECS017 environments/b/shop.yaml:2:10", "ECS017 environments/c/shop.yaml:2:9");
        assertThat(project.environment("c").places()).containsExactly("ECS017 environments/c/shop.yaml:2:9");
    }

    static Stream<Arguments> leftovers() {
        return Stream.of(
                arguments("environments/staging/shp.yaml", "Did you mean the descriptor `shop`?"),
                arguments("environments/staging/other-name.json", "There is no descriptor `other-name`"),
                arguments("environments/stagng/shop.yaml", "Did you mean `staging`?"),
                arguments("environments/shop.yaml", "Move it to src/main/ecs/environments/ENVIRONMENT/shop.yaml"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("leftovers")
    void anOverlayThatNeverCountsIsReported(String file, String text) {
        Project project = withLayer()
                .file("shop.yaml", DESCRIPTOR + "environments: [staging]\n")
                .file(file, "version: 1");

        assertThat(project.places()).containsExactly("ECS055 " + file + ":1:1");
        assertThat(project.report()).contains(text);
    }

    @Test
    void overlaysOfOtherDescriptorsAreLeftAloneWhereOneIsChosen() {
        Project project = withLayer()
                .file("stock.yaml", DESCRIPTOR + "environments: [staging]\n")
                .file("environments/staging/stock.yaml", "version: 1");

        assertThat(project.only("shop").places()).isEmpty();
    }

    @Test
    void twoOverlaysOfOneEnvironmentAreReported() {
        Project project = withLayer()
                .file("shop.yaml", DESCRIPTOR + "environments: [staging]\n")
                .file("environments/staging/shop.yaml", "version: 1")
                .file("environments/staging/shop.json", "{\"version\": 1}");

        assertThat(project.places()).containsExactly("ECS055 shop.yaml:6:15");
    }

    @Test
    void anEnvironmentLeadsNowhereElse() {
        Project project = withLayer().file("shop.yaml", DESCRIPTOR + "environments: [\"../../layers\"]\n");

        assertThat(project.environment("../../layers").places()).containsExactly("ECS052 shop.yaml:6:15");
    }

    @Test
    void aLayerThatNothingExtendsIsAWarning() {
        Project project = withLayer().file("layers/unused.yaml", "version: 1");

        assertThat(project.read().name()).isEqualTo("shop");
        assertThat(project.warnings).extracting(Project::place).containsExactly("ECS056 layers/unused.yaml:1:1");
        assertThat(project.only("shop").problems()).isEmpty();
        assertThat(project.warnings).hasSize(1);
    }

    @Test
    void theValueOfAVariableInALayerIsNotQuoted() {
        Project project = withLayer()
                .file(
                        "layers/base.yaml",
                        LAYER.replace("memory: 64", "memory: 64, environment: [{ name: A, value: hunter2, typo: x }]"));

        assertThat(project.report()).contains("layers/base.yaml:5").doesNotContain("hunter2");
    }

    @Test
    void settingsMergeToo() {
        Project project = withLayer()
                .file("layers/base.yaml", LAYER + "rollout: { timeout: PT20M, onInProgress: wait }\n")
                .file("shop.yaml", DESCRIPTOR + "rollout: { timeout: PT30M }\n");

        assertThat(project.read().rollout().timeout()).isEqualTo(Duration.ofMinutes(30));
        assertThat(project.read().rollout().onInProgress()).isEqualTo(DeploymentDescriptor.OnInProgress.WAIT);
    }
}

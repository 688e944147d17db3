package io.github.ecsmaven.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.problem.EcsLocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudformation.model.Output;

class AccountDataTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @TempDir
    private Path directory;

    @Test
    void theListsHaveTheMembersOfTheApisShapes() {
        AccountData data = read("""
                { "stacks": [ { "StackName": "network", "CreationTime": 1700000000,
                                "Outputs": [ { "OutputKey": "Subnets", "OutputValue": "subnet-1,subnet-2" } ] } ],
                  "parameters": [ { "Name": "/shop/url", "Value": "https://shop.example" } ],
                  "secrets": [ { "Name": "shop/database", "VersionIdsToStages": { "v1": [ "AWSCURRENT" ] } } ],
                  "repositories": [ { "repositoryName": "shop", "imageScanningConfiguration": { "scanOnPush": true } } ],
                  "images": [ { "repositoryName": "shop", "imageTags": [ "1.0" ] } ] }
                """);

        assertThat(data.stacks().get(0).outputs())
                .containsExactly(Output.builder()
                        .outputKey("Subnets")
                        .outputValue("subnet-1,subnet-2")
                        .build());
        assertThat(data.stacks().get(0).creationTime()).hasToString("2023-11-14T22:13:20Z");
        assertThat(data.parameters().get(0).value()).isEqualTo("https://shop.example");
        assertThat(data.secrets().get(0).versionIdsToStages()).containsKey("v1");
        assertThat(data.repositories().get(0).imageScanningConfiguration().scanOnPush())
                .isTrue();
        assertThat(data.images()).hasSize(1);
    }

    @Test
    void everyListMayBeLeftOut() {
        assertThat(read("{}")).isEqualTo(AccountData.none());
    }

    @Test
    void anImageGetsAManifestOfItsOwnAndItsDigest() {
        AccountData data = read("""
                { "images": [ { "repositoryName": "shop", "imageTags": [ "1" ] },
                              { "repositoryName": "shop", "imageTags": [ "2" ] },
                              { "repositoryName": "shop", "imageManifest": "{}" },
                              { "repositoryName": "shop", "imageDigest": "DIGEST" } ] }
                """.replace("DIGEST", DIGEST));

        assertThat(data.images())
                .extracting(image -> image.detail().imageDigest())
                .doesNotHaveDuplicates()
                .allSatisfy(digest -> assertThat(digest).matches("sha256:[0-9a-f]{64}"));
        assertThat(data.images().get(0).manifest()).contains("\"schemaVersion\":2");
        assertThat(data.images().get(2).detail().imageDigest())
                .isEqualTo("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
        assertThat(data.images().get(3).manifest()).isNull();
        assertThat(data.images().get(3).detail().imageDigest()).isEqualTo(DIGEST);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{ \"stack\": [] } | 'stack' is none of [accessKeys, images, parameters, repositories, secrets, stacks]",
                "{ \"stacks\": {} } | stacks is not a list",
                "{ \"stacks\": [ 1 ] } | stacks[0] is not a JSON object",
                "{ \"stacks\": [ {} ] } | stacks[0] has no StackName",
                "{ \"stacks\": [ { \"StackName\": \"a\" }, { \"StackName\": \"a\" } ] } | stacks[1] has the StackName 'a' of an entry before it",
                "{ \"stacks\": [ { \"StackName\": 1 } ] } | stacks[0] has a value of another type than the API: NUMBER_VALUE cannot be converted to String",
                "{ \"stacks\": [ { \"StackName\": \"a\", \"Output\": [] } ] } | stacks[0].Output is not a member of the API's shape, which has [Capabilities,",
                "{ \"stacks\": [ { \"StackName\": \"a\", \"Outputs\": [ { \"Key\": \"b\" } ] } ] } | stacks[0].Outputs[0].Key is not a member",
                "{ \"parameters\": [ { \"Name\": \"a\" } ] } | parameters[0] has no Value",
                "{ \"secrets\": [ { \"Name\": \" \" } ] } | secrets[0] has no Name",
                "{ \"secrets\": [ { \"Name\": \"a\", \"RotationRules\": { \"Days\": 1 } } ] } | secrets[0].RotationRules.Days is not a member",
                "{ \"repositories\": [ {} ] } | repositories[0] has no repositoryName",
                "{ \"images\": [ 1 ] } | images[0] is not a JSON object",
                "{ \"images\": [ {} ] } | images[0] has no repositoryName",
                "{ \"images\": [ { \"repositoryName\": \"a\", \"imageManifest\": {} } ] } | images[0].imageManifest is not a text",
                "{ \"images\": [ { \"repositoryName\": \"a\", \"imageDigest\": \"sha256:1\" } ] } | images[0].imageDigest must be sha256:",
                "{ \"accessKeys\": [ { \"UserName\": \"a\" } ] } | accessKeys[0] has no AccessKeyId",
                "{ \"accessKeys\": [ { \"UserName\": \"a\", \"AccessKeyId\": \"b\" } ] } | accessKeys[0] has no UserName or no SecretAccessKey",
                "[] | is not a JSON object",
                "{ | is not valid JSON",
            })
    void whatCannotBeIsSaidWithItsPlace(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(EcsLocalException.class)
                .hasMessageContaining(directory.resolve("data.json").toString())
                .hasMessageContaining(message);
    }

    @Test
    void aDigestThatIsNotTheManifestsIsRefused() {
        String json =
                "{ \"images\": [ { \"repositoryName\": \"a\", \"imageManifest\": \"{}\", \"imageDigest\": \"%s\" } ] }";

        assertThatThrownBy(() -> read(json.formatted(DIGEST))).hasMessageContaining("images[0].imageDigest");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path missing = directory.resolve("missing.json");

        assertThatThrownBy(() -> AccountData.read(missing))
                .isInstanceOf(EcsLocalException.class)
                .hasMessageContaining(missing + " cannot be read");
    }

    private AccountData read(String json) {
        try {
            return AccountData.read(Files.writeString(directory.resolve("data.json"), json));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

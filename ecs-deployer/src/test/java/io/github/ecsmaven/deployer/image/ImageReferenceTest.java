package io.github.ecsmaven.deployer.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.deployer.image.ImageReference.EcrRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageReferenceTest {
    @ParameterizedTest
    @CsvSource({
        "shop, '', shop, , ",
        "shop:1.0, '', shop, 1.0, ",
        "team/shop, '', team/shop, , ",
        "team/shop:1.0, '', team/shop, 1.0, ",
        "localhost/shop, localhost, shop, , ",
        "localhost:5000/shop:1, localhost:5000, shop, 1, ",
        "ghcr.io/team/shop:1, ghcr.io, team/shop, 1, ",
        "ghcr.io/team/shop@sha256:ab, ghcr.io, team/shop, , sha256:ab",
        "ghcr.io/team/shop:1@sha256:ab, ghcr.io, team/shop, 1, sha256:ab",
        "public.ecr.aws/docker/library/nginx:1, public.ecr.aws, docker/library/nginx, 1, "
    })
    void aReferenceIsTakenApart(String image, String registry, String repository, String tag, String digest) {
        assertThat(ImageReference.of(image)).isEqualTo(new ImageReference(registry, repository, tag, digest));
    }

    @ParameterizedTest
    @CsvSource({
        "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1, eu-west-1, arn:aws:ecr:eu-west-1:111122223333:repository/shop",
        "111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com/a/b, us-gov-west-1, arn:aws-us-gov:ecr:us-gov-west-1:111122223333:repository/a/b",
        "111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/shop, cn-north-1, arn:aws-cn:ecr:cn-north-1:111122223333:repository/shop",
        "111122223333.dkr-ecr.eu-west-1.on.aws/shop:1, eu-west-1, arn:aws:ecr:eu-west-1:111122223333:repository/shop"
    })
    void aPrivateRepositoryOfEcrIsKnownByItsHost(String image, String region, String arn) {
        EcrRepository repository = ImageReference.of(image).ecr().orElseThrow();

        assertThat(repository.region()).isEqualTo(region);
        assertThat(repository.arn()).isEqualTo(arn);
    }

    @ParameterizedTest
    @CsvSource({
        "shop:1",
        "public.ecr.aws/docker/library/nginx:1",
        "111122223333.dkr.ecr.eu-west-1.amazonaws.com.example.org/shop:1",
        "1111.dkr.ecr.eu-west-1.amazonaws.com/shop:1",
        "111122223333.dkr.ecr.eu-west-1.amazonaws.com"
    })
    void otherRegistriesAreNoEcr(String image) {
        assertThat(ImageReference.of(image).ecr()).isEmpty();
    }

    @Test
    void aTagMayMoveAndADigestDoesNot() {
        assertThat(ImageReference.of("shop").movableTag()).contains("latest");
        assertThat(ImageReference.of("shop:1").movableTag()).contains("1");
        assertThat(ImageReference.of("shop:1@sha256:ab").movableTag()).isEmpty();
        assertThat(ImageReference.of("shop@sha256:ab").movableTag()).isEmpty();
    }
}

package io.github.ecsmaven.deployer.radosgw;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/** Requests of S3 without a body: they tell what credentials are good for. */
final class S3Request {
    private S3Request() {}

    /**
     * The status of the answer.
     *
     * @param method GET or PUT
     * @param bucket empty for all of them
     */
    static int status(URI endpoint, String method, String bucket, AwsCredentials credentials)
            throws IOException, InterruptedException {
        URI uri = endpoint.resolve("/" + bucket);
        SdkHttpRequest unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .uri(uri)
                .build();
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials)
                        .request(unsigned)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "default"));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.noBody());
        signed.request().headers().forEach((name, values) -> add(request, name, values));
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static void add(HttpRequest.Builder request, String name, List<String> values) {
        // The client writes this one itself, with the same value.
        if (!name.equalsIgnoreCase("Host")) {
            values.forEach(value -> request.header(name, value));
        }
    }
}

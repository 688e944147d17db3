package io.github.ecsmaven.local;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Clients of every service that takes writes; a call is tried once. */
record ServiceClients(EcsClient ecs, CloudWatchLogsClient logs, EcrClient ecr, ApplicationAutoScalingClient scaling)
        implements AutoCloseable {
    static ServiceClients of(URI endpoint, Credentials credentials) {
        return new ServiceClients(
                client(EcsClient.builder(), endpoint, credentials),
                client(CloudWatchLogsClient.builder(), endpoint, credentials),
                client(EcrClient.builder(), endpoint, credentials),
                client(ApplicationAutoScalingClient.builder(), endpoint, credentials));
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, URI endpoint, Credentials credentials) {
        return builder.endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(client -> client.retryStrategy(retries -> retries.maxAttempts(1)))
                .build();
    }

    @Override
    public void close() {
        ecs.close();
        logs.close();
        ecr.close();
        scaling.close();
    }
}

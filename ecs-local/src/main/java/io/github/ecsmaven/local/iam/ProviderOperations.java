package io.github.ecsmaven.local.iam;

import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersRequest;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersResponse;
import software.amazon.awssdk.services.iam.model.OpenIDConnectProviderListEntry;

/** The operations on OIDC providers. */
final class ProviderOperations {
    private static final int LONGEST = 255;
    private static final int MOST_CLIENT_IDS = 100;
    private static final int MOST_THUMBPRINTS = 5;
    private static final Pattern THUMBPRINT = Pattern.compile("[0-9a-fA-F]{40}");
    private static final Pattern ARN = Pattern.compile("arn:[\\w-]+:iam::\\d{12}:oidc-provider/.+");

    private final IamState state;

    ProviderOperations(IamState state) {
        this.state = state;
    }

    List<Operation<?, ?>> operations() {
        return List.of(
                Operation.write(
                        "CreateOpenIDConnectProvider", CreateOpenIdConnectProviderRequest::builder, this::create),
                Operation.read("GetOpenIDConnectProvider", GetOpenIdConnectProviderRequest::builder, this::get),
                Operation.read("ListOpenIDConnectProviders", ListOpenIdConnectProvidersRequest::builder, this::list));
    }

    private CreateOpenIdConnectProviderResponse create(CreateOpenIdConnectProviderRequest request, CallContext call) {
        String issuer = issuer(request.url());
        request.clientIDList().forEach(id -> requireLength(id, "clientIDList"));
        if (request.clientIDList().size() > MOST_CLIENT_IDS) {
            throw new ApiException(
                    "LimitExceeded",
                    409,
                    "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: " + MOST_CLIENT_IDS);
        }
        boolean malformed = request.thumbprintList().size() > MOST_THUMBPRINTS
                || !request.thumbprintList().stream()
                        .allMatch(each -> THUMBPRINT.matcher(each).matches());
        if (malformed) {
            throw IamErrors.invalidInput("Thumbprint list must contain fewer than " + (MOST_THUMBPRINTS + 1)
                    + " entries, each of 40 hexadecimal digits.");
        }
        if (state.providerNamed(OpenIdProvider.nameOf(issuer)).isPresent()) {
            throw IamErrors.alreadyExists("Provider with url " + issuer + " already exists.");
        }
        OpenIdProvider provider = new OpenIdProvider(
                issuer, request.clientIDList(), request.thumbprintList(), call.now(), OpenIdProvider.Origin.API);
        state.put(provider);
        return CreateOpenIdConnectProviderResponse.builder()
                .openIDConnectProviderArn(provider.arn(state.account()))
                .tags(request.hasTags() ? request.tags() : null)
                .build();
    }

    private static String issuer(@Nullable String url) {
        if (url == null || url.isEmpty()) {
            throw IamErrors.invalid("1 validation error detected: Value null at 'url' failed to satisfy constraint:"
                    + " Member must not be null");
        }
        requireLength(url, "url");
        try {
            URI uri = URI.create(url);
            if ("https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPort() < 0
                    && uri.getQuery() == null
                    && uri.getFragment() == null) {
                return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
            }
        } catch (IllegalArgumentException notOne) {
            // Said below, as for every other form that is not one.
        }
        throw IamErrors.invalidInput("Invalid Open ID Connect Provider URL");
    }

    private static void requireLength(String text, String member) {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw IamErrors.invalid("1 validation error detected: Value at '" + member
                    + "' failed to satisfy constraint: Member must have length between 1 and " + LONGEST);
        }
    }

    private GetOpenIdConnectProviderResponse get(GetOpenIdConnectProviderRequest request, CallContext call) {
        String arn = IamErrors.require(request.openIDConnectProviderArn(), "openIDConnectProviderArn", ARN);
        OpenIdProvider provider = state.providerNamed(arn.substring(arn.indexOf('/') + 1))
                .filter(found -> found.arn(state.account()).equals(arn))
                .orElseThrow(() -> IamErrors.noSuchEntity("OpenIDConnect Provider not found for arn " + arn));
        return GetOpenIdConnectProviderResponse.builder()
                .url(provider.name())
                .clientIDList(provider.clientIds())
                .thumbprintList(provider.thumbprints())
                .createDate(provider.created())
                .build();
    }

    private ListOpenIdConnectProvidersResponse list(ListOpenIdConnectProvidersRequest request, CallContext call) {
        return ListOpenIdConnectProvidersResponse.builder()
                .openIDConnectProviderList(state.providers().stream()
                        .map(provider -> OpenIDConnectProviderListEntry.builder()
                                .arn(provider.arn(state.account()))
                                .build())
                        .toList())
                .build();
    }
}

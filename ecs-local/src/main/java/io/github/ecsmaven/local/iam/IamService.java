package io.github.ecsmaven.local.iam;

import io.github.ecsmaven.local.resource.Listing;
import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.AwsService;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import io.github.ecsmaven.local.wire.Protocol;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesRequest;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesResponse;

/**
 * IAM as ecs-local plays it: roles with their policies and boundaries, managed policies, OIDC providers, the policy simulator;
 * and the account's alias, by which people and programs can tell that it is not AWS.
 */
public final class IamService implements AwsService {
    /** The alias of every account that ecs-local plays. */
    public static final String ACCOUNT_ALIAS = "ecs-local";

    private static final Listing ALIASES =
            new Listing(100, 1000, size -> invalid("MaxItems " + size), () -> invalid("Invalid Marker."));

    private final List<Operation<?, ?>> operations;

    /** An IAM of that account. */
    public IamService(IamState state) {
        operations = Stream.of(
                        List.<Operation<?, ?>>of(Operation.read(
                                "ListAccountAliases", ListAccountAliasesRequest::builder, IamService::accountAliases)),
                        new RoleOperations(state).operations(),
                        new RolePolicyOperations(state).operations(),
                        new ManagedPolicyOperations(state).operations(),
                        new ProviderOperations(state).operations(),
                        new SimulationOperations(state).operations())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public String name() {
        return "iam";
    }

    @Override
    public Protocol protocol() {
        return new Protocol.AwsQuery("2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/");
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return operations;
    }

    private static ListAccountAliasesResponse accountAliases(ListAccountAliasesRequest request, CallContext call) {
        Listing.Page<String> page = ALIASES.page(List.of(ACCOUNT_ALIAS), request.marker(), request.maxItems());
        return ListAccountAliasesResponse.builder()
                .accountAliases(page.items())
                .marker(page.nextToken())
                .isTruncated(page.nextToken() != null)
                .build();
    }

    private static ApiException invalid(String message) {
        return new ApiException("ValidationError", 400, message);
    }
}

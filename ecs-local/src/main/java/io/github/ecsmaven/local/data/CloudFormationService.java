package io.github.ecsmaven.local.data;

import io.github.ecsmaven.local.resource.Listing;
import io.github.ecsmaven.local.resource.ResourceArn;
import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.AwsService;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import io.github.ecsmaven.local.wire.Protocol;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** CloudFormation as ecs-local plays it: the stacks that were given, to be described. */
public final class CloudFormationService implements AwsService {
    private static final Listing STACKS =
            new Listing(100, 100, CloudFormationService::invalid, () -> invalid("The next token is not valid."));

    private final List<Stack> stacks;

    /** An account with these stacks in each of its Regions. */
    public CloudFormationService(AccountData data) {
        this.stacks = data.stacks();
    }

    @Override
    public String name() {
        return "cloudformation";
    }

    @Override
    public Protocol protocol() {
        return new Protocol.AwsQuery("2010-05-15", "http://cloudformation.amazonaws.com/doc/2010-05-15/");
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(Operation.read("DescribeStacks", DescribeStacksRequest::builder, this::describe));
    }

    private DescribeStacksResponse describe(DescribeStacksRequest request, CallContext call) {
        String wanted = request.stackName();
        List<Stack> found = stacks.stream()
                .map(stack -> filled(stack, call))
                .filter(stack -> wanted == null || wanted.equals(stack.stackName()) || wanted.equals(stack.stackId()))
                .toList();
        if (wanted != null && found.isEmpty()) {
            throw invalid("Stack with id " + wanted + " does not exist");
        }
        Listing.Page<Stack> page = STACKS.page(found, request.nextToken(), null);
        return DescribeStacksResponse.builder()
                .stacks(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static Stack filled(Stack given, CallContext call) {
        Stack.Builder stack = given.toBuilder();
        if (given.stackId() == null) {
            UUID id = UUID.nameUUIDFromBytes(given.stackName().getBytes(StandardCharsets.UTF_8));
            stack.stackId(ResourceArn.of(call, "cloudformation", "stack/" + given.stackName() + "/" + id));
        }
        if (given.stackStatusAsString() == null) {
            stack.stackStatus(StackStatus.CREATE_COMPLETE);
        }
        if (given.creationTime() == null) {
            stack.creationTime(Instant.EPOCH);
        }
        if (given.disableRollback() == null) {
            stack.disableRollback(false);
        }
        return stack.build();
    }

    private static ApiException invalid(String message) {
        return new ApiException("ValidationError", 400, message);
    }
}

package io.github.ecsmaven.deployer.aws;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A client whose calls outlive the session that they began with. The session is renewed before a call, outside of the
 * SDK, so that a failure to renew is told as what it is; and a call that AWS refuses because the session has expired is made
 * once more with another one. That cannot do anything twice: AWS looks at the credentials first. The SDK itself resolves
 * credentials once for all attempts of a call, so its retries cannot do this.
 */
final class SessionRenewal implements InvocationHandler {
    private final Object client;
    private final RenewableCredentials credentials;

    private SessionRenewal(Object client, RenewableCredentials credentials) {
        this.client = client;
        this.credentials = credentials;
    }

    /**
     * The client, with calls that renew where the credentials can be renewed.
     *
     * @param type the client's interface
     */
    static <C> C of(Class<C> type, C client, AwsCredentialsProvider credentials) {
        return credentials instanceof RenewableCredentials renewable
                ? type.cast(Proxy.newProxyInstance(
                        type.getClassLoader(), new Class<?>[] {type}, new SessionRenewal(client, renewable)))
                : client;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments == null) {
            return call(method, arguments);
        }
        AwsCredentials used = credentials.resolveCredentials();
        try {
            return call(method, arguments);
        } catch (SdkException e) {
            if (!AwsErrors.isExpired(e)) {
                throw e;
            }
            credentials.expired(used);
            credentials.resolveCredentials();
            return call(method, arguments);
        }
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}

using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Upstreams;

/// <summary>Says what a broken connection means. Never shows addresses: they are the operator's.</summary>
public static class TransportFailures
{
    /// <summary>What a failed request means: nobody was reached, or what came was not HTTP.</summary>
    public static Failure From(HttpRequestException broken) => broken.InnerException is AddressRefusedException { IsForbidden: true } ? Unreachable("The provider's address may not be reached.") : broken.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => Unreachable("The provider's host name does not resolve."),
        HttpRequestError.ConnectionError => Unreachable("The provider refuses connections."),
        HttpRequestError.SecureConnectionError => Unreachable("No secure connection to the provider: its certificate or protocol is not acceptable."),
        HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.HttpProtocolError =>
            Garbled("The provider's answer is not valid HTTP."),
        HttpRequestError.ResponseEnded => Unreachable("The provider closed the connection before it answered."),
        _ => Unreachable("The connection to the provider broke."),
    };

    /// <summary>A connection that broke.</summary>
    public static Failure From(IOException _) => Unreachable("The connection to the provider broke.");

    /// <summary>An answer that can't be understood.</summary>
    public static Failure Garbled(string message) => new(FailureKind.Garbled, "provider_error", message);

    /// <summary>A stream that ended before its end mark.</summary>
    public static Failure Cut() =>
        new(FailureKind.Garbled, "upstream_cut", "The provider's stream ended before its end mark: what came is incomplete.");

    private static Failure Unreachable(string message) => new(FailureKind.Unreachable, "provider_error", message);
}

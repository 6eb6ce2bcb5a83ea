using Banyan.Cli.Output;

namespace Banyan.Cli.Http;

/// <summary>Says in plain words why a service could not be reached.</summary>
internal static class Unreachable
{
    public static CliFailure Explain(HttpRequestException why, string address)
    {
        var (reason, hint) = why.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => ("its name is not known", "Check the host name in --url or BANYAN_URL."),
            HttpRequestError.SecureConnectionError => ($"a secure connection was not possible ({Innermost(why)})", "Check that the port speaks TLS and that this machine trusts the certificate's issuer."),
            HttpRequestError.ConnectionError => ($"nothing accepts connections there ({Innermost(why)})", "Start the service, or name another with --url or BANYAN_URL."),
            HttpRequestError.InvalidResponse or HttpRequestError.ResponseEnded => ("what answers there does not speak HTTP properly", "Check the port and whether it wants https."),
            _ => (Innermost(why), "Run banyan doctor to see more."),
        };
        return new CliFailure(ExitCode.Failed, "unreachable", $"The service at {address} cannot be reached: {reason}.", hint);
    }

    private static string Innermost(Exception why)
    {
        while (why.InnerException is { } inner)
        {
            why = inner;
        }

        return why.Message.TrimEnd('.');
    }
}

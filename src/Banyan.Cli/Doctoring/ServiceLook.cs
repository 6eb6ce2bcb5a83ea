using System.Globalization;
using Banyan.Cli.Http;

namespace Banyan.Cli.Doctoring;

/// <summary>Looks at the service from outside: is it there, does it live, is it ready, does its clock agree.</summary>
internal static class ServiceLook
{
    private static readonly TimeSpan SmallSkew = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LargeSkew = TimeSpan.FromMinutes(5);

    /// <summary>Reaches the address. The answer is given on when something answered.</summary>
    public static async Task<(IReadOnlyList<Finding> Found, HttpResponseMessage? Response)> LiveAsync(BanyanApi api, CancellationToken cancellationToken)
    {
        var (response, failure) = await api.SendAsync(HttpMethod.Get, "health/live", null, cancellationToken);
        if (response is null)
        {
            return ([Finding.Fail("address", failure!.Message, failure.Hint)], null);
        }

        var live = response.IsSuccessStatusCode
            ? Finding.Ok("live", "The process runs.")
            : Finding.Fail("live", $"/health/live answered {(int)response.StatusCode}.", ErrorAnswer.Hint("", isBanyan: false));
        return ([Finding.Ok("address", $"{api.Connection.Address} answers."), Secure(api.Connection.Url), live], response);
    }

    /// <summary>Reads readiness and what it says of each dependency.</summary>
    public static async Task<Finding> ReadyAsync(BanyanApi api, CancellationToken cancellationToken)
    {
        var (response, failure) = await api.SendAsync(HttpMethod.Get, "health/ready", null, cancellationToken);
        using (response)
        {
            if (response is null)
            {
                return Finding.Fail("ready", failure!.Message, failure.Hint);
            }

            var readiness = Readiness.Read(await BanyanApi.ReadAsync(response, cancellationToken));
            var told = readiness?.Text ?? "no readiness that can be read";
            return (response.IsSuccessStatusCode, readiness?.Status) switch
            {
                (true, "ready") => Finding.Ok("ready", told),
                (true, not null) => Finding.Warn("ready", told, "The service answers, but see the dependencies named and the service's log."),
                _ => Finding.Fail("ready", string.Create(CultureInfo.InvariantCulture, $"/health/ready answered {(int)response.StatusCode}: {told}"), "See the dependencies named and the service's log."),
            };
        }
    }

    /// <summary>Compares the service's clock with this machine's; the header counts whole seconds.</summary>
    public static Finding Clock(HttpResponseMessage response, DateTimeOffset now)
    {
        if (response.Headers.Date is not { } date)
        {
            return Finding.Warn("clock", "The service tells no time.", "A proxy between may have removed the header Date.");
        }

        var skew = (now - date).Duration();
        var told = string.Create(CultureInfo.InvariantCulture, $"The clocks differ by {skew.TotalSeconds:0} s.");
        return skew <= SmallSkew
            ? Finding.Ok("clock", "The clocks agree.")
            : new Finding("clock", skew <= LargeSkew ? FindingState.Warn : FindingState.Fail, told, "Synchronise both machines by NTP: expiry of keys and periods of budgets stand on the clock.");
    }

    private static Finding Secure(Uri url)
    {
        if (url.Scheme == "https")
        {
            return Finding.Ok("tls", "The connection is encrypted and its certificate is trusted.");
        }

        return url.IsLoopback
            ? Finding.Ok("tls", "Not encrypted, and does not leave this machine.")
            : Finding.Warn("tls", "Key and text cross the network unencrypted.", "Put TLS in front of the service and use https in --url.");
    }
}

using System.Net;
using Banyan.Gateway.Spine;
using Banyan.Wire.Translation;

namespace Banyan.Gateway.Upstreams.Fetching;

/// <summary>Fetches one picture from an address a caller told, guarded: see <see cref="GuardedConnector"/>. Nothing of the ask and no key goes along.</summary>
internal sealed class ImageFetcher : IDisposable
{
    /// <summary>The largest picture fetched.</summary>
    public const int MostBytes = 20 * 1024 * 1024;

    private const int MostRedirects = 3;

    /// <summary>How long one picture may take, redirects included.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);

    private readonly HttpMessageInvoker _invoker;
    private readonly bool _mayBePlain;
    private readonly TimeProvider _time;

    public ImageFetcher(EgressOptions options, IFetchNetwork network, TimeProvider time)
    {
        _time = time;
        _mayBePlain = options.AllowNetworks.Count > 0;
        var egress = new GuardedConnector(options, network);
        _invoker = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                ConnectCallback = (context, token) => egress.ConnectAsync(
                    context.DnsEndPoint.Host, context.DnsEndPoint.Port, context.InitialRequestMessage.RequestUri?.Scheme != Uri.UriSchemeHttps, token),
                UseProxy = false,
                UseCookies = false,
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                ConnectTimeout = MostTime,
                PooledConnectionLifetime = TimeSpan.FromMinutes(1),
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
                MaxResponseHeadersLength = 32,
                ActivityHeadersPropagator = null,
                ResponseDrainTimeout = TimeSpan.Zero,
            },
            disposeHandler: true);
    }

    /// <summary>Fetches one picture.</summary>
    /// <returns>The picture, or what is wrong with it in words that finish "the picture can't be fetched:".</returns>
    /// <exception cref="OperationCanceledException">The caller left or the exchange's time ran out.</exception>
    public async ValueTask<(FetchedImage? Image, string Problem)> FetchAsync(string address, CancellationToken cancellationToken)
    {
        if (FetchAddress.Read(address, _mayBePlain, out var problem) is not { } start)
        {
            return (null, problem);
        }

        using var bound = new CancellationTokenSource(MostTime, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bound.Token);
        try
        {
            return await FollowAsync(start, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, "it did not come within 10 seconds");
        }
        catch (HttpRequestException broken)
        {
            return (null, Reason(broken));
        }
        catch (IOException)
        {
            return (null, "the connection broke");
        }
    }

    public void Dispose() => _invoker.Dispose();

    private async ValueTask<(FetchedImage? Image, string Problem)> FollowAsync(Uri address, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Version = HttpVersion.Version11 };
            request.Headers.TryAddWithoutValidation("Accept", "image/*");
            request.Headers.TryAddWithoutValidation("User-Agent", "Banyan");
            using var response = await _invoker.SendAsync(request, cancellationToken);
            if (!IsRedirect(response))
            {
                return await FetchedAnswer.ReadAsync(response, cancellationToken);
            }

            var next = new Uri(address, response.Headers.Location!);
            if (redirects == MostRedirects)
            {
                return (null, "it redirects more than 3 times");
            }

            if (next.Scheme != address.Scheme || !string.Equals(next.IdnHost, address.IdnHost, StringComparison.OrdinalIgnoreCase))
            {
                return (null, "it redirects to another host or scheme");
            }

            if (FetchAddress.Problem(next, _mayBePlain) is { } problem)
            {
                return (null, $"it redirects to an address that is not fetched: {problem}");
            }

            address = next;
        }
    }

    private static bool IsRedirect(HttpResponseMessage response) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is not null;

    private static string Reason(HttpRequestException broken) => (broken.HttpRequestError, broken.InnerException) switch
    {
        (_, AddressRefusedException refused) => refused.Message,
        (HttpRequestError.SecureConnectionError, _) => "no secure connection: its certificate or protocol is not acceptable",
        (HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded, _) => "its host did not answer with valid HTTP",
        _ => "the connection broke",
    };
}

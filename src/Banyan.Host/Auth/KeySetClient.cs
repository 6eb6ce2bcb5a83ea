using System.Net;
using Banyan.Gateway.Callers.Tokens;
using Banyan.Gateway.Spine;

namespace Banyan.Host.Auth;

/// <summary>Reads documents of identity providers through the guarded way out: at most 256 KB in ten seconds, no redirects, nothing compressed.</summary>
internal sealed class KeySetClient : IKeySetSource, IDisposable
{
    private const int MostBytes = 256 * 1024;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    private readonly HttpMessageInvoker _named, _found;
    private readonly TimeProvider _time;

    public KeySetClient(IEgress egress, TimeProvider time) => (_named, _found, _time) = (Invoker(egress, mayBePrivate: true), Invoker(egress, mayBePrivate: false), time);

    /// <inheritdoc />
    public async Task<byte[]?> ReadAsync(Uri address, bool mayBePrivate, CancellationToken cancellationToken)
    {
        using var bound = new CancellationTokenSource(Most, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bound.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("Accept", "application/json");
            using var response = await (mayBePrivate ? _named : _found).SendAsync(request, either.Token);
            return response.StatusCode == HttpStatusCode.OK && response.Content.Headers.ContentEncoding.Count == 0 ? await WholeAsync(response, either.Token) : null;
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException || (broken is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    public void Dispose()
    {
        _named.Dispose();
        _found.Dispose();
    }

    private static async Task<byte[]?> WholeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var whole = new MemoryStream();
        var piece = new byte[16 * 1024];
        for (var read = await stream.ReadAsync(piece, cancellationToken); read > 0; read = await stream.ReadAsync(piece, cancellationToken))
        {
            if (whole.Length + read > MostBytes)
            {
                return null;
            }

            whole.Write(piece, 0, read);
        }

        return whole.ToArray();
    }

    private static HttpMessageInvoker Invoker(IEgress egress, bool mayBePrivate) => new(
        new SocketsHttpHandler
        {
            ConnectCallback = (context, token) => egress.ConnectConfiguredAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, mayBePrivate, token),
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxResponseHeadersLength = 32,
            ActivityHeadersPropagator = null,
            ResponseDrainTimeout = TimeSpan.Zero,
        },
        disposeHandler: true);
}

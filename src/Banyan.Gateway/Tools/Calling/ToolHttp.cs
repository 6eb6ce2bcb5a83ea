using System.Globalization;
using System.Net;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tools.Calling;

/// <summary>Sends one request through the guarded way out and reads a bounded answer. Nothing follows redirects, keeps cookies or reads proxies.</summary>
internal sealed class ToolHttp : IDisposable
{
    private readonly HttpMessageInvoker _invoker;
    private readonly IEgress _egress;

    public ToolHttp(IEgress egress, TimeProvider time)
    {
        (_egress, Time) = (egress, time);
        _invoker = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                ConnectCallback = (context, token) => egress.ConnectAsync(
                    context.DnsEndPoint.Host, context.DnsEndPoint.Port, context.InitialRequestMessage.RequestUri?.Scheme != Uri.UriSchemeHttps, token),
                UseProxy = false,
                UseCookies = false,
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
                MaxResponseHeadersLength = 32,
                ActivityHeadersPropagator = null,
                ResponseDrainTimeout = TimeSpan.Zero,
            },
            disposeHandler: true);
    }

    /// <summary>The clock calls are timed by.</summary>
    public TimeProvider Time { get; }

    /// <summary>Reads an address as registered; null when it may not be called (any more).</summary>
    public Uri? Read(string address) => _egress.Read(address, out _);

    /// <summary>Sends a request.</summary>
    /// <param name="request">The request; its headers are complete.</param>
    /// <param name="most">How long it may take, answer included.</param>
    /// <param name="mostBytes">How long its answer may be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="isWhole">Whether an event stream has said enough, given what came so far; null to read it to its end.</param>
    /// <exception cref="OperationCanceledException">Cancelled from outside; a call that took too long is a fault.</exception>
    public async Task<CallAnswer> SendAsync(HttpRequestMessage request, TimeSpan most, int mostBytes, CancellationToken cancellationToken, Func<ReadOnlyMemory<byte>, bool>? isWhole = null)
    {
        using var bound = new CancellationTokenSource(most, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bound.Token);
        try
        {
            using var response = await _invoker.SendAsync(request, either.Token);
            return await ReadAsync(response, mostBytes, isWhole, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return CallAnswer.Broke(CallFault.TimedOut, string.Create(CultureInfo.InvariantCulture, $"it did not answer within {most.TotalSeconds:0.#} seconds"));
        }
        catch (HttpRequestException broken) when (broken.InnerException is AddressRefusedException { IsForbidden: true } refused)
        {
            return CallAnswer.Broke(CallFault.Refused, refused.Message);
        }
        catch (HttpRequestException broken)
        {
            return CallAnswer.Broke(CallFault.Unreachable, Reason(broken));
        }
        catch (IOException)
        {
            return CallAnswer.Broke(CallFault.Unreachable, "the connection broke");
        }
    }

    public void Dispose() => _invoker.Dispose();

    private static async Task<CallAnswer> ReadAsync(HttpResponseMessage response, int mostBytes, Func<ReadOnlyMemory<byte>, bool>? isWhole, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (response.Content.Headers.ContentEncoding.Any(encoding => !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)))
        {
            return CallAnswer.Broke(CallFault.Garbled, "its answer comes compressed");
        }

        if (response.Content.Headers.ContentLength > mostBytes)
        {
            return CallAnswer.Broke(CallFault.TooLarge, TooLarge(mostBytes));
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var isStream = isWhole is not null && response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        var piece = new byte[16 * 1024];
        for (var read = await stream.ReadAsync(piece, cancellationToken); read > 0; read = await stream.ReadAsync(piece, cancellationToken))
        {
            if (body.Length + read > mostBytes)
            {
                return CallAnswer.Broke(CallFault.TooLarge, TooLarge(mostBytes));
            }

            body.Write(piece, 0, read);
            if (isStream && isWhole!(body.GetBuffer().AsMemory(0, (int)body.Length)))
            {
                break;
            }
        }

        return new CallAnswer(status, response.Content.Headers.ContentType?.MediaType ?? "", body.ToArray(), CallFault.None, "")
        {
            Location = response.Headers.Location,
            RetryAfter = response.Headers.RetryAfter?.Delta,
            Session = response.Headers.TryGetValues("Mcp-Session-Id", out var ids) ? ids.First() : null,
            Challenge = response.Headers.WwwAuthenticate.ToString() is { Length: > 0 } challenge ? challenge : null,
        };
    }

    private static string TooLarge(int mostBytes) => string.Create(CultureInfo.InvariantCulture, $"its answer is over {mostBytes / 1024} KB");

    private static string Reason(HttpRequestException broken) => (broken.HttpRequestError, broken.InnerException) switch
    {
        (_, AddressRefusedException refused) => refused.Message,
        (HttpRequestError.SecureConnectionError, _) => "no secure connection: its certificate or protocol is not acceptable",
        (HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded, _) => "it did not answer with valid HTTP",
        _ => "the connection broke",
    };
}

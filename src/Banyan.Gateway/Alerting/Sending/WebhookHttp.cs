using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Alerting.Sending;

/// <summary>Makes one attempt through the guarded way out. Follows no redirect, keeps no cookie, reads no proxy, and reads nothing of the answer but its status.</summary>
internal sealed class WebhookHttp : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);
    private readonly HttpMessageInvoker _invoker;
    private readonly IEgress _egress;
    private readonly TimeProvider _time;

    public WebhookHttp(IEgress egress, TimeProvider time)
    {
        (_egress, _time) = (egress, time);
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
                MaxConnectionsPerServer = 8,
                MaxResponseHeadersLength = 32,
                ActivityHeadersPropagator = null,
                ResponseDrainTimeout = TimeSpan.Zero,
            },
            disposeHandler: true);
    }

    /// <summary>Posts a delivery, signed for this instant.</summary>
    /// <exception cref="OperationCanceledException">Cancelled from outside; a receiver that took too long is a result.</exception>
    public async Task<AttemptResult> PostAsync(DueDelivery due, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        if (_egress.Read(due.Url, out var problem) is not { } address)
        {
            return new AttemptResult(null, TimeSpan.Zero, $"the address can't be used: {problem}");
        }

        using var bound = new CancellationTokenSource(Longest, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bound.Token);
        try
        {
            using var request = Request(due, address);
            using var response = await _invoker.SendAsync(request, either.Token);
            var status = (int)response.StatusCode;
            return new AttemptResult(status, _time.GetElapsedTime(began), status is >= 200 and < 300 ? null : Words(status));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Broke(began, "it did not answer within 15 seconds");
        }
        catch (HttpRequestException broken)
        {
            return Broke(began, Reason(broken));
        }
        catch (IOException)
        {
            return Broke(began, "the connection broke");
        }
    }

    public void Dispose() => _invoker.Dispose();

    private HttpRequestMessage Request(DueDelivery due, Uri address)
    {
        var (body, id, now) = (Encoding.UTF8.GetBytes(due.Body), due.EventId.ToString("D"), _time.GetUtcNow());
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Version = HttpVersion.Version11,
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.TryAddWithoutValidation("User-Agent", "Banyan");
        request.Headers.TryAddWithoutValidation("webhook-id", id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", Signature.Seconds(now));
        request.Headers.TryAddWithoutValidation("webhook-signature", Signature.Of(due.Secrets, id, now, body));
        return request;
    }

    private AttemptResult Broke(long began, string problem) => new(null, _time.GetElapsedTime(began), problem);

    private static string Words(int status) => string.Create(CultureInfo.InvariantCulture, $"it answered {status}{(status is >= 300 and < 400 ? "; redirects are not followed" : "")}");

    private static string Reason(HttpRequestException broken) => (broken.HttpRequestError, broken.InnerException) switch
    {
        (_, AddressRefusedException refused) => refused.Message,
        (HttpRequestError.SecureConnectionError, _) => "no secure connection: its certificate or protocol is not acceptable",
        (HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded, _) => "it did not answer with valid HTTP",
        _ => "the connection broke",
    };
}

using System.Net;
using System.Net.Http.Headers;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Upstreams;

/// <summary>Sends asks over HTTP and reads the answers, whole or as streams.</summary>
internal sealed class HttpUpstream(IEndpoint endpoint, EgressPool egress, TimeProvider time) : IUpstream
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public IReadOnlyList<string> Kinds => endpoint.Kinds;

    public async ValueTask<Answer> SendAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var attempt = exchange.Attempt!;
        var clock = new AttemptClock(exchange, time, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            using var request = Make(exchange);
            attempt.WasSent = true;
            var asked = time.GetTimestamp();
            response = await egress.For(attempt.Candidate.Provider).SendAsync(request, clock.Token);
            attempt.AwaitedTicks += time.GetTimestamp() - asked;
            attempt.HttpStatus = (int)response.StatusCode;
            var answer = await AnswerReading.ReadAsync(response, exchange, clock, time);
            if (answer.Failure is null)
            {
                // The frames own both from here on.
                (response, clock) = (null, null);
            }

            return answer;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException cancelled)
        {
            return Answer.Refused(clock!.Expired ?? ConnectTimedOut(attempt, cancelled));
        }
        catch (HttpRequestException broken)
        {
            attempt.WasSent &= !IsConnectFailure(broken);
            return Answer.Refused(TransportFailures.From(broken));
        }
        catch (IOException broken)
        {
            return Answer.Refused(TransportFailures.From(broken));
        }
        finally
        {
            response?.Dispose();
            clock?.Dispose();
        }
    }

    private static Failure ConnectTimedOut(Attempt attempt, OperationCanceledException cancelled)
    {
        attempt.WasSent &= cancelled.InnerException is not TimeoutException;
        return new Failure(FailureKind.TimedOut, "provider_timeout", "No connection to the provider within the connect time.");
    }

    private static bool IsConnectFailure(HttpRequestException broken) => broken.HttpRequestError
        is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError or HttpRequestError.VersionNegotiationError;

    private HttpRequestMessage Make(Exchange exchange)
    {
        var address = endpoint.Address(exchange, exchange.Ask.Dialect.Id);
        var secure = string.Equals(address.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal);
        var content = new BodyContent(exchange.Ask.Parts);
        content.Headers.ContentType = Json;
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = content,
            Version = secure ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        endpoint.Prepare(request, exchange);
        return request;
    }
}

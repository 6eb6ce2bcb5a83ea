using System.Globalization;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Host.Doors;

/// <summary>The response of a door: its headers and, where it comes to that, its error.</summary>
internal sealed class DoorResponse(HttpContext http, DoorAsk door, ExchangeId id)
{
    /// <summary>The language, framing and operation of the door.</summary>
    public DoorAsk Door => door;

    /// <summary>The exchange, as the caller can name it.</summary>
    public string RequestId { get; } = id.ToString();

    /// <summary>Puts the headers that explain the answer.</summary>
    public void Describe(Exchange exchange, AnswerHead? head, TimeProvider time)
    {
        if (!http.Response.HasStarted)
        {
            RateHeaders.Write(http.Response.Headers, exchange.Limits, door.Dialect.Id == DialectId.Anthropic, time);
            AnswerHeaders.Write(http.Response.Headers, exchange, head, time);
            Identify();
        }
    }

    /// <summary>Says no before anything was sent.</summary>
    public async ValueTask RefuseAsync(Failure failure)
    {
        var error = door.Dialect.WriteError(failure, RequestId);
        var response = http.Response;
        response.StatusCode = error.HttpStatus;
        response.ContentType = "application/json; charset=utf-8";
        Identify();
        RetryHeaders(response, failure);
        response.ContentLength = error.Body.Length;
        await response.BodyWriter.WriteAsync(error.Body, http.RequestAborted);
    }

    /// <summary>A bug: tells it if the head is not out yet, else cuts the connection so that nothing looks whole.</summary>
    public async ValueTask BreakAsync(Failure failure)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        await RefuseAsync(failure);
    }

    /// <summary>Names the exchange; Anthropic's clients look for it under a header of their own.</summary>
    private void Identify()
    {
        http.Response.Headers["x-request-id"] = RequestId;
        if (door.Dialect.Id == DialectId.Anthropic)
        {
            http.Response.Headers["request-id"] = RequestId;
        }
    }

    /// <summary>Says when it is worth asking again.</summary>
    internal static void RetryHeaders(HttpResponse response, Failure failure)
    {
        var wait = failure.RetryAfter ?? (response.StatusCode is 429 or 503 or 529 ? TimeSpan.FromSeconds(1) : null);
        if (wait is { } span && span < TimeSpan.FromDays(30))
        {
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(span.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            response.Headers["retry-after-ms"] = ((long)span.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        }

        if (failure.AlreadyRetried || failure.Kind == FailureKind.OverBudget)
        {
            response.Headers["x-should-retry"] = "false";
        }
    }
}

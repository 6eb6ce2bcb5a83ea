using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Registry;

namespace Banyan.Gateway.Tools.Calling;

/// <summary>Runs tools behind HTTP: arguments by POST, result as JSON. Repeats only what may be repeated; waits where the service says 202 and where to look.</summary>
internal sealed class HttpExecutor(ToolHttp http, CallSigner signer) : IToolExecutor
{
    private const int LargestAnswer = 256 * 1024, MostQuoted = 500;
    private static readonly TimeSpan ShortestLook = TimeSpan.FromMilliseconds(250), LongestLook = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    public ToolExecutorKind Kind => ToolExecutorKind.Http;

    /// <inheritdoc />
    public async Task<ToolResult> RunAsync(Tool tool, ToolCall call, CancellationToken cancellationToken)
    {
        if (http.Read(tool.Endpoint!) is not { } address)
        {
            return ToolOutput.Denied("The tool's address may not be called.");
        }

        var body = Encoding.UTF8.GetBytes(call.Arguments.GetRawText());
        var delay = TimeSpan.FromMilliseconds(tool.Retry.DelayMs);
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
            var (answer, refused) = await SendAsync(request, tool, call, body, cancellationToken);
            if (refused is not null)
            {
                return refused;
            }

            if (attempt > tool.Retry.Retries || !tool.MayBeRepeated || !IsPassing(answer!))
            {
                var result = answer!.Status == (int)HttpStatusCode.Accepted ? await AwaitAsync(tool, call, address, answer, cancellationToken) : Result(answer);
                return result with { Attempts = attempt };
            }

            await Task.Delay(delay, http.Time, cancellationToken);
            delay *= tool.Retry.Factor;
        }
    }

    private async Task<(CallAnswer? Answer, ToolResult? Refused)> SendAsync(HttpRequestMessage request, Tool tool, ToolCall call, byte[] body, CancellationToken cancellationToken)
    {
        request.Version = HttpVersion.Version11;
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "Banyan");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", call.IdempotencyKey);
        if (call.TraceParent is { } trace)
        {
            request.Headers.TryAddWithoutValidation("traceparent", trace);
        }

        return signer.SignByName(request, tool.AuthRef, call.IdempotencyKey, body) is { } unsigned
            ? (null, ToolOutput.Denied($"The tool can't be called: {unsigned}."))
            : (await http.SendAsync(request, tool.Timeout, LargestAnswer, cancellationToken), null);
    }

    /// <summary>Looks where the service said, at its own address alone, until it is done or the exchange's time is over.</summary>
    private async Task<ToolResult> AwaitAsync(Tool tool, ToolCall call, Uri address, CallAnswer accepted, CancellationToken cancellationToken)
    {
        if (accepted.Location is not { } location || Uri.TryCreate(address, location, out var place) is false
            || Uri.Compare(place, address, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) != 0)
        {
            return ToolOutput.Failed("The tool wants to be waited for and does not say where at its own address.");
        }

        var answer = accepted;
        while (answer.Status == (int)HttpStatusCode.Accepted)
        {
            var wait = answer.RetryAfter ?? TimeSpan.FromSeconds(1);
            await Task.Delay(wait < ShortestLook ? ShortestLook : wait > LongestLook ? LongestLook : wait, http.Time, cancellationToken);
            using var request = new HttpRequestMessage(HttpMethod.Get, place);
            (var looked, var refused) = await SendAsync(request, tool, call, [], cancellationToken);
            if (refused is not null)
            {
                return refused;
            }

            answer = looked!;
        }

        return Result(answer);
    }

    private static bool IsPassing(CallAnswer answer) =>
        answer.Fault is CallFault.Unreachable or CallFault.TimedOut || (answer.Fault == CallFault.None && answer.Status is 429 or 500 or 502 or 503 or 504);

    private static ToolResult Result(CallAnswer answer)
    {
        switch (answer.Fault)
        {
            case CallFault.Refused:
                return ToolOutput.Denied("The tool's address may not be called.");
            case CallFault.TimedOut:
                return ToolOutput.TimedOut();
            case not CallFault.None:
                return ToolOutput.Failed($"The call failed: {answer.Problem}.");
        }

        if (!answer.IsOk)
        {
            var said = answer.MediaType.Contains("json", StringComparison.OrdinalIgnoreCase) || answer.MediaType.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase)
                ? ": " + Redaction.Short(Encoding.UTF8.GetString(answer.Body), MostQuoted)
                : ".";
            return ToolOutput.Failed(string.Create(CultureInfo.InvariantCulture, $"The tool answered with status {answer.Status}{said}"));
        }

        if (answer.Body.Length == 0)
        {
            return ToolOutput.Of(ToolOutput.Write(static writer => writer.WriteNullValue()));
        }

        if (ToolOutput.Read(answer.Body) is { } json)
        {
            return ToolOutput.Of(json);
        }

        return answer.MediaType.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase)
            ? ToolOutput.Of(ToolOutput.Write(writer => writer.WriteStringValue(Encoding.UTF8.GetString(answer.Body))))
            : ToolOutput.Invalid("The tool's answer is no JSON.");
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Calling;

/// <summary>Calls tools of a backend that speaks MCP over HTTP: <c>initialize</c> once, then <c>tools/call</c>; JSON and event-stream answers.</summary>
/// <remarks>Source: Model Context Protocol, Streamable HTTP transport, revision 2025-06-18.</remarks>
internal sealed class McpCalls(BackendInvoker invoker, CallAuthor author, TimeProvider time)
{
    private const string Version = "2025-06-18";
    private readonly ConcurrentDictionary<Uri, string> _sessions = new();

    /// <summary>Calls a tool.</summary>
    public async Task<BackendReply> CallAsync(BackendCall call, JsonElement arguments, CancellationToken cancellationToken)
    {
        var endpoint = new Uri(call.Operation.Backend.BaseUrl, call.Operation.Path);
        if (!_sessions.TryGetValue(endpoint, out var session))
        {
            var (opened, refusal) = await OpenAsync(call, endpoint, cancellationToken);
            if (refusal is not null)
            {
                return refusal;
            }

            session = _sessions[endpoint] = opened!;
        }

        var (answer, _, fault) = await PostAsync(call, endpoint, session, McpMessages.Call(call.Operation.OperationId, arguments, call.IdempotencyKey), cancellationToken);
        if (fault is not null)
        {
            return Replies.NotSent(fault);
        }

        if (answer!.Status == (int)HttpStatusCode.NotFound)
        {
            // The session is over; the next call opens another. Nothing was taken in.
            _sessions.TryRemove(endpoint, out _);
        }

        return Replies.Of(call, McpMessages.Result(answer));
    }

    /// <summary>Opens a session. Whatever goes wrong here, the tool was not called.</summary>
    private async Task<(string? Session, BackendReply? Refusal)> OpenAsync(BackendCall call, Uri endpoint, CancellationToken cancellationToken)
    {
        var (answer, session, fault) = await PostAsync(call, endpoint, null, McpMessages.Initialize(Version), cancellationToken);
        if (fault is not null)
        {
            return (null, Replies.NotSent(fault));
        }

        if (answer!.Body is null)
        {
            return (null, Replies.Of(call, answer) with { IsProvablyNotReceived = true });
        }

        await PostAsync(call, endpoint, session, McpMessages.Initialized(), cancellationToken);
        return (session ?? "", null);
    }

    private async Task<(RawAnswer? Answer, string? Session, CallFault? Fault)> PostAsync(BackendCall call, Uri endpoint, string? session, string message, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new StringContent(message, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        if (session is not null)
        {
            request.Headers.TryAddWithoutValidation("MCP-Protocol-Version", Version);
        }

        if (session is { Length: > 0 })
        {
            request.Headers.TryAddWithoutValidation("Mcp-Session-Id", session);
        }

        if (author.Sign(request, call.Operation.Backend, call.Subject) is { } fault)
        {
            return (null, null, fault);
        }

        using var response = await invoker.Http.SendAsync(request, cancellationToken);
        var opened = response.Headers.TryGetValues("Mcp-Session-Id", out var ids) ? ids.FirstOrDefault() : null;
        if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == "text/event-stream")
        {
            return (await McpMessages.FirstOfStreamAsync(response, cancellationToken), opened, null);
        }

        return (await AnswerReader.ReadAsync(response, time, cancellationToken), opened, null);
    }
}
